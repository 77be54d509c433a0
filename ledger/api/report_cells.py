"""A cell of a workbook that was handed in: what it is about, from the workbook alone, and whether the book agrees."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

from ledger.api import comparing
from ledger.api.desk import Desk
from ledger.api.tracing import Origin, Trace, origin_of, traced
from ledger.journal.store import Journal
from ledger.model.book import StatedTotal
from ledger.model.entry import Transaction
from ledger.model.errors import Refused
from ledger.model.money import unit_named
from ledger.model.subject import Made, Subject
from ledger.model.table import column_letters
from ledger.model.text import Text
from ledger.workbook.read import STAMP, TRACE, Cells, Said, cells_of

CELL = re.compile(
    r"(?P<file>.+?\.xlsx)!(?:'?(?P<sheet>.+?)'?!)?\$?(?P<column>[A-Z]{1,3})\$?(?P<row>[0-9]{1,7})", re.IGNORECASE
)
_UNIT = re.compile(r"\(단위 : (.+)\)")


_BY_WORDS = Text(
    en="trace the cell by words, with the day of each state: ledger trace 5-2/1 시비 23 plan --as-of 2023-12-31",
    ko="말로 적어 각 기준일로 추적하십시오: ledger trace 5-2/1 시비 23 계획 --as-of 2023-12-31",
)
_SETTLED = Text(
    en="see `ledger list settlements`, or trace it by words: ledger trace 5-2/1 시비 23 lapse",
    ko="`ledger list 결산`으로 보거나 말로 추적하십시오: ledger trace 5-2/1 시비 23 불용",
)
_FORM = Text(en="REPORT.xlsx!SHEET!B7", ko="보고서.xlsx!시트!B7")


@dataclass(frozen=True, slots=True)
class ReportCell:
    """A figure of a workbook, as the workbook alone tells of it: what it shows, in which table and unit, what that is
    about, and the state of the book that it was made from."""

    file: str
    sheet: str
    cell: str
    text: str
    table: str
    unit: str
    subject: Subject
    stamp: dict[str, str]

    @property
    def printed(self) -> str:
        """The figure as people write it: `32,675 백만원`, `39.8%`."""
        if self.text.endswith("%"):
            return self.text
        sign, digits = ("△", self.text[1:]) if self.text.startswith("-") else ("", self.text)
        return f"{sign}{int(digits):,} {self.unit}" if digits.isdecimal() else f"{self.text} {self.unit}"


def is_report_cell(word: str) -> bool:
    """Whether a word names a cell of a workbook: `report.xlsx!5-2!B7`."""
    return CELL.fullmatch(word) is not None


def report_cell(word: str) -> ReportCell:
    """What a workbook says of one of its cells. Refused: no such file or sheet, a workbook that does not tell, a cell
    that holds no amount of a book, or which of several sheets is not said."""
    from ledger.render.layout.trace import read_trace

    parts = CELL.fullmatch(word)
    if parts is None:
        said = Text(en="'{word}' is no cell of a workbook", ko="'{word}': 통합문서의 칸이 아닙니다")
        raise Refused(said.format(word=word), way_out=Text(en="write {form}", ko="적는 법: {form}").format(form=_FORM))
    path, column, row = Path(parts["file"]), parts["column"].upper(), int(parts["row"])
    if not path.is_file():
        raise Refused(Text(en="there is no such file", ko="파일이 없습니다"), where=str(path))
    cells = cells_of(path.read_bytes(), path.name)
    if stamp_in(cells).get("template") == comparing.NAME:
        raise Refused(
            Text(en="its figures compare two states of a book", ko="두 상태를 견주는 신구대비표의 수치입니다"),
            where=path.name,
            way_out=_BY_WORDS,
        )
    if stamp_in(cells).get("template") == "settlement" and TRACE not in cells:
        raise Refused(
            Text(en="its figures are records of a closing", ko="결산 기록의 수치입니다"),
            where=path.name,
            way_out=_SETTLED,
        )
    if TRACE not in cells or STAMP not in cells:
        raise Refused(
            Text(
                en="this workbook does not say where its figures come from",
                ko="수치의 출처가 적혀 있지 않은 통합문서입니다",
            ),
            where=path.name,
            way_out=Text(en="a report made by ledger does", ko="ledger로 만든 보고서로만 추적할 수 있습니다"),
        )
    try:
        tables = read_trace(_lines(cells))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise _edited(path.name) from None
    found = [
        (table, subject)
        for table in tables
        if parts["sheet"] in (None, table.sheet) and (subject := table.at(row, column)) is not None
    ]
    filled = [each for each in found if _at(cells, each[0].sheet, row, column).text]
    if len(filled) != 1:
        raise _no_figure(cells, parts["sheet"], f"{column}{row}", path.name, [table.sheet for table, _ in filled])
    ((table, subject),) = filled
    stamp = stamp_in(cells)
    if not _prints_unit(cells, table.unit, table.sheet, stamp):
        raise _edited(path.name)
    return ReportCell(
        file=path.name,
        sheet=table.sheet,
        cell=f"{column}{row}",
        text=_at(cells, table.sheet, row, column).text,
        table=table.title,
        unit=table.unit,
        subject=subject,
        stamp=stamp,
    )


def _edited(file: str) -> Refused:
    return Refused(
        Text(en="what it says of its figures was edited", ko="수치의 출처가 고쳐져 읽을 수 없습니다"),
        where=file,
        way_out=Text(en="see what was changed: ledger verify FILE", ko="무엇이 바뀌었는지는 ledger verify 파일"),
    )


def _prints_unit(cells: Cells, unit: str, sheet: str, stamp: dict[str, str]) -> bool:
    """Whether the unit of a table is one that its sheet prints, where it prints any, and that of the stamp, where the
    report was asked for in one."""
    units = {found[1] for each in cells.get(sheet, {}).values() if (found := _UNIT.fullmatch(each.text))}
    return (not units or unit in units) and stamp.get("unit", unit) == unit


def stamp_in(cells: Cells) -> dict[str, str]:
    """What the hidden sheet of a report says of the book it was made from."""
    return {
        said.text: cells.get(STAMP, {}).get((row, 2), Said()).text
        for (row, column), said in cells.get(STAMP, {}).items()
        if column == 1
    }


def _lines(cells: Cells) -> list[str]:
    lines: dict[int, str] = {}
    for (row, _), said in sorted(cells[TRACE].items()):
        lines[row] = lines.get(row, "") + said.text
    return list(lines.values())


def _at(cells: Cells, sheet: str, row: int, column: str) -> Said:
    return next(
        (said for (at, number), said in cells.get(sheet, {}).items() if at == row and column_letters(number) == column),
        Said(),
    )


def _no_figure(cells: Cells, sheet: str | None, cell: str, file: str, several: list[str]) -> Refused:
    """Why a cell cannot be traced, and what stands there."""
    if several:
        said = Text(en="{cell} holds a figure on several sheets", ko="{cell} 칸에 수치가 있는 시트가 여럿입니다")
        name = Text(en="name the sheet: {first}", ko="시트를 적으십시오: {first}")
        return Refused(said.format(cell=cell), where=file, way_out=name.format(first=f"{file}!{several[0]}!{cell}"))
    if sheet is not None and sheet not in cells:
        known = Text(en="there are: {names}", ko="있는 시트: {names}")
        return Refused(
            Text(en="there is no sheet '{sheet}'", ko="'{sheet}' 시트가 없습니다").format(sheet=sheet),
            where=file,
            way_out=known.format(names=", ".join(name for name in cells if not name.startswith("_"))),
        )
    row, letters = int(re.sub("[A-Z]", "", cell)), re.sub("[0-9]", "", cell)
    shown = [name for name in cells if sheet in (None, name) and not name.startswith("_")]
    there = [f"{name}: {text}" for name in shown if (text := _at(cells, name, row, letters).text)]
    return Refused(
        Text(
            en="{cell} holds no amount of the book; there stands: {there}",
            ko="{cell} 칸은 장부의 금액이 아닙니다. 그 칸의 내용: {there}",
        ).format(cell=cell, there="; ".join(there[:3]) or Text(en="nothing", ko="없음")),
        where=file,
        way_out=_SETTLED if stamp_in(cells).get("template") == "settlement" else None,
    )


@dataclass(frozen=True, slots=True)
class StatedOrigin:
    """A total that a document stated, the transaction that recorded it, and where that was read from."""

    total: StatedTotal
    transaction: Transaction
    origin: Origin


@dataclass(frozen=True, slots=True)
class ReportTrace:
    """The postings behind a figure, sum by sum, in the state of the book that the report names, the stated total where
    it is one, and what they give: in the unit of the table, or in per cent; None where there is nothing to divide by.
    """

    traces: tuple[Trace, ...]
    stated: StatedOrigin | None
    gives: Fraction | None
    agrees: bool


def trace_report(desk: Desk, cell: ReportCell) -> ReportTrace:
    """What the book says of a figure. Refused: another book than it was made from, or one without that state."""
    try:
        number, as_of = int(cell.stamp["number"][:18]), date.fromisoformat(cell.stamp["as_of"])
    except (KeyError, ValueError):
        said = Text(en="its stamp was edited and cannot be read", ko="보고서의 장부 표시가 고쳐져 읽을 수 없습니다")
        raise Refused(said, where=cell.file) from None
    with desk.reading() as journal:
        _require_state(journal, cell, number)
        subject = cell.subject
        asked = {
            Made.FIRST: (subject.first,),
            Made.SECOND: (subject.other,),
            Made.STATED: (),
            Made.BEYOND: (subject.first,),
        }.get(subject.made, (subject.first, subject.other))
        traces = tuple(
            traced(journal, each, date.fromisoformat(each.as_of) if each.as_of else as_of, each.number or number)
            for each in asked
        )
        stated = _stated(journal, subject, number) if subject.stated else None
    gives = _made(subject.made, [trace.won or 0 for trace in traces], stated, unit_named(cell.unit).won)
    return ReportTrace(traces, stated, gives, gives is not None and _prints(cell.text, gives))


def _require_state(journal: Journal, cell: ReportCell, number: int) -> None:
    head = journal.head
    if journal.node != cell.stamp.get("book"):
        raise Refused(Text(en="it was made from another book", ko="다른 장부에서 만든 것입니다"), where=cell.file)
    if head is None or not 0 < number <= head.number or journal.transaction(number).seal.hash != cell.stamp.get("head"):
        raise Refused(
            Text(en="it names a state that this book never had", ko="이 장부에 없던 상태가 적혀 있습니다"),
            where=cell.file,
        )


def _stated(journal: Journal, subject: Subject, number: int) -> StatedOrigin | None:
    """The version of the stated total that the report printed."""
    versions = [v for v in journal.versions_of(StatedTotal.KIND, subject.stated) if v.number <= number and v.row.body]
    exact = [v for v in versions if v.number == subject.first.number] or versions
    if not exact:
        return None
    transaction = journal.transaction(exact[-1].number)
    total = StatedTotal.from_body(exact[-1].row.key, exact[-1].row.body or {})
    return StatedOrigin(total, transaction, origin_of(journal, transaction))


def _made(made: Made, wons: list[int], stated: StatedOrigin | None, unit: int) -> Fraction | None:
    first, second = wons[0] if wons else 0, wons[-1] if wons else 0
    if made in (Made.RATIO, Made.GROWTH):
        over = first if made is Made.RATIO else first - second
        return Fraction(100 * over, second) if second else None
    won = {
        Made.DIFFERENCE: first - second,
        Made.STATED: stated.total.won if stated else 0,
        Made.BEYOND: (stated.total.won if stated else 0) - first,
    }.get(made, first)
    return Fraction(won, unit)


def _prints(text: str, gives: Fraction) -> bool:
    """Whether a printed figure is a rounding of the exact one, up or down."""
    try:
        printed = Decimal(text.replace(",", "").replace("△", "-").removesuffix("%"))
    except InvalidOperation:
        return False
    exponent = printed.as_tuple().exponent
    last = Fraction(1, 10 ** max(0, -exponent if isinstance(exponent, int) else 0))
    return abs(Fraction(printed) - gives) < last
