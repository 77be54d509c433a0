"""Twin of milestone: what no line of a story can be."""

from typing import Any

import pytest

from ledger.model.errors import Refused
from ledger.model.registers.milestone import LONGEST, Milestone

GOOD: dict[str, Any] = {"project": "5-2", "on": "2023-07-21", "text": "2차 간담회"}


def test_a_line_is_dated_as_exactly_as_it_is_known() -> None:
    for on in ("", "2023", "2023H2", "2023Q3", "2023-07", "2023-07-21"):
        assert Milestone.from_body("5-2 01", GOOD | {"on": on}).on == on


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"on": "2023. 13. 1."}, "5-2 01: '2023. 13. 1.' is no date"),
        ({"on": "2023-02-29"}, "5-2 01: '2023-02-29' is no date"),
        ({"text": ""}, "5-2 01: a text has 1 to 1,000 characters, this one 0"),
        ({"text": "가" * 20_000}, "5-2 01: a text has 1 to 1,000 characters, this one 20,000"),
        ({"under": "5-2 01"}, "5-2 01: a line cannot be nested in itself"),
    ],
)
def test_what_is_refused(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused) as refused:
        Milestone.from_body("5-2 01", GOOD | wrong)
    assert refused.value.line.en.startswith(says)


def test_the_longest_text_and_one_that_looks_like_a_formula_are_texts() -> None:
    assert Milestone.from_body("5-2 01", GOOD | {"text": "가" * LONGEST})
    assert Milestone.from_body("5-2 01", GOOD | {"text": "=1+1"}).text == "=1+1"
