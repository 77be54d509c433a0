"""Payments of an export by the budget that paid them: money carried in first, what was executed at closings kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from ledger.cube.carrying import Split, goes_on, returns_in, split
from ledger.cube.closing import closing_day
from ledger.cube.drafting import Drafting
from ledger.journal.store import Journal
from ledger.model.entry import Balance, Cell, Instruction, Measure
from ledger.model.errors import Refused
from ledger.model.registers.settlement import Settlement
from ledger.model.text import Text


@dataclass
class Dividing:
    """Payments of an export by the budget that paid them; `splits` are those divided so far. `rows` say what was left
    at the closings, whenever that was recorded."""

    journal: Journal
    drafting: Drafting
    on: date
    splits: list[Split] = field(default_factory=list)

    @cached_property
    def rows(self) -> Sequence[Settlement]:
        return self.drafting.registers.records(Settlement)

    @cached_property
    def _closed(self) -> dict[date | None, Mapping[Cell, Balance]]:
        """Balances asked for so far."""
        return {}

    @cached_property
    def _returns(self) -> Sequence[tuple[Cell, date, int]]:
        """What came back, and when, of the budgets that carried something over, in 원 below zero."""
        meant = {Cell(row.project, row.source, row.period, Measure.EXECUTED) for row in self.rows}
        undone = self.journal.undone()
        cancelled = {*undone, *undone.values()}
        numbers = (number for number in self.journal.numbers_on(meant.__contains__) if number not in cancelled)
        every = (self.journal.transaction(number) for number in numbers)
        return [(cell, each.header.effective, won) for each in every for cell, won in returns_in(each)]

    def instructions(self, cell: Cell, paid: int, where: str) -> Iterator[Instruction]:
        """What sets the cells of the budgets. An earlier one had executed something at its closing, and money may have
        come back since."""
        whole = split(cell, paid, self.rows, self.drafting.registers.names.periods.values())
        divided = replace(whole, shares=tuple(each for each in whole.shares if self.on > each.since))
        self.splits.append(divided)
        year = self.drafting.registers.names.periods[cell.period].year
        for each in divided.shares:
            until = self._until(each.cell, each.year + 1)
            base = self.drafting.balance(each.cell, each.since).won + self._returned(each.cell, each.since, until)
            if each.spent or not self.drafting.balance(each.cell, until).is_blank:
                yield from self._set(each.cell, base + each.spent, until, where)
        yield from self._set(cell, divided.own, self._until(cell, year), where)

    def last(self, cell: Cell) -> Mapping[Cell, Balance]:
        """The balances that must stand still when a cell is set: all there are; those of its closing, where what came
        later was paid from what it carried over."""
        closings = (closing_day(row.year) for row in self.rows if goes_on(cell, row.year, [row]))
        until = min((day for day in closings if day >= self.on), default=None)
        if until not in self._closed:
            self._closed[until] = self.journal.balances(as_of=until)
        return self._closed[until]

    def _until(self, cell: Cell, year: int | None) -> date:
        """The day as of which payments of a year are: not after its closing, where the budget went on."""
        return min(self.on, closing_day(year)) if year and goes_on(cell, year, self.rows) else self.on

    def _set(self, cell: Cell, won: int, until: date, where: str) -> Iterator[Instruction]:
        was = self.drafting.balance(cell, until)
        if until < self.on and was.won != won:
            raise _settled_otherwise(cell, was.won, won, until, where)
        if until == self.on:
            project, source, period, measure = cell
            yield Instruction(project=project, source=source, period=period, measure=measure, won=won, where=where)

    def _returned(self, cell: Cell, since: date, until: date) -> int:
        """What came back of a cell in some days, in 원, below zero."""
        return sum(won for back, day, won in self._returns if back == cell and since < day <= until)


def _settled_otherwise(cell: Cell, was: int, won: int, closed: date, where: str) -> Refused:
    return Refused(
        Text(
            en="{cell}: {was} won executed at the closing on {closed}, part was carried over; now it would be {won}",
            ko="{cell}: {closed} 마감 때 집행 {was}원, 남은 돈은 이월했습니다. 이 파일로는 {won}원",
        ).format(cell=" ".join(cell[:3]), was=f"{was:,}", won=f"{won:,}", closed=closed),
        where=where,
        way_out=Text(
            en="import the export of that year alone, as of its closing: --on {closed}",
            ko="그해의 내보내기만 마감일로 가져오십시오: --on {closed}",
        ).format(closed=closed),
    )
