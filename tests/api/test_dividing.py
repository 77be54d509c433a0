"""Twin of dividing: whatever an export says of a year, the book has executed what it says beside what the years
before had executed, and money carried in is spent first."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.api.accounts import Accounted, import_accounts
from ledger.api.books import read_books
from ledger.api.desk import Desk
from ledger.api.exchange import book_from
from ledger.api.history import undo
from ledger.api.recording import record_amounts, set_fields
from ledger.api.settling import give_back, settle
from ledger.cube.settling import lines_of
from ledger.model.entry import Act, Measure
from ledger.model.registers.settlement import Leftover
from tests.bookkeeping import CITY

WON = "원"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """'23 secured 1,000, executed 300 and 700 carried over into '24, for which 1,900 are secured."""
    now = datetime.fromisoformat("2025-10-15T09:00:00+09:00")
    seat = Desk(tmp_path / "city.db", "담당", lambda: now, lambda purpose: f"{hash(purpose) % 16**32:032x}")
    (tmp_path / "city.ledger").write_text(CITY, encoding="utf-8")
    book_from(seat, tmp_path / "city.ledger")
    set_fields(seat, "5-2/1", ["accounts=A1"], Act(effective=date(2023, 1, 2)))
    on = Act(act="secure", effective=date(2023, 1, 2))
    record_amounts(seat, Measure.SECURED, "5-2/1", "시비", ["23=1000", "24=1900"], on, unit=WON)
    execute(seat, "23=300", date(2023, 12, 31))
    carry(seat, Leftover.STATED, "23=700", date(2024, 2, 10))
    return seat


def execute(desk: Desk, amount: str, on: date) -> None:
    act = Act(act="execute", effective=on)
    record_amounts(desk, Measure.EXECUTED, "5-2/1", "시비", [amount], act, unit=WON)


def carry(desk: Desk, kind: Leftover, amount: str, on: date, year: int | None = None) -> None:
    settle(desk, kind, "5-2/1", "시비", [amount], Act(act="carry", effective=on), year=year, unit=WON)


def export(desk: Desk, on: date, *paid: tuple[int, int]) -> Accounted:
    """An export of some years: (year, 지출액)."""
    path = desk.path.with_name(f"{on}.csv")
    lines = [f"{year},A1,협력,시비,,{won}" for year, won in paid]
    path.write_text("\n".join(("회계연도,세부사업코드,세부사업명,재원,예산현액,지출액", *lines)), encoding="utf-8")
    return import_accounts(desk, Path("ehojo"), [path], on=on)


def executed(desk: Desk) -> dict[str, int]:
    with desk.reading() as journal:
        return {cell.period: each.won for cell, each in journal.balances().items() if cell.measure is Measure.EXECUTED}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 900), st.lists(st.integers(0, 3000), min_size=1, max_size=3))
def test_all_that_is_executed_is_what_the_year_before_and_the_export_say(
    desk: Desk, by_hand: int, paid: list[int]
) -> None:
    execute(desk, f"23={300 + by_hand}", date(2024, 3, 2))
    for won in paid:
        done = export(desk, date(2024, 6, 30), (2024, won))
        assert sum(executed(desk).values()) == 300 + won
        assert executed(desk)["2023"] == 300 + max(0, min(won, 700))
        (whole,) = done.splits
        assert whole.own + whole.shares[0].spent == won
        assert export(desk, date(2024, 6, 30), (2024, won)).recorded.seals == ()


def test_a_return_after_the_closing_is_no_payment_of_the_year(desk: Desk) -> None:
    back = Act(effective=date(2024, 3, 20))
    returned = give_back(desk, "5-2/1", "시비", ["23=20"], back, unit=WON)
    assert returned.seals
    export(desk, date(2024, 6, 30), (2024, 900))
    assert executed(desk) == {"2023": 300 - 20 + 700, "2024": 200}


def test_a_return_that_was_undone_is_none(desk: Desk) -> None:
    returned = give_back(desk, "5-2/1", "시비", ["23=20"], Act(effective=date(2024, 3, 20)), unit=WON)
    undo(desk, returned.seals[0].number, reason="착오")
    export(desk, date(2024, 6, 30), (2024, 900))
    assert executed(desk) == {"2023": 1000, "2024": 200}


def test_what_lapsed_or_went_on_of_the_carried_money_was_not_spent_in_the_year(desk: Desk) -> None:
    carry(desk, Leftover.LAPSE, "23=50", date(2024, 12, 31), year=2024)
    carry(desk, Leftover.ACCIDENT, "23=100", date(2024, 12, 31), year=2024)
    carry(desk, Leftover.STATED, "24=300", date(2024, 12, 31))
    export(desk, date(2025, 2, 10), (2024, 2150))
    assert executed(desk) == {"2023": 300 + 550, "2024": 1600}
    books = read_books(desk, date(2025, 2, 10))
    assert {(line.year, line.period): line.rest for line in lines_of(books) if line.year < 2025} == {
        (2023, "2023"): 0,
        (2024, "2023"): 0,
        (2024, "2024"): 0,
    }
    export(desk, date(2025, 6, 30), (2024, 2150), (2025, 250))
    assert executed(desk) == {"2023": 300 + 550 + 100, "2024": 1600 + 150, "2025": 0}


def test_a_carry_over_that_is_recorded_late_divides_what_was_imported_before(desk: Desk) -> None:
    undo(desk, 5, reason="착오")
    export(desk, date(2024, 6, 30), (2024, 2150))
    assert executed(desk) == {"2023": 300, "2024": 2150}
    carry(desk, Leftover.STATED, "23=700", date(2024, 7, 10))
    export(desk, date(2024, 6, 30), (2024, 2150))
    assert executed(desk) == {"2023": 1000, "2024": 1450}
