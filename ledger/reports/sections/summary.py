"""총괄: pledges counted and their money added, by field, source, year, department, status or owner level."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from ledger.cube.rounding import half_up
from ledger.model.document import Block, Grid
from ledger.model.entry import Measure
from ledger.model.errors import Refused
from ledger.model.project import KINDS, OWNERS, STATUSES, Project
from ledger.model.relation import Operation, Part, Place, Relation
from ledger.model.subject import Made, Subject, Sum
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context, Printed, dotted, percent, text_of, way_out_of


@dataclass(frozen=True, slots=True)
class Options:
    """`by`: field, source, year, department, status, kind or owner. `name` and `title` as in other sections."""

    by: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class _Group:
    """A row: the pledges, the source and the periods that it adds up; `None` and an empty name mean all."""

    label: str
    pledges: tuple[Project, ...]
    source: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of money: a measure within some periods. `scope` is printed below the measure."""

    measure: Measure
    scope: Text
    periods: tuple[str, ...]


_ALL, _TERM, _DUE = Text(en="all", ko="총계"), Text(en="in term", ko="임기내"), Text(en="fallen due", ko="도래분")
_SECURING, _EXECUTION = Text(en="Securing rate", ko="재정확보율"), Text(en="Execution rate", ko="집행률")
_NONE = Text(en="(none)", ko="(미지정)")
_BY = {
    "field": Text(en="Field", ko="분야"),
    "source": Text(en="Source", ko="재원"),
    "year": Text(en="Period", ko="연차"),
    "department": Text(en="Department", ko="주관부서"),
    "status": Text(en="Status", ko="이행상태"),
    "kind": Text(en="New or continued", ko="신규·계속"),
    "owner": Text(en="Owner level", ko="추진주체"),
}
_IN_ORDER = {"status": STATUSES, "kind": KINDS, "owner": OWNERS}
_HEADS, _LABEL, _COUNT, _MONEY = 2, 0, 1, 2
_TOTAL = _HEADS


def build(context: Context, options: Options) -> list[Block]:
    """One grid: the total first, a row per group; nothing where no pledge says. Refused: a `by` that there is not."""
    if options.by not in _BY:
        raise Refused(
            Text(en="no summary is made by '{by}'", ko="'{by}' 기준의 총괄은 없습니다").format(by=options.by),
            way_out=way_out_of(options.by, _BY),
        )
    groups = list(_groups(context, options.by))
    columns = list(_columns(context, options.by))
    if not groups:
        return []
    rows = [*_head(options.by, columns), *_body(context, groups, columns)]
    table = Table(
        name=options.name,
        title=options.title,
        rows=tuple(rows),
        heads=_HEADS,
        labels=1,
        unit=context.unit.label,
        rounding=context.rounding,
        relations=tuple(_relations(len(groups), columns, counts_add=options.by not in ("source", "year"))),
        notes=tuple(_notes(context, options.by)),
        rows_about=(*[None] * _HEADS, Subject(Sum(projects=context.whole)), *(_about(group) for group in groups)),
        columns_about=(*[None] * _MONEY, *_columns_about(context, columns)),
    )
    return [Grid(table)]


def _groups(context: Context, by: str) -> Iterator[_Group]:
    books = context.books
    pledges = books.pledges
    if by == "source":
        yield from (_Group(source.key, _with_money(context, source=source.key), source.key) for source in books.sources)
    elif by == "year":
        yield from (_Group(p.label, _with_money(context, period=p.key), period=p.key) for p in books.periods)
    else:
        said = list(dict.fromkeys(getattr(pledge, by) for pledge in pledges))
        known = [value for value in _IN_ORDER.get(by, said) if value and value in said]
        for value in [*known, *[""] * (bool(known) and "" in said)]:
            chosen = tuple(pledge for pledge in pledges if getattr(pledge, by) == value)
            yield _Group(value or str(_NONE), chosen)


def _with_money(context: Context, *, source: str = "", period: str = "") -> tuple[Project, ...]:
    cube = context.books.cube
    return tuple(
        pledge
        for pledge in context.books.pledges
        if any(cube.won(measure, pledge.key, source, period) is not None for measure in Measure)
    )


def _columns(context: Context, by: str) -> Iterator[_Column]:
    books = context.books
    every = tuple(period.key for period in books.periods)
    scopes = [(_ALL, every)]
    if by != "year" and books.in_term and books.in_term != every:
        scopes += [(_TERM, books.in_term), (_DUE, books.fallen_due)]
    yield from (_Column(measure, *scope) for measure, scope in product((Measure.PLAN, Measure.SECURED), scopes))
    yield _Column(Measure.EXECUTED, _ALL, every)


def _head(by: str, columns: Sequence[_Column]) -> list[tuple[TableCell | None, ...]]:
    upper: list[TableCell | None] = [
        TableCell(str(_BY[by]), role=Role.HEAD, rows=2),
        TableCell(str(Text(en="Count", ko="건수")), role=Role.HEAD, rows=2),
    ]
    lower: list[TableCell | None] = [None, None]
    scopes = _scopes(columns)
    wide = [(str(measure.label), scopes if measure is not Measure.EXECUTED else scopes[:1]) for measure in Measure]
    wide += [(f"{_SECURING}(%)", scopes), (f"{_EXECUTION}(%)", [Text(en="of secured", ko="확보 대비")])]
    for name, below in wide:
        upper += [TableCell(name, role=Role.HEAD, columns=len(below)), *[None] * (len(below) - 1)]
        lower += [TableCell(str(scope), role=Role.HEAD) for scope in below]
    return [tuple(upper), tuple(lower)]


def _about(group: _Group) -> Subject | None:
    projects = tuple(pledge.key for pledge in group.pledges)
    periods = (group.period,) if group.period else ()
    return Subject(Sum(projects=projects, source=group.source, periods=periods)) if projects else None


def _columns_about(context: Context, columns: Sequence[_Column]) -> Iterator[Subject]:
    sums = [Sum(column.measure, periods=context.span(column.periods)) for column in columns]
    yield from (Subject(each) for each in sums)
    yield from (Subject(sums[over], sums[under], Made.RATIO) for over, under in _ratios(columns))


def _scopes(columns: Sequence[_Column]) -> list[Text]:
    return [column.scope for column in columns if column.measure is Measure.PLAN]


def _body(
    context: Context, groups: Sequence[_Group], columns: Sequence[_Column]
) -> Iterator[tuple[TableCell | None, ...]]:
    whole = _Group(str(Text(en="Total", ko="합계")), context.books.pledges)
    printed = [_printed(context, column, groups, whole) for column in columns]
    for place, group in enumerate((whole, *groups)):
        role = Role.AMOUNT if place else Role.TOTAL
        label = TableCell(group.label, role=Role.LABEL if place else Role.TOTAL_LABEL)
        count = Figure(len(group.pledges), unit="건", kind=Kind.VALUE if group.pledges else Kind.ZERO)
        figures = [column[place] for column in printed]
        yield (
            label,
            TableCell(f"{count.value:,}건", (count,), role),
            *(TableCell(text_of(figure), (figure,), role) for figure in figures),
            *_rates(figures, columns),
        )


def _rates(figures: Sequence[Figure], columns: Sequence[_Column]) -> Iterator[TableCell]:
    for over, under in _ratios(columns):
        numerator, denominator = figures[over], figures[under]
        yield percent(half_up(10_000 * (numerator.won or 0), denominator.won) if denominator.won else None)


def _ratios(columns: Sequence[_Column]) -> list[tuple[int, int]]:
    """Which money column over which: secured over plan in each scope, executed over secured."""
    scopes = len(_scopes(columns))
    return [*((scopes + each, each) for each in range(scopes)), (2 * scopes, scopes)]


def _printed(context: Context, column: _Column, groups: Sequence[_Group], whole: _Group) -> list[Figure]:
    """The column of figures, the total first."""
    amounts = Printed(context, column.measure)
    return [
        amounts.total(
            [pledge.key for pledge in group.pledges], group.source, [group.period] if group.period else column.periods
        )
        for group in (whole, *groups)
    ]


def _relations(groups: int, columns: Sequence[_Column], *, counts_add: bool) -> Iterator[Relation]:
    below = range(_TOTAL + 1, _TOTAL + 1 + groups)
    for column in [*([_COUNT] if counts_add else []), *range(_MONEY, _MONEY + len(columns))]:
        yield Relation(Place(_TOTAL, column), tuple(Part(Place(row, column)) for row in below), "column")
    for row in (_TOTAL, *below):
        for place, (over, under) in enumerate(_ratios(columns)):
            parts = Part(Place(row, _MONEY + over)), Part(Place(row, _MONEY + under))
            yield Relation(Place(row, _MONEY + len(columns) + place), parts, "rate", Operation.RATIO)


def _notes(context: Context, by: str) -> Iterator[str]:
    said = Text(
        en="As of {day} Securing rate = secured / plan in the same scope; execution rate = executed / secured (all). "
        "Rates never add up.",
        ko="기준일 {day} 재정확보율 = 같은 범위의 확보 ÷ 계획, 집행률 = 집행 ÷ 확보(총계). 비율끼리는 더하지 않습니다.",
    )
    yield str(said.format(day=dotted(context.books.as_of)))
    if by in ("source", "year"):
        yield str(
            Text(
                en="A pledge with money in several rows is counted in each; the total counts it once.",
                ko="여러 줄에 금액이 있는 공약은 줄마다 세며, 합계에서는 한 번만 셉니다.",
            )
        )
    yield from context.rounding_notes(rates=True)
