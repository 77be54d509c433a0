"""One grid of columns for all tables of a sheet.

The block with the most columns gives the grid. A table with fewer columns is laid on the same grid: each of its
columns covers as many neighbouring ones as come nearest to the width it needs.
"""

from collections.abc import Sequence
from math import log

from ledger.model.document import Block, Fields, Grid, Photos
from ledger.model.table import Figure, Role, Table, TableCell
from ledger.model.text import width
from ledger.render.flat import amounts, states
from ledger.render.layout.measure import longest_word

# Characters of the Normal font (맑은 고딕 10) between the margins of A4, upright and lying.
UPRIGHT, LYING = 95.0, 142.0

_NARROWEST_AMOUNT = 9.0
_AROUND = 2.0
_FEW, _FINE = 5, 10  # columns
_WIDEST_LABEL, _WIDEST_TEXT, _WIDEST_PROSE = 16.0, 40.0, 60.0

Span = tuple[int, int]
Needs = tuple[float, ...]


def widths(blocks: Sequence[Block], wanted: Sequence[Needs], landscape: bool) -> tuple[float, ...]:
    """Widths of the sheet's columns in characters, from what each block needs; together they fill the page, or more
    where they must."""
    room = LYING if landscape else UPRIGHT
    most = max(map(len, wanted), default=0)
    if not most:
        return (room,)
    if most <= _FEW and any(isinstance(block, Grid) and block.table.prose for block in blocks):
        return (room / _FINE,) * _FINE  # lines of text need a column much wider than those beside them
    widest = [each for each in wanted if len(each) == most]
    # Where a table gives the grid, the header block adapts itself to it.
    tables = [each for block, each in zip(blocks, wanted, strict=True) if isinstance(block, Grid) and len(each) == most]
    grid = stretched([max(column) for column in zip(*(tables or widest), strict=True)], room)
    lacking = max([1.0, *(_lacking(block.table, grid) for block in blocks if isinstance(block, Grid))])
    return tuple(each * lacking for each in grid)


def _lacking(table: Table, grid: Sequence[float]) -> float:
    """How many times wider the grid must be for every figure of a table with fewer columns to be shown."""
    wanted = needs(Grid(table))
    if len(wanted) == len(grid):
        return 1.0
    given = [sum(grid[left - 1 : right]) for left, right in spans(wanted, grid)]
    figures = [_figures_need(table, column) for column in range(table.width)]
    return max((need / room for need, room in zip(figures, given, strict=True)), default=1.0)


def stretched(wanted: Sequence[float], room: float) -> tuple[float, ...]:
    """The widths in proportion, so that they fill the room; wider ones stay (printing shrinks them to the page)."""
    factor = max(1.0, room / sum(wanted))
    return tuple(each * factor for each in wanted)


def needs(block: Block) -> Needs:
    """The width that each logical column of a block asks for; nothing for a line of text."""
    match block:
        case Fields():
            return _needs_of_fields(block)
        case Grid(table):
            return tuple(_need(table, column) for column in range(table.width))
        case Photos():
            return (UPRIGHT / 2, UPRIGHT / 2)
        case _:
            return ()


def spans(wanted: Sequence[float], grid: Sequence[float]) -> tuple[Span, ...]:
    """For each logical column the first and last column of the grid that it covers, from 1, leaving none out.

    Of all ways to cut the grid, the one nearest to the proportions; too little room counts most. ValueError: the
    grid has fewer columns.
    """
    if not wanted:
        return ()
    if len(wanted) > len(grid):
        raise ValueError(f"{len(wanted)} columns on a grid of {len(grid)}")
    edges = [0.0]
    for each in grid:
        edges.append(edges[-1] + each)
    share = edges[-1] / sum(wanted)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for done, need in enumerate(wanted, 1):
        left = len(wanted) - done
        best = {
            end: min(
                (cost + _misfit(edges[end] - edges[start], need, share), (*cuts, end))
                for start, (cost, cuts) in best.items()
                if start < end
            )
            for end in range(done, len(grid) - left + 1)
        }
    cuts = best[len(grid)][1]
    return tuple((start + 1, end) for start, end in zip((0, *cuts), cuts, strict=False))


def spans_of_fields(block: Fields, grid: Sequence[float]) -> tuple[Span, ...]:
    """As `spans`: labels keep the width they need, values share what is left."""
    wanted = needs(block)
    spare = max(0.0, sum(grid) - sum(wanted)) / (len(wanted) // 2)
    return spans([each + spare * (index % 2) for index, each in enumerate(wanted)], grid)


def _misfit(given: float, need: float, share: float) -> float:
    return log(given / (need * share)) ** 2 + 16 * max(0.0, log(need / given)) ** 2


def _need(table: Table, column: int) -> float:
    cells = [cell for row in table.rows if (cell := row[column]) and cell.columns == 1]
    wrapping = [cell.text for cell in cells if not amounts(cell)]
    figures = _figures_need(table, column)
    if figures or any(cell.role in (Role.AMOUNT, Role.TOTAL) for cell in cells):
        words = max(map(longest_word, wrapping), default=0) + _AROUND
        return max(_NARROWEST_AMOUNT, words, figures)
    limit = _WIDEST_LABEL if column < table.labels else _WIDEST_PROSE if table.prose else _WIDEST_TEXT
    whole = max((width(line) for text in wrapping for line in text.split("\n")), default=0)
    return max(max(map(longest_word, wrapping), default=0), min(whole, limit)) + _AROUND


def _figures_need(table: Table, column: int) -> float:
    """The width of the widest figure of a column; 0 where there is none."""
    cells = (cell for row in table.rows if (cell := row[column]) and cell.columns == 1)
    return max((_figure_width(figure, cell) for cell in cells for figure in amounts(cell)), default=0.0)


def _figure_width(figure: Figure, cell: TableCell) -> float:
    """Digits, sign, unit, brackets, and a little more where they are bold."""
    return (len(f"{states(figure):,}") + width(figure.unit) + 3) * (1.1 if cell.role is Role.TOTAL else 1.0)


def _needs_of_fields(block: Fields) -> Needs:
    pairs = max((len(row) for row in block.rows), default=1)
    wanted = [8.0] * (2 * pairs)
    for row in block.rows:
        if len(row) < pairs:
            continue  # its last value runs through to the edge
        for index, pair in enumerate(row):
            for column, text in enumerate(pair, 2 * index):
                wanted[column] = max(wanted[column], min(width(text), 22) + _AROUND)
    return tuple(wanted)
