"""처리요구사항 목록: what was asked for, of whom, and what became of it."""

from dataclasses import dataclass

from ledger.model.document import Block, Grid
from ledger.model.registers.action_item import ActionItem
from ledger.model.table import Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context


@dataclass(frozen=True, slots=True)
class Options:
    """`title`: the heading above the list."""

    name: str
    title: str


_HEADS = (
    Text(en="No.", ko="연번"),
    Text(en="Category", ko="구분"),
    Text(en="Asked for", ko="요구내용"),
    Text(en="Department", ko="부서"),
    Text(en="Outcome", ko="추진상황"),
    Text(en="Result", ko="조치결과"),
)


def build(context: Context, options: Options) -> list[Block]:
    """One grid, a row per item in their order; none where there are no items."""
    items = context.action_items()
    if not items:
        return []
    rows = [tuple(TableCell(str(word), role=Role.HEAD) for word in _HEADS)]
    rows += [_row(item) for item in items]
    breaks = tuple(row for row, item in enumerate(items, 1) if row == 1 or item.category != items[row - 2].category)
    return [Grid(Table(name=options.name, title=options.title, rows=tuple(rows), labels=2, breaks=breaks))]


def _row(item: ActionItem) -> tuple[TableCell, ...]:
    return (
        TableCell(item.key, role=Role.LABEL),
        TableCell(item.category, role=Role.LABEL),
        TableCell(item.text),
        TableCell(", ".join(item.departments)),
        TableCell(str(item.outcome.label), role=Role.LABEL),
        TableCell(item.result),
    )
