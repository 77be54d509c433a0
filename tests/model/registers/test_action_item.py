"""Twin of action_item: what an audit asked for, and what became of it."""

from typing import Any

import pytest

from ledger.model.errors import Refused
from ledger.model.registers.action_item import ActionItem, Outcome

GOOD: dict[str, Any] = {"category": "건의사항", "text": "회의록 오기 정정"}


def test_an_item_is_under_review_until_something_is_said() -> None:
    assert ActionItem.from_body("1", GOOD).outcome is Outcome.UNDER_REVIEW
    assert [each.label.ko for each in Outcome] == ["완료", "추진중", "검토중", "미반영"]


@pytest.mark.parametrize("wrong", [{"category": ""}, {"text": ""}, {"outcome": "finished"}])
def test_what_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        ActionItem.from_body("1", GOOD | wrong)
