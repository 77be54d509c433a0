"""HWPX, the XML form of Hangul documents: a grid for every table with its exact spans, prose between them.

A line of prose has the number of its paragraph; a cell's place is its row and column in its table. Page headers,
footnotes and hidden comments are left out.
"""

import re
from collections.abc import Iterator

from ledger.capture.file import File
from ledger.capture.flow import BREAK, Cell, Flow, Table, blocks_of
from ledger.model.page import Page
from ledger.model.table import Origin
from ledger.workbook.archive import Archive, locked, parts_of, refused
from ledger.workbook.grid import MOST_CELLS

SUFFIX = ".hwpx"

_SECTION = re.compile(r"Contents/section(\d{1,6})\.xml")
_MANIFEST = "META-INF/manifest.xml"
_SILENT = frozenset(("header", "footer", "footNote", "endNote", "hiddenComment"))
_SPACES = frozenset(("tab", "nbSpace", "fwSpace", "hyphen"))


def identify(file: File) -> bool:
    """Whether it is a zip with the parts of a Hangul document, even when it is cut short."""
    return any(_SECTION.fullmatch(name) for name in parts_of(file.data)) or b"application/hwp+zip" in file.data[:100]


def pages(file: File) -> Iterator[Page]:
    """The one page of the document: its sections one after another."""
    archive = Archive(file.data, file.name)
    if _MANIFEST in archive.names and b"encryption-data" in archive.part(_MANIFEST):
        raise locked(file.name)
    sections = sorted((int(found[1]), name) for name in archive.names if (found := _SECTION.fullmatch(name)))
    if not sections:
        raise refused("holds no section of text", "본문이 없습니다", file.name)
    reader = _Reader(file.name)
    for _, name in sections:
        archive.parse(name, reader.start, reader.end, reader.said)
    yield Page(Origin(file.name, file.sha256), tuple(blocks_of(reader.flow, file.name)))


class _Reader:
    """Follows the elements of the sections; `_tables` and `_cells` are those around the place of reading."""

    def __init__(self, where: str) -> None:
        self.flow = Flow()
        self._where = where
        self._tables: list[tuple[Table, Flow]] = []
        self._cells: list[tuple[Cell, Flow]] = []
        self._here = self.flow
        self._paragraph = 0
        self._silent = 0
        self._in_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if self._silent or tag in _SILENT:
            self._silent += 1
        elif tag == "t":
            self._in_text = True
        elif tag == "p":
            self._paragraph += not self._cells
        elif tag == "lineBreak":
            self._here.say(self._paragraph, BREAK)
        elif tag in _SPACES:
            self._here.say(self._paragraph, " ")
        elif tag == "tbl":
            self._tables.append((Table(), self._here))
        elif self._tables:
            self._in_table(tag, attributes)

    def end(self, tag: str) -> None:
        """An element closes."""
        if self._silent:
            self._silent -= 1
        elif tag == "t":
            self._in_text = False
        elif tag == "p":
            self._here.say(self._paragraph, BREAK)
        elif tag == "tc" and self._cells:
            cell, before = self._cells.pop()
            cell.content = self._here.content()
            self._tables[-1][0].cells.append(cell)
            self._here = before
        elif tag == "tbl" and self._tables:
            table, around = self._tables.pop()
            if table.cells:
                around.pieces.append(table)

    def said(self, text: str) -> None:
        """Text between elements; only that of a text element is the document's."""
        if self._in_text and not self._silent:
            self._here.say(self._paragraph, text)

    def _in_table(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "tc":
            self._cells.append((Cell(0, 0), self._here))
            self._here = Flow()
        elif not self._cells:
            return
        elif tag == "cellAddr":
            cell = self._cells[-1][0]
            cell.row, cell.column = self._number(attributes, "rowAddr", 0), self._number(attributes, "colAddr", 0)
        elif tag == "cellSpan":
            cell = self._cells[-1][0]
            cell.rows, cell.columns = self._number(attributes, "rowSpan", 1), self._number(attributes, "colSpan", 1)

    def _number(self, attributes: dict[str, str], name: str, least: int) -> int:
        said = attributes.get(name, "")
        number = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else -1
        if not least <= number <= MOST_CELLS:
            raise refused(f"gives a cell the {name} '{said}'", f"표의 칸에 잘못된 {name} '{said}'", self._where)
        return number
