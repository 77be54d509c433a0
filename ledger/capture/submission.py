"""A form that came back: what its hidden sheet says, and what stands at its keys, wherever those are now.

Nothing is known by its place, by a defined name or by the name of the file. The reader of untrusted workbooks reads it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ledger.capture.file import File
from ledger.model.errors import Refused
from ledger.model.figure import quoted, read
from ledger.model.form import (
    GRID_MARK,
    KEY_MARK,
    META,
    PAIRS,
    Answers,
    Form,
    FormSheet,
    InputGrid,
    InputRow,
    Said,
    Spot,
    head_key,
    label_key,
)
from ledger.model.page import PageGrid
from ledger.model.table import column_letters
from ledger.model.text import Text, folded
from ledger.workbook.book import is_workbook, opened
from ledger.workbook.sheets import Sheet, sheets
from ledger.workbook.values import is_behind_password, is_spreadsheet

Place = tuple[int, int]


class Fault(NamedTuple):
    """Why a form cannot be taken as it is: the cell (`5-2!F12`, or the sheet alone), the reason, and the input that it
    is about, where it is about one."""

    cell: str
    said: Text
    spot: Spot | None = None


class TypedTotal(NamedTuple):
    """A total that somebody typed over: its cell, what was typed, and the inputs that it is the sum of."""

    cell: str
    text: str
    parts: tuple[Spot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A workbook that says that it is a form: its name and hash, the pairs of its hidden sheet, and its sheets."""

    file: str
    sha256: str
    meta: Mapping[str, str]
    sheets: Mapping[str, Sheet]


@dataclass(slots=True)
class Filled:
    """What a form was filled with, and what was done to it: faults keep it from being taken, remarks do not. The
    answers `astray` stand at keys that may be those of other rows."""

    answers: Answers = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    totals: list[TypedTotal] = field(default_factory=list)
    remarks: list[Text] = field(default_factory=list)
    astray: set[Spot] = field(default_factory=set)


def returned(file: File) -> Returned:
    """The workbook of a form. Refused: what is no workbook or cannot be opened safely, and one that is no form."""
    if is_behind_password(file.data) or (is_spreadsheet(file.data) and not is_workbook(file.data)):
        raise _saved_otherwise(file)
    if not is_workbook(file.data):
        raise Refused(_NO_WORKBOOK, where=file.name, way_out=_AS_WORKBOOK)
    every = {sheet.name: sheet for sheet in sheets(opened(file.data, file.name))}
    meta = every.get(META)
    if meta is None or meta.grid is None:
        raise Refused(_NO_FORM, where=file.name, way_out=_ASK_ANEW)
    pairs: dict[str, str] = {}
    for row in meta.grid.texts:
        name, value = (*(text for text in row if text), "", "")[:2]
        if name in pairs:
            raise Refused(_TWICE.format(key=quoted(name)), where=f"{file.name}!{META}", way_out=_ASK_ANEW)
        pairs[name] = value
    if lost := [name for name in PAIRS if not pairs.get(name)]:
        raise Refused(_LOST_PAIR.format(names=", ".join(lost)), where=f"{file.name}!{META}", way_out=_ASK_ANEW)
    return Returned(file=file.name, sha256=file.sha256, meta=pairs, sheets=every)


def filled(returned: Returned, form: Form) -> Filled:
    """What stands at the keys of a form, and everything that was done to it beside filling it in."""
    found = Filled()
    if not returned.sheets[META].hidden:
        found.remarks.append(_META_SHOWN)
    for wanted in form.sheets:
        sheet = returned.sheets.get(wanted.name)
        if sheet is None or sheet.grid is None:
            found.faults.append(Fault(wanted.name, _NO_SHEET))
            continue
        if not sheet.locked:
            found.remarks.append(_UNLOCKED.format(sheet=wanted.name))
        _Reading(found, wanted, sheet, sheet.grid).read()
    return found


@dataclass
class _Reading:
    """One sheet being read by the keys of its grids."""

    found: Filled
    sheet: FormSheet
    page: Sheet
    grid: PageGrid

    def read(self) -> None:
        """Every grid of the sheet, then what stands between their rows."""
        heads: dict[int, tuple[InputGrid, dict[str, int]]] = {}
        keyed: set[int] = set()
        for grid in self.sheet.grids:
            if (place := self._head(grid)) is not None:
                columns = self._columns(grid, place)
                heads[place[0]] = grid, columns
                keyed |= self._heads(grid, place[1], columns) | self._rows(grid, place[1], columns)
        if len(heads) == len(self.sheet.grids):  # else it is not known which rows belong where
            self._between(heads, keyed)
        hidden = [self.grid.lines[row] for row in sorted(self.grid.hidden_rows & keyed)]
        if hidden:
            rows = ", ".join(map(str, hidden))
            self.found.remarks.append(_HIDDEN.format(sheet=self.sheet.name, rows=rows))

    def _head(self, grid: InputGrid) -> Place | None:
        """Where the row of keys crosses the column of keys."""
        mark = f"{GRID_MARK}{grid.name}"
        places = [place for place in self._marks if self.grid.texts[place[0]][place[1]] == mark]
        if len(places) == 1:
            return places[0]
        if not places:
            self._fault(self.sheet.name, _LOST_GRID.format(key=mark))
        else:
            self._fault(self._cell(*places[1]), _TWICE.format(key=mark))
        return None

    @cached_property
    def _marks(self) -> list[Place]:
        marks = {f"{GRID_MARK}{grid.name}" for grid in self.sheet.grids}
        return [
            (row, column)
            for row, texts in enumerate(self.grid.texts)
            for column, text in enumerate(texts)
            if text in marks and sum(map(bool, texts)) > 1  # somebody's text that looks like one stands alone
        ]

    def _columns(self, grid: InputGrid, place: Place) -> dict[str, int]:
        """Where each column of labels and of inputs stands now."""
        wanted = {label_key(at): head for at, head in enumerate(grid.heads)} | dict(grid.columns)
        found: dict[str, int] = {}
        for column, text in enumerate(self.grid.texts[place[0]]):
            if column == place[1] or text not in wanted:
                continue
            if text in found:
                self._fault(self._cell(place[0], column), _TWICE.format(key=text))
            found[text] = column
        for column_key, label in wanted.items():
            if column_key not in found:
                self._fault(self.sheet.name, _LOST_COLUMN.format(label=label, key=column_key))
        return found

    def _heads(self, grid: InputGrid, keys: int, columns: Mapping[str, int]) -> set[int]:
        """The row of heads, each held against the key of its column."""
        mark = head_key(grid.name)
        numbers = [number for number, texts in enumerate(self.grid.texts) if texts[keys] == mark]
        if not numbers:
            self._fault(self.sheet.name, _LOST_HEADS.format(key=mark))
        for number in numbers[1:]:
            self._fault(self._cell(number, keys), _TWICE.format(key=mark))
        for number in numbers[:1]:
            seen = list(self._seen(number))
            for key, label in grid.columns:
                if key in columns and folded(seen[columns[key]]) != folded(label):
                    self._fault(self._cell(number, columns[key]), _OTHER_HEAD.format(label=label))
        return set(numbers)

    def _rows(self, grid: InputGrid, keys: int, columns: Mapping[str, int]) -> set[int]:
        """Take the inputs of every row; which rows of the sheet those are."""
        mark = f"{grid.name}{KEY_MARK}"
        wanted = {row.key: row for row in grid.rows}
        found: dict[str, int] = {}
        keyed: set[int] = set()
        for number, texts in enumerate(self.grid.texts):
            if not texts[keys].startswith(mark):
                continue
            keyed.add(number)
            key = texts[keys].removeprefix(mark)
            if key not in wanted:
                self._fault(self._cell(number, keys), _STRANGE.format(key=quoted(texts[keys])))
            elif key in found:
                self._fault(self._cell(number, keys), _TWICE.format(key=texts[keys]))
                self._lead_astray(grid, key)
            else:
                found[key] = number
                self._row(grid, wanted[key], number, columns)
        self._row_totals(grid, [(wanted[key], number) for key, number in found.items()], columns)
        for row in grid.rows:
            if row.key not in found:
                self._fault(self.sheet.name, _LOST_ROW.format(labels=_named(row), key=f"{mark}{row.key}"))
        return keyed

    def _row(self, grid: InputGrid, row: InputRow, number: int, columns: Mapping[str, int]) -> None:
        seen = list(self._seen(number))
        for at, label in enumerate(row.labels):
            column = columns.get(label_key(at))
            if column is not None and seen[column] != label and folded(seen[column]) != folded(label):
                self._fault(self._cell(number, column), _OTHER_LABELS.format(labels=_named(row)))
                self._lead_astray(grid, row.key)
                break
        for (key, _), given in zip(grid.columns, row.inputs, strict=True):
            if given is not None and key in columns:
                self._take(Spot(self.sheet.name, grid.name, row.key, key), (number, columns[key]))

    def _lead_astray(self, grid: InputGrid, key: str) -> None:
        self.found.astray |= {Spot(self.sheet.name, grid.name, key, column.key) for column in grid.columns}

    def _row_totals(self, grid: InputGrid, rows: Sequence[tuple[InputRow, int]], columns: Mapping[str, int]) -> None:
        """Totals of rows that were typed over, in a column where other rows still add up."""
        numbers = {number for _, number in rows}
        adding = {c for (r, c), said in self.grid.formulas.items() if r in numbers and said.upper().startswith("SUM(")}
        for column in sorted(adding - set(columns.values())):
            for row, number in rows:
                text = self.grid.texts[number][column]
                if (number, column) not in self.grid.formulas and _is_figure(text):
                    inputs = zip(grid.columns, row.inputs, strict=True)
                    parts = (Spot(self.sheet.name, grid.name, row.key, each.key) for each, given in inputs if given)
                    self.found.totals.append(TypedTotal(self._cell(number, column), text, tuple(parts)))

    def _take(self, spot: Spot, place: Place) -> None:
        cell = self._cell(*place)
        text = self.grid.texts[place[0]][place[1]]
        if place in self.grid.stale or (place in self.grid.formulas and text.startswith("#")):
            self._fault(cell, _UNCALCULATED, spot)
        elif self._covered.get(place, place) != place:
            self._fault(cell, _MERGED, spot)
        self.found.answers[spot] = Said(text, cell)

    def _between(self, heads: Mapping[int, tuple[InputGrid, Mapping[str, int]]], keyed: set[int]) -> None:
        """What stands in the columns of inputs in rows without a key: totals, labels, or what somebody wrote there."""
        grid: InputGrid | None = None
        columns: Mapping[str, int] = {}
        for number, texts in enumerate(self.grid.texts):
            if number in heads:
                grid, columns = heads[number]
            elif grid is not None and number not in keyed:
                self._strange_row(grid, columns, number, texts)

    def _strange_row(self, grid: InputGrid, columns: Mapping[str, int], number: int, texts: Sequence[str]) -> None:
        written = {
            key: columns[key]
            for key, _ in grid.columns
            if key in columns and texts[columns[key]] and (number, columns[key]) not in self.grid.formulas
        }
        if not written:
            return
        figures = {key: column for key, column in written.items() if _is_figure(texts[column])}
        total = next((each for each in grid.sums if folded(each.label) in map(folded, texts)), None)
        if total is not None:
            for key, column in figures.items():
                parts = tuple(Spot(self.sheet.name, grid.name, row, key) for row in total.rows)
                self.found.totals.append(TypedTotal(self._cell(number, column), texts[column], parts))
        elif figures:
            cells = ", ".join(self._cell(number, column) for column in figures.values())
            self._fault(self._cell(number, min(figures.values())), _STRANGE_ROW.format(cells=cells))
        else:
            self.found.remarks.append(_WRITTEN.format(cell=self._cell(number, min(written.values()))))

    def _seen(self, number: int) -> Iterator[str]:
        """What one sees in the cells of a row: a merged cell is seen in all that it covers."""
        for column, text in enumerate(self.grid.texts[number]):
            head = self._covered.get((number, column))
            yield self.grid.texts[head[0]][head[1]] if head else text

    @cached_property
    def _covered(self) -> dict[Place, Place]:
        return {
            (head[0] + down, head[1] + across): head
            for head, (rows, columns) in self.grid.spans.items()
            for down in range(rows)
            for across in range(columns)
        }

    def _cell(self, row: int, column: int) -> str:
        return f"{self.sheet.name}!{column_letters(self.grid.columns[column])}{self.grid.lines[row]}"

    def _fault(self, cell: str, said: Text, spot: Spot | None = None) -> None:
        self.found.faults.append(Fault(cell, said, spot))


def _named(row: InputRow) -> str:
    return " ".join(label for label in row.labels if label)


def _is_figure(text: str) -> bool:
    """Whether an amount or a count is all that a cell says, or what it says cannot be read for one."""
    reading = read(text)
    return bool(reading.unreadable) or any(figure.is_number for figure in reading.figures)


def _saved_otherwise(file: File) -> Refused:
    if is_behind_password(file.data):
        said = Text(en="the file has a password", ko="암호가 걸려 있습니다")
        return Refused(said, where=file.name, way_out=Text(en="save it without one", ko="암호 없이 다시 저장하십시오"))
    said = Text(en="it was saved in another format", ko="다른 형식(xls, xlsb, ods)으로 저장되었습니다")
    return Refused(said, where=file.name, way_out=_AS_WORKBOOK)


_NO_WORKBOOK = Text(en="is no Excel workbook (.xlsx)", ko="엑셀 통합문서(.xlsx)가 아닙니다")
_AS_WORKBOOK = Text(en="save the form as .xlsx", ko="양식을 엑셀 통합문서(.xlsx)로 저장하십시오")
_NO_FORM = Text(
    en="is no form of this program, or its hidden sheet is gone",
    ko="이 프로그램의 수합양식이 아니거나 숨긴 시트(_form)가 지워졌습니다",
)
_ASK_ANEW = Text(
    en="fill in the form as it was issued; `ledger form` makes it again",
    ko="배부한 양식에 다시 적으십시오. 양식은 `ledger form`으로 다시 만듭니다",
)
_LOST_PAIR = Text(en="the hidden sheet has lost: {names}", ko="숨긴 시트에서 지워진 항목: {names}")
_TWICE = Text(en="the key '{key}' stands twice", ko="키 '{key}': 두 번 나옵니다")
_STRANGE = Text(en="the form has no row with the key '{key}'", ko="양식에 없는 행 키 '{key}'")
_NO_SHEET = Text(en="the sheet is gone or was renamed", ko="시트가 없어졌거나 이름이 바뀌었습니다")
_LOST_GRID = Text(en="the hidden row of keys '{key}' is gone", ko="숨긴 키 행({key})이 지워졌습니다")
_LOST_COLUMN = Text(en="the column {label} has lost its key '{key}'", ko="'{label}' 열의 키({key})가 지워졌습니다")
_LOST_ROW = Text(en="the row {labels} has lost its key '{key}'", ko="'{labels}' 행의 키({key})가 지워졌습니다")
_LOST_HEADS = Text(en="the row of heads has lost its key '{key}'", ko="표 머리 행의 키({key})가 지워졌습니다")
_OTHER_HEAD = Text(
    en="the column is '{label}' by its key: its head was changed, or it was moved without its hidden key",
    ko="키에 따르면 '{label}' 열입니다. 머리글을 고쳤거나, 숨긴 키를 빼고 열을 옮겼습니다",
)
_OTHER_LABELS = Text(
    en="the row is '{labels}' by its key: a label was changed, or it was sorted or copied without its hidden columns",
    ko="키에 따르면 '{labels}' 행입니다. 항목을 고쳤거나, 숨긴 열을 빼고 정렬하거나 붙여 넣었습니다",
)
_UNCALCULATED = Text(en="the formula has no value", ko="수식이 계산되지 않았거나 오류입니다")
_MERGED = Text(en="merged with other cells", ko="다른 칸과 병합되어 있습니다")
_STRANGE_ROW = Text(
    en="figures in an inserted row, which belongs to no project: {cells}",
    ko="끼워 넣은 행에 적은 수치는 어느 사업의 것인지 알 수 없습니다: {cells}",
)
_WRITTEN = Text(en="{cell}: written in an inserted row, not read", ko="{cell}: 끼워 넣은 행의 글은 읽지 않습니다")
_UNLOCKED = Text(en="{sheet}: protection was removed", ko="{sheet}: 시트 보호가 풀려 있습니다")
_HIDDEN = Text(en="{sheet}: hidden rows are read too: {rows}", ko="{sheet}: 숨긴 행도 읽습니다: {rows}")
_META_SHOWN = Text(en="the hidden sheet (_form) was shown", ko="숨긴 시트(_form)가 드러나 있습니다")
