"""출납폐쇄: when a fiscal year is closed, and which closings a book has to look back to."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from ledger.cube.balances import Cube
from ledger.model.entry import Balance, Based, Cell, Version
from ledger.model.event import SUPPLEMENTARY, UNVOTED, event_of
from ledger.model.period import Period
from ledger.model.registers.settlement import Settlement


def closing_day(year: int) -> date:
    """The day on which the accounts of a fiscal year are settled: 10 February of the next."""
    return date(year + 1, 2, 10)


def is_closed(year: int, as_of: date) -> bool:
    """Whether the accounts of a fiscal year are settled on a day. Until then what was executed is provisional."""
    return as_of >= closing_day(year)


def closings_of(
    versions: Iterable[Version], as_of: date, cells_at: Callable[[date], Mapping[Cell, Balance]]
) -> dict[int, Cube]:
    """By fiscal year the cube as it stood at its closing, or stands as of the date where that is earlier: of the years
    at whose closing something was left, the one after each that carried something over and is closed, and the one
    before where money was left a second time. A book without settlements asks for none."""
    every = list(versions)
    kinds = (Period.KIND, Settlement.KIND)
    periods, left = ([v for v in every if v.row.kind == kind and v.row.body is not None] for kind in kinds)
    years = {v.row.key: Period.from_body(v.row.key, v.row.body or {}).year for v in periods}
    wanted: set[int] = set()
    for row in (Settlement.from_body(v.row.key, v.row.body or {}) for v in left if v.effective <= as_of):
        wanted.add(row.year)
        if (years.get(row.period) or row.year) < row.year:
            wanted.add(row.year - 1)
        if is_closed(row.year, as_of):
            wanted.add(row.year + 1)
    days = {year: min(closing_day(year), as_of) for year in sorted(wanted)}
    cubes = {day: Cube(cells_at(day)) for day in sorted(set(days.values()))}
    return {year: cubes[day] for year, day in days.items()}


def supplementary_bases(bases: Iterable[str]) -> list[str]:
    """Of all bases those that say 성립전 or 간주처리, and those of the supplementary budgets that may absorb it;
    none at all where nothing was spent ahead of the vote."""
    events = {basis: event_of(basis) for basis in bases}
    if not any(event in UNVOTED for event in events.values()):
        return []
    return [basis for basis, event in events.items() if event in (*UNVOTED, SUPPLEMENTARY)]


def standing(based: Iterable[Based], undone: Mapping[int, int]) -> tuple[Based, ...]:
    """What was not taken back, in the order in which it took effect."""
    cancelled = {*undone, *undone.values()}
    kept = (each for each in based if each.number not in cancelled)
    return tuple(sorted(kept, key=lambda each: (each.effective, each.number)))
