"""기재표: tables that a document states, printed as they were stated, their sums alive where they are right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ledger.model.book import StatedTable
from ledger.model.document import Block, Grid
from ledger.model.project import is_within
from ledger.model.relation import Operation, Place, Relation
from ledger.model.table import Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context


@dataclass(frozen=True, slots=True)
class Options:
    """`group`: only the tables of that group; empty for all, but for those of the groups `besides`."""

    group: str = ""
    besides: tuple[str, ...] = ()


def build(context: Context, options: Options) -> list[Block]:
    """A grid per stated table of the pledge, or of the whole book, in their order."""
    groups = {each.key: each for each in context.books.records(StatedTable)}
    blocks: list[Block] = []
    for key, table in context.stated.items():
        stated = groups[key]
        wanted = options.group in ("", stated.group) and stated.group not in options.besides
        if wanted and _is_about(context, stated):
            blocks.append(Grid(_printed(table, context, name=f"stated {key}")))
    return blocks


def _is_about(context: Context, stated: StatedTable) -> bool:
    return context.project is None or is_within(stated.project, context.project.key)


def _printed(table: Table, context: Context, name: str) -> Table:
    """Sums become formulas; a sum that does not hold is printed as it was stated, which the note says."""
    found = sum(each.where.table == table.name and each.where.cell is not None for each in context.findings)
    said = Text(
        en="printed as stated; the check found {count} differences",
        ko="기재된 그대로 실음. 점검에서 차이 {count}건 확인",
    )
    return replace(
        table,
        name=name,
        rows=tuple(tuple(cell and _spelled(cell, table.unit) for cell in row) for row in table.rows),
        relations=tuple(_alive(table)),
        notes=(str(said.format(count=found)),) if found else (),
        origin=None,
        lines=(),
        columns=(),
    )


def _spelled(cell: TableCell, unit: str) -> TableCell:
    """The cell with the units of its figures as far as its text spells them: one from the head of a column is not
    printed in every cell."""
    figures = tuple(each if each.unit in cell.text else replace(each, unit=unit) for each in cell.figures)
    return replace(cell, figures=figures)


def _alive(table: Table) -> Iterator[Relation]:
    """The sums, one for a total, that do not lead back to themselves: a sheet cannot compute a circle."""
    above: dict[Place, list[Place]] = {}
    for relation in table.relations:
        parts = [part.place for part in relation.parts]
        is_sum = relation.operation is Operation.SUM and relation.total not in above
        if is_sum and not any(_leads(above, part, relation.total) for part in parts):
            above[relation.total] = parts
            yield relation


def _leads(above: Mapping[Place, list[Place]], start: Place, goal: Place) -> bool:
    return start == goal or any(_leads(above, part, goal) for part in above.get(start, ()))
