"""Twin of participation: what no count of it can be."""

from typing import Any

import pytest

from ledger.model.errors import Refused
from ledger.model.registers.participation import Participation

GOOD: dict[str, Any] = {"project": "5-2", "category": "기타", "count": 3, "label": "간담회"}


def test_a_count_with_and_without_its_dates() -> None:
    assert Participation.from_body("5-2 간담회", GOOD).dates == ()
    dated = Participation.from_body("5-2 간담회", GOOD | {"dates": ["2023-07-21"], "details": ["2차"]})
    assert (dated.dates, dated.details) == (("2023-07-21",), ("2차",))


@pytest.mark.parametrize("wrong", [{"category": ""}, {"count": -1}, {"count": 1, "details": ["가", "나"]}])
def test_what_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="needs a category"):
        Participation.from_body("5-2 간담회", GOOD | wrong)
