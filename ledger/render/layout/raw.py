"""원자료: whole 원 at the same places as in the report, for tables that print rounded amounts.

The sheets of a report lie one below the other here; those of the first keep their row numbers. The sheet is hidden:
it is there to be looked up and computed with, and would be half of the pages of a printed workbook.
"""

from collections.abc import Iterator

from ledger.model.document import Grid, Title
from ledger.render.flat import amounts
from ledger.render.layout.blocks import Blocks
from ledger.render.layout.canvas import Canvas
from ledger.render.layout.formulas import Formulas
from ledger.render.layout.grid import Drawing
from ledger.render.layout.place import RAW, Arrangement, PlacedSheet, has_caption
from ledger.workbook.plan import Area, Page, Row, Sheet

_NARROWEST = 17.0


def raw_sheet(arrangement: Arrangement, formulas: Formulas, header: str, right: str) -> Sheet:
    """The sheet as a plan; its rows are drawn while they are taken, and its merges are known after them."""
    widest = max(arrangement.sheets, key=lambda placed: placed.last_column)
    won = _width_of_won(arrangement, formulas)
    widths = tuple(max(won, each) for each in widest.widths)
    merges: list[Area] = []
    return Sheet(
        name=RAW,
        widths=(*widths, won),
        rows=_rows(arrangement, formulas, merges),
        merges=merges,
        page=Page(
            last_column=len(widths),
            last_row=max(1, sum(placed.last + 1 for placed in arrangement.sheets) - 1),
            landscape=True,
            header=header,
            right=right,
        ),
        hidden_columns=(arrangement.helper,),
        hidden=True,
    )


def _width_of_won(arrangement: Arrangement, formulas: Formulas) -> float:
    """Characters that the longest amount in 원 needs, bold and in brackets."""
    rows = (row for name in formulas.raw for row in arrangement.tables[name].table.rows)
    every = (figure.won or 0 for row in rows for cell in row if cell for figure in amounts(cell))
    return max(_NARROWEST, max((len(f"{won:,}") + 4 for won in every), default=0) * 1.1)


def _rows(arrangement: Arrangement, formulas: Formulas, merges: list[Area]) -> Iterator[Row]:
    for placed in arrangement.sheets:
        canvas = Canvas()
        if any(isinstance(band.block, Grid) and band.block.table.name in formulas.raw for band in placed.bands):
            _draw(canvas, placed, arrangement, formulas)
        merges.extend(
            area._replace(top=area.top + placed.below, bottom=area.bottom + placed.below) for area in canvas.merges
        )
        yield from canvas.rows(placed.last + 1)


def _draw(canvas: Canvas, placed: PlacedSheet, arrangement: Arrangement, formulas: Formulas) -> None:
    blocks = Blocks(canvas, placed.widths)
    for band in placed.bands:
        match band.block:
            case Title(text):
                blocks.heading(band.top, f"{RAW}: {text}")
            case Grid(table) if table.name in formulas.raw:
                if has_caption(band):
                    blocks.caption(band.top, band.caption, "원")
                Drawing(canvas, arrangement.tables[table.name], placed.widths, formulas.exact, whole=True).draw()
            case _:
                pass
