"""점검: what the check says of the book, and the state of the book that the report was made from."""

from dataclasses import dataclass

from ledger.cube.wording import place
from ledger.model.document import Block, Fields, Grid, Heading, Note, Title
from ledger.model.finding import Severity
from ledger.model.table import Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import ROUNDINGS, Context, dotted

_WAIVED = Text(en="waived", ko="예외승인")


@dataclass(frozen=True, slots=True)
class Options:
    """`title` stands at the top of the sheet."""

    title: str


def build(context: Context, options: Options) -> list[Block]:
    """State of the book, number of rules run, and a row per finding; where amounts are rounded, where the exact ones
    are."""
    stamp = context.stamp
    state = (
        (
            (str(Text(en="Institution", ko="기관")), context.books.book.institution),
            (str(Text(en="As of", ko="기준일")), dotted(stamp.as_of)),
        ),
        *context.coverage(),
        ((str(Text(en="Book", ko="장부")), stamp.book),),
        ((str(Text(en="Head of the chain", ko="전표 해시")), stamp.head),),
        (
            (str(Text(en="Unit", ko="단위")), context.unit.label),
            (str(Text(en="Rounding", ko="단수처리")), str(ROUNDINGS[context.rounding])),
        ),
        (
            (str(Text(en="Transactions", ko="전표")), str(stamp.number)),
            (str(Text(en="Tool", ko="도구")), f"ledger {stamp.tool}"),
        ),
    )
    blocks: list[Block] = [
        Title(options.title),
        Fields(state),
        Heading(str(Text(en="Result of the check", ko="점검 결과"))),
    ]
    counts = {severity: sum(f.severity is severity for f in context.findings) for severity in Severity}
    said = Text(
        en="{rules} rules: {errors} errors, {warnings} warnings, {notes} notes",
        ko="규칙 {rules}개: 오류 {errors}건, 주의 {warnings}건, 참고 {notes}건",
    ).format(
        rules=context.rules,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.NOTE],
    )
    blocks.append(Note(f"{said}{_accepted(context)}"))
    if context.findings:
        blocks.append(Grid(_table(context)))
    if context.rounding_notes():
        where = Text(
            en="The exact amounts stand in the hidden sheet 원자료 of the xlsx file (right click on a tab, Unhide).",
            ko="원 단위 금액은 엑셀 파일의 숨긴 시트 원자료에 있음(시트 탭에서 오른쪽 단추, 숨기기 취소).",
        )
        blocks.append(Note(str(where)))
    return blocks


def _accepted(context: Context) -> str:
    """How many of the notes are findings that somebody accepted."""
    count = sum(finding.waiver is not None for finding in context.findings)
    said = Text(en=" ({count} of them waived)", ko=" (참고 가운데 예외승인 {count}건)")
    return str(said.format(count=count)) if count else ""


def _table(context: Context) -> Table:
    words = (
        Text(en="Rule", ko="규칙"),
        Text(en="Severity", ko="구분"),
        Text(en="Place", ko="위치"),
        Text(en="Finding", ko="내용"),
    )
    rows = [tuple(TableCell(str(word), role=Role.HEAD) for word in words)]
    rows += [
        (
            TableCell(finding.id, role=Role.LABEL),
            TableCell(str(_WAIVED if finding.waiver else finding.severity.label), role=Role.LABEL),
            TableCell(place(finding.where, context.books), role=Role.LABEL),
            TableCell(str(finding.message), role=Role.TEXT),
        )
        for finding in context.findings
    ]
    return Table(name="findings", rows=tuple(rows), labels=3)
