"""Balances of cells and every sum of them: by project node, source and period, per measure."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from ledger.model.entry import Balance, Cell, Measure, Posting
from ledger.model.project import parent


class Cube:
    """Amounts in 원 by project x source x period x measure. A cell or sum nothing was recorded for is None, not 0."""

    def __init__(self, cells: Mapping[Cell, Balance]) -> None:
        self.cells: dict[Cell, Balance] = {cell: balance for cell, balance in cells.items() if not balance.is_blank}

    def won(self, measure: Measure, project: str = "", source: str = "", period: str = "") -> int | None:
        """The sum over a node of the tree and everything below it; an empty name means all of that axis."""
        return self._sums.get((measure, project, source, period))

    def sum(self, measure: Measure, project: str = "", source: str = "", periods: Iterable[str] = ()) -> int | None:
        """The sum over some periods; None when nothing was recorded in any of them."""
        amounts = [won for period in periods if (won := self.won(measure, project, source, period)) is not None]
        return sum(amounts) if amounts else None

    @cached_property
    def _sums(self) -> dict[tuple[Measure, str, str, str], int]:
        sums: dict[tuple[Measure, str, str, str], int] = {}
        for (project, source, period, measure), balance in self.cells.items():
            for node in _lineage(project):
                for place in (
                    (measure, node, source, period),
                    (measure, node, source, ""),
                    (measure, node, "", period),
                    (measure, node, "", ""),
                ):
                    sums[place] = sums.get(place, 0) + balance.won
        return sums


def _lineage(project: str) -> Iterator[str]:
    node: str | None = project
    while node is not None:
        yield node
        node = parent(node)
    yield ""


def moved(cells: Mapping[Cell, Balance], postings: Iterable[Posting]) -> dict[Cell, Balance]:
    """The balances after the postings."""
    after = dict(cells)
    for posting in postings:
        won, entries = after.get(posting.cell, Balance(0, 0))
        after[posting.cell] = Balance(won + posting.won, entries + posting.entries)
    return after
