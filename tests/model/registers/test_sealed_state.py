from datetime import date

from ledger.model.registers.sealed_state import SealedState


def test_a_seal_comes_back_as_it_went_in() -> None:
    body = {"as_of": "2023-12-31", "number": 7, "head": "0" * 64}
    seal = SealedState.from_body("2023년 하반기", body)
    assert (seal.as_of, seal.body()) == (date(2023, 12, 31), body)
