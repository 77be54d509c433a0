"""A document as the plan of a workbook: its sheets, 원자료 where amounts are rounded, and the stamp."""

from collections.abc import Iterator
from datetime import date

from ledger.model.document import Chart, Document, Fields, Grid, Heading, Note, Photos, Stamp, Title
from ledger.model.progress import Step, counted, unseen
from ledger.render.layout.blocks import Blocks
from ledger.render.layout.canvas import Canvas
from ledger.render.layout.charts import chart_plan
from ledger.render.layout.formulas import Formulas
from ledger.render.layout.grid import Drawing
from ledger.render.layout.paper import page_breaks, repeated_rows, within_prose
from ledger.render.layout.photos import draw_photos
from ledger.render.layout.place import Arrangement, Band, PlacedSheet, arrange, has_caption
from ledger.render.layout.raw import raw_sheet
from ledger.render.layout.trace import trace_rows
from ledger.workbook.plan import Cell, Look, Page, Picture, Row, Sheet, Workbook
from ledger.workbook.read import STAMP, TRACE


def plan(document: Document, step: Step = unseen) -> Workbook:
    """Everything that the file of the document holds. Sheets are drawn one by one, as the writer takes them."""
    return Workbook(
        title=document.title,
        subject=document.subject,
        day=document.stamp.as_of,
        sheets=_sheets(document, arrange(document), step),
    )


def _sheets(document: Document, arrangement: Arrangement, step: Step) -> Iterator[Sheet]:
    formulas = Formulas(arrangement.tables)
    for placed in counted(arrangement.sheets, step):
        yield _sheet(document, placed, arrangement, formulas)
    if formulas.raw:
        yield raw_sheet(arrangement, formulas, document.subject, _as_of(document.stamp.as_of))
    yield _stamp_sheet(document)
    if traced := trace_rows(arrangement):
        yield Sheet(name=TRACE, widths=(100,), rows=traced, hidden=True)


def _sheet(document: Document, placed: PlacedSheet, arrangement: Arrangement, formulas: Formulas) -> Sheet:
    canvas = Canvas()
    pictures: list[Picture] = []
    for band in placed.bands:
        if isinstance(band.block, Photos):
            pictures += draw_photos(canvas, band.block, band.top, placed.widths)
        else:
            _draw(canvas, placed, band, arrangement, formulas)
    landscape = placed.sheet.landscape
    breaks = page_breaks(placed, arrangement.tables, canvas, placed.widths, landscape=landscape)
    for row in breaks & within_prose(placed, arrangement.tables):
        canvas.cut(row)
    return Sheet(
        name=placed.name,
        widths=placed.widths,
        rows=canvas.rows(placed.last, breaks),
        merges=canvas.merges,
        page=Page(
            last_column=placed.last_column,
            last_row=placed.last,
            landscape=landscape,
            titles=repeated_rows(placed, arrangement.tables),
            header=document.subject,
            left=_told(document.stamp),
            right=_as_of(document.stamp.as_of),
        ),
        hidden_columns=(arrangement.helper,) if placed.has_measures else (),
        charts=tuple(
            chart_plan(band.block, arrangement.tables[band.block.table], band.top, placed.last_column)
            for band in placed.bands
            if isinstance(band.block, Chart)
        ),
        pictures=tuple(pictures),
    )


def _draw(canvas: Canvas, placed: PlacedSheet, band: Band, arrangement: Arrangement, formulas: Formulas) -> None:
    blocks = Blocks(canvas, placed.widths)
    match band.block:
        case Title(text):
            blocks.title(band.top, text)
        case Heading(text):
            blocks.heading(band.top, text)
        case Fields():
            blocks.fields(band.top, band.block)
        case Note(text):
            blocks.note(band.top, text)
        case Grid(table):
            if has_caption(band):
                blocks.caption(band.top, band.caption, table.unit)
            drawn = arrangement.tables[table.name]
            links = {each.sheet.name: each.name for each in arrangement.sheets}
            Drawing(canvas, drawn, placed.widths, formulas.visible, links=links).draw()
            for row, note in enumerate(table.notes, drawn.tops[-1]):
                blocks.note(row, note)
            blocks.gap(drawn.tops[-1] + len(table.notes))


def _as_of(day: date) -> str:
    """As official documents write a date: 2023. 12. 31."""
    return f"기준일 {day.year}. {day.month}. {day.day}."


def _told(stamp: Stamp) -> str:
    """The state of the book in the foot line: book, number of the last transaction, head of the chain."""
    return f"장부 {stamp.book[:8]} / {stamp.number} / {stamp.head[:16]}"


def _stamp_sheet(document: Document) -> Sheet:
    stamp = document.stamp
    pairs = [
        ("book", stamp.book),
        ("number", str(stamp.number)),
        ("head", stamp.head),
        ("as_of", stamp.as_of.isoformat()),
        ("template", stamp.template),
        *stamp.options,
        ("tool", stamp.tool),
    ]
    plain = Look("Normal")
    rows = tuple(Row(15, (Cell(1, plain, name), Cell(2, plain, value))) for name, value in pairs)
    return Sheet(name=STAMP, widths=(24, 70), rows=rows, hidden=True)
