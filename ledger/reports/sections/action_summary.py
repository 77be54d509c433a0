"""처리요구사항 총괄: how many items, by category or department, and how far they are. All counts are counted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ledger.model.document import Block, Grid
from ledger.model.errors import Refused
from ledger.model.registers.action_item import ActionItem, Outcome
from ledger.model.relation import Part, Place, Relation
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context, way_out_of


@dataclass(frozen=True, slots=True)
class Options:
    """`by`: `category` or `department`. An item of several departments counts for each of them, so that table has no
    total row."""

    name: str
    title: str
    by: str = "category"


_BY = ("category", "department")
_UNIT = "건"
_SUM = 1  # the column of 계; one per outcome follows
_NO_DEPARTMENT = Text(en="(none)", ko="(부서 미지정)")


def build(context: Context, options: Options) -> list[Block]:
    """One grid; none where there are no items. Refused: another `by`."""
    if options.by not in _BY:
        raise Refused(
            Text(en="items are not counted by '{by}'", ko="'{by}' 기준으로는 집계하지 않습니다").format(by=options.by),
            way_out=way_out_of(options.by, _BY),
        )
    items = context.action_items()
    if not items:
        return []
    by_category = options.by == "category"
    rows = [_head(by_category=by_category), *([_row(_TOTAL, items, Role.TOTAL)] if by_category else [])]
    first = len(rows)
    rows += [_row(name, own, Role.AMOUNT) for name, own in _groups(items, by_category=by_category)]
    said = Text(
        en="An item of several departments counts for each of them.",
        ko="여러 부서의 요구사항은 부서마다 셈. 합계는 총괄표 참조.",
    )
    table = Table(
        name=options.name,
        title=options.title,
        rows=tuple(rows),
        unit=_UNIT,
        relations=tuple(_relations(first, len(rows))),
        notes=() if by_category else (str(said),),
    )
    return [Grid(table)]


_TOTAL = Text(en="Total", ko="계")


def _groups(items: Sequence[ActionItem], *, by_category: bool) -> Iterator[tuple[str, list[ActionItem]]]:
    """Names in the order in which they first come."""
    names = [(item.category,) if by_category else item.departments or (str(_NO_DEPARTMENT),) for item in items]
    for name in dict.fromkeys(name for own in names for name in own):
        yield name, [item for item, own in zip(items, names, strict=True) if name in own]


def _head(*, by_category: bool) -> tuple[TableCell, ...]:
    first = Text(en="Category", ko="구분") if by_category else Text(en="Department", ko="부서")
    return tuple(TableCell(str(word), role=Role.HEAD) for word in (first, _TOTAL, *(each.label for each in Outcome)))


def _row(name: Text | str, items: Iterable[ActionItem], role: Role) -> tuple[TableCell, ...]:
    outcomes = [item.outcome for item in items]
    counts = [len(outcomes), *(outcomes.count(each) for each in Outcome)]
    label = Role.TOTAL_LABEL if role is Role.TOTAL else Role.LABEL
    return TableCell(str(name), role=label), *(_cell(count, role) for count in counts)


def _cell(count: int, role: Role) -> TableCell:
    figure = Figure(value=count, kind=Kind.VALUE if count else Kind.ZERO)
    return TableCell(f"{count:,}" if count else "-", (figure,), role)


def _relations(first: int, end: int) -> Iterator[Relation]:
    """Every row is the sum of its outcomes, the total row that of the rows below it."""
    last = _SUM + len(Outcome)
    for row in range(1, end):
        yield Relation(Place(row, _SUM), tuple(Part(Place(row, at)) for at in range(_SUM + 1, last + 1)), "row")
    for column in range(_SUM + 1, last + 1) if first > 1 else ():
        yield Relation(Place(1, column), tuple(Part(Place(row, column)) for row in range(first, end)), "column")
