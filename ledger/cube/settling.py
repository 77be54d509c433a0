"""결산: what became of every budget at each closing, what is still provisional, and what was spent ahead of a vote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ledger.cube.balances import Cube
from ledger.cube.books import Books
from ledger.cube.closing import is_closed
from ledger.model.entry import Cell, Measure
from ledger.model.event import DEEMED, UNVOTED, Event, event_of
from ledger.model.period import Period
from ledger.model.project import code_order
from ledger.model.registers.settlement import CARRIES, Leftover, Settlement

Money = tuple[str, str, str]  # project, source and period of a budget
_Left = Mapping[int, Mapping[Money, Mapping[Leftover, int]]]  # by fiscal year and budget


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What there was of a budget at the closing of a fiscal year, and what became of it; amounts in 원, None where
    nothing was recorded.

    `budget` is what was secured; of a budget of an earlier year (`is_carried`) what was carried over into this one.
    `executed` is up to the closing, of an earlier budget since the closing before. `left` has an amount for each kind
    that was recorded.
    """

    project: str
    source: str
    period: str
    year: int
    is_carried: bool
    budget: int | None
    executed: int | None
    left: Mapping[Leftover, int]

    @property
    def carried(self) -> int:
        """What goes on into the next year."""
        return sum(self.left.get(kind, 0) for kind in CARRIES)

    @property
    def lapsed(self) -> int:
        """불용액."""
        return self.left.get(Leftover.LAPSE, 0)

    @property
    def used(self) -> int:
        """집행 + 이월 + 불용."""
        return (self.executed or 0) + self.carried + self.lapsed

    @property
    def rest(self) -> int:
        """What nothing explains: 0 where the closing identity holds."""
        return (self.budget or 0) - self.used


def settlements(books: Books) -> tuple[Settlement, ...]:
    """What is recorded as left by the as-of date: a closing to come is no fact yet."""
    return tuple(row for row in books.records(Settlement) if (row.KIND, row.key) not in books.later)


def lines_of(books: Books) -> tuple[Line, ...]:
    """Every budget that a closing looks at, closing by closing: all of the year's own and those that were carried into
    it, of every year for which anything is recorded as left or into which anything was carried."""
    left = _left(books)
    sources, periods = ([each.key for each in axis] for axis in (books.sources, books.periods))

    def place(money: Money) -> tuple[object, ...]:
        project, source, period = money
        return (
            code_order(project),
            sources.index(source) if source in sources else len(sources),
            periods.index(period) if period in periods else len(periods),
        )

    return tuple(
        line
        for year in sorted(books.closings)
        for money in sorted(_budgets(books, left, year), key=place)
        if (line := _line(books, left, year, money)) is not None
    )


def carried_into(books: Books, year: int) -> tuple[Line, ...]:
    """The budgets of earlier years that go on in a fiscal year."""
    left = _left(books)
    lines = (_line(books, left, year, money) for money in left.get(year - 1, {}) if year in books.closings)
    return tuple(line for line in lines if line is not None and line.is_carried)


def unsettled_year(as_of: date) -> int:
    """The fiscal year whose accounts are open: the last one until 10 February."""
    return as_of.year - (not is_closed(as_of.year - 1, as_of))


def provisional(books: Books, project: str = "") -> tuple[Period, ...]:
    """잠정: the periods in which something was executed and whose year is not closed."""
    return tuple(
        period
        for period in books.periods
        if period.year is not None
        and not is_closed(period.year, books.as_of)
        and books.cube.won(Measure.EXECUTED, project, "", period.key) is not None
    )


@dataclass(frozen=True, slots=True)
class Unabsorbed:
    """성립전 or 간주처리 (`event`) that no later supplementary budget of the same fiscal year took in: since when, and
    how much in 원."""

    event: Event
    cell: Cell
    since: date
    year: int
    won: int


def unabsorbed(books: Books) -> Iterator[Unabsorbed]:
    """Per cell and event, in the order in which the money was spent. 간주처리 may come after the last supplementary
    budget: a later document, recorded with an amount of 0, settles it too."""
    periods = {period.key: period for period in books.periods}
    waiting: dict[tuple[Cell, Event], Unabsorbed] = {}
    for each in books.based:
        period, event = periods.get(each.cell.period), event_of(each.basis)
        year = period.year if period and period.is_in_term and period.year else each.effective.year
        if event is DEEMED and not each.won and each.document:
            waiting.pop((each.cell, DEEMED), None)
        elif event in UNVOTED:
            was = waiting.get((each.cell, event), Unabsorbed(event, each.cell, each.effective, year, 0))
            waiting[each.cell, event] = replace(was, won=was.won + each.won)
        elif each.effective <= date(year, 12, 31):
            for event in UNVOTED:
                waiting.pop((each.cell, event), None)
    yield from (each for each in waiting.values() if each.won > 0)


def _left(books: Books) -> _Left:
    left: dict[int, dict[Money, dict[Leftover, int]]] = {}
    for row in settlements(books):
        left.setdefault(row.year, {}).setdefault((row.project, row.source, row.period), {})[row.kind] = row.won
    return left


def _budgets(books: Books, left: _Left, year: int) -> set[Money]:
    before = left.get(year - 1, {})
    found = {*left.get(year, {}), *before}
    if year in left or any(kind in CARRIES for kinds in before.values() for kind in kinds):
        own = {period.key for period in books.periods if period.year == year}
        found |= {
            (cell.project, cell.source, cell.period)
            for cell in books.closings[year].cells
            if cell.period in own and cell.measure is not Measure.PLAN
        }
    return found


def _line(books: Books, left: _Left, year: int, money: Money) -> Line | None:
    own = {each: left.get(each, {}).get(money, {}) for each in (year - 1, year)}
    return line_of(books.closings, own, year, money, books.names.periods.get(money[2]))


def line_of(
    closings: Mapping[int, Cube],
    left: Mapping[int, Mapping[Leftover, int]],
    year: int,
    money: Money,
    period: Period | None,
) -> Line | None:
    """The line of a budget at a closing; None where an earlier one has nothing left to speak of. `closings` are the
    cubes at the closings of the year and of the one before, `left` what was left of the budget at both."""
    own = left[year]
    executed = _won(closings[year], Measure.EXECUTED, money)
    is_carried = period is not None and period.year is not None and period.year < year
    if not is_carried:
        budget = _won(closings[year], Measure.SECURED, money)
    else:
        before = left[year - 1]
        carries = [before[kind] for kind in CARRIES if kind in before]
        budget = sum(carries) if carries else None
        then = _won(closings[year - 1], Measure.EXECUTED, money)
        executed = executed if then is None else (executed or 0) - then
        if not (own or budget or (executed or 0) > 0):
            return None
    project, source, key = money
    return Line(
        project=project,
        source=source,
        period=key,
        year=year,
        is_carried=is_carried,
        budget=budget,
        executed=executed,
        left=own,
    )


def _won(cube: Cube, measure: Measure, money: Money) -> int | None:
    return cube.won(measure, *money)
