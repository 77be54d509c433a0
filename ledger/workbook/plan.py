"""The physical plan of a workbook: what stands where and how it looks, before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ledger.model.document import Drawn


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula (without the equals sign) and the value it has, exactly as a spreadsheet computes it."""

    expression: str
    cached: int | Decimal | str


Value = str | int | Decimal | Formula | None


class Look(NamedTuple):
    """A named style of `styles.STYLES` and what one cell adds to it: lines of `styles.LINES` at its edges, a number
    format of its own."""

    style: str
    top: str = ""
    bottom: str = ""
    left: str = ""
    right: str = ""
    format: str = ""


class Area(NamedTuple):
    """A rectangle of cells, counted from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Cell(NamedTuple):
    """One cell of a row; `column` counts from 1."""

    column: int
    look: Look
    value: Value = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its height in points, and its cells from left to right. `breaks`: a new page starts with it."""

    height: float
    cells: tuple[Cell, ...] = ()
    breaks: bool = False
    hidden: bool = False


class Validation(NamedTuple):
    """What the cells of some areas take: a `whole` number or a `text` length from `least` to `most`, or one of a `list`
    of choices. `title` and `said` tell who types anything else, `prompt` who enters such a cell."""

    kind: str
    areas: tuple[Area, ...]
    title: str
    said: str
    prompt: str = ""
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()


class Marking(NamedTuple):
    """A mark of `styles.MARKS` on every cell of an area for which a formula, written for its first cell, is true."""

    area: Area
    mark: str
    formula: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A4 print set-up. `last_column` and `last_row` close the print area; rows `titles` repeat on every page."""

    last_column: int
    last_row: int
    landscape: bool = False
    titles: tuple[int, int] | None = None
    header: str = ""
    left: str = ""
    right: str = ""


class Series(NamedTuple):
    """A series of a chart: the cells of its name and of its values (`'5-2'!$C$4:$C$9`), and what stands in them; None
    is a gap."""

    name_at: str
    name: str
    values_at: str
    values: tuple[int | Decimal | None, ...]
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A native chart that covers an area of its sheet; all its series share the labels."""

    title: str
    drawn: Drawn
    area: Area
    labels_at: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]


class Picture(NamedTuple):
    """A JPEG drawn `width` x `height` points large, so far `across` and `down` from the upper left corner of a cell."""

    data: bytes
    row: int
    column: int
    across: float
    down: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One worksheet; `widths` are in characters of the Normal font.

    Rows are taken one by one while writing, and merges after them: both may be made on the way. A `buried` sheet is
    hidden so that no menu brings it back. On a `locked` one only cells in an input style can be changed, until somebody
    takes the protection off: it is a help against slips and no secret.
    """

    name: str
    widths: tuple[float, ...]
    rows: Iterable[Row]
    merges: Iterable[Area] = ()
    page: Page | None = None
    hidden_columns: tuple[int, ...] = ()
    hidden: bool = False
    buried: bool = False
    locked: bool = False
    freeze: str = ""
    validations: tuple[Validation, ...] = ()
    markings: tuple[Marking, ...] = ()
    charts: tuple[Chart, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A whole workbook. `day` is the only date that the file's properties name; `names` are name and reference."""

    title: str
    subject: str
    day: date
    sheets: Iterable[Sheet]
    names: tuple[tuple[str, str], ...] = ()
