"""One grid written in every format, and the parts of which hand-made files consist."""

import html
import io
from collections.abc import Sequence
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import openpyxl

from ledger.capture.file import File
from ledger.capture.pages import pages_of
from ledger.model.page import PageGrid, Prose

Rows = Sequence[Sequence[str]]

WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{properties}'
    '<sheets><sheet name="표" sheetId="1" r:id="r1"/></sheets></workbook>'
)
RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{inside}</worksheet>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return target.getvalue()


def workbook(inside: str, properties: str = "", **extra: str | bytes) -> bytes:
    """A workbook of one sheet with this XML inside; `extra` are more parts, `__` for a slash and `_xml` for the end."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": WORKBOOK.format(properties=properties),
        "xl/_rels/workbook.xml.rels": RELATED,
        "xl/worksheets/sheet1.xml": SHEET.format(inside=inside),
    }
    return zipped(parts | {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in extra.items()})


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def as_xlsx(rows: Rows) -> bytes:
    """Numbers as numbers, everything else as text."""
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = book.active.cell(number, column)
            if text:
                cell.value = int(text) if text.isdigit() else text
                cell.data_type = "n" if text.isdigit() else "s"
    return saved(book)


def as_html(rows: Rows) -> bytes:
    body = "".join("<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    return f"<table>{body}</table>".encode()


def as_hwpx(rows: Rows) -> bytes:
    cells = "".join(
        "<hp:tr>" + "".join(hwpx_cell(text, row, column) for column, text in enumerate(texts)) + "</hp:tr>"
        for row, texts in enumerate(rows)
    )
    return hwpx(f"<hp:p><hp:run><hp:tbl>{cells}</hp:tbl></hp:run></hp:p>")


def hwpx_cell(text: str, row: int, column: int, rows: int = 1, columns: int = 1) -> str:
    return (
        f"<hp:tc><hp:subList>{hwpx_paragraph(html.escape(text))}</hp:subList>"
        f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/><hp:cellSpan colSpan="{columns}" rowSpan="{rows}"/></hp:tc>'
    )


def hwpx_paragraph(inside: str) -> str:
    return f"<hp:p><hp:run><hp:t>{inside}</hp:t></hp:run></hp:p>"


def hwpx(*sections: str, **extra: str) -> bytes:
    spaces = (
        'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
    )
    parts: dict[str, str | bytes] = {"mimetype": "application/hwp+zip"}
    for number, inside in enumerate(sections):
        parts[f"Contents/section{number}.xml"] = f"<hs:sec {spaces}>{inside}</hs:sec>"
    return zipped(parts | {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in extra.items()})


def as_csv(rows: Rows) -> bytes:
    return "".join(",".join('"' + text.replace('"', '""') + '"' for text in row) + "\r\n" for row in rows).encode(
        "cp949"
    )


def as_tabs(rows: Rows) -> bytes:
    return "".join("\t".join(row) + "\n" for row in rows).encode()


def as_markdown(rows: Rows) -> bytes:
    lines = ["| " + " | ".join(text.replace("|", "\\|") for text in row) + " |\n" for row in rows]
    return "".join([lines[0], "|" + "---|" * len(rows[0]) + "\n", *lines[1:]]).encode()


def blocks(name: str, data: bytes | str) -> list[PageGrid | Prose]:
    """All blocks of all pages."""
    raw = data.encode() if isinstance(data, str) else data
    return [block for page in pages_of(File(name, raw)) for block in page.blocks]


def grids(name: str, data: bytes | str) -> list[PageGrid]:
    return [block for block in blocks(name, data) if isinstance(block, PageGrid)]


def texts(name: str, data: bytes | str) -> list[list[list[str]]]:
    """What is printed in every grid."""
    return [[list(row) for row in grid.texts] for grid in grids(name, data)]
