"""Lines nested in one another: in order, whatever the order they come in, however deep; and what may not be nested."""

import pytest

from ledger.cube.registers import Registers
from ledger.cube.story import counted, nested
from ledger.model.entry import Row
from ledger.model.errors import Refused
from ledger.model.registers.milestone import Milestone

DEEP = 3_000


def line(key: str, under: str = "") -> Milestone:
    return Milestone(key=key, project="5-2", on="", text="일", under=under)


def row(key: str, under: str = "", kind: str = "milestone") -> Row:
    each = line(key, under)
    return Row(kind, key, each.body() if kind == "milestone" else {"project": "5-2", "sort": "goal", "text": "일"})


def registers(*rows: Row) -> Registers:
    return Registers(rows, lambda kind, key: False)


def test_each_line_stands_right_below_the_one_it_is_nested_in() -> None:
    lines = [line("3", "1"), line("1"), line("2"), line("4", "3"), line("5", "1")]
    assert [(level, each.key) for level, each in nested(lines)] == [(1, "1"), (2, "3"), (3, "4"), (2, "5"), (1, "2")]


def test_a_line_whose_parent_is_not_told_stands_by_itself() -> None:
    assert [(level, each.key) for level, each in nested([line("2", "1")])] == [(1, "2")]


def test_however_deep() -> None:
    lines = [line(f"{number}", f"{number - 1}" if number else "") for number in range(DEEP)]
    assert [level for level, _ in nested(lines)] == list(range(1, DEEP + 1))


def test_keys_are_counted() -> None:
    assert sorted(["5-2 10", "5-2 9", "5-10 1"], key=counted) == ["5-2 9", "5-2 10", "5-10 1"]


@pytest.mark.parametrize(
    ("standing", "taken", "said"),
    [
        ([], [row("2", "1")], "no line '1'"),
        ([row("1", kind="remark")], [row("2", "1")], "no line '1'"),
        ([row("1", ""), row("2", "1")], [row("1", "2")], "too deep"),
        ([], [row("1", "3"), row("2", "1"), row("3", "2")], "too deep"),
        ([], [row(f"{n}", f"{n - 1}" if n else "") for n in range(7)], "too deep"),
        ([row("1"), row("2", "1")], [Row("milestone", "1", None)], "lines below it"),
    ],
)
def test_what_cannot_be_nested_is_refused(standing: list[Row], taken: list[Row], said: str) -> None:
    with pytest.raises(Refused, match=said):
        registers(*standing).take(taken)


def test_lines_that_are_nested_are_taken_and_removed_together_in_any_order() -> None:
    book = registers()
    book.take([row("2", "1"), row("1"), *[row(f"{n}", f"{n - 1}") for n in range(3, 7)]])
    book.take([Row("milestone", f"{n}", None) for n in range(1, 7)])
    assert not book.rows
