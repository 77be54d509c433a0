"""Where everything goes: settled for the whole document before the first cell is drawn, so that a formula can point
at a table of a later sheet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.model.document import Block, Chart, Document, Drawn, Fields, Grid, Heading, Note, Photos, Sheet, Title
from ledger.model.relation import Place
from ledger.model.table import Table
from ledger.render.flat import measures_of
from ledger.render.layout.columns import Span, needs, spans, widths
from ledger.workbook.read import STAMP, TRACE

RAW = "원자료"

_AROUND_BARS = 6  # rows for the title, legend and axis of a chart
_FEWEST_OF_CHART, _MOST_OF_CHART = 14, 30

_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table on its sheet. Logical row r begins in row `tops[r]` (`tops` has one more entry: the row below the
    grid); logical column c covers `spans[c]`. Rows of the same table in 원자료 lie `below` rows lower."""

    table: Table
    sheet: str
    tops: tuple[int, ...]
    spans: tuple[Span, ...]
    measures: tuple[str, ...]
    helper: int
    below: int

    def row(self, place: Place) -> int:
        return self.tops[place.row] + place.figure

    def column(self, place: Place) -> int:
        return self.spans[place.column][0]


@dataclass(frozen=True, slots=True)
class Band:
    """A block, its number on the sheet, and its first row. `caption` stands in that row above a table."""

    block: Block
    index: int
    top: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PlacedSheet:
    """A sheet with its name as Excel allows it, the widths of its columns, and its bands from top to bottom.

    `last` is its last row; `below` how many rows of other sheets lie above it in 원자료.
    """

    sheet: Sheet
    name: str
    widths: tuple[float, ...]
    bands: tuple[Band, ...]
    last: int
    below: int
    has_measures: bool

    @property
    def last_column(self) -> int:
        return len(self.widths)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The places of a whole document; tables by their names. `helper` is the hidden column, right of the widest
    sheet, that names the measure of each row."""

    sheets: tuple[PlacedSheet, ...]
    tables: dict[str, PlacedTable]
    helper: int


def arrange(document: Document) -> Arrangement:
    """Give every block its rows and every table its columns."""
    placed: list[PlacedSheet] = []
    tables: dict[str, PlacedTable] = {}
    wanted = [[needs(block) for block in sheet.blocks] for sheet in document.sheets]
    grids = [widths(sheet.blocks, each, sheet.landscape) for sheet, each in zip(document.sheets, wanted, strict=True)]
    names = sheet_names([sheet.name for sheet in document.sheets])
    helper = max(map(len, grids), default=0) + 1
    below = 0
    for sheet, name, grid, asked in zip(document.sheets, names, grids, wanted, strict=True):
        bands, last = _bands(sheet.blocks)
        own = [
            _placed(band.block.table, name, band, spans(asked[band.index], grid), helper, below)
            for band in bands
            if isinstance(band.block, Grid)
        ]
        tables.update((each.table.name, each) for each in own)
        placed.append(PlacedSheet(sheet, name, grid, bands, last, below, any(each.measures for each in own)))
        below += last + 1
    return Arrangement(tuple(placed), tables, helper)


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Names that Excel allows: at most 31 characters, no []:*?/\\, no two alike but for letter case."""
    taken = {STAMP, TRACE, RAW, "history"}
    names = []
    for each in wanted:
        clean = _FORBIDDEN.sub(" ", each).strip("' ")[:_LONGEST_NAME] or "Sheet"
        name, number = clean, 2
        while name.casefold() in taken:
            name, number = f"{clean[: _LONGEST_NAME - 5]} ({number})", number + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _bands(blocks: Sequence[Block]) -> tuple[tuple[Band, ...], int]:
    """Bands from top to bottom, and the last row that is not empty. A heading right above a table is the table's
    caption; an empty row follows everything but headings and notes."""
    bands: list[Band] = []
    row = 1
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and isinstance(_at(blocks, index + 1), Grid):
            continue
        above = _at(blocks, index - 1)
        if isinstance(block, Grid):
            caption = above.text if isinstance(above, Heading) else block.table.title
            bands.append(Band(block, index, row, caption))
            row += has_caption(bands[-1]) + sum(row_counts(block.table)) + len(block.table.notes) + 1
        else:
            bands.append(Band(block, index, row))
            row += _rows_of(block)
    ends_empty = bool(blocks) and not isinstance(blocks[-1], Heading | Note)
    return tuple(bands), max(1, row - 1 - ends_empty)


def _rows_of(block: Block) -> int:
    """Rows of a block that is no table, with the empty one below it."""
    match block:
        case Fields(rows):
            return len(rows) + 1
        case Chart():
            return rows_of_chart(block) + 1
        case Photos(pictures):
            return 2 * ((len(pictures) + 1) // 2) + 1
        case Title():
            return 2
        case _:
            return 1


def rows_of_chart(chart: Chart) -> int:
    """Rows that a chart covers: more where bars lie below each other, never more than fit on a page."""
    bars = len(chart.rows) * len(chart.series) if chart.drawn is Drawn.BARS else 0
    return max(_FEWEST_OF_CHART, min(_MOST_OF_CHART, _AROUND_BARS + bars))


def has_caption(band: Band) -> bool:
    """Whether a row above the grid holds its heading and its unit."""
    return isinstance(band.block, Grid) and bool(band.caption or band.block.table.unit)


def row_counts(table: Table) -> list[int]:
    """Rows of the sheet that each row of a table takes: below the headers, one for each measure."""
    each = max(1, len(measures_of(table)))
    return [1 if index < table.heads else each for index in range(len(table.rows))]


def _placed(table: Table, sheet: str, band: Band, covered: tuple[Span, ...], helper: int, below: int) -> PlacedTable:
    tops = [band.top + has_caption(band)]
    for count in row_counts(table):
        tops.append(tops[-1] + count)
    return PlacedTable(table, sheet, tuple(tops), covered, measures_of(table), helper, below)


def _at(blocks: Sequence[Block], index: int) -> Block | None:
    return blocks[index] if 0 <= index < len(blocks) else None
