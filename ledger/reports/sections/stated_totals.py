"""기재 합계 대사: what documents state of each project beside what its recorded parts give."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledger.cube.books import Stated
from ledger.model.document import Block, Grid
from ledger.model.money import Unit, stated, unit_named
from ledger.model.project import code_order, is_within
from ledger.model.relation import Part, Place, Relation
from ledger.model.subject import Made, Subject, Sum
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context


@dataclass(frozen=True, slots=True)
class Options:
    """`title`: the heading; the name of the stated table stands behind it."""

    title: str


_HEADS = (
    Text(en="Code", ko="관리번호"),
    Text(en="Project", ko="사업"),
    Text(en="Stated", ko="기재"),
    Text(en="Computed", ko="계산"),
    Text(en="Difference", ko="차이"),
)
_STATED, _COMPUTED, _DIFFERENCE = 2, 3, 4


def build(context: Context, options: Options) -> list[Block]:
    """A grid per table of stated totals and unit; only totals of projects over all their sources and periods."""
    node = context.node
    groups: dict[tuple[str, str], list[Stated]] = {}
    for each in context.books.stated:
        total = each.total
        is_whole = total.project and not total.source and not total.period
        if is_whole and (not node or is_within(total.project, node)):
            groups.setdefault((total.table, total.unit), []).append(each)
    return [Grid(_table(context, options, *key, totals)) for key, totals in groups.items()]


def _table(context: Context, options: Options, name: str, unit: str, totals: Sequence[Stated]) -> Table:
    ordered = sorted(totals, key=lambda each: code_order(each.total.project))
    rows = [tuple(TableCell(str(word), role=Role.HEAD) for word in _HEADS)]
    rows += [tuple(_row(context, each, unit_named(unit))) for each in ordered]
    change = [
        Relation(Place(row, _DIFFERENCE), (Part(Place(row, _STATED)), Part(Place(row, _COMPUTED), -1)), "change")
        for row in range(1, len(rows))
    ]
    return Table(
        name=f"totals {name} {unit}",
        title=f"{options.title}: {name}" if name else options.title,
        rows=tuple(rows),
        labels=2,
        unit=unit,
        relations=tuple(change),
        rows_about=(None, *(_about(each) for each in ordered)),
        columns_about=(None, None, *(Subject(made=made) for made in (Made.STATED, Made.FIRST, Made.BEYOND))),
    )


def _about(each: Stated) -> Subject:
    total = each.total
    summed = Sum(total.measure, (total.project,), number=each.number, as_of=each.on.isoformat())
    return Subject(summed, stated=total.key)


def _row(context: Context, each: Stated, unit: Unit) -> Iterator[TableCell]:
    total = each.total
    project = context.books.names.projects.get(total.project)
    computed = each.cube.won(total.measure, total.project)
    yield TableCell(total.project, role=Role.LABEL)
    yield TableCell(project.name if project else "", role=Role.LABEL)
    for won in (total.won, computed, None if computed is None else total.won - computed):
        figure = _exact(won, unit)
        yield TableCell("" if won is None else stated(won, unit) if won else "-", (figure,), Role.AMOUNT)


def _exact(won: int | None, unit: Unit) -> Figure:
    """An amount with as many decimals of the unit as it has."""
    if won is None:
        return Figure(kind=Kind.BLANK)
    value, exponent = won, 1 - len(str(unit.won))
    while exponent < 0 and value % 10 == 0:
        value, exponent = value // 10, exponent + 1
    return Figure(value=value, exponent=exponent, kind=Kind.VALUE if value else Kind.ZERO)
