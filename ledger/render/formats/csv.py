"""CSV for machines, and for Excel on Korean Windows: every table one after the other, figures as plain numbers.

A table is its title, its unit, one line of headers and its rows. A cell that states two figures (확보 over 집행) gives
two rows, told apart by a column of their own; a merged label stands in every row that it covers.
"""

import csv
import io
from collections.abc import Iterator

from ledger.model.document import Document
from ledger.model.table import Figure, Kind, Table
from ledger.render.flat import Line, flat, states

SUFFIX = ".csv"

_OPENERS = tuple("=+-@\t\r\0＝＋－＠")


def draw(document: Document) -> bytes:
    """UTF-8 with a byte order mark and CRLF, every field in quotes."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for number, table in enumerate(document.tables()):
        if number:
            writer.writerow([])
        writer.writerows(_lines(table))
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _lines(table: Table) -> Iterator[list[str]]:
    yield [_safe(table.title or table.name)]
    if table.unit:
        yield ["단위", _safe(table.unit)]
    grid = flat(table)
    states_measures = any(line.measure for line in grid.lines)
    yield _spliced([_safe(name) for name in grid.heads], table, "단계" if states_measures else None)
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
    """A field that no spreadsheet takes for a formula; a lone dash is none."""
    tidy = text.replace("\0", "")
    return f"'{tidy}" if tidy.startswith(_OPENERS) and tidy != "-" else tidy
