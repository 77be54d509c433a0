"""Twin of entering: what the cells allow."""

from datetime import date
from typing import Any

import pytest

from ledger.model.entry import Posting
from ledger.model.errors import Refused

LIMIT = 10**15


def test_a_running_balance_beyond_the_limit_is_refused_with_its_cell(desk: Any) -> None:
    desk.record(desk.draft({desk.cell(): LIMIT - 1}))
    before = desk.fingerprint
    with desk.open(write=True) as journal:
        with pytest.raises(Refused, match="balance would be 1,000,000,000,000,001") as refusal:
            journal.append([desk.draft({desk.cell(): 2})])
        assert refusal.value.where == "5-2/1 시비 2024 plan"
        assert desk.fingerprint == before
        journal.append([desk.draft({desk.cell(): 1})])
        assert journal.balances() == {desk.cell(): (LIMIT, 2)}


def test_blank_is_not_zero(desk: Any) -> None:
    zero, undone, moved = desk.cell("1/1"), desk.cell("1/2"), desk.cell("1/3")
    first = desk.draft({undone: 700})
    desk.record(desk.draft({zero: 0}), first, desk.draft([Posting(moved, 5), Posting(moved, -5)]))
    desk.record(desk.reversed(first, 2))
    with desk.open() as journal:
        assert journal.balances() == {zero: (0, 1), moved: (0, 2)}
        assert journal.balances(at=2) == {zero: (0, 1), undone: (700, 1)}


@pytest.mark.parametrize("posting", [(-100, -1), (50, -1), (-99, -2), (1, 0)])
def test_no_amount_stands_without_an_entry(desk: Any, posting: tuple[int, int]) -> None:
    desk.record(desk.draft({desk.cell("1/1"): 99}))
    cell = desk.cell("1/2") if posting == (1, 0) else desk.cell("1/1")
    with desk.open(write=True) as journal, pytest.raises(Refused, match="more entries") as refusal:
        journal.append([desk.draft([Posting(cell, *posting)])])
    assert refusal.value.where == " ".join(cell)


def test_a_cell_may_be_blank_on_the_way(desk: Any) -> None:
    cell = desk.cell()
    desk.record(desk.draft([Posting(cell, -5, -1), Posting(cell, 5, 1), Posting(cell, 7, 1, date(2024, 3, 1))]))
    with desk.open() as journal:
        assert journal.balances() == {cell: (7, 1)}


JANUARY, JUNE, LATER, LAST = date(2023, 1, 1), date(2023, 6, 1), date(2024, 1, 1), date(2024, 1, 2)


def test_no_amount_stands_without_an_entry_on_any_day(desk: Any) -> None:
    cell = desk.cell()
    desk.record(
        desk.draft({cell: 4}, effective=JANUARY),
        desk.draft([Posting(cell, -4, -1)], effective=JUNE),
        desk.draft({cell: 10}, effective=LATER),
        desk.draft({cell: 5}, effective=LAST),
    )
    before = desk.fingerprint
    with desk.open(write=True) as journal:
        for effective in (JUNE, JANUARY):
            with pytest.raises(Refused, match="before 2024-01-02") as refusal:
                journal.append([desk.draft({cell: 9}), desk.draft([Posting(cell, -4, -1)], effective=effective)])
            assert refusal.value.where == "5-2/1 시비 2024 plan"
        assert desk.fingerprint == before
        journal.append([desk.draft({cell: 6}, effective=JUNE), desk.draft([Posting(cell, -6, -1)], effective=JUNE)])
        journal.append([desk.draft([Posting(cell, -5, -1)], effective=LAST)])
        assert journal.balances() == {cell: (10, 1)}


def test_no_balance_is_beyond_the_limit_on_any_day(desk: Any) -> None:
    cell = desk.cell()
    desk.record(desk.draft({cell: LIMIT}, effective=JANUARY), desk.draft({cell: -LIMIT}, effective=LATER))
    with desk.open(write=True) as journal:
        with pytest.raises(Refused, match="balance would be 1,000,000,000,000,001"):
            journal.append([desk.draft({cell: 1}, effective=JUNE)])
        journal.append([desk.draft({cell: 1}, effective=LATER)])


def test_the_days_of_a_cell_are_walked_only_where_something_takes_effect_later(desk: Any) -> None:
    cell = desk.cell()
    desk.record(desk.draft({cell: 4}, effective=JUNE))
    for effective, walks in ((JUNE, 0), (LATER, 0), (JANUARY, 1)):
        asked: list[str] = []
        with desk.open(write=True) as journal:
            journal.connection.set_trace_callback(asked.append)
            journal.append([desk.draft({cell: 1}, effective=effective)])
        assert sum("GROUP BY effective" in statement for statement in asked) == walks
