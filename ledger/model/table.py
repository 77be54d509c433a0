"""A labelled grid of cells, as read from a document or laid out for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ledger.model.relation import Place, Relation
from ledger.model.subject import Subject, crossed


class Kind(StrEnum):
    """What a cell says where a figure could stand. Blank, zero and dash differ and stay so."""

    BLANK = "blank"
    ZERO = "zero"
    DASH = "dash"
    VALUE = "value"
    APPROXIMATE = "approximate"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text: `value` x 10^`exponent` in `unit` (empty: the unit of its table).

    `span` is where it stands in the text. `won` is the exact amount behind a printed figure, where there is one.
    """

    value: int = 0
    exponent: int = 0
    unit: str = ""
    kind: Kind = Kind.VALUE
    span: tuple[int, int] = (0, 0)
    won: int | None = None

    @property
    def is_number(self) -> bool:
        return self.kind in (Kind.ZERO, Kind.VALUE, Kind.APPROXIMATE)


class Role(StrEnum):
    """What a cell is for; a renderer chooses its look by it."""

    HEAD = "head"
    LABEL = "label"
    TEXT = "text"
    STRONG = "strong"
    AMOUNT = "amount"
    TOTAL_LABEL = "total-label"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell covers `rows` x `columns` places of the grid, itself at the top left.

    With two figures the cell states 확보 over (집행): `13,004 (13,004)`, the second in brackets. `others` are the
    other readings of an ambiguous text, `unreadable` the part of it that is no amount and no word. `link` names a sheet
    of the same document to which the cell leads.
    """

    text: str = ""
    figures: tuple[Figure, ...] = ()
    role: Role = Role.TEXT
    rows: int = 1
    columns: int = 1
    others: tuple[tuple[Figure, ...], ...] = ()
    unreadable: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table was read: file name, sha256 of its bytes, sheet."""

    file: str
    sha256: str
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A grid: `rows[r][c]` is a cell, or None where a cell above or to the left covers the place.

    The first `heads` rows are headers, the first `labels` columns are labels. `breaks` are the rows that open a
    new group (a unit project); a page may break before them. `name` is unique within a document, so that relations
    of other tables can point here. `measures` names the figures of a cell in their order (확보, 집행). The rows of
    `prose` are lines of text that run on: no rule stands between them, and a page may end after each. A terminal that
    is too narrow leaves out the columns of `droppable` in which nothing stands.

    Of a captured table, `rows` makes its cells when they are asked for, so that a sheet of 200,000 rows is not a
    million objects; `lines` and `columns` are the numbers of its rows and columns in the file, `figures` counts what
    it holds, and `closes` says that every relation of it holds to the last digit: there is nothing to judge.

    Of a table of amounts of a book, `rows_about` and `columns_about` say for each row and column what it is about, and
    `figures_about` the measure of each figure of a cell; None where there is no amount to trace.
    """

    name: str
    rows: Sequence[Sequence[TableCell | None]]
    heads: int = 1
    labels: int = 1
    title: str = ""
    unit: str = ""
    rounding: str = ""
    measures: tuple[str, ...] = ()
    relations: Sequence[Relation] = ()
    breaks: tuple[int, ...] = ()
    prose: bool = False
    droppable: Sequence[int] = ()
    notes: tuple[str, ...] = ()
    origin: Origin | None = None
    lines: Sequence[int] = ()
    columns: Sequence[int] = ()
    figures: int = 0
    closes: bool = False
    rows_about: Sequence[Subject | None] = ()
    columns_about: Sequence[Subject | None] = ()
    figures_about: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def figure(self, place: Place) -> Figure | None:
        """The figure at a place; None where there is no cell or no such figure."""
        cell = self.rows[place.row][place.column]
        return cell.figures[place.figure] if cell is not None and place.figure < len(cell.figures) else None

    def about(self, place: Place) -> Subject | None:
        """What the figure at a place is about; None where that is not known, or nothing stands."""
        row = self.rows_about[place.row] if self.rows_about else None
        column = self.columns_about[place.column] if self.columns_about else None
        if row is None or column is None or self.figure(place) is None:
            return None
        return crossed(row, column, self.figures_about[place.figure] if self.figures_about else "")

    def address(self, row: int, column: int) -> str:
        """The cell in its file: `B143`; in a text the letter is the field and the number the line."""
        number = self.columns[column] if self.columns else column + 1
        return f"{column_letters(number)}{self.lines[row] if self.lines else row + 1}"


def column_letters(number: int) -> str:
    """1 -> A, 27 -> AA"""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
