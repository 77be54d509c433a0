from datetime import date

import pytest

from ledger.model.errors import Refused
from ledger.model.record import attached_to
from ledger.model.registers.sealed_state import SealedState


def test_a_seal_comes_back_as_it_went_in() -> None:
    body = {"as_of": "2023-12-31", "number": 7, "head": "0" * 64}
    seal = SealedState.from_body("2023년 하반기", body)
    assert (seal.as_of, seal.body()) == (date(2023, 12, 31), body)


def test_its_document_is_attached() -> None:
    body = {"as_of": "2023-12-31", "number": 7, "head": "0" * 64, "document": ["a", "b"], "options": ["unit=원"]}
    assert attached_to("seal", SealedState.from_body("2023년 하반기", body).body()) == ("a", "b")


@pytest.mark.parametrize("wrong", [{"number": 0}, {"options": ["unit"]}])
def test_a_seal_of_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        SealedState.from_body("x", {"as_of": "2023-12-31", "number": 7, "head": "", **wrong})
