"""The figures of a grid: read once per spelling, kept by column, made into cells only where someone looks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import NamedTuple, overload

from ledger.capture.recognition.words import MONEY
from ledger.model.figure import Reading, read
from ledger.model.page import PageGrid, Spot
from ledger.model.table import Figure, Role, TableCell

# The lexer reads at most nine decimals: in billionths every figure is a whole number, and sums are exact.
NANO = 9
ONE = 1_000_000_000


class Sort(IntEnum):
    """What a cell is, before anyone knows what it is for. `BROKEN` looks like a figure and is unreadable."""

    BLANK = 0
    TEXT = 1
    DASH = 2
    NUMBER = 3
    BROKEN = 4


FIGURES = frozenset({Sort.NUMBER, Sort.DASH, Sort.BROKEN})


class Value(NamedTuple):
    """A cell's text understood: its sort and its first two figures in billionths."""

    sort: Sort
    first: int = 0
    second: int | None = None
    is_ambiguous: bool = False


WHOLE = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,17}")
_FILLER = re.compile(r"[\s()\[\],/·~∼→=+:총계각약\"']+|내외|이상|누적")
_COUNTED = re.compile(r"[가-힣]{1,3}")  # 4개 과정
# Words that may stand before the figure of a cell: 총 18억원, 약 20명.
_BEFORE_FIGURES = "총각약누계대최"
_LISTED = re.compile(r"\s*[①-⑳㉠-㉻➀-➓]")  # the number of an item
_BLANK, _TEXT = Value(Sort.BLANK), Value(Sort.TEXT)


class Readings:
    """What texts other than plain numbers mean, remembered: the cells of a document repeat themselves."""

    def __init__(self, limit: int = 50_000) -> None:
        self._limit = limit
        self._known: dict[str, Value] = {}

    def value(self, text: str) -> Value:
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= self._limit:
                self._known.clear()
            known = self._known[text] = _value(text)
        return known


def _value(text: str) -> Value:
    if not text or text.isspace():
        return _BLANK
    if text[0].isalpha() and text[0] not in _BEFORE_FIGURES:
        return _TEXT
    if _LISTED.match(text):
        return _TEXT
    if len(text) > 60 or not any(map(str.isdigit, text)):
        return Value(Sort.DASH) if text.strip() in ("-", "−", "–", "—") else _TEXT
    reading = read(text)
    if reading.unreadable:
        return Value(Sort.BROKEN) if _is_mostly(reading.unreadable, text) else _TEXT
    if not reading.figures or not _is_only_figures(text, reading.figures):
        return _TEXT
    return _of(reading.figures, reading.is_ambiguous)


def _of(figures: tuple[Figure, ...], is_ambiguous: bool) -> Value:
    first, *others = figures
    second = nano(others[0]) if others and others[0].is_number else None
    return Value(Sort.NUMBER if first.is_number or others else Sort.DASH, nano(first), second, is_ambiguous)


def nano(figure: Figure) -> int:
    """The figure in billionths of its unit's one; nothing and a dash count as nought."""
    return figure.value * 10 ** (figure.exponent + NANO) if figure.is_number else 0


def _is_only_figures(text: str, figures: tuple[Figure, ...]) -> bool:
    rest = text
    for figure in figures:
        start, end = figure.span
        rest = rest[:start] + " " * (end - start) + rest[end:]
    rest = _FILLER.sub("", rest)
    return not rest or (figures[-1].unit == "개" and _COUNTED.fullmatch(rest) is not None)


def _is_mostly(piece: str, text: str) -> bool:
    """Whether the unreadable piece is the whole of a cell, and no year or name with digits: `2023~`, `1인미디어`."""
    return len(piece) * 2 > len(text.strip()) and not re.search(r"[A-Za-z가-힣~]", piece)


@dataclass(slots=True)
class Scan:
    """Every cell of a grid by column: its sort, and its figures in billionths (nought where there is none)."""

    grid: PageGrid
    sorts: list[bytearray]
    firsts: list[list[int]]
    seconds: list[dict[int, int]]
    ambiguous: list[Spot]

    def figures(self, heads: int) -> int:
        """How many cells below the heads hold figures."""
        return sum(sorts.count(Sort.NUMBER, heads) for sorts in self.sorts)

    @property
    def height(self) -> int:
        return len(self.grid.texts)

    @property
    def width(self) -> int:
        return len(self.sorts)


# --- cells made on demand -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit a column states in its own head: its money as 원 with an exponent, anything else by its name."""

    unit: str = ""
    exponent: int = 0

    def on(self, figure: Figure) -> Figure:
        if not self.unit or figure.unit or not figure.is_number:
            return figure
        return replace(figure, unit=self.unit, exponent=figure.exponent + self.exponent)


def scale(unit: str) -> Scale:
    """`천원` -> 원 x 10^3; `%` -> %"""
    return Scale("원", MONEY[unit]) if unit in MONEY else Scale(unit)


@dataclass(slots=True)
class Understanding:
    """What recognition found out about the cells of a grid, shared by all of its rows."""

    heads: int = 0
    labels: int = 0
    scales: Mapping[int, Scale] = field(default_factory=dict)
    row_scales: Mapping[int, Scale] = field(default_factory=dict)
    chosen: dict[Spot, int] = field(default_factory=dict)  # which reading of an ambiguous cell closes
    totals: frozenset[int] = frozenset()
    covered: frozenset[Spot] = frozenset()


class Cells(Sequence[TableCell | None]):
    """One row; each of its cells is made when it is asked for."""

    def __init__(self, grid: PageGrid, row: int, meaning: Understanding) -> None:
        self._grid, self._row, self._meaning = grid, row, meaning

    def __len__(self) -> int:
        return len(self._grid.texts[self._row])

    @overload
    def __getitem__(self, column: int) -> TableCell | None: ...
    @overload
    def __getitem__(self, column: slice) -> Sequence[TableCell | None]: ...
    def __getitem__(self, column: int | slice) -> TableCell | Sequence[TableCell | None] | None:
        if isinstance(column, slice):
            return tuple(self[each] for each in range(*column.indices(len(self))))
        if column < 0:
            column += len(self)
        if not 0 <= column < len(self):
            raise IndexError(column)
        return _cell(self._grid, (self._row, column), self._meaning)


class Rows(Sequence[Sequence[TableCell | None]]):
    """The rows of a captured table: a view of the page's texts, so that 200,000 of them are not a million objects."""

    def __init__(self, grid: PageGrid, meaning: Understanding) -> None:
        self._grid, self._meaning = grid, meaning

    def __len__(self) -> int:
        return len(self._grid.texts)

    @overload
    def __getitem__(self, row: int) -> Cells: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Cells]: ...
    def __getitem__(self, row: int | slice) -> Cells | Sequence[Cells]:
        if isinstance(row, slice):
            return tuple(self[each] for each in range(*row.indices(len(self))))
        return Cells(self._grid, range(len(self))[row], self._meaning)

    def __iter__(self) -> Iterator[Cells]:
        return (Cells(self._grid, row, self._meaning) for row in range(len(self)))


def _cell(grid: PageGrid, spot: Spot, meaning: Understanding) -> TableCell | None:
    if spot in meaning.covered:
        return None
    row, column = spot
    text = grid.texts[row][column]
    rows, columns = grid.spans.get(spot, (1, 1))
    if spot in grid.stale:
        return TableCell(text, role=Role.AMOUNT, rows=rows, columns=columns, unreadable=grid.formulas.get(spot, "="))
    reading = _reading(text) if row >= meaning.heads else Reading()
    chosen = meaning.chosen.get(spot, 0)
    scale = meaning.row_scales.get(row) or meaning.scales.get(column, Scale())
    readings = [tuple(map(scale.on, figures)) for figures in reading.readings]
    figures = readings.pop(chosen) if readings else ()
    if not text.strip() and column < meaning.labels:
        figures = ()
    return TableCell(
        text, figures, _role(spot, bool(figures), meaning), rows, columns, tuple(readings), reading.unreadable
    )


def _role(spot: Spot, has_figures: bool, meaning: Understanding) -> Role:
    row, column = spot
    if row < meaning.heads:
        return Role.HEAD
    is_total = row in meaning.totals
    if column < meaning.labels:
        return Role.TOTAL_LABEL if is_total else Role.LABEL
    return (Role.TOTAL if is_total else Role.AMOUNT) if has_figures else Role.TEXT


_readings: dict[str, Reading] = {}


def _reading(text: str) -> Reading:
    """A cell's readings. Long texts are prose in a cell: their figures are found by `claims`, never added."""
    known = _readings.get(text)
    if known is None:
        if len(_readings) >= 20_000:
            _readings.clear()
        known = _readings[text] = read(text) if len(text) <= 200 else Reading()
    return known
