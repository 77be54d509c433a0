"""수합양식: what a department is asked to fill in. Rows and columns are known by keys, never by where they stand.

In a workbook a form looks like this, and it is read by nothing else:

- the hidden sheet `_form` holds `PAIRS`, a name and a value in each row: which form it is, of which state of a book;
- each grid has a hidden row of keys: in the column of row keys it says `@NAME`, over each column of inputs its key,
  over its columns of labels `#1`, `#2`...;
- the row of its heads has `@NAME|head` in the hidden column of row keys, each row of inputs `NAME|KEY`.

So rows and columns may be sorted, moved, hidden, or stand among others that somebody inserted. What people see must go
along: labels and heads that are not those of the keys show that figures were moved without them.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

VERSION = 1  # of the rules above: a form of another version is no longer read
META = "_form"
GRID_MARK = "@"
KEY_MARK = "|"
LABEL_MARK = "#"
PAIRS = (
    "form",
    "version",
    "template",
    "department",
    "institution",
    "book",
    "number",
    "head",
    "as_of",
    "unit",
    "layout",
)


class Kind(StrEnum):
    """What an input cell takes: an amount or a count (whole), one of some choices, an indicator's value, free text."""

    AMOUNT = "amount"
    COUNT = "count"
    CHOICE = "choice"
    QUANTITY = "quantity"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A cell to fill in. `won` or `text` is what the book said when the form went out: an amount in 원 or None for a
    blank, the text of any other kind. `unit` is what a count is in (`%`), where its column says so. Whole
    numbers lie within `least` and `most`; a text has at most `most` characters, where that is given."""

    kind: Kind
    won: int | None = None
    text: str = ""
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    unit: str = ""


class Column(NamedTuple):
    """A column of inputs: its key and its head."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRow:
    """A row of inputs: its key, the text of each label column, and per column its input, or None where there is
    nothing to fill in. `below` is the key of the row that no figure of this one may exceed (집행 within 확보)."""

    key: str
    labels: tuple[str, ...]
    inputs: tuple[Input | None, ...]
    below: str = ""


class Sum(NamedTuple):
    """A total row of a grid: its label, and the keys of the rows that it adds up."""

    label: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InputGrid:
    """A table to fill in. `part` is the kind of section that made it and takes it back (a module of
    `ledger.reports.parts`), `name` is unique on its sheet. With `summed`, each row has the total of its amounts."""

    part: str
    name: str
    title: str
    heads: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[InputRow, ...]
    unit: str = ""
    summed: bool = False
    sums: tuple[Sum, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """The sheet of one pledge: its name in the workbook, the code and name of the pledge, its grids."""

    name: str
    project: str
    title: str
    grids: tuple[InputGrid, ...]


class Spot(NamedTuple):
    """An input by its keys: sheet, grid, row, column."""

    sheet: str
    grid: str
    row: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form for one department, from the state `number`, `head` of a book, with what the book said then.

    `key` names it in the book (`0012-03`). `due` is the last day to hand it in. `unit` is the label of the unit that
    amounts are typed in: in it every amount of the form is whole.
    """

    key: str
    template: str
    title: str
    department: str
    institution: str
    book: str
    number: int
    head: str
    as_of: date
    unit: str
    sheets: tuple[FormSheet, ...]
    due: date | None = None

    def inputs(self) -> Iterator[tuple[Spot, Input]]:
        """Every input in reading order."""
        for sheet in self.sheets:
            for grid in sheet.grids:
                for row in grid.rows:
                    for column, given in zip(grid.columns, row.inputs, strict=True):
                        if given is not None:
                            yield Spot(sheet.name, grid.name, row.key, column.key), given

    @property
    def layout(self) -> str:
        """sha256 of what can be filled in and how it is labelled; the figures that it went out with do not count."""
        shape = [[sheet.name, sheet.project, *_shape(grid)] for sheet in self.sheets for grid in sheet.grids]
        said = json.dumps([VERSION, self.template, self.unit, shape], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(said.encode()).hexdigest()

    def meta(self) -> dict[str, str]:
        """What the hidden sheet says, in the order of `PAIRS`."""
        said = (
            self.key,
            str(VERSION),
            self.template,
            self.department,
            self.institution,
            self.book,
            str(self.number),
            self.head,
            self.as_of.isoformat(),
            self.unit,
            self.layout,
        )
        return dict(zip(PAIRS, said, strict=True))


def _shape(grid: InputGrid) -> list[object]:
    columns = [list(column) for column in grid.columns]
    rows = [
        [row.key, *row.labels, row.below, *([each.kind.value, *each.choices] if each else None for each in row.inputs)]
        for row in grid.rows
    ]
    return [grid.part, grid.name, grid.unit, list(grid.heads), columns, rows]


class Said(NamedTuple):
    """What was filled in: the text of a cell, and where it stands (`5-2!F12`)."""

    text: str
    cell: str


Answers = dict[Spot, Said]


class Answer(NamedTuple):
    """What an input takes, read: an amount in 원 or a count, None for a blank; the text of any other kind, empty for a
    blank. `cell` is where it stands, as in `Said`."""

    value: int | str | None
    cell: str = ""


Changed = Mapping[tuple[str, str], Answer]  # of one grid, by the keys of row and column
Taken = Collection[tuple[str, str]]  # kind and key of every register row that there ever was


def head_key(grid: str) -> str:
    """The key of the row in which a grid has its heads."""
    return f"{GRID_MARK}{grid}{KEY_MARK}head"


def label_key(place: int) -> str:
    """The key of a column of labels, counted from 0."""
    return f"{LABEL_MARK}{place + 1}"


def joined(*parts: str) -> str:
    """Several keys as one; `parted` gives them back, whatever they hold."""
    return KEY_MARK.join(part.replace("%", "%25").replace(KEY_MARK, "%7C") for part in parts)


def parted(key: str) -> tuple[str, ...]:
    """The keys that one was `joined` from."""
    return tuple(part.replace("%7C", KEY_MARK).replace("%25", "%") for part in key.split(KEY_MARK))
