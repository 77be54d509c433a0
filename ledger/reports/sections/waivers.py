"""예외승인: the findings that somebody accepted, with reason, approver and end date."""

from dataclasses import dataclass

from ledger.cube.wording import place
from ledger.model.document import Block, Grid
from ledger.model.table import Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context


@dataclass(frozen=True, slots=True)
class Options:
    """`title`: the heading above the list."""

    name: str
    title: str


def build(context: Context, options: Options) -> list[Block]:
    """One grid, a row for each accepted finding, which says itself until when, by whom and why; none where there are
    none."""
    waived = [finding for finding in context.findings if finding.waiver is not None]
    if not waived:
        return []
    heads = Text(en="Rule", ko="규칙"), Text(en="Place", ko="위치"), Text(en="Finding", ko="내용")
    rows = [tuple(TableCell(str(head), role=Role.HEAD) for head in heads)]
    rows += [
        (
            TableCell(finding.id, role=Role.LABEL),
            TableCell(place(finding.where, context.books), role=Role.LABEL),
            TableCell(str(finding.message)),
        )
        for finding in waived
    ]
    return [Grid(Table(name=options.name, title=options.title, rows=tuple(rows), labels=2))]
