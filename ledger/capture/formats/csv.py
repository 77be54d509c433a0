"""CSV, one line per posting or register row: what a spreadsheet or another program hands over.

    사업,재원,연차,단계,금액(백만원)
    5-2/1,시비,2023,계획,4

The first line names the columns, in English or Korean. A line is a posting (`project source period measure amount`),
a version of a register row (`register key fields`, the fields as JSON; an empty `fields` removes the row), or neither,
when a transaction has nothing but its header. In the register `file`, `fields` is the content of an attached file in
base64; lines of one `key` go on with it. Lines that follow one another with the same header columns make one
act. A file written by hand states balances: its amounts are set (`=`) unless the column `operation` says `+=` or `-=`,
and it must say its unit, in the name of the column (`금액(백만원)`), in the column `unit` or in the amounts themselves.
An export carries transactions (it has the column `uid`): its amounts are 원 that move the balance. `blank` makes a
cell blank again, an empty amount is refused.

What Excel does to a CSV that is opened and saved again: it turns 5-2 into a date, 007 into 7, a long number into
1.23E+11, and runs a text that starts with = as a formula. Exports therefore put a ' before every text that Excel would
change; Excel keeps it, and here exactly one ' at the start of a field is taken off again. A project that has become a
date in a file written by hand is refused, for nobody knows which code it was.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ledger.capture.file import File
from ledger.capture.grids import rows_as_grid
from ledger.capture.stated import BLANK, FILE, Stated, amount, day, row, twice, unit, unknown, whole
from ledger.model.entry import Act, Instruction, Operator, Row
from ledger.model.errors import Refused
from ledger.model.money import WON, Unit
from ledger.model.page import Page
from ledger.model.record import Body
from ledger.model.table import Origin
from ledger.model.text import Text, folded

SUFFIX = ".csv"
ALSO = (".tsv",)

_TEXTS = ("act", "by", "reason", "procedure", "basis", "document", "evidence", "origin", "uid")
_NUMBERS = ("number", "undoes")
_HEADER = (*_TEXTS, *_NUMBERS, "effective")
_POSTING = ("project", "source", "period", "measure", "amount")
_DETAILS = ("operation", "unit", "entries", "paid_on")
_ROW = ("register", "key", "fields")
_COLUMNS = (*_HEADER, *_POSTING, *_DETAILS, *_ROW)
_KOREAN = {
    "행위": "act",
    "담당자": "by",
    "사유": "reason",
    "승인절차": "procedure",
    "예산구분": "basis",
    "문서번호": "document",
    "증빙": "evidence",
    "출처": "origin",
    "고유번호": "uid",
    "전표": "number",
    "취소전표": "undoes",
    "효력일": "effective",
    "사업": "project",
    "재원": "source",
    "연차": "period",
    "단계": "measure",
    "금액": "amount",
    "연산": "operation",
    "단위": "unit",
    "기장수": "entries",
    "지급일": "paid_on",
    "대장": "register",
    "키": "key",
    "항목": "fields",
}
_NAMES = {folded(column).replace("_", ""): column for column in _COLUMNS} | _KOREAN

_AMOUNT_IN = re.compile(r"(amount|금액)\((.+)\)")
_DATE = re.compile(
    r"\d{4}[-./] ?\d{1,2}[-./] ?\d{1,2}\.?( 0{1,2}:00(:00)?)?"  # 2023-05-02 00:00:00
    r"|\d{1,2}월 ?\d{1,2}일|\d{4}년 ?\d{1,2}월( ?\d{1,2}일)?"  # 05월 02일
    r"|\d{1,2}-[A-Z][a-z]{2}(-\d\d)?|[A-Z][a-z]{2}-\d\d",  # 02-May, May-02
)
_IN_QUOTES = re.compile(r'"[^"]*"')
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f]")
_OPENING = 20  # lines that show which sign parts the cells
_FEWEST = 3  # rows and columns by which a table shows itself whatever its name
_SCIENTIFIC = re.compile(r"-?\d(\.\d+)?[Ee]\+?\d+")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each column stands, and the unit that the name of the amount column states, if it does."""

    places: Mapping[str, int]
    unit: Unit | None

    @property
    def is_export(self) -> bool:
        """Whether the lines are transactions of a book, and not balances that somebody states."""
        return "uid" in self.places

    def __contains__(self, name: str) -> bool:
        return name in self.places

    def pick(self, names: tuple[str, ...]) -> list[tuple[str, int]]:
        return [(name, self.places[name]) for name in names if name in self.places]


@dataclass(slots=True)
class _Line:
    """One line of the file under its columns; a column that the file does not have is empty."""

    cells: list[str]
    columns: _Columns
    where: str

    def __getitem__(self, name: str) -> str:
        place = self.columns.places.get(name)
        return "" if place is None else _unguarded(self.cells[place])

    def states(self, names: tuple[str, ...]) -> bool:
        return any(self.cells[place] for _, place in self.columns.pick(names))


def identify(file: File) -> bool:
    """Whether the first line holds the name of a column, between commas or tabs."""
    try:
        first = file.text().lstrip("\r\n").split("\n", 1)[0]
    except Refused:
        return False
    names = re.split("[,\t]", first.replace('"', ""))
    return len(names) > 1 and any(_column(name) is not None for name in names)


def identify_table(file: File) -> bool:
    """Whether it is a table of any kind: a text named .csv or .tsv, or one whose lines all have as many commas."""
    try:
        text = file.text()
        if _UNPRINTABLE.search(text) or text.lstrip().startswith("<"):
            return False
        if file.suffix in (SUFFIX, *ALSO):
            return True
        if identify(file):
            return "," in text
        widths = [len(cells) for _, cells in _records(file, ",") if cells]
    except Refused:
        return False
    return len(widths) >= _FEWEST and len(set(widths)) == 1 and widths[0] >= _FEWEST


def pages(file: File) -> Iterator[Page]:
    """The one page of a table as it is: nothing is read into its cells, short lines are filled up."""
    opening = "\n".join(file.text().split("\n", _OPENING)[:_OPENING])
    unquoted = _IN_QUOTES.sub("", opening)
    delimiter = next((sign for sign in "\t,;" if sign in unquoted), ",")
    rows = ((number, [" ".join(cell.split()) for cell in cells]) for number, cells in _records(file, delimiter))
    grid = rows_as_grid(rows)
    yield Page(Origin(file.name, file.sha256), (grid,) if grid else ())


def read(file: File, unit: Unit) -> list[Act]:
    """The acts of the file. `unit` is not used: a CSV says its own."""
    lines = _lines(file)
    where, cells = next(lines, (f"{file.name}:1", []))
    columns = _columns(cells, where)
    every: list[Stated] = []
    common = [place for _, place in columns.pick(_HEADER)]
    before: list[str] | None = None
    for where, cells in lines:
        if len(cells) != len(columns.places):
            raise _ragged(len(cells), len(columns.places), where)
        line = _Line(cells, columns, where)
        if (head := [cells[place] for place in common]) != before:
            every.append(Stated(where, _header(line)))
            before = head
        _take(line, every[-1])
    _once(every)
    return [stated.act() for stated in every]


def _lines(file: File) -> Iterator[tuple[str, list[str]]]:
    """Place and cells of every line that is not empty; a line of nothing but commas is what Excel leaves behind."""
    head = file.text().lstrip("\r\n").split("\n", 1)[0]
    for number, cells in _records(file, "\t" if "\t" in head else ","):
        if any(cells):
            yield f"{file.name}:{number}", cells


def _records(file: File, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Every line with its number in the file. Refused: quotes that do not pair."""
    reader = csv.reader(io.StringIO(file.text(), newline=""), delimiter=delimiter, strict=True)
    starts = 1
    try:
        for cells in reader:
            yield starts, cells
            starts = reader.line_num + 1
    except csv.Error as error:
        raise Refused(_broken(str(error)), where=f"{file.name}:{starts}") from None


def _broken(error: str) -> Text:
    if error.startswith("unexpected end"):
        return Text(en="a quote opens here and is never closed", ko="여기서 열린 따옴표가 닫히지 않았습니다")
    if "expected after" in error:
        return Text(
            en='text follows a closing quote; a quote inside a field is written twice ("")',
            ko='닫는 따옴표 뒤에 글이 붙었습니다. 칸 안의 따옴표는 두 번("") 씁니다',
        )
    return Text(en="not a readable CSV: {error}", ko="읽을 수 없는 CSV입니다: {error}").format(error=error)


def _ragged(count: int, expected: int, where: str) -> Refused:
    return Refused(
        Text(
            en="the line has {count} fields, the header {expected}",
            ko="칸이 {count}개인데 머리글은 {expected}개입니다",
        ).format(count=count, expected=expected),
        where=where,
        way_out=Text(en='an amount with commas needs quotes: "1,234"', ko='쉼표가 든 금액은 따옴표로: "1,234"'),
    )


def _column(name: str) -> str | None:
    plain = folded(name).replace("_", "")
    return "amount" if _AMOUNT_IN.fullmatch(plain) else _NAMES.get(plain)


def _columns(names: list[str], where: str) -> _Columns:
    places: dict[str, int] = {}
    of: Unit | None = None
    for place, name in enumerate(names):
        column = _column(name)
        if column is None:
            known = _KOREAN if re.search("[가-힣]", name) else _COLUMNS
            raise unknown(Text(en="column", ko="열"), name, known, where)
        if column in places:
            raise twice(name, where)
        places[column] = place
        if stated := _AMOUNT_IN.fullmatch(folded(name)):
            of = unit(stated[2], where)
    wanted = () if {"register", "key", "fields"} <= places.keys() else _POSTING
    if missing := [name for name in wanted if name not in places]:
        raise Refused(
            Text(en="missing columns: {names}", ko="없는 열: {names}").format(names=_both(missing)), where=where
        )
    return _Columns(places, WON if of is None and "uid" in places else of)


def _both(columns: list[str]) -> Text:
    korean = {column: name for name, column in _KOREAN.items()}
    return Text(en=", ".join(columns), ko=", ".join(korean[column] for column in columns))


def _header(line: _Line) -> dict[str, Any]:
    header: dict[str, Any] = {name: line[name] for name in _TEXTS}
    header |= {name: whole(line[name], line.where) for name in _NUMBERS if line[name]}
    if line["effective"]:
        header["effective"] = day(line["effective"], line.where)
    return header


def _take(line: _Line, stated: Stated) -> None:
    """Add what the line states to its act."""
    is_posting, is_row = line.states(_POSTING), line.states(_ROW)
    if is_posting and is_row:
        raise Refused(
            Text(
                en="a line is a posting or a register row, not both",
                ko="한 줄은 기장이거나 대장 줄이지 둘 다일 수 없습니다",
            ),
            where=line.where,
        )
    if is_posting:
        stated.instructions.append(_instruction(line))
    elif line["register"] == FILE:
        stated.attach(line["key"], line["fields"], line.where, goes_on=True)
    elif is_row:
        stated.take(_row(line), line.where)


def _instruction(line: _Line) -> Instruction:
    where = line.where
    project, source, period, measure, _ = (line[name] for name in _POSTING)
    if missing := [name for name in _POSTING if not line[name]]:
        raise Refused(
            Text(en="empty: {names}", ko="비어 있는 칸: {names}").format(names=_both(missing)),
            where=where,
            way_out=Text(
                en="an amount is 0, or {blank} to clear the cell", ko="금액은 0, 칸을 비우려면 {blank}"
            ).format(blank=BLANK)
            if missing == ["amount"]
            else None,
        )
    _as_typed(line)
    won = _won(line)
    return Instruction(
        project=project,
        source=source,
        period=period,
        measure=measure,
        won=won,
        operator=_operator(line, won),
        entries=whole(line["entries"], where) if line["entries"] else 1,
        paid_on=day(line["paid_on"], where) if line["paid_on"] else None,
        where=where,
    )


def _as_typed(line: _Line) -> None:
    """Refuse what Excel has made of a code or of a long number."""
    for name in ("project", "period"):
        cell = line.cells[line.columns.places[name]]
        if _DATE.fullmatch(cell):
            raise Refused(
                Text(
                    en="'{cell}' is a date; Excel has turned a code like 5-2 into it",
                    ko="'{cell}': 날짜입니다. 엑셀이 5-2 같은 코드를 날짜로 바꾼 것입니다",
                ).format(cell=cell),
                where=line.where,
                way_out=Text(
                    en="type the code with ' before it: '5-2", ko="코드 앞에 작은따옴표를 붙여 쓰십시오: '5-2"
                ),
            )
    if _SCIENTIFIC.fullmatch(line["amount"]):
        raise Refused(
            Text(
                en="'{cell}' has lost its digits; Excel has shortened a long number",
                ko="'{cell}': 자릿수를 잃은 금액입니다. 엑셀이 긴 수를 줄인 것입니다",
            ).format(cell=line["amount"]),
            where=line.where,
            way_out=Text(
                en="format the column as #,##0 and save again", ko="열 서식을 #,##0으로 바꾸어 다시 저장하십시오"
            ),
        )


def _won(line: _Line) -> int | None:
    """The amount in 원; one that nothing gives a unit is refused, never guessed."""
    of = unit(line["unit"], line.where) if line["unit"] else line.columns.unit
    if of is None and line["amount"] != BLANK and not line["amount"].rstrip().endswith("원"):
        raise Refused(
            Text(en="the amount has no unit", ko="금액의 단위가 없습니다"),
            where=line.where,
            way_out=Text(
                en="name the column 금액(백만원) or add a column unit",
                ko="열 이름을 금액(백만원)처럼 쓰거나 단위 열을 두십시오",
            ),
        )
    return amount(line["amount"], of or WON, line.where)


def _operator(line: _Line, won: int | None) -> Operator:
    said = line["operation"].strip()
    if said and said not in list(Operator):
        raise unknown(Text(en="operation", ko="연산"), said, list(Operator), line.where)
    if won is None and said not in ("", "="):
        raise Refused(
            Text(en="{sign} needs an amount, not blank", ko="{sign} 뒤에는 blank 아닌 금액이 옵니다").format(sign=said),
            where=line.where,
        )
    return Operator.SET if won is None else Operator(said or ("+=" if line.columns.is_export else "="))


def _row(line: _Line) -> Row:
    if missing := [name for name in ("register", "key") if not line[name]]:
        raise Refused(
            Text(en="empty: {names}", ko="비어 있는 칸: {names}").format(names=_both(missing)), where=line.where
        )
    return row(line["register"], line["key"], _body(line), line.where)


def _body(line: _Line) -> Body | None:
    if not line["fields"]:
        return None
    try:
        body = json.loads(line["fields"])
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Refused(
            Text(en="the fields are not JSON like {sample}", ko="항목 칸이 {sample} 같은 JSON이 아닙니다").format(
                sample='{"name": "..."}'
            ),
            where=line.where,
        )
    return body


def _once(every: list[Stated]) -> None:
    """A number or uid that comes back later, or with another header, means that lines were moved or changed."""
    for name in ("number", "uid"):
        first: dict[Any, str] = {}
        for stated in every:
            if (value := stated.header.get(name)) in (None, ""):
                continue
            if value in first:
                raise twice(f"{name} {value}", stated.where, first[value])
            first[value] = stated.where


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell
