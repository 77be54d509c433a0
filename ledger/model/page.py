"""A document as it was read, before anything in it is understood: pages of grids and prose, with their places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ledger.model.table import Origin
from ledger.model.text import Text

Spot = tuple[int, int]  # row and column within a grid, from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGrid:
    """Cells in rows and columns, kept as plain texts because a sheet may have a million of them.

    `texts[r][c]` is what is printed: a number of a workbook in exact decimal digits (no float), "" where nothing is.
    All rows are equally long. What few cells have is kept aside: `spans` (rows, columns covered by a cell, itself at
    the top left; what it covers reads ""), `formulas`, `stale` (a formula that was never calculated: its value is
    unknown, not blank), `hidden_rows`, `hidden_columns`. `lines[r]` is the row's number in the file (the row of a
    sheet, the line of a text file), `columns[c]` the number of the column (1 is A; in a text file the field).
    `fields[r]` are the fields that a line of a text file had before it was filled up; empty for other files.
    """

    texts: Sequence[Sequence[str]]
    lines: Sequence[int]
    columns: Sequence[int]
    spans: Mapping[Spot, tuple[int, int]] = field(default_factory=dict)
    formulas: Mapping[Spot, str] = field(default_factory=dict)
    stale: frozenset[Spot] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    fields: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines of running text: (line number in the file, text). Headings, unit lines, bullets and notes are prose."""

    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a workbook, or a whole text, html or hwpx file: its blocks in reading order.

    `remarks` say what the reader must know: a hidden sheet, macros that were not run, rows that are hidden.
    """

    origin: Origin
    blocks: tuple[PageGrid | Prose, ...]
    remarks: tuple[Text, ...] = ()
