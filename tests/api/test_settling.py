"""Twin of settling: budget events go out, come in again and are taken back like everything else."""

from datetime import date
from pathlib import Path

import pytest

from ledger.api.books import books_of
from ledger.api.exchange import book_from, export
from ledger.api.history import undo
from ledger.api.recording import record_amounts
from ledger.api.settling import changed, give_back, settle
from ledger.cube.rates import rates_of
from ledger.cube.settling import settlements, unabsorbed
from ledger.model.entry import Act, Measure
from ledger.model.registers.settlement import Leftover
from tests.bookkeeping import CITY
from tests.laws.test_laws import desk, told

AS_OF = date(2025, 1, 1)


def city(folder: Path) -> Path:
    """A book in which every event happened; one basis is spelled as an older book spelled it."""
    source = folder / "city.ledger"
    old = '2023-04-01 secure basis="제 1 회 추경"\n  5-2/1 국비 2023 secured 10,000,000\n'
    source.write_text(CITY + old, encoding="utf-8")
    seat = desk(folder / "city.db")
    book_from(seat, source)
    on = Act(act="secure", effective=date(2023, 5, 1), basis="간주처리")
    record_amounts(seat, Measure.SECURED, "5-2/1", "국비", ["23+=2"], on)
    record_amounts(
        seat,
        Measure.EXECUTED,
        "5-2/1",
        "국비",
        ["23=8"],
        Act(act="execute", effective=date(2023, 12, 1)),
        paid_on=date(2024, 1, 9),
    )
    settle(seat, Leftover.STATED, "5-2/1", "국비", ["23=3"], Act(act="carry"))
    settle(seat, Leftover.LAPSE, "5-2/1", "국비", ["23=1"], Act(act="lapse", reason="낙찰차액"))
    give_back(seat, "5-2/1", "국비", ["23=1"], Act(document="재무과-3"), paid_on=date(2024, 1, 12))
    return seat.path


@pytest.mark.parametrize("suffix", [".ledger", ".toml", ".csv"])
def test_an_export_with_budget_events_comes_back_as_the_same_book(tmp_path: Path, suffix: str) -> None:
    seat = desk(city(tmp_path))
    target = tmp_path / f"export{suffix}"
    target.write_bytes(export(seat, target))
    again = desk(tmp_path / "again.db")
    book_from(again, target)
    assert told(again) == told(seat)
    with again.reading() as journal:
        bases = [t.header.basis for t in journal.transactions() if t.header.basis]
        books = books_of(journal, AS_OF)
    assert bases == ["제 1 회 추경", "간주처리"], "what is typed is spelled as usual, what is imported stays as it is"
    assert [(row.kind, row.won) for row in settlements(books)] == [
        (Leftover.STATED, 3_000_000),
        (Leftover.LAPSE, 1_000_000),
    ]
    assert [each.won for each in unabsorbed(books)] == [2_000_000]


def test_what_is_left_moves_no_amount_and_is_taken_back_like_everything_else(tmp_path: Path) -> None:
    seat = desk(city(tmp_path))
    with seat.reading() as journal:
        before = books_of(journal, AS_OF)
    recorded, _ = settle(seat, Leftover.STATED, "5-2/1", "국비", ["23+=2"], Act(act="carry"))
    assert [(each.before and each.before.won, each.row.won) for each in changed(recorded)] == [(3_000_000, 5_000_000)]
    with seat.reading() as journal:
        after = books_of(journal, AS_OF)
    assert after.cube.cells == before.cube.cells
    assert rates_of(after, "5-2") == rates_of(before, "5-2")
    undo(seat, recorded.seals[0].number, reason="착오")
    with seat.reading() as journal:
        assert settlements(books_of(journal, AS_OF)) == settlements(before)


def test_a_return_is_dated_when_it_came_back_and_lowers_the_budget_that_paid(tmp_path: Path) -> None:
    seat = desk(city(tmp_path))
    with seat.reading() as journal:
        (posting,) = list(journal.transactions())[-1].postings
    assert (posting.cell.measure, posting.cell.period, posting.won) == (Measure.EXECUTED, "2023", -1_000_000)
    assert posting.paid_on == date(2024, 1, 12)
