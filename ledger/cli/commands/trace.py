from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from ledger.api.form_cells import FormCell, form_cell
from ledger.api.report_cells import ReportCell, ReportTrace, StatedOrigin, is_report_cell, report_cell, trace_report
from ledger.api.tracing import Entry, Origin, Trace, settled, trace
from ledger.cli.commands.log import ACTS
from ledger.cli.lines import left
from ledger.cli.parameters import Context, Ended
from ledger.cli.settlements import HEADS, labels
from ledger.cli.show import note, say, say_json, show_rows
from ledger.cli.words import AS_OF, AT, JSON, argument, desk_of
from ledger.cube.books import Books
from ledger.model.entry import Header, Measure, Transaction
from ledger.model.errors import Refused
from ledger.model.money import stated, unit_named
from ledger.model.registers.settlement import Settlement
from ledger.model.subject import Made, Sum
from ledger.model.text import Text

HELP = Text(
    en="Show where a number comes from: every posting of a cell or a sum, by whom, why, from which file.\n\n"
    "ledger trace 5-2/1 시비 23 secured   ledger trace 5-2 executed   ledger trace report.xlsx!5-2!C7\n\n"
    "The words come in any order; what is left out is added up. With carry or lapse, what closings left is listed. "
    "A cell of a form says which it is. A cell of a report made by ledger says what it is "
    "about even where the book is not at hand.",
    ko="수치가 어디에서 왔는지 보입니다: 칸이나 합계의 모든 기장을 기록자, 근거, 원본 파일과 함께.\n\n"
    "ledger trace 5-2/1 시비 23 확보   ledger trace 5-2 집행   ledger trace 보고서.xlsx!5-2!C7\n\n"
    "말의 순서는 상관없으며, 적지 않은 것은 모두 더합니다. 이월이나 불용을 적으면 결산 기록을 보입니다. "
    "수합양식의 칸은 무엇의 칸인지 알려 줍니다. ledger로 만든 보고서의 칸은 장부가 없어도 무엇의 "
    "수치인지 알려 줍니다.",
)

_LISTED = 4


def run(
    context: Context,
    cell: Annotated[
        list[str],
        argument(
            Text(
                en="Project, source, period and measure; or REPORT.xlsx!SHEET!B7",
                ko="사업, 재원, 연차, 단계. 또는 보고서.xlsx!시트!B7",
            ),
            "CELL",
        ),
    ],
    as_of: Annotated[date | None, AS_OF] = None,
    at: Annotated[int | None, AT] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    if len(cell) == 1 and is_report_cell(cell[0]):
        form = form_cell(cell[0])
        if form is not None:
            _form(context, form, as_json=as_json)
        else:
            _report(context, report_cell(cell[0]), as_json=as_json)
        return
    left_over = settled(desk_of(context), cell, as_of)
    if left_over is not None:
        _show_settled(*left_over, as_json=as_json)
        return
    traced = trace(desk_of(context), cell, as_of, at)
    if as_json:
        say_json({"schema": 1, **_record(traced)})
    else:
        _show(traced)


def _show_settled(rows: Sequence[Settlement], books: Books, *, as_json: bool) -> None:
    """What a closing left: no amount of the book, but a record of its own."""
    if as_json:
        say_json({"schema": 1, "settlements": [row.body() for row in rows]})
        return
    unit = unit_named(books.book.unit)
    lines = [(*labels(row, books.names), stated(row.won, unit)) for row in rows]
    show_rows((*HEADS, Text(en="Amount", ko="금액")), lines, (len(HEADS),), unit.label)


def _show(traced: Trace) -> None:
    """The postings as a list, and their sum."""
    varying = _varying(traced)
    several = bool(varying)
    heads = (
        Text(en="No.", ko="전표"),
        Text(en="Effective", ko="효력일"),
        Text(en="Recorded", ko="기록일"),
        Text(en="By", ko="기록자"),
        Text(en="Act", ko="행위"),
        Text(en="Why, and from where", ko="근거와 출처"),
        *([Text(en="Cell", ko="칸")] if several else []),
        Text(en="Amount", ko="금액"),
        Text(en="Sum", ko="누계"),
    )
    rows = [_row(traced, entry, varying) for entry in traced.entries]
    if rows:
        show_rows(heads, rows, amounts=(6 + several, 7 + several), unit=traced.unit.label)
    _tell(traced)


def _tell(traced: Trace) -> None:
    said = Text(en="{cell}: {sum} ({count} postings)", ko="{cell}: {sum} (기장 {count}건)")
    sum_ = Text(en="nothing recorded", ko="기록 없음")
    if traced.won is not None:
        in_unit = f"{stated(traced.won, traced.unit)}{traced.unit}"
        sum_ = Text(en="{in_unit} = {won} won", ko="{in_unit} = {won}원").format(in_unit=in_unit, won=f"{traced.won:,}")
    say(said.format(cell=_words(traced), sum=sum_, count=len(traced.entries)))
    if traced.later:
        left_out = Text(
            en="{count} postings are left out: later than {on} or transaction {number}",
            ko="기준일({on}) 또는 전표 {number} 뒤의 기장 {count}건 제외",
        )
        note(left_out.format(count=traced.later, on=traced.as_of, number=traced.number))


def _row(traced: Trace, entry: Entry, varying: Sequence[int]) -> tuple[str, ...]:
    header, seal, posting = entry.transaction.header, entry.transaction.seal, entry.posting
    period = traced.names.periods.get(posting.cell.period)
    axes = (posting.cell.project, posting.cell.source, period.label if period else posting.cell.period)
    where = (" ".join(axes[axis] for axis in varying),) if varying else ()
    return (
        str(seal.number),
        header.effective.isoformat(),
        seal.recorded[:10],
        header.by,
        str(ACTS.get(header.act, header.act)),
        " · ".join(word for word in _why(header, entry) if word),
        *where,
        stated(posting.won, traced.unit),
        stated(entry.running, traced.unit),
    )


def _why(header: Header, entry: Entry) -> Iterable[str]:
    yield from (header.basis, header.document, header.reason, header.procedure, header.evidence)
    if entry.posting.paid_on is not None:
        yield str(Text(en="paid {on}", ko="지출일 {on}").format(on=entry.posting.paid_on))
    yield _where(entry.origin)
    if header.undoes is not None:
        yield str(Text(en="undoes {number}", ko="전표 {number}의 취소").format(number=header.undoes))
    if entry.undone_by is not None:
        yield str(Text(en="undone by {number}", ko="전표 {number}에서 취소됨").format(number=entry.undone_by))


def _where(origin: Origin) -> str:
    """`양식.xlsx!5-2!F12 (수합양식 0012-03 기업지원과)`"""
    said = f"{origin.file}!{origin.place}" if origin.place else origin.file
    if not origin.form:
        return said
    form = Text(en="form {form} {department}", ko="수합양식 {form} {department}")
    return f"{said} ({str(form.format(form=origin.form, department=origin.department)).rstrip()})"


def _varying(traced: Trace) -> list[int]:
    """Which of project, source and period are not the same in all postings of a sum."""
    return [axis for axis in range(3) if len({entry.posting.cell[axis] for entry in traced.entries}) > 1]


def _words(traced: Trace) -> str:
    periods = [each.label for key, each in traced.names.periods.items() if key in traced.sum.periods]
    return _in_words(traced.sum, periods)


def _in_words(asked: Sum, periods: list[str]) -> str:
    """`5-2/1 시비 '23 확보`; a long list is cut."""
    projects = ", ".join(asked.projects[:_LISTED]) + (", ..." if len(asked.projects) > _LISTED else "")
    span = periods[0] if len(periods) == 1 else f"{periods[0]}~{periods[-1]}" if periods else ""
    measure = str(Measure(asked.measure).label) if asked.measure else ""
    whole = str(Text(en="whole book", ko="장부 전체"))
    return " ".join(word for word in (projects or whole, asked.source, span, measure) if word)


_MADE = {
    Made.FIRST: Text(en="{first}", ko="{first}"),
    Made.SECOND: Text(en="{second}", ko="{second}"),
    Made.DIFFERENCE: Text(en="{first}  less  {second}", ko="{first}  빼기  {second}"),
    Made.RATIO: Text(en="{first}  ÷  {second}", ko="{first}  ÷  {second}"),
    Made.GROWTH: Text(en="{first}  grown over  {second}", ko="{second}  대비  {first}  증감률"),
    Made.STATED: Text(en="stated total '{stated}'", ko="기재값 '{stated}'"),
    Made.BEYOND: Text(en="stated total '{stated}'  less  {first}", ko="기재값 '{stated}'  빼기  {first}"),
}


def _form(context: Context, cell: FormCell, *, as_json: bool) -> None:
    """Which input of which form it is; of an amount, with the book at hand, its postings there."""
    desk = desk_of(context)
    traced: Trace | None = None
    if desk.path.exists():
        with suppress(Refused):  # no amount: a status, a line, a value of an indicator
            traced = trace(desk, cell.keys)
    if as_json:
        say_json({"schema": 1, **asdict(cell), "sums": [] if traced is None else [_record(traced)]})
        return
    said = Text(
        en="{file} {sheet}!{cell}: form {form} ({department}), {what} '{text}'",
        ko="{file} {sheet}!{cell}: 수합양식 {form} ({department}), {what} '{text}'",
    )
    what = " ".join(cell.keys) if traced is None else _words(traced)
    say(
        said.format(
            file=cell.file,
            sheet=cell.sheet,
            cell=cell.cell,
            form=cell.form,
            department=cell.department,
            what=what,
            text=cell.text,
        )
    )
    if traced is not None:
        say()
        _show(traced)


def _report(context: Context, cell: ReportCell, *, as_json: bool) -> None:
    desk = desk_of(context)
    traced: ReportTrace | None = None
    missing: Refused | None = None
    if desk.path.exists():
        try:
            traced = trace_report(desk, cell)
        except Refused as refusal:
            missing = refusal
    if as_json:
        say_json(_report_record(cell, traced))
        raise Ended(0 if traced is None or traced.agrees else 1)
    _show_cell(cell)
    if traced is None:
        note(missing.line if missing else _ALONE)
        return
    if traced.stated:
        _show_stated(traced.stated)
    for each in traced.traces:
        say()
        _show(each)
    agrees = (
        Text(en="the book gives this figure", ko="장부의 기장으로 계산한 값과 같습니다")
        if traced.agrees
        else Text(en="the book gives {gives}, not this", ko="장부의 기장으로 계산한 값은 {gives}: 통합문서와 다릅니다")
    )
    note(agrees.format(gives="-" if traced.gives is None else _exact(traced.gives)))
    raise Ended(0 if traced.agrees else 1)


_ALONE = Text(en="no book at hand: this is what the workbook says", ko="장부가 없어 통합문서에 적힌 것만 보입니다")


def _exact(gives: Fraction) -> str:
    """A figure with two decimals, as far as it has them."""
    rounded = (Decimal(gives.numerator) / Decimal(gives.denominator)).quantize(Decimal("0.01"))
    return f"{rounded:,f}".removesuffix(".00")


def _show_stated(origin: StatedOrigin) -> None:
    """The document that stated a total, and who recorded that."""
    total, header, seal = origin.total, origin.transaction.header, origin.transaction.seal
    said = Text(
        en="stated: {sum} {unit}, transaction {number} of {on} by {by} {where}",
        ko="기재값: {sum} {unit}, 전표 {number} ({on} 기록, {by}) {where}",
    ).format(
        sum=stated(total.won, unit_named(total.unit)),
        unit=total.unit,
        number=seal.number,
        on=seal.recorded[:10],
        by=header.by,
        where=" · ".join(word for word in (total.table, _where(origin.origin)) if word),
    )
    say(str(said).rstrip())


def _show_cell(cell: ReportCell) -> None:
    subject, stamp = cell.subject, cell.stamp
    made = _MADE[subject.made].format(
        first=_in_words(subject.first, list(subject.first.periods)),
        second=_in_words(subject.other, list(subject.other.periods)),
        stated=subject.stated,
    )
    head = stamp.get("head", "")[:16]
    state = Text(en="{book}, transaction {number}, head {head}", ko="{book}, 전표 {number}, 해시 {head}")
    pairs = (
        (Text(en="Cell", ko="칸"), f"{cell.file} {cell.sheet}!{cell.cell}"),
        (Text(en="Figure", ko="수치"), cell.printed),
        (Text(en="Table", ko="표"), cell.table),
        (Text(en="What", ko="내용"), str(made)),
        (Text(en="As of", ko="기준일"), stamp.get("as_of", "")),
        (
            Text(en="Book", ko="장부"),
            str(state.format(book=stamp.get("book", "")[:8], number=stamp.get("number", ""), head=head)),
        ),
        (Text(en="Template", ko="서식"), f"{stamp.get('template', '')} (ledger {stamp.get('tool', '')})"),
    )
    for name, said in pairs:
        say(f"{left(str(name), 8)}  {said}")


def _record(traced: Trace) -> dict[str, Any]:
    """JSON of the postings of a sum, amounts in 원."""
    return {
        "sum": {name: value for name, value in traced.sum._asdict().items() if name not in ("number", "as_of")},
        "as_of": traced.as_of.isoformat(),
        "number": traced.number,
        "won": traced.won,
        "left_out": traced.later,
        "postings": [_posting(entry) for entry in traced.entries],
    }


def _posting(entry: Entry) -> dict[str, Any]:
    posting = entry.posting
    return {
        **_transaction(entry.transaction, entry.origin),
        "undone_by": entry.undone_by,
        **posting.cell._asdict(),
        "won": posting.won,
        "entries": posting.entries,
        "paid_on": posting.paid_on.isoformat() if posting.paid_on else None,
        "running": entry.running,
    }


def _transaction(transaction: Transaction, origin: Origin) -> dict[str, Any]:
    header, seal = transaction.header, transaction.seal
    return {
        "transaction": seal.number,
        "effective": header.effective.isoformat(),
        "recorded": seal.recorded,
        "by": header.by,
        "act": header.act,
        "basis": header.basis,
        "document": header.document,
        "reason": header.reason,
        "procedure": header.procedure,
        "evidence": header.evidence,
        "undoes": header.undoes,
        "from": asdict(origin),
    }


def _report_record(cell: ReportCell, traced: ReportTrace | None) -> dict[str, Any]:
    """JSON of a cell of a report: what the workbook says, and the postings where the book is at hand."""
    said: dict[str, Any] = {
        "schema": 1,
        "file": cell.file,
        "sheet": cell.sheet,
        "cell": cell.cell,
        "text": cell.text,
        "unit": cell.unit,
        "table": cell.table,
        "about": cell.subject.packed(),
        "stamp": cell.stamp,
    }
    if traced is not None:
        total = traced.stated
        said["agrees"] = traced.agrees
        said["sums"] = [_record(each) for each in traced.traces]
        if total is not None:
            said["stated"] = {"won": total.total.won, **_transaction(total.transaction, total.origin)}
    return said
