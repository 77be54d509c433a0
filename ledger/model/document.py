"""A report before it is drawn: sheets of blocks. Terminal, xlsx, csv, json and html draw the same document."""

from dataclasses import dataclass
from datetime import date

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


Block = Title | Heading | Fields | Grid | Note


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a name that no other sheet has, and its blocks from top to bottom."""

    name: str
    blocks: tuple[Block, ...]
    landscape: bool = False


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
