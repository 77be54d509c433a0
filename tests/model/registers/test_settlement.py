"""Twin of settlement: what is left of a budget, under a key that says all of it but the amount."""

from typing import Any

import pytest

from ledger.model.errors import Refused
from ledger.model.registers.settlement import CARRIES, Leftover, Settlement

KEY = "5-2/1:시비:2023:2023:stated-carry"
GOOD: dict[str, Any] = {
    "project": "5-2/1",
    "source": "시비",
    "period": "2023",
    "year": 2023,
    "kind": "stated-carry",
    "won": 3_000_000,
    "to": "2024",
}


def test_what_is_left_comes_back_from_the_book_as_it_went_in() -> None:
    row = Settlement.from_body(KEY, GOOD)
    assert (row.kind, row.body()) == (Leftover.STATED, GOOD)


def test_the_kinds_are_called_as_the_accounts_call_them() -> None:
    assert [each.label.ko for each in Leftover] == ["명시이월", "사고이월", "계속비이월", "불용"]
    assert [each.label.ko for each in CARRIES] == ["명시이월", "사고이월", "계속비이월"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"won": -1},
        {"won": 10**15 + 1},
        {"year": 2024},
        {"kind": "lapse"},
        {"kind": "carry"},
        {"source": "국비"},
    ],
)
def test_what_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        Settlement.from_body(KEY, GOOD | wrong)


def test_what_lapses_goes_nowhere() -> None:
    lapsed = GOOD | {"kind": "lapse", "to": ""}
    assert Settlement.from_body("5-2/1:시비:2023:2023:lapse", lapsed).to == ""
    with pytest.raises(Refused, match="not carried"):
        Settlement.from_body("5-2/1:시비:2023:2023:lapse", lapsed | {"to": "2024"})
