"""단수조정 with sums that cross one another: a source over all projects, the periods of the term within a project.

Sums that are nested by rows, or by periods, can always be made to close with every number within one unit of exact
(`rounding.controlled`). Sums that cross them cannot always. They are printed as the sums of their printed parts, so
that they close; here cells are turned between floor and ceiling, two or four at a time, until no such sum is a unit or
more off, or no turn helps. What is then still off has given way, and a report names it.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from ledger.cube.rounding import Path, Rounded, Spot

Cell = tuple[Path, str]
Turn = tuple[tuple[Cell, int], ...]

_SMALL = 400  # cells of a table in which all turns are tried, and two in a row
_TRIES = 1_000  # turns that are tried for one sum of a larger one


Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Settled(Generic[Name]):
    """`cells` in units; `sums` of each crossing sum; `gave_way`, those that are a unit or more from exact."""

    cells: Mapping[Cell, int]
    sums: Mapping[Name, int]
    gave_way: tuple[Name, ...]


def settled(
    exact: Mapping[Cell, int], rounded: Rounded, unit_won: int, crossing: Mapping[Name, Sequence[Cell]]
) -> Settled[Name]:
    """The cells of `rounded` turned so that as many crossing sums as can be come within one unit of exact. All nested
    sums stay within theirs, and the grand total stays as it is."""
    board = _Board(exact, rounded, unit_won, crossing)
    for name in crossing:
        while board.is_off(name) and board.improve(name):
            pass
    sums = {name: sum(board.value[cell] for cell in cells) for name, cells in crossing.items()}
    return Settled(board.value, sums, tuple(name for name in crossing if board.is_off(name)))


class _Board:
    """The cells, and how far each sum that they are in is from exact."""

    def __init__(
        self,
        exact: Mapping[Cell, int],
        rounded: Rounded,
        unit: int,
        crossing: Mapping[Any, Sequence[Cell]],
    ) -> None:
        self.unit = unit
        self.value = {cell: rounded.printed[Spot(*cell)] for cell in sorted(exact)}
        self._exact = exact
        self._sums: dict[Cell, list[Hashable]] = {cell: list(_nested(cell)) for cell in self.value}
        for name, cells in crossing.items():
            for cell in cells:
                self._sums[cell].append(name)
        self._crossing = crossing
        self._off: dict[Hashable, int] = {}
        for cell, value in self.value.items():
            for name in self._sums[cell]:
                self._off[name] = self._off.get(name, 0) + value * unit - exact[cell]
        self._rows: dict[Path, list[Cell]] = {}
        self._columns: dict[str, list[Cell]] = {}
        for cell in self.value:
            self._rows.setdefault(cell[0], []).append(cell)
            self._columns.setdefault(cell[1], []).append(cell)

    def is_off(self, name: Hashable) -> bool:
        """Whether a sum is a unit or more from exact."""
        return abs(self._off[name]) >= self.unit

    def improve(self, name: Hashable) -> bool:
        """Make a turn that brings sums home: in a small table the one that brings most, or two in a row that together
        bring one; whether there is any."""
        if len(self.value) > _SMALL:
            tried = islice(self._turns_of(name), _TRIES)
            found = next((turn for turn in tried if (gain := self._gain(turn)) is not None and gain[0] > 0), None)
            self._make(found or ())
            return found is not None
        turns = [(gain, turn) for turn in self._turns_of(name) if (gain := self._gain(turn)) is not None]
        if not turns:
            return False
        (home, _), best = max(turns, key=lambda each: each[0])
        if home > 0:
            self._make(best)
            return True
        for (lost, _), turn in turns:
            self._make(turn)
            for other in [each for each in self._crossing if self.is_off(each)]:
                for second in self._turns_of(other):
                    gain = self._gain(second)
                    if gain is not None and gain[0] + lost > 0:
                        self._make(second)
                        return True
            self._make([(cell, -step) for cell, step in turn])
        return False

    def _turns_of(self, name: Hashable) -> Iterator[Turn]:
        """The turns that bring a sum nearer."""
        step = -1 if self._off[name] > 0 else 1
        for cell in self._crossing[name]:
            yield from self._turns(cell, step)

    def _make(self, turn: Iterable[tuple[Cell, int]]) -> None:
        for cell, step in turn:
            self.value[cell] += step
            for each in self._sums[cell]:
                self._off[each] += step * self.unit

    def _turns(self, cell: Cell, step: int) -> Iterator[Turn]:
        """Ways to move a cell by a unit with the total unchanged: against another of its column or row, or around a
        rectangle, which leaves the sums of both rows and both columns as they are."""
        if not self._can(cell, step):
            return
        row, period = cell
        for other in (*self._columns[period], *self._rows[row]):
            if other != cell and self._can(other, -step):
                yield (cell, step), (other, -step)
        for beside in self._rows[row]:
            if beside == cell or not self._can(beside, -step):
                continue
            for below in self._columns[period]:
                across = (below[0], beside[1])
                if below != cell and across in self.value and self._can(below, -step) and self._can(across, step):
                    yield (cell, step), (beside, -step), (below, -step), (across, step)

    def _can(self, cell: Cell, step: int) -> bool:
        return abs((self.value[cell] + step) * self.unit - self._exact[cell]) < self.unit

    def _gain(self, turn: Iterable[tuple[Cell, int]]) -> tuple[int, int] | None:
        """How many more sums come within a unit than leave, and how much nearer all come; None where a nested sum would
        leave."""
        moved: dict[Hashable, int] = {}
        for cell, step in turn:
            for name in self._sums[cell]:
                moved[name] = moved.get(name, 0) + step * self.unit
        home = nearer = 0
        for name, by in moved.items():
            was, now = abs(self._off[name]), abs(self._off[name] + by)
            if now >= self.unit and now > was and name not in self._crossing:
                return None
            home += (was >= self.unit) - (now >= self.unit)
            nearer += was - now
        return home, nearer


def _nested(cell: Cell) -> Iterator[Spot]:
    """The sums that are kept whatever turns: of the row and each node above it, in the period and over all."""
    row, period = cell
    for depth in range(len(row) + 1):
        yield Spot(row[:depth], None)
        if depth < len(row):
            yield Spot(row[:depth], period)
