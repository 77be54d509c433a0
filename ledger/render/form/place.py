"""Where the grids of a form stand on the sheet of a pledge.

The grid with the most columns gives the columns of the sheet, and none of its cells are merged, so that its rows can be
sorted. Columns of other grids stand below those of the same key; where they have none, they cover several columns.
Three hidden columns come first: the keys of rows, their numbers, and the number of the row that none may exceed. At
the right, outside the printed page, are the checks and what the book said when the form went out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ledger.model.form import FormSheet, Input, InputGrid, InputRow, Kind, Spot
from ledger.model.text import width
from ledger.render.layout.columns import UPRIGHT, Span, spans, stretched

KEYS, NUMBERS, CAPS, FIRST = 1, 2, 3, 4
TITLE, PLEDGE, BOX = 1, 2, 3
PAIRS = 4
_HIDDEN, _GAP, _CHECK = 4.0, 2.0, 24.0
_LONGEST_LABEL, _LONGEST_SHARED, _LONGEST_TEXT, _NARROWEST = 30, 10.0, 70, 9.6
_FINE = 12  # columns where no amounts are asked


@dataclass(frozen=True)
class PlacedGrid:
    """A grid and the rows of the sheet that it takes: its title in `top`, its keys, heads, totals, inputs, notes below.
    `labels`, `total` and `columns` are the columns of the sheet that each of its own covers, `right` is its last."""

    sheet: str
    grid: InputGrid
    top: int
    labels: tuple[Span, ...]
    total: Span | None
    columns: tuple[Span, ...]
    right: int

    @property
    def keys(self) -> int:
        """The hidden row of the keys of columns."""
        return self.top + 1

    @property
    def heads(self) -> int:
        return self.top + 2

    @property
    def sums(self) -> int:
        """The first total row, or the first row of inputs where there is none."""
        return self.top + 3

    @property
    def first(self) -> int:
        """The first row of inputs."""
        return self.sums + len(self.grid.sums)

    @property
    def last(self) -> int:
        return self.first + len(self.grid.rows) - 1

    @property
    def end(self) -> int:
        """The first row below the grid and its notes; it is a gap."""
        return self.last + 1 + len(self.grid.notes)

    @property
    def spans(self) -> tuple[Span, ...]:
        """What it covers of the sheet, from left to right."""
        return (*self.labels, *((self.total,) if self.total else ()), *self.columns)

    def rows(self) -> Iterator[tuple[int, InputRow]]:
        """Its rows with their places."""
        return enumerate(self.grid.rows, self.first)

    def inputs(self) -> Iterator[tuple[int, int, Spot, Input]]:
        """Row, first column and keys of every input."""
        for place, row in self.rows():
            for column, span, given in zip(self.grid.columns, self.columns, row.inputs, strict=True):
                if given is not None:
                    yield place, span[0], Spot(self.sheet, self.grid.name, row.key, column.key), given

    @property
    def is_referred_to(self) -> bool:
        """Whether the book said anything of what the grid asks for when it went out."""
        return any(given.won is not None or given.text for row in self.grid.rows for given in row.inputs if given)


@dataclass(frozen=True)
class PlacedForm:
    """The sheet of a pledge with its grids, below its title, the pledge, the header block and the guide."""

    sheet: FormSheet

    @cached_property
    def _lead(self) -> InputGrid | None:
        """The grid of amounts that gives the columns; None where there is none: then they are all alike."""
        widest = max(self.sheet.grids, key=lambda grid: (len(_needs(grid)), grid.summed))
        return widest if widest.summed else None

    @cached_property
    def printed(self) -> tuple[float, ...]:
        """Widths of the columns that are printed, from `FIRST`."""
        if self._lead is None:
            count = max(_FINE, *(len(_needs(grid)) for grid in self.sheet.grids))
            return (UPRIGHT / count,) * count
        wanted = list(_needs(self._lead))
        for grid in filter(self._is_aligned, self.sheet.grids):
            for place, need in enumerate(_needs(grid)[: len(grid.heads)]):
                wanted[place] = max(wanted[place], min(need, _LONGEST_SHARED))
        return stretched(wanted, UPRIGHT)

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """Widths of all columns."""
        beside = [_GAP, _CHECK, _HIDDEN, *self.printed]
        return (_HIDDEN, _HIDDEN, _HIDDEN, *self.printed, *(round(each, 2) for each in beside))

    @property
    def pairs(self) -> int:
        """How many of the four pairs of the header block stand in one row."""
        return next((pairs for pairs in (4, 2) if 2 * pairs <= len(self.printed)), 1)

    @property
    def guide(self) -> int:
        """The row of the guide; a gap follows."""
        return BOX + PAIRS // self.pairs

    @property
    def right(self) -> int:
        """The last printed column."""
        return FIRST + len(self.printed) - 1

    @property
    def check(self) -> int:
        """The column of the checks."""
        return self.right + 2

    @property
    def reference(self) -> int:
        """The hidden column of the numbers of rows beside what the book said; that follows right of it."""
        return self.right + 3

    @cached_property
    def grids(self) -> tuple[PlacedGrid, ...]:
        placed: list[PlacedGrid] = []
        top = self.guide + 2
        for grid in self.sheet.grids:
            placed.append(self._placed(grid, top))
            top = placed[-1].end + 1
        return tuple(placed)

    @property
    def inputs(self) -> int:
        """The first column right of the labels of the grid that gives the columns."""
        return FIRST + len(self._lead.heads) if self._lead else FIRST

    @property
    def last(self) -> int:
        """The last printed row."""
        return self.grids[-1].end - 1

    def cells(self) -> dict[Spot, tuple[int, int]]:
        """Row and column of every input."""
        return {spot: (row, column) for grid in self.grids for row, column, spot, _ in grid.inputs()}

    def _placed(self, grid: InputGrid, top: int) -> PlacedGrid:
        labels = len(grid.heads)
        if self._lead is not None and self._is_aligned(grid):
            known = {column.key: place for place, column in enumerate(self._lead.columns, self.inputs + 1)}
            return PlacedGrid(
                self.sheet.name,
                grid,
                top,
                tuple((FIRST + place, FIRST + place) for place in range(labels)),
                (self.inputs, self.inputs) if grid.summed else None,
                tuple((known[column.key], known[column.key]) for column in grid.columns),
                self.right,
            )
        wanted = _needs(grid)
        spare = sum(self.printed) - sum(wanted)
        takes_text = any(given and given.kind is Kind.TEXT for row in grid.rows for given in row.inputs)
        if spare > 0 and not takes_text and len(wanted) < len(self.printed):
            wanted = (*wanted, spare)  # what nobody needs stays white
        covered = [(FIRST + left - 1, FIRST + right - 1) for left, right in spans(wanted, self.printed)]
        inputs = labels + grid.summed
        return PlacedGrid(
            self.sheet.name,
            grid,
            top,
            tuple(covered[:labels]),
            covered[labels] if grid.summed else None,
            tuple(covered[inputs : inputs + len(grid.columns)]),
            covered[inputs + len(grid.columns) - 1][1],
        )

    def _is_aligned(self, grid: InputGrid) -> bool:
        """Whether its columns stand below those of the grid that gives the columns, its labels left of them."""
        if self._lead is None:
            return False
        known = {column.key for column in self._lead.columns}
        room = len(self._lead.heads) + (not grid.summed)
        return len(grid.heads) <= room and all(column.key in known for column in grid.columns)


def _needs(grid: InputGrid) -> tuple[float, ...]:
    """The width that each column asks for, in characters."""
    labels = [
        min(_LONGEST_LABEL, max(width(text) for text in (head, *(row.labels[place] for row in grid.rows)))) + 2.0
        for place, head in enumerate(grid.heads)
    ]
    inputs = [
        max([width(column.label) + 2.0, *(_need(row.inputs[place]) for row in grid.rows)])
        for place, column in enumerate(grid.columns)
    ]
    return (*labels, *([_NARROWEST + 2] if grid.summed else []), *inputs)


def _need(given: Input | None) -> float:
    match given:
        case None:
            return _NARROWEST
        case Input(kind=Kind.AMOUNT):
            return _NARROWEST
        case Input(kind=Kind.TEXT):
            return min(given.most or _LONGEST_TEXT, _LONGEST_TEXT) + 2.0
        case _:
            return max(_NARROWEST, *(width(text) + 4.0 for text in (given.text, *given.choices)))
