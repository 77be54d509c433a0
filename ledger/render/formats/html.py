"""HTML: one page that opens anywhere, prints on A4, and pastes into 한글 and Excel with its merges.

Tables are plain markup with their borders and alignment in each cell: that is what word processors take from the
clipboard. A cell that a spreadsheet would make a date or a formula of says that it is text. Nothing is fetched or run.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from ledger.model.document import Block, Chart, Document, Fields, Grid, Heading, Note, Photos, Sheet, Stamp, Title
from ledger.model.progress import Step, counted, unseen
from ledger.model.table import Role, Table, TableCell
from ledger.model.text import Text, language
from ledger.render.charted import charted
from ledger.render.flat import amounts
from ledger.render.layout.blocks import rows_of_field
from ledger.render.svg import svg
from ledger.workbook.colours import GREY, HEAD, NAVY, TOTAL
from ledger.workbook.plain import tidy

SUFFIX = ".html"

_STYLE = f"""
@page {{ size: A4; margin: 15mm }}
@page lying {{ size: A4 landscape; margin: 15mm }}
body {{ font: 10pt "맑은 고딕", "Malgun Gothic", "Apple SD Gothic Neo", sans-serif; color: #000; margin: 0 auto;
  max-width: 180mm; word-break: keep-all; overflow-wrap: anywhere }}
section + section {{ break-before: page; margin-top: 12mm }}
section.lying {{ page: lying }}
h1 {{ font-size: 18pt; color: #{NAVY}; text-align: center }}
h2 {{ font-size: 13pt; color: #{NAVY}; margin: 5mm 0 1mm; break-after: avoid }}
p {{ margin: 1mm 0 }}
p.unit {{ font-size: 9pt; text-align: right; break-after: avoid }}
p.note, footer {{ font-size: 9pt; color: #{GREY} }}
footer {{ margin-top: 8mm }}
table {{ width: 100%; border-collapse: collapse; border-color: #8C8C8C; border-top: 2px solid #{NAVY};
  border-bottom: 2px solid #{NAVY} }}
thead {{ display: table-header-group }}
tr, figure, svg {{ break-inside: avoid }}
th, td {{ padding: 1px 4px; font-weight: normal }}
th, .total-label {{ background: #{HEAD}; font-weight: bold }}
.total {{ background: #{TOTAL}; font-weight: bold }}
.text {{ mso-number-format: "\\@" }}
.strong {{ font-weight: bold }}
.figure {{ white-space: nowrap; font-size: 9.5pt }}
svg {{ display: block; width: 100%; margin: 2mm 0; border: 1px solid #D9D9D9 }}
figure {{ display: inline-block; width: 48%; margin: 1mm 0.5%; vertical-align: top; text-align: center }}
img {{ max-width: 100%; height: auto }}
""".strip()

# What Excel makes a number, a date or a formula of when it is pasted: whatever has a digit, or starts with a sign.
_CHANGED = re.compile("[=+\\-@＝＋－＠]|.*[0-9]", re.DOTALL)
_AS_TEXT = ';mso-number-format:"\\@"'
_RIGHT, _CENTRE, _LEFT = "text-align:right", "text-align:center", "text-align:left"
_SIDES = {Role.AMOUNT: _RIGHT, Role.TOTAL: _RIGHT, Role.TEXT: _LEFT, Role.STRONG: _LEFT}
_BREAK = '<br style="mso-data-placement:same-cell">'


def draw(document: Document, step: Step = unseen) -> bytes:
    """UTF-8; equal documents give equal bytes."""
    anchors = {sheet.name: f"sheet-{number}" for number, sheet in enumerate(document.sheets, 1)}
    tables = {table.name: table for table in document.tables()}
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language()}">',
        f'<head><meta charset="utf-8"><title>{_said(document.title)}</title><style>\n{_STYLE}\n</style></head>',
        "<body>",
        *(line for sheet in counted(document.sheets, step) for line in _sheet(sheet, anchors, tables)),
        f"<footer>{_said(_told(document.subject, document.stamp))}</footer>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _told(subject: str, stamp: Stamp) -> str:
    day = stamp.as_of
    return str(
        Text(
            en="{subject} / as of {day} / book {book}, transaction {number}, {head}",
            ko="{subject} / 기준일 {day} / 장부 {book}, 전표 {number}, {head}",
        ).format(
            subject=subject,
            day=f"{day.year}. {day.month}. {day.day}.",
            book=stamp.book[:8],
            number=stamp.number,
            head=stamp.head[:16],
        )
    )


def _sheet(sheet: Sheet, anchors: Mapping[str, str], tables: Mapping[str, Table]) -> Iterator[str]:
    lying = ' class="lying"' if sheet.landscape else ""
    yield f'<section id="{anchors[sheet.name]}"{lying}>'
    above: Block | None = None
    for block in sheet.blocks:
        yield from _block(block, anchors, tables, is_headed=isinstance(above, Heading))
        above = block
    yield "</section>"


def _block(block: Block, anchors: Mapping[str, str], tables: Mapping[str, Table], *, is_headed: bool) -> Iterator[str]:
    match block:
        case Title(text):
            yield f"<h1>{_said(text)}</h1>"
        case Heading(text):
            yield f"<h2>□ {_said(text)}</h2>"
        case Note(text):
            yield _note(text)
        case Fields():
            yield from _fields(block)
        case Grid(table):
            if table.title and not is_headed:
                yield f"<h2>□ {_said(table.title)}</h2>"
            yield from _grid(table, anchors)
        case Chart():
            yield svg(charted(block, tables[block.table]))
        case Photos():
            yield from _photos(block)


def _note(text: str) -> str:
    return f'<p class="note">※ {_said(text)}</p>'


def _fields(block: Fields) -> Iterator[str]:
    """머리표. The last value of a row runs to the edge."""
    columns = 2 * max(map(len, block.rows), default=1)
    yield '<table border="1">'
    for index, pairs in enumerate(block.rows):
        cells = []
        for number, (name, value) in enumerate(pairs):
            if rows := rows_of_field(block, index, number):
                rest = columns - 2 * number - 1 if number == len(pairs) - 1 else 1
                cells.append(_tagged("th", name, _CENTRE, rows=rows))
                cells.append(_tagged("td", value, _LEFT if len(pairs) == 1 else _CENTRE, rows=rows, columns=rest))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</table>"


def _grid(table: Table, anchors: Mapping[str, str]) -> Iterator[str]:
    if table.unit:
        yield f'<p class="unit">(단위 : {_said(table.unit)})</p>'
    yield '<table border="1">'
    for name, rows in (("thead", table.rows[: table.heads]), ("tbody", table.rows[table.heads :])):
        if rows:
            yield f"<{name}>"
            yield from (_row(row, anchors) for row in rows)
            yield f"</{name}>"
    yield "</table>"
    yield from map(_note, table.notes)


def _row(row: Sequence[TableCell | None], anchors: Mapping[str, str]) -> str:
    return f"<tr>{''.join(_cell(cell, anchors) for cell in row if cell is not None)}</tr>"


def _cell(cell: TableCell, anchors: Mapping[str, str]) -> str:
    is_figure = len(amounts(cell)) == 1
    classes = [] if cell.role in (Role.HEAD, Role.LABEL, Role.TEXT) else [cell.role.value]
    return _tagged(
        "th" if cell.role is Role.HEAD else "td",
        cell.text,
        _SIDES.get(cell.role, _CENTRE),
        rows=cell.rows,
        columns=cell.columns,
        classes=classes,
        anchor=anchors.get(cell.link, ""),
        is_figure=is_figure,
    )


def _tagged(
    tag: str,
    text: str,
    side: str,
    *,
    rows: int = 1,
    columns: int = 1,
    classes: Sequence[str] = (),
    anchor: str = "",
    is_figure: bool = False,
) -> str:
    said = f'<a href="#{anchor}">{_said(text)}</a>' if anchor else _said(text)
    is_text = not is_figure and bool(_CHANGED.match(text))
    named = [*classes, *["figure"] * is_figure, *["text"] * is_text]
    marks = [f' class="{" ".join(named)}"' if named else "", f' rowspan="{rows}"' if rows > 1 else ""]
    marks += [f' colspan="{columns}"' if columns > 1 else "", f" style='{side}{_AS_TEXT if is_text else ''}'"]
    return f"<{tag}{''.join(marks)}>{said}</{tag}>"


def _photos(block: Photos) -> Iterator[str]:
    yield "<div>"
    for picture in block.pictures:
        caption = _said(picture.caption)
        source = f"data:image/jpeg;base64,{b64encode(picture.data).decode()}"
        size = f'width="{picture.width}" height="{picture.height}"'
        yield f'<figure><img src="{source}" {size} alt="{caption}"><p>{caption}</p></figure>'
    yield "</div>"


def _said(text: str) -> str:
    return escape(tidy(text)).replace("\n", _BREAK)
