"""Tables of money by unit project, source and period: every printed figure becomes a cell of the book or a total."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ledger.capture.drafts.figures import amount, printed, texts, unit_stated, where
from ledger.capture.drafts.pledge import Pledge
from ledger.capture.recognition.words import MONEY, Rank, is_aside, is_serial, plain, rank_of
from ledger.cube.names import Names
from ledger.model.book import StatedTotal
from ledger.model.entry import Instruction, Measure
from ledger.model.errors import LedgerError, Refused
from ledger.model.money import Unit, unit_named
from ledger.model.table import Role, Table, TableCell
from ledger.model.text import Text

_TOTALS = frozenset(("계", "합계", "총계", "총액", "전체", "총사업비", "total"))
_PERIOD = re.compile(r"['‘’]?(?:20)?\d\d(?!\d)(?:[.년~\s].*)?|기투자|임기\s*[후내].*")
_SOURCE = re.compile(r".*(?:비|금|기타|민자|자부담|균특)")


class _Column(NamedTuple):
    """A column of figures: the key of its period; empty for the one of totals over all periods."""

    place: int
    period: str


@dataclass(frozen=True, slots=True)
class _Line:
    """What a row is about; an empty source is the total of its project."""

    project: str
    source: str
    measures: tuple[Measure, ...]
    is_cell: bool


class Money:
    """What the tables of one sheet say in amounts."""

    def __init__(self, pledge: Pledge, names: Names) -> None:
        self._pledge = pledge
        self._names = names
        self._sources = frozenset(
            spelled for source in names.sources.values() for spelled in (source.key, *source.aliases)
        )
        self.instructions: list[Instruction] = []
        self.totals: dict[str, StatedTotal] = {}
        self.unread: list[str] = []
        self._said: dict[tuple[str, str, str, str], int | None] = {}

    def takes(self, table: Table) -> bool:
        """Take a table of this kind; False where it is none.

        Refused, naming the cell: no unit, an unknown source or period, a figure without a head or label.
        """
        if not _fits(table, self._sources):
            return False
        reading = _Reading(table, self._names, self._pledge, _source_column(table, self._sources))
        for place, line in reading.lines():
            for column in reading.columns:
                self._take(reading, place, column, line)
        return True

    def leaves_out(self, table: Table) -> bool:
        """Whether a table that was taken prints figures beyond cells and totals: shares, changes, 임기내 소계."""
        return any(True for _ in _asides(table))

    def check(self) -> None:
        """Refused: the cells that could not be read, all of them named."""
        if self.unread:
            raise Refused(
                Text(
                    en="{count} cells cannot be read as figures: {cells}",
                    ko="수치로 읽을 수 없는 칸 {count}개: {cells}",
                ).format(count=len(self.unread), cells=", ".join(self.unread)),
                way_out=Text(en="correct them in the document", ko="문서에서 고친 뒤 다시 하십시오"),
            )

    def _take(self, reading: "_Reading", row: int, column: _Column, line: _Line) -> None:
        place = where(reading.table, row, column.place)
        cell = reading.table.rows[row][column.place]
        if cell is None:
            return
        try:
            amounts = amount(cell, len(line.measures), reading.unit)
        except ValueError:
            self.unread.append(f"{place} '{cell.text}'")
            return
        for measure, won in zip(line.measures, amounts, strict=False):
            if won is None:
                continue
            if line.is_cell and column.period:
                self._say(_set(line, column, measure, won, place))
            else:
                self._state(_total(line, column, measure, won, reading))

    def _say(self, said: Instruction) -> None:
        """The same cell with the same amount in two tables is said once; with another one it is refused later."""
        cell = (said.project, said.source, said.period, said.measure)
        if cell not in self._said or self._said[cell] != said.won:
            self.instructions.append(said)
        self._said[cell] = said.won

    def _state(self, total: StatedTotal) -> None:
        """A total printed twice is stated once; where the two differ, both are kept for the check to find."""
        key, number = total.key, 1
        while key in self.totals and self.totals[key].won != total.won:
            number += 1
            key = f"{total.key} ({number})"
        self.totals.setdefault(key, replace(total, key=key))


def _set(line: _Line, column: _Column, measure: Measure, won: int, place: str) -> Instruction:
    return Instruction(
        project=line.project, source=line.source, period=column.period, measure=measure, won=won, where=place
    )


def _total(line: _Line, column: _Column, measure: Measure, won: int, reading: "_Reading") -> StatedTotal:
    return StatedTotal(
        key=" ".join(filter(None, (measure.value, line.project, line.source, column.period))),
        measure=measure,
        won=won,
        project=line.project,
        source=line.source,
        period=column.period,
        unit=reading.unit.label,
        table=printed(reading.table),
    )


# --- which tables ---------------------------------------------------------------------------------------------------


def _measures(title: str) -> tuple[Measure, ...]:
    """연도별 투자계획 -> plan; 연도별 확보(집행)액 -> secured and executed; none where the title leaves it open."""
    said = title.casefold()
    plan = "계획" in said or "plan" in said
    secured = "확보" in said or "secured" in said
    executed = "집행" in said or "executed" in said
    if plan or not (secured or executed):
        is_plan = (plan or "사업비" in said) and not (secured or executed)
        return (Measure.PLAN,) if is_plan else ()
    return tuple(m for m, is_said in ((Measure.SECURED, secured), (Measure.EXECUTED, executed)) if is_said)


def _fits(table: Table, sources: Container[str]) -> bool:
    """Whether its title names a measure, its heads periods, its labels sources, and its unit money if it has one."""
    if not _measures(printed(table)) or unit_stated(table) not in ("", *MONEY):
        return False
    return _first_figures(table) < table.width and _source_column(table, sources) is not None


def _source_column(table: Table, sources: Container[str]) -> int | None:
    """The last of the label columns that holds names of sources."""
    rows = [texts(row)[: _first_figures(table)] for row in table.rows[table.heads :]]
    found = {column for row in rows for column, text in enumerate(row) if text in sources or _SOURCE.fullmatch(text)}
    return max(found, default=None)


def _first_figures(table: Table) -> int:
    """The first column under the head of a period or total; the width where there is none."""
    heads = [_head(table, column) for column in range(table.width)]
    if not any(map(_PERIOD.fullmatch, heads)):
        return table.width
    return next(place for place, head in enumerate(heads) if _PERIOD.fullmatch(head) or plain(head) in _TOTALS)


def _head(table: Table, column: int) -> str:
    """The lowest head that is printed over a column."""
    above = [texts(row)[column] for row in table.rows[: table.heads]]
    return next((text for text in reversed(above) if text), "")


def _asides(table: Table) -> Iterator[int]:
    """Columns of figures that are neither a period nor the total."""
    for column in range(_first_figures(table), table.width):
        head = _head(table, column)
        if (is_aside(head) or _is_subtotal(head)) and not is_serial(head) and _has_figures(table, column):
            yield column


def _is_subtotal(head: str) -> bool:
    return plain(head) not in _TOTALS and rank_of(head) is not Rank.NONE


def _has_figures(table: Table, column: int) -> bool:
    cells = (row[column] for row in table.rows[table.heads :])
    return any(cell is not None and any(each.is_number for each in cell.figures) for cell in cells)


# --- its columns and rows -------------------------------------------------------------------------------------------


class _Reading:
    """A table of money with the names of the book: what its columns and rows are."""

    def __init__(self, table: Table, names: Names, pledge: Pledge, source: int | None) -> None:
        self.table = table
        self._names = names
        self._pledge = pledge
        self._first = _first_figures(table)
        self._labels = (source or 0) + 1
        self._measures = _measures(printed(table))
        self.unit = self._unit()
        self.columns = list(self._columns())

    def lines(self) -> Iterator[tuple[int, _Line]]:
        """The rows that state amounts, each with what it is about."""
        group = ""
        line: _Line | None = None
        for row in range(self.table.heads, len(self.table.rows)):
            *outer, inner = labels = texts(self.table.rows[row])[: self._labels]
            is_first = line is None and not group
            group = next((text for text in reversed(outer) if text), group)
            if not inner and not self._has_figures(row):
                continue  # a group's name in a row of its own, a note
            self._check_labels(row, labels)
            if any(labels):
                line = self._line(row, group, inner)
            else:
                line = self._again(row, line) or self._unlabelled(row, is_first)
            yield row, line

    def _line(self, row: int, group: str, inner: str) -> _Line:
        is_total = plain(group) in _TOTALS
        source = "" if not inner or _is_subtotal(inner) or plain(inner) in _TOTALS else self._source(row, inner)
        if self._labels == 1 or is_total or not (group or source):
            project = self._pledge.key
        elif group:
            project = self._pledge.unit(group)
        else:
            raise self._refused(row, 0, Text(en="no unit project is named here", ko="단위사업 이름이 없습니다"))
        return _Line(project, source, self._measures_of(row), is_cell=bool(source) and not is_total)

    def _unlabelled(self, row: int, is_first: bool) -> _Line:
        """The total of the pledge: it stands first, or it adds up."""
        if not is_first and not any(cell.role is Role.TOTAL for cell in self._cells(row)):
            raise self._refused(row, 0, Text(en="the row has no label", ko="행의 이름이 없습니다"))
        return _Line(self._pledge.key, "", self._measures_of(row), is_cell=False)

    def _has_figures(self, row: int) -> bool:
        return any(cell.text.strip() or cell.unreadable for cell in self._cells(row))

    def _cells(self, row: int) -> list[TableCell]:
        cells = (self.table.rows[row][column.place] for column in self.columns)
        return [cell for cell in cells if cell is not None]

    def _again(self, row: int, line: _Line | None) -> _Line | None:
        """A second row under the merged labels of the one above, or one that names its own measure: 집행 below 확보."""
        if line is None:
            return None
        said = self._said(row)
        is_covered = self.table.rows[row][self._labels - 1] is None
        if not said and not (is_covered and len(line.measures) > 1):
            return None
        return _Line(line.project, line.source, said or line.measures[1:], line.is_cell)

    def _measures_of(self, row: int) -> tuple[Measure, ...]:
        return self._said(row) or self._measures

    def _said(self, row: int) -> tuple[Measure, ...]:
        """The measure that a word beside the figures names."""
        places = {column.place for column in self.columns}
        for place, text in enumerate(texts(self.table.rows[row])):
            if place not in places:
                for measure in Measure:
                    if text.casefold() in (measure.value, measure.label.ko):
                        return (measure,)
        return ()

    def _check_labels(self, row: int, labels: Sequence[str]) -> None:
        """A bare number among the labels: the row is printed out of place, and every figure with it."""
        for column, text in enumerate(labels):
            if re.fullmatch(r"[△▲-]?[\d,]+(?:\s*\([\d,]+\))?", text):
                raise self._refused(
                    row,
                    column,
                    Text(
                        en="a figure among the labels: the row is shifted",
                        ko="이름 칸에 수치가 있습니다. 행이 밀린 듯합니다",
                    ),
                )

    def _columns(self) -> Iterator[_Column]:
        table, asides = self.table, set(_asides(self.table))
        for place in range(self._first, table.width):
            head = _head(table, place)
            if plain(head) in _TOTALS:
                yield _Column(place, "")
            elif _PERIOD.fullmatch(head):
                yield _Column(place, self._period(place, head))
            elif place not in asides and not is_serial(head) and _has_figures(table, place):
                raise self._refused(
                    max(table.heads - 1, 0),
                    place,
                    Text(en="'{head}' is no period", ko="'{head}': 연차가 아닙니다").format(head=head),
                )

    def _period(self, place: int, head: str) -> str:
        bare = head.replace(" ", "")
        try:
            try:
                return self._names.period(bare)
            except Refused:
                return self._names.period(bare.strip("'‘’").removesuffix("년"))
        except Refused as refusal:
            raise self._at(refusal, max(self.table.heads - 1, 0), place) from None

    def _source(self, row: int, label: str) -> str:
        try:
            return self._names.source(label)
        except Refused as refusal:
            raise self._at(refusal, row, self._labels - 1) from None

    def _unit(self) -> Unit:
        unit = unit_stated(self.table)
        if not unit:
            raise self._refused(
                0,
                0,
                Text(en="the table does not state its unit", ko="표에 단위가 적혀 있지 않습니다"),
                Text(en="write (단위 : 백만원) above it", ko="표 위에 (단위 : 백만원)처럼 적으십시오"),
            )
        try:
            return unit_named(unit)
        except Refused as refusal:
            raise self._at(refusal, 0, 0) from None

    def _at(self, refusal: LedgerError, row: int, column: int) -> LedgerError:
        return refusal.at(where(self.table, row, column))

    def _refused(self, row: int, column: int, said: Text, way_out: Text | None = None) -> Refused:
        return Refused(said, where=where(self.table, row, column), way_out=way_out)
