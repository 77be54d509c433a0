"""Where pages end: before a block or a group of rows, never inside one that fits on a page."""

from collections.abc import Mapping, Sequence

from ledger.model.document import Chart, Grid, Heading, Photos
from ledger.model.table import Role, Table
from ledger.render.layout.canvas import Canvas
from ledger.render.layout.columns import LYING, UPRIGHT
from ledger.render.layout.place import Band, PlacedSheet, PlacedTable

# Points of rows between the margins of A4, less what programs round differently.
TALL, _SHORT = 745.0, 500.0


def page_breaks(
    placed: PlacedSheet,
    tables: dict[str, PlacedTable],
    canvas: Canvas,
    widths: Sequence[float],
    *,
    landscape: bool,
) -> frozenset[int]:
    """Rows with which a new page starts, where columns of these widths are printed; none if all fits on one."""
    shrunk = max(1.0, sum(widths) / (LYING if landscape else UPRIGHT))
    room = (_SHORT if landscape else TALL) * shrunk
    heights = [canvas.height(row) for row in range(1, placed.last + 1)]
    starts = sorted({row for index in range(len(placed.bands)) for row in _starts(placed.bands, index, tables)} - {1})
    if sum(heights) <= room or not starts:
        return frozenset()
    return frozenset(_filled_pages(heights, starts, _wholes(placed), room))


def _starts(bands: Sequence[Band], index: int, tables: dict[str, PlacedTable]) -> list[int]:
    """Rows of a band before which a page may end. A block stays with the heading right above it, the headers and
    totals of a table with its first group, a caption with its photo."""
    band = bands[index]
    rows = [] if index and isinstance(bands[index - 1].block, Heading) else [band.top]
    if isinstance(band.block, Grid):
        placed = tables[band.block.table.name]
        starts = _lines(placed.table) if placed.table.prose else placed.table.breaks[1:]
        rows += [placed.tops[row] for row in starts]
    if isinstance(band.block, Photos):
        rows += range(band.top + 2, band.top + len(band.block.pictures), 2)
    return rows


def _wholes(placed: PlacedSheet) -> dict[int, int]:
    """By its first row the row below a table and its charts, which stay on one page where they fit on one: where there
    are several tables no page repeats a head. The first one stays with the header block, and prose runs on."""
    wholes: dict[int, int] = {}
    tabled = [(index, band) for index, band in enumerate(placed.bands) if isinstance(band.block, Grid)]
    for index, band in tabled[1:]:
        if isinstance(band.block, Grid) and not band.block.table.prose:
            after = (each.top for each in placed.bands[index + 1 :] if not isinstance(each.block, Chart))
            wholes[band.top] = next(after, placed.last + 1)
    return wholes


def _lines(table: Table) -> list[int]:
    """Rows of prose that may stand at the top of a page: none parts a heading from its first line, or one line from
    the rest of its group."""
    strong = [cell is not None and cell.role is Role.STRONG for row in table.rows for cell in row[table.labels :][:1]]
    ends = (*table.breaks, len(table.rows))
    return [
        row
        for row in range(table.heads + 1, len(table.rows))
        if (strong[row] or not strong[row - 1])
        and (row in table.breaks or (row - 1 not in table.breaks and row + 1 not in ends))
    ]


def within_prose(placed: PlacedSheet, tables: dict[str, PlacedTable]) -> frozenset[int]:
    """Rows of the sheet within a table of prose, its first line left out: a page that starts there parts it."""
    grids = (tables[band.block.table.name] for band in placed.bands if isinstance(band.block, Grid))
    return frozenset(row for each in grids if each.table.prose for row in each.tops[each.table.heads + 1 : -1])


def _filled_pages(heights: Sequence[float], starts: Sequence[int], wholes: Mapping[int, int], room: float) -> list[int]:
    breaks: list[int] = []
    used, top = sum(heights[: starts[0] - 1]) if starts else 0.0, 1
    for start, following in zip(starts, [*starts[1:], len(heights) + 1], strict=True):
        piece = sum(heights[start - 1 : following - 1])
        whole = sum(heights[start - 1 : wholes.get(start, following) - 1])
        if used + (whole if whole <= room else piece) > room and start > top and piece <= room:
            breaks.append(start)
            used, top = 0.0, start
        used = used + piece if piece <= room else (used + piece) % room  # what fits on no page ends where it must
    return breaks


def repeated_rows(placed: PlacedSheet, tables: dict[str, PlacedTable]) -> tuple[int, int] | None:
    """The header rows that every page repeats, where the sheet has one table: with two, or with photos, the wrong one
    could stand above a page."""
    grids = [band.block.table for band in placed.bands if isinstance(band.block, Grid)]
    has_photos = any(isinstance(band.block, Photos) for band in placed.bands)
    if len(grids) != 1 or not grids[0].heads or has_photos:
        return None
    tops = tables[grids[0].name].tops
    return tops[0], tops[grids[0].heads] - 1
