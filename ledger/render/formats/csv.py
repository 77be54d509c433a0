"""CSV for machines, and for Excel on Korean Windows: every table one after the other, figures as plain numbers.

A table is its title, its unit, one line of headers and its rows. A cell that states two figures (확보 over 집행) gives
two rows, told apart by a column of their own; a merged label stands in every row that it covers. What the tables are
about (titles, header blocks, notes) stands between them, a label and its value in two fields.
"""

import csv
import io
from collections.abc import Iterator

from ledger.model.document import Block, Chart, Document, Fields, Grid, Photos
from ledger.model.progress import Step, counted, unseen
from ledger.model.table import Figure, Kind, Table
from ledger.model.text import Text, legible
from ledger.render.flat import Line, flat, states

SUFFIX = ".csv"

_OPENERS = tuple("=+-@\t\n＝＋－＠")


def draw(document: Document, step: Step = unseen) -> bytes:
    """UTF-8 with a byte order mark and CRLF, every field in quotes."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    blocks = [block for sheet in counted(document.sheets, step) for block in sheet.blocks]
    for number, block in enumerate(blocks):
        if number:
            writer.writerow([])
        writer.writerows(_lines(block))
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _lines(block: Block) -> Iterator[list[str]]:
    if isinstance(block, Fields):
        yield from ([_safe(label), _safe(value)] for row in block.rows for label, value in row)
    elif isinstance(block, Grid):
        yield from _table(block.table)
        yield from ([_safe(note)] for note in block.table.notes)
    elif isinstance(block, Photos):
        yield from ([_safe(picture.caption)] for picture in block.pictures)
    elif not isinstance(block, Chart):  # its figures stand in a table of their own
        yield [_safe(block.text)]


def _table(table: Table) -> Iterator[list[str]]:
    if table.title:
        yield [_safe(table.title)]
    if table.unit:
        yield [str(Text(en="unit", ko="단위")), _safe(table.unit)]
    grid = flat(table)
    states_measures = any(line.measure for line in grid.lines)
    yield _spliced(
        [_safe(name) for name in grid.heads], table, str(Text(en="measure", ko="단계")) if states_measures else None
    )
    for line in grid.lines:
        yield _spliced(_fields(line), table, line.measure if states_measures else None)


def _fields(line: Line) -> list[str]:
    return [_printed(each) if isinstance(each, Figure) else _safe(each) for each in line.fields]


def _spliced(fields: list[str], table: Table, measure: str | None) -> list[str]:
    if measure is None:
        return fields
    return [*fields[: table.labels], _safe(measure), *fields[table.labels :]]


def _printed(figure: Figure) -> str:
    """Blank, zero and dash stay three things."""
    if figure.kind is Kind.BLANK:
        return ""
    return "-" if figure.kind is Kind.DASH else f"{states(figure)}{_safe(figure.unit)}"


def _safe(text: str) -> str:
    """A field that no spreadsheet takes for a formula, and that steers no terminal; a lone dash is no formula."""
    tidy = legible(text)
    return f"'{tidy}" if tidy.startswith(_OPENERS) and tidy != "-" else tidy
