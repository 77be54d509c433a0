"""Laws of the budget events: what is voted stays where it was voted, and a closing holds exactly when it adds up."""

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.api.books import books_of
from ledger.api.exchange import book_from
from ledger.checks.rules import e101_closing_identity, e103_not_absorbed
from ledger.cube.rates import rates_of
from ledger.cube.settling import lines_of
from ledger.model.entry import Measure
from ledger.model.registers.settlement import CARRIES
from tests.bookkeeping import CITY, books_from
from tests.laws.test_laws import desk, standing

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CELLS = (("5-2/1", "시비", "2023"), ("5-2/1", "시비", "2024"), ("5-2/2", "국비", "2023"))
DAYS = (date(2023, 3, 1), date(2023, 12, 31), date(2024, 2, 10), date(2024, 2, 11), date(2024, 12, 1), date(2025, 2, 1))
MILLION = 1_000_000


class Event(NamedTuple):
    """`what` is a budget, a payment, a return, or a kind of what is left (then at the closing of `year`)."""

    what: str
    on: date
    cell: tuple[str, str, str]
    millions: int
    year: int = 0


money = st.builds(
    Event,
    st.sampled_from(["본예산", "1회추경", "성립전", "execute", "return"]),
    st.sampled_from(DAYS),
    st.sampled_from(CELLS),
    st.integers(1, 3),
    st.just(0),
)
left = st.builds(
    Event,
    st.sampled_from([*(kind.value for kind in CARRIES), "lapse"]),
    st.sampled_from(DAYS),
    st.sampled_from(CELLS),
    st.integers(0, 3),
    st.sampled_from([2023, 2024]),
).filter(lambda event: event.year >= int(event.cell[2]))
histories = st.lists(money | left, max_size=10)


def written(events: Sequence[Event]) -> str:
    """The book in plain text."""
    return CITY + "".join(f"{event.on} {_act(event)}\n" for event in events)


def _act(event: Event) -> str:
    project, source, period = event.cell
    if event.year:
        key = f"{project}:{source}:{period}:{event.year}:{event.what}"
        fields = f"project={project} source={source} period={period} year={event.year} kind={event.what}"
        return f"carry\n  + settlement {key} {fields} won={event.millions * MILLION}"
    if event.what in ("execute", "return"):
        sign = "-=" if event.what == "return" else "+="
        return f"{event.what} unit=백만원\n  {project} {source} {period} executed {sign} {event.millions}"
    return f"secure unit=백만원 basis={event.what}\n  {project} {source} {period} secured {event.millions}"


def by_hand(events: Sequence[Event], as_of: date) -> list[tuple[str, str, str, int, str]]:
    """What the closing identity must say: project, source, period, difference in 원 and severity."""
    known = [event for event in events if event.on <= as_of]
    rows: dict[tuple[tuple[str, str, str], int, str], tuple[date, int]] = {}
    for event in known:
        place = (event.cell, event.year, event.what)
        if event.year and (place not in rows or rows[place][0] <= event.on):
            rows[place] = (event.on, event.millions)
    said = []
    for year in (2023, 2024, 2025, 2026):
        if date(year + 1, 2, 10) > as_of:
            continue
        for cell in CELLS:
            own = [millions for (of, at, _), (_, millions) in rows.items() if (of, at) == (cell, year)]
            before = {what: millions for (of, at, what), (_, millions) in rows.items() if (of, at) == (cell, year - 1)}
            executed = _moved(known, cell, year, ("execute",)) - _moved(known, cell, year, ("return",))
            if int(cell[2]) == year:
                secured = _moved(known, cell, year, ("본예산", "1회추경", "성립전"))
                answered = any(e.cell == cell and e.what in ("execute", "return") and _by(e, year) for e in known)
                rest = secured - executed - sum(own)
                is_settled = any(at == year for (_, at, _) in rows)
                looked_at = bool(own) or (is_settled and answered and rest > 0)
            elif int(cell[2]) < year:
                spent = executed - _moved(known, cell, year - 1, ("execute",))
                spent += _moved(known, cell, year - 1, ("return",))
                came_in = sum(millions for what, millions in before.items() if what != "lapse")
                rest = came_in - spent - sum(own)
                looked_at = bool(own) or bool(before and (came_in or spent > 0))
            else:
                continue
            if looked_at and rest:
                grave = "error" if own or int(cell[2]) < year else "warning"
                said.append((*cell, rest * MILLION, grave))
    return sorted(said)


def _by(event: Event, year: int) -> bool:
    return event.on <= date(year + 1, 2, 10)


def _moved(events: Sequence[Event], cell: tuple[str, str, str], year: int, what: Sequence[str]) -> int:
    return sum(e.millions for e in events if e.cell == cell and e.what in what and _by(e, year))


@given(histories, st.sampled_from([*DAYS, date(2025, 2, 10), date(2026, 3, 1)]))
@SLOW
def test_the_closing_identity_says_what_is_reckoned_by_hand(events: list[Event], as_of: date) -> None:
    found = e101_closing_identity.check(books_from(written(events), as_of))
    said = [(f.where.project, f.where.source, f.where.period, f.difference, f.severity.value) for f in found]
    assert sorted(said, key=str) == sorted(by_hand(events, as_of), key=str)


@given(histories)
@SLOW
def test_what_is_voted_stays_with_its_year_whatever_is_left_of_it(events: list[Event]) -> None:
    books = books_from(written(events), date(2030, 1, 1))
    for cell in CELLS:
        voted = [e.millions * MILLION for e in events if e.cell == cell and e.what in ("본예산", "1회추경", "성립전")]
        assert (books.cube.won(Measure.SECURED, *cell) or 0) == sum(voted)
    without = books_from(written([event for event in events if not event.year]), date(2030, 1, 1))
    assert rates_of(books, "") == rates_of(without, "")
    assert rates_of(books, "5-2") == rates_of(without, "5-2")


@given(histories, st.sampled_from(DAYS))
@settings(SLOW, max_examples=20)
def test_the_journal_looks_back_to_the_same_closings_as_a_fold(events: list[Event], as_of: date) -> None:
    folded = books_from(written(events), as_of)
    with tempfile.TemporaryDirectory() as folder:
        seat, source = desk(Path(folder) / "city.db"), Path(folder) / "city.ledger"
        source.write_text(written(events), encoding="utf-8")
        book_from(seat, source)
        with seat.reading() as journal:
            books = books_of(journal, as_of)
    cubes = {year: standing(cube.cells) for year, cube in folded.closings.items()}
    assert {year: cube.cells for year, cube in books.closings.items()} == cubes
    assert books.based == folded.based
    assert lines_of(books) == lines_of(folded)
    assert list(e103_not_absorbed.check(books)) == list(e103_not_absorbed.check(folded))
