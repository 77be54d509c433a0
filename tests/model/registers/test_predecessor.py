import pytest

from ledger.model.errors import Refused
from ledger.model.registers.predecessor import Predecessor

BODY = {"code": "5-2", "term": "민선8기", "book": "0" * 32, "number": 7, "head": "1" * 64}


def test_a_predecessor_comes_back_as_it_went_in() -> None:
    each = Predecessor.from_body("1-1", BODY)
    assert (each.key, each.code, each.body()) == ("1-1", "5-2", BODY)


def test_one_without_its_old_code_is_refused() -> None:
    with pytest.raises(Refused, match="old code"):
        Predecessor.from_body("1-1", BODY | {"code": ""})
