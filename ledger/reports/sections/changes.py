"""변경내역: every change of an adopted plan with its number, what was and what is, why, and who approved it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ledger.cube.changes import PledgeChange, changes_of
from ledger.model.document import Block, Grid, Note
from ledger.model.table import Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context, dotted


@dataclass(frozen=True, slots=True)
class Options:
    """`always`: say so where nothing was changed."""

    name: str
    title: str
    always: bool = False


_HEADS = (
    Text(en="Code", ko="관리번호"),
    Text(en="Pledge", ko="공약명"),
    Text(en="Change no.", ko="변경번호"),
    Text(en="Changed on", ko="변경일"),
    Text(en="From → to", ko="변경내용(당초 → 변경)"),
    Text(en="Reason", ko="사유"),
    Text(en="Procedure", ko="절차(승인)"),
    Text(en="Document", ko="문서번호"),
)
_INCLUDED = Text(
    en="Amounts are exact in {unit}. Changes of the plan are numbered; those of names, departments, 보류 and 폐기 and "
    "targets of indicators have no number.",
    ko="금액은 단수처리 없이 {unit} 단위로 표기. 변경번호는 계획 금액의 변경에 부여하고, 사업명·주관부서, 보류·폐기, "
    "성과지표 목표의 변경은 번호 없이 실음.",
)


def build(context: Context, options: Options) -> list[Block]:
    """One grid, rows for each transaction and pledge, one per change; without any, a note or nothing."""
    changes = [each for each in changes_of(context.books, context.unit) if context.node in ("", each.pledge)]
    if not changes:
        none = Text(en="{title}: no changes", ko="{title}: 변경 없음").format(title=options.title)
        return [Note(str(none))] if options.always else []
    rows: list[tuple[TableCell | None, ...]] = [tuple(TableCell(str(word), role=Role.HEAD) for word in _HEADS)]
    breaks = []
    for change in changes:
        breaks.append(len(rows))
        rows += _rows(context, change)
    return [
        Grid(
            Table(
                name=options.name,
                title=options.title,
                rows=tuple(rows),
                labels=4,
                breaks=tuple(breaks),
                notes=(str(_INCLUDED.format(unit=context.unit)),),
            )
        )
    ]


def _rows(context: Context, change: PledgeChange) -> Iterator[tuple[TableCell | None, ...]]:
    """What was changed, line by line, beside cells that cover all of its lines."""
    header = change.transaction.header
    pledge = context.books.names.projects.get(change.pledge)
    labels = (change.pledge, pledge.name if pledge else "", _number(change), dotted(header.effective))
    reasons = (header.reason, header.procedure, header.document)
    said = [*change.said, *_undone(change)]
    for place, text in enumerate(said):
        if place:
            yield (None,) * 4 + (TableCell(text),) + (None,) * 3
        else:
            before = (TableCell(each, role=Role.LABEL, rows=len(said)) for each in labels)
            after = (TableCell(each, rows=len(said)) for each in reasons)
            yield (*before, TableCell(text), *after)


def _number(change: PledgeChange) -> str:
    if change.amendment is None:
        return ""
    undone = Text(en=" (undone)", ko=" (취소)") if change.amendment.undone_by else ""
    return f"{change.amendment.name}{undone}"


def _undone(change: PledgeChange) -> Iterator[str]:
    by = change.amendment.undone_by if change.amendment else None
    if by is not None:
        said = Text(en="undone by transaction {number}: {why}", ko="취소(전표 {number}): {why}")
        why = by.header.reason or Text(en="no reason given", ko="사유 없음")
        yield str(said.format(number=by.number, why=why))
