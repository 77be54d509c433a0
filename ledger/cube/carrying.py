"""이월 집행: payments of a fiscal year by the budget that paid them. Money that was carried in is spent first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.cube.closing import closing_day
from ledger.model.entry import Cell, Measure, Transaction
from ledger.model.event import RETURN
from ledger.model.period import Period
from ledger.model.registers.settlement import CARRIES, Settlement


@dataclass(frozen=True, slots=True)
class Share:
    """What an earlier budget (`cell`) paid of the payments of a fiscal year, at most what was carried over at the
    closing of `year` and neither lapsed nor went on a year later; in 원."""

    cell: Cell
    year: int
    carried: int
    spent: int

    @property
    def since(self) -> date:
        """The closing after which it is spent."""
        return closing_day(self.year)


@dataclass(frozen=True, slots=True)
class Split:
    """지출액 of a cell: what earlier budgets paid, oldest first, and its own (`own`, in 원)."""

    cell: Cell
    paid: int
    shares: tuple[Share, ...]

    @property
    def own(self) -> int:
        return self.paid - sum(each.spent for each in self.shares)


def split(cell: Cell, paid: int, rows: Sequence[Settlement], periods: Iterable[Period]) -> Split:
    """What was paid of the fiscal year of a cell, by the budget that it was paid from. `periods` in their order."""
    rest, shares = paid, []
    left = [row for row in rows if (row.project, row.source) == cell[:2]]
    for period in periods:
        own = [row for row in left if row.period == period.key]
        into = [row for row in own if row.kind in CARRIES and row.to == cell.period and row.period != cell.period]
        for year in sorted({row.year for row in into}):
            carried = sum(row.won for row in into if row.year == year)
            kept = sum(row.won for row in own if row.year == year + 1)
            spent = max(0, min(rest, carried - kept))
            shares.append(Share(cell._replace(period=period.key), year, carried, spent))
            rest -= spent
    return Split(cell, paid, tuple(shares))


def goes_on(cell: Cell, year: int, rows: Iterable[Settlement]) -> bool:
    """Whether anything of a budget was carried over at the closing of a year: what it pays later is of a later year."""
    return any(
        (row.project, row.source, row.period, row.year) == (*cell[:3], year) and row.kind in CARRIES for row in rows
    )


def returns_in(transaction: Transaction) -> Iterator[tuple[Cell, int]]:
    """What a transaction gives back of what was executed, in 원, below zero."""
    for cell, won, _, paid_on in transaction.postings:
        is_return = won < 0 and (paid_on is not None or transaction.header.act == RETURN.command)
        if cell.measure is Measure.EXECUTED and is_return:
            yield cell, won
