"""목차: the sheets of a workbook, each with a link to it. It is built last, when all of them are known."""

from dataclasses import dataclass

from ledger.model.document import Block, Grid
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context


@dataclass(frozen=True, slots=True)
class Options:
    """`title`: the heading above the list."""

    title: str = ""


def build(context: Context, options: Options) -> list[Block]:
    """One grid: number, sheet, what it is about."""
    words = (Text(en="No.", ko="연번"), Text(en="Sheet", ko="시트"), Text(en="Contents", ko="내용"))
    rows = [tuple(TableCell(str(word), role=Role.HEAD) for word in words)]
    for number, (name, title) in enumerate(context.contents, 1):
        rows.append(
            (
                TableCell(str(number), (Figure(number, kind=Kind.VALUE),), Role.LABEL),
                TableCell(name, role=Role.LABEL, link=name),
                TableCell(title),
            )
        )
    return [Grid(Table(name="contents", title=options.title, rows=tuple(rows), labels=2))]
