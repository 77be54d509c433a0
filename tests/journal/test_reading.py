"""Twin of reading: every view equals a rebuild from the transactions it may know of."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.model.entry import Balance, Cell, Draft, Posting, Row, Version
from ledger.model.errors import Refused, StorageFailure

DAYS = [date(2024, 1, 1) + timedelta(days=days) for days in range(5)]
CELLS = [(f"1/{i}", source) for i in range(3) for source in ("국비", "시비")]


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[date, list[tuple[int, int]], list[tuple[str, str, int | None]]]]:
    """Transactions as (effective, postings of (cell, won), row versions of (kind, key, value or removed))."""
    posting = st.tuples(st.integers(0, len(CELLS) - 1), st.integers(-(10**9), 10**9))
    row = st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.none() | st.integers(0, 9))
    one = st.tuples(st.sampled_from(DAYS), st.lists(posting, max_size=4), st.lists(row, max_size=3))
    return draw(st.lists(one, min_size=1, max_size=6))


def rebuilt_balances(drafts: Sequence[Draft], as_of: date) -> dict[Cell, Balance]:
    sums: dict[Cell, list[int]] = defaultdict(lambda: [0, 0])
    for draft in drafts:
        if draft.header.effective <= as_of:
            for cell, won, entries, _ in draft.postings:
                sums[cell][0] += won
                sums[cell][1] += entries
    return {cell: Balance(*sum_) for cell, sum_ in sums.items() if sum_[1]}


def rebuilt_versions(drafts: Sequence[Draft]) -> list[Version]:
    return [
        Version(number, draft.header.effective, row) for number, draft in enumerate(drafts, 1) for row in draft.rows
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=histories())
def test_every_view_equals_a_rebuild(new_desk: Callable[[], Any], history: Any) -> None:
    desk = new_desk()
    drafts = [
        desk.draft(
            [Posting(desk.cell(*CELLS[cell]), won) for cell, won in postings],
            *(Row(kind, key, None if value is None else {"value": value}) for kind, key, value in rows),
            effective=effective,
        )
        for effective, postings, rows in history
    ]
    desk.record(*drafts)
    with desk.open() as journal:
        for at in [None, *range(len(drafts) + 1)]:
            known = drafts[:at]
            assert journal.versions(at=at) == rebuilt_versions(known)
            assert journal.balances(at=at) == rebuilt_balances(known, date.max)
            for as_of in [DAYS[0] - timedelta(days=1), *DAYS]:
                assert journal.balances(as_of=as_of, at=at) == rebuilt_balances(known, as_of)
        for kind, key in product("ab", "xyz"):
            assert journal.versions_of(kind, key) == [
                version for version in rebuilt_versions(drafts) if version.row[:2] == (kind, key)
            ]


def plans(journal: Any, question: Callable[[], object]) -> str:
    """The query plans of the statements that a question runs, as one text."""
    asked: list[str] = []
    journal.connection.set_trace_callback(asked.append)
    question()
    journal.connection.set_trace_callback(None)
    steps = [journal.connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall() for sql in asked]
    return "\n".join(step[3] for plan in steps for step in plan)


def test_no_question_of_every_day_scans_the_postings(desk: Any) -> None:
    desk.record(desk.draft({desk.cell(): 1}), desk.draft({desk.cell(): 2}))
    with desk.open() as journal:
        for question in (
            lambda: journal.balances(),
            lambda: journal.balances(as_of=date(2030, 1, 1), at=2),
            lambda: journal.transaction(2),
            lambda: journal.later_on(1),
            lambda: journal.last_seal(),
            lambda: journal.numbers_of(["a" * 32]),
            lambda: journal.with_origin("f" * 64),
        ):
            assert "SCAN postings" not in plans(journal, question)
        assert "SCAN cells" in plans(journal, journal.balances)
        assert "postings" not in plans(journal, journal.balances)


def test_balances_leave_out_what_is_effective_later(desk: Any) -> None:
    cell = desk.cell()
    desk.record(desk.draft({cell: 1}, effective=date(2026, 1, 1)), desk.draft({cell: 2}, effective=date(2025, 1, 1)))
    with desk.open() as journal:
        assert journal.balances(as_of=date(2024, 12, 31)) == {}
        assert journal.balances(as_of=date(2025, 12, 31)) == {cell: (2, 1)}
        assert journal.balances(as_of=date(2026, 1, 1)) == {cell: (3, 2)}
        assert journal.balances(as_of=date(2026, 1, 1), at=1) == {cell: (1, 1)}


def test_an_undo_stands_until_it_is_undone(desk: Any) -> None:
    first = desk.draft({desk.cell(): 5})
    undo = desk.reversed(first, 1)
    desk.record(first, undo)
    with desk.open() as journal:
        assert journal.undone() == {1: 2}
    redo = desk.reversed(undo, 2)
    desk.record(redo)
    with desk.open() as journal:
        assert journal.undone() == {2: 3}
    desk.record(desk.reversed(redo, 3))
    with desk.open() as journal:
        assert journal.undone() == {3: 4, 1: 2}
        assert journal.balances() == {}


def test_later_on_names_what_touched_the_same_cells_or_rows(desk: Any) -> None:
    mine, other, row = desk.cell("1/1"), desk.cell("1/2"), Row("project", "1/1", {"name": "가"})
    cancelled = desk.draft({mine: 3})
    desk.record(
        desk.draft({mine: 1}, row),
        desk.draft({other: 2}),
        cancelled,
        desk.draft(None, row),
        desk.reversed(cancelled, 3),
        desk.draft({other: 1, mine: 4}),
    )
    with desk.open() as journal:
        assert journal.later_on(1) == [4, 6]
        assert journal.later_on(2) == [6]
        assert journal.later_on(3) == [5, 6]
        assert journal.later_on(6) == []


def test_transactions_by_number_uid_and_origin(desk: Any) -> None:
    seals = desk.record(*(desk.draft({desk.cell(): won}, origin=origin) for won, origin in enumerate(["a", "b", "a"])))
    with desk.open() as journal:
        assert [t.number for t in journal.transactions(2)] == [2, 3]
        assert [(t.number, len(t.postings)) for t in journal.headers(1, 2)] == [(1, 0), (2, 0)]
        assert journal.transaction(3).postings == (Posting(desk.cell(), 2),)
        assert journal.numbers_of([seals[1].uid, "f" * 32]) == {seals[1].uid: 2}
        assert (journal.with_origin("a"), journal.with_origin("")) == ([1, 3], [])
        with pytest.raises(Refused, match="no transaction 4"):
            journal.transaction(4)


@pytest.mark.parametrize("number", [2**63 - 1, 2**63, 10**23, -(10**23)])
def test_a_number_that_sqlite_cannot_hold_is_that_of_no_transaction(desk: Any, number: int) -> None:
    desk.record(desk.draft({desk.cell(): 1}, Row("project", "1", {})))
    with desk.open() as journal:
        with pytest.raises(Refused, match=f"no transaction {number}"):
            journal.transaction(number)
        known = number > 0
        assert bool(journal.balances(at=number)) == known
        assert len(journal.versions(at=number)) == known
        assert [t.number for t in journal.transactions(number, number)] == []
        assert journal.later_on(number) == []


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE transactions SET effective = '2024-13-01'",
        "UPDATE transactions SET recorded = 'garbage'",
        "UPDATE transactions SET recorded = '20260105T090000+0900'",
        "UPDATE postings SET paid_on = 'soon'",
        "UPDATE postings SET cell = 9",
        "UPDATE registers SET body = '[1]'",
        "UPDATE registers SET body = 'x'",
        "UPDATE registers SET body = CAST(x'ff' AS TEXT)",
    ],
)
def test_what_was_never_written_by_us_is_told_and_not_a_traceback(desk: Any, harm: str) -> None:
    desk.record(desk.draft({desk.cell(): 1}, Row("project", "1", {})))
    desk.tamper(harm)
    with pytest.raises(StorageFailure, match="damaged"), desk.open() as journal:
        list(journal.transactions())
