"""Running text with tables in it, and tables in their cells, as HTML and HWPX have it; laid out as grids and prose."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ledger.model.errors import Refused
from ledger.model.page import PageGrid, Prose, Spot
from ledger.model.text import Text
from ledger.workbook.grid import MOST_CELLS, too_many

BREAK = "\n"


@dataclass(slots=True)
class Cell:
    """A cell and what it covers; its content is plain text, or a flow where there are tables in it."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    content: "str | Flow" = ""

    @property
    def text(self) -> str:
        """The cell's own words, without those of tables in it."""
        return self.content if isinstance(self.content, str) else self.content.text


@dataclass(slots=True)
class Table:
    """Cells by their places, from 0, in any order."""

    cells: list[Cell] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Flow:
    """Pieces of text, each with its line in the file, and tables between them. A `BREAK` ends a line."""

    pieces: list[tuple[int, str] | Table] = field(default_factory=list)

    def say(self, line: int, text: str) -> None:
        """Add text as it comes."""
        self.pieces.append((line, text))

    @property
    def text(self) -> str:
        """All of its own words as one line."""
        return " ".join("".join(piece[1] for piece in self.pieces if not isinstance(piece, Table)).split())

    def content(self) -> "str | Flow":
        """The shortest form that keeps everything."""
        return self if any(isinstance(piece, Table) for piece in self.pieces) else self.text


def blocks_of(flow: Flow, where: str) -> Iterator[PageGrid | Prose]:
    """Grids and prose in reading order. A table within a cell follows the grid around it; a table of one column or one
    row that holds other tables only arranges the page, and its words are prose.

    Refused: cells on top of one another, and more places than a page may have.
    """
    lines: list[tuple[int, str]] = []
    for piece in _arranged(flow):
        if isinstance(piece, Table):
            if lines:
                yield Prose(tuple(lines))
                lines = []
            if (grid := _grid(piece, where)) is not None:
                yield grid
        else:
            lines.append(piece)
    if lines:
        yield Prose(tuple(lines))


def _arranged(flow: Flow) -> Iterator[tuple[int, str] | Table]:
    """Whole lines and tables, those within others too."""
    open_: list[tuple[int, str]] = []
    for piece in flow.pieces:
        if not isinstance(piece, Table):
            if piece[1] != BREAK:
                open_.append(piece)
                continue
            yield from _line(open_)
            open_ = []
            continue
        yield from _line(open_)
        open_ = []
        inner = [cell.content for cell in piece.cells if isinstance(cell.content, Flow)]
        if inner and _arranges(piece):
            for cell in piece.cells:
                content = cell.content
                yield from _arranged(Flow([(0, content)]) if isinstance(content, str) else content)
            continue
        yield piece
        for each in inner:
            yield from (table for table in _arranged(Flow([p for p in each.pieces if isinstance(p, Table)])))
    yield from _line(open_)


def _line(pieces: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    if text := " ".join("".join(text for _, text in pieces).split()):
        number, first = next((line, said) for line, said in pieces if said.strip())
        yield number + first.count("\n", 0, len(first) - len(first.lstrip())), text


def _arranges(table: Table) -> bool:
    return len({cell.row for cell in table.cells}) == 1 or len({cell.column for cell in table.cells}) == 1


def _grid(table: Table, where: str) -> PageGrid | None:
    if not any(cell.text for cell in table.cells):
        return None
    height = max(cell.row for cell in table.cells) + 1
    width = max(cell.column + cell.columns for cell in table.cells)
    if height * width > MOST_CELLS:
        raise too_many(MOST_CELLS, Text(en="cells in a table", ko="표의 칸"), where)
    texts = [[""] * width for _ in range(height)]
    spans: dict[Spot, tuple[int, int]] = {}
    taken = bytearray(height * width)
    for cell in table.cells:
        rows = min(cell.rows, height - cell.row)
        for row in range(cell.row, cell.row + rows):
            at = row * width + cell.column
            if any(taken[at : at + cell.columns]):
                raise Refused(Text(en="cells of a table overlap", ko="표의 칸이 서로 겹칩니다"), where=where)
            taken[at : at + cell.columns] = b"\1" * cell.columns
        texts[cell.row][cell.column] = cell.text
        if rows > 1 or cell.columns > 1:
            spans[cell.row, cell.column] = rows, cell.columns
    return PageGrid(
        texts=[tuple(row) for row in texts],
        lines=range(1, height + 1),
        columns=range(1, width + 1),
        spans=spans,
        hidden_rows=frozenset(table.hidden_rows),
        hidden_columns=frozenset(table.hidden_columns),
    )
