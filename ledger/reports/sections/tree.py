"""The money of a budget tree: a row per node down to some level, every node the sum of those below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledger.cube.books import Books
from ledger.model.document import Block, Grid
from ledger.model.entry import Measure
from ledger.model.project import Project, is_within, parent
from ledger.model.relation import Part, Place, Relation
from ledger.model.subject import Subject, Sum
from ledger.model.table import Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context, Printed, measures_named, text_of


@dataclass(frozen=True, slots=True)
class Options:
    """`measures`: the stages printed, each with its sum and its periods. `periods`: only these, and no sum of all.
    `depth`: how many levels; 0 for all."""

    name: str
    title: str
    measures: tuple[str, ...] = ("plan",)
    periods: tuple[str, ...] = ()
    depth: int = 0


_FIRST = 2  # columns before the sums: 관리번호, 사업
_INDENT = "　"  # two columns wide, and no space that a reader trims
_HEADS, _TOTAL = 1, 1


def build(context: Context, options: Options) -> list[Block]:
    """One grid; none where nothing is recorded. Refused: a measure that there is not."""
    measures = measures_named(options.measures)
    nodes = _nodes(context, options.depth)
    columns = list(_columns(context, measures, [context.books.names.period(name) for name in options.periods]))
    if not nodes or not columns:
        return []
    printed = {measure: Printed(context, measure) for measure in measures}
    rows: list[tuple[TableCell | None, ...]] = [_head(context, columns, measures)]
    children = _children(nodes)
    for node in ["", *(project.key for project in nodes)]:
        role = Role.TOTAL if not node or node in children else Role.AMOUNT
        figures = [printed[measure].figure(node, "", period) for measure, period in columns]
        cells = tuple(TableCell(text_of(figure), (figure,), role) for figure in figures)
        rows.append((*_labels(context.books, node, role), *cells))
    table = Table(
        name=options.name,
        title=options.title,
        rows=tuple(rows),
        heads=_HEADS,
        labels=_FIRST,
        unit=context.unit.label,
        rounding=context.rounding,
        relations=tuple(_relations(context, nodes, columns)),
        breaks=tuple(row for row, node in enumerate(nodes, _TOTAL + 1) if _level(node.key, context.node) == 0),
        notes=context.rounding_notes(),
        rows_about=(
            None,
            Subject(Sum(projects=context.whole)),
            *(Subject(Sum(projects=(node.key,))) for node in nodes),
        ),
        columns_about=(
            *[None] * _FIRST,
            *(Subject(Sum(measure, periods=(period,) if period else ())) for measure, period in columns),
        ),
    )
    return [Grid(table)]


def _nodes(context: Context, depth: int) -> list[Project]:
    """The nodes below the one that the sheet is about, every node before those below it."""
    top = context.node
    return [
        project
        for project in context.books.projects
        if (not top or (is_within(project.key, top) and project.key != top))
        and (not depth or _level(project.key, top) < depth)
    ]


def _level(key: str, top: str) -> int:
    """0 for the nodes right below the top."""
    return key.count("/") - (top.count("/") + 1 if top else 0)


def _columns(context: Context, measures: Sequence[Measure], chosen: Sequence[str]) -> Iterator[tuple[Measure, str]]:
    """Each measure with money: its sum, and its periods where there are several; or the chosen periods."""
    cube, top = context.books.cube, context.node
    for measure in measures:
        periods = [p.key for p in context.books.periods if cube.won(measure, top, "", p.key) is not None]
        if len(periods) > 1 and not chosen:
            yield measure, ""
        yield from ((measure, period) for period in periods if not chosen or period in chosen)


def _head(
    context: Context, columns: Sequence[tuple[Measure, str]], measures: Sequence[Measure]
) -> tuple[TableCell, ...]:
    labels = {"": str(Text(en="Total", ko="계")), **{period.key: period.label for period in context.books.periods}}
    words = [str(Text(en="Code", ko="관리번호")), str(Text(en="Project", ko="사업"))]
    shown = len(measures) > 1
    words += [f"{measure.label} {labels[period]}" if shown else labels[period] for measure, period in columns]
    return tuple(TableCell(word, role=Role.HEAD) for word in words)


def _labels(books: Books, node: str, role: Role) -> tuple[TableCell | None, ...]:
    if not node:
        return TableCell(str(Text(en="Total", ko="합계")), role=Role.TOTAL_LABEL, columns=_FIRST), None
    name = f"{_INDENT * node.count('/')}{books.names.projects[node].name}"
    return TableCell(node, role=Role.LABEL), TableCell(name, role=Role.STRONG if role is Role.TOTAL else Role.TEXT)


def _children(nodes: Sequence[Project]) -> dict[str, list[int]]:
    """By node the rows of the nodes right below it."""
    children: dict[str, list[int]] = {}
    for row, node in enumerate(nodes, _TOTAL + 1):
        children.setdefault(parent(node.key) or "", []).append(row)
    return children


def _relations(
    context: Context, nodes: Sequence[Project], columns: Sequence[tuple[Measure, str]]
) -> Iterator[Relation]:
    """Every node is the sum of those right below it, and every sum of a row that of its periods."""
    rows = [(_TOTAL, context.node), *((row, node.key) for row, node in enumerate(nodes, _TOTAL + 1))]
    children = _children(nodes)
    for row, node in rows:
        below = children.get(node)
        for column, (measure, period) in enumerate(columns, _FIRST):
            if below:
                scope = "subtotal" if row > _TOTAL else "grand"
                yield Relation(Place(row, column), tuple(Part(Place(each, column)) for each in below), scope)
            elif not period:
                over = [at for at, (m, p) in enumerate(columns, _FIRST) if m is measure and p]
                yield Relation(Place(row, column), tuple(Part(Place(row, each)) for each in over), "row")
