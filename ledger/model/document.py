"""A report before it is drawn: sheets of blocks. Terminal, xlsx, csv, json and html draw the same document."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger.model.table import Table


@dataclass(frozen=True, slots=True)
class Title:
    """The name of the sheet, once at its top."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a section; drawn with a square before it."""

    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """머리표: rows of label and value pairs; a row with one pair fills the whole width.

    A pair of two empty texts continues the pair above it.
    """

    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its heading; the unit stands above the grid at the right, its notes below."""

    table: Table


@dataclass(frozen=True, slots=True)
class Note:
    """A remark of one line, drawn with ※ before it."""

    text: str


class Drawn(StrEnum):
    """How a chart shows its series: bars side by side, bars that lie, or shares of a whole."""

    COLUMNS = "columns"
    BARS = "bars"
    SHARES = "shares"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of a table of the same sheet, by the table's name: each of `series` is a column of figures, the labels
    of its rows stand in column `labels`. `rows` are the rows drawn, in their order."""

    title: str
    drawn: Drawn
    table: str
    series: tuple[int, ...]
    rows: tuple[int, ...]
    labels: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo with its caption: a JPEG of so many pixels."""

    data: bytes
    caption: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Photos:
    """Pictures, two in a row, each with its caption below."""

    pictures: tuple[Picture, ...]


Block = Title | Heading | Fields | Grid | Note | Chart | Photos


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a name that no other sheet has, and its blocks from top to bottom. `about`: the pledge it is about."""

    name: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a report says of the state of the book it was made from, so that it can be verified later."""

    book: str
    number: int
    head: str
    as_of: date
    template: str
    options: tuple[tuple[str, str], ...] = ()
    tool: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report."""

    title: str
    subject: str
    sheets: tuple[Sheet, ...]
    stamp: Stamp

    def __post_init__(self) -> None:
        names = [table.name for table in self.tables()]
        if len(names) != len(set(names)):
            raise ValueError(f"two tables of one name: {sorted(names)}")

    def tables(self) -> tuple[Table, ...]:
        return tuple(block.table for sheet in self.sheets for block in sheet.blocks if isinstance(block, Grid))
