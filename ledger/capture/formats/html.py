"""Web pages, also those that a site hands out as .xls: a grid for every table, prose between them.

A cell's place is its row and column in its table, spans resolved. A `<br>` in a cell is a space.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from ledger.capture.file import File
from ledger.capture.flow import BREAK, Cell, Flow, Table, blocks_of
from ledger.model.errors import Refused
from ledger.model.page import Page, PageGrid
from ledger.model.table import Origin
from ledger.model.text import Text
from ledger.workbook.grid import MOST_CELLS, too_many

SUFFIX = ".html"
ALSO = (".htm", ".xhtml")

_OPENS = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(?>(?:<!--(?>.*?-->)\s*)*)<(!doctype html|html|head|body|meta|table|div|style)\b",
    re.I | re.S,
)
_SILENT = frozenset(("script", "style", "svg", "title", "template", "noscript", "option", "textarea", "xml"))
_BLOCK = re.compile(
    "address|article|aside|blockquote|br|caption|center|d[dlt]|div|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre"
    "|section|ul"
)
_UNSEEN = re.compile(r"display\s*:\s*none", re.I)
_WIDEST, _TALLEST = 1000, 65_534  # spans of the HTML standard
_CHUNK, _LONGEST_TAG = 2**18, 2**20
_DEEPEST = 32


def identify(file: File) -> bool:
    """Whether the text starts as HTML does, whatever its name."""
    try:
        return bool(_OPENS.match(file.text()[:100_000]))
    except Refused:
        return False


def pages(file: File) -> Iterator[Page]:
    """The one page of the file."""
    reader = _Reader(file.name)
    text = file.text()
    try:
        for at in range(0, len(text), _CHUNK):
            reader.feed(text[at : at + _CHUNK])
            if len(reader.rawdata) > _LONGEST_TAG:  # what waits for its end is scanned anew each time
                raise AssertionError
        reader.close()
    except AssertionError:
        raise Refused(
            Text(en="a tag of the HTML has no end", ko="닫히지 않은 HTML 태그가 있습니다"),
            where=f"{file.name}:{reader.getpos()[0]}",
        ) from None
    blocks = tuple(blocks_of(reader.finished(), file.name))
    yield Page(Origin(file.name, file.sha256), blocks, tuple(_remarks(blocks)))


def _remarks(blocks: tuple[object, ...]) -> Iterator[Text]:
    if any(isinstance(block, PageGrid) and (block.hidden_rows or block.hidden_columns) for block in blocks):
        yield Text(en="hidden rows and columns are read too", ko="숨긴 행과 열도 읽습니다")


class _Open:
    """A table that is being read: where the next cell goes, and until which row each column is taken."""

    def __init__(self) -> None:
        self.table = Table()
        self.row = -1
        self.column = 0
        self.cell: Cell | None = None
        self.flow = Flow()
        self._until: dict[int, int] = {}

    def open_row(self, hidden: bool) -> None:
        self.close_cell()
        self.row, self.column = self.row + 1, 0
        if hidden:
            self.table.hidden_rows.add(self.row)

    def open_cell(self, rows: int, columns: int, hidden: bool) -> int:
        """Set the next cell where there is room for it; how many places were looked at."""
        self.close_cell()
        if self.row < 0:
            self.open_row(hidden=False)
        start = self.column
        while self._until.get(self.column, 0) > self.row:
            self.column += 1
        first = self.column
        while self.column < first + columns and self._until.get(self.column, 0) <= self.row:
            self._until[self.column] = self.row + rows
            self.column += 1
        if hidden:
            self.table.hidden_columns.update(range(first, self.column))
        self.cell = Cell(self.row, first, rows, self.column - first)
        self.flow = Flow()
        return self.column - start

    def close_cell(self) -> None:
        if self.cell is not None:
            self.cell.content = self.flow.content()
            self.table.cells.append(self.cell)
            self.cell = None


class _Reader(HTMLParser):
    """Follows the tags; `_open` are the tables around the place where the reading stands."""

    def __init__(self, where: str) -> None:
        super().__init__(convert_charrefs=True)
        self._where = where
        self._flow = Flow()
        self._open: list[_Open] = []
        self._silent = ""
        self._places = 0

    def finished(self) -> Flow:
        while self._open:
            self._close_table()
        return self._flow

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent = self._silent or tag
        elif tag == "table":
            if len(self._open) == _DEEPEST:
                raise Refused(
                    Text(en="tables are nested too deep", ko="표가 지나치게 깊이 겹쳐 있습니다"), where=self._where
                )
            self._open.append(_Open())
        elif _BLOCK.fullmatch(tag):
            self._say(BREAK)
        elif self._open and tag in ("tr", "td", "th"):
            self._open_in_table(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif _BLOCK.fullmatch(tag):
            self._say(BREAK)
        elif self._open and tag == "table":
            self._close_table()
        elif self._open and tag in ("td", "th", "tr"):
            self._open[-1].close_cell()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._say(data)

    def _open_in_table(self, tag: str, attributes: dict[str, str | None]) -> None:
        hidden = "hidden" in attributes or bool(_UNSEEN.search(attributes.get("style") or ""))
        if tag == "tr":
            self._open[-1].open_row(hidden)
            return
        columns = max(1, min(_span(attributes.get("colspan"), 1), _WIDEST))
        rows = min(_span(attributes.get("rowspan"), 1) or _TALLEST, _TALLEST)
        self._places += self._open[-1].open_cell(rows, columns, hidden)
        if self._places > MOST_CELLS:
            raise too_many(MOST_CELLS, Text(en="cells", ko="칸"), self._where)

    def _close_table(self) -> None:
        closed = self._open.pop()
        closed.close_cell()
        flow = self._here()
        if closed.table.cells:
            flow.pieces.append(closed.table)

    def _say(self, text: str) -> None:
        line = self.getpos()[0]
        if not self._open or self._open[-1].cell is not None or text.strip():
            self._here().say(line, text)

    def _here(self) -> Flow:
        """The flow of the innermost open cell; words between the rows of a table stand before it."""
        for each in reversed(self._open):
            if each.cell is not None:
                return each.flow
        return self._flow


def _span(said: str | None, usual: int) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 9 else usual
