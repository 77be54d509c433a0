"""예산 비교: the last two years side by side, project by project, with 증감 and 증감률."""

from collections.abc import Iterator
from dataclasses import dataclass

from ledger.cube.rounding import half_up
from ledger.model.document import Block, Grid
from ledger.model.entry import Measure
from ledger.model.period import Period
from ledger.model.relation import Part, Place, Relation
from ledger.model.subject import Made, Subject, Sum
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context, Printed, measures_named, text_of


@dataclass(frozen=True, slots=True)
class Options:
    """`measure`: the stage that is compared. `sources`: a row for each source of a project as well."""

    name: str
    title: str
    measure: str = "plan"
    sources: bool = True


_LABELS = 2
_NOW, _BEFORE, _CHANGE = 2, 3, 4
_TOTAL = 1
_NOTE = Text(
    en="Growth = (change / the year before) of exact amounts. -: one of the years holds none.",
    ko="증감률 = 증감 / 전년도 (원 단위 기준). “-”는 어느 한 해의 금액 없음.",
)


def build(context: Context, options: Options) -> list[Block]:
    """One grid; none where fewer than two years hold money. Refused: a measure that there is not."""
    (measure,) = measures_named([options.measure])
    periods = _years(context, measure)
    if len(periods) < 2:
        return []
    before, now = periods[-2:]
    lines = list(_lines(context, measure, (before, now), sources=options.sources))
    printed = Printed(context, measure)
    rows: list[tuple[TableCell | None, ...]] = [_head(now, before)]
    for project, source in [("", ""), *lines]:
        pair = printed.figure(project, source, now.key), printed.figure(project, source, before.key)
        rows.append((*_label(context, project, source), *_cells(context, pair, is_sum=not source)))
    table = Table(
        name=options.name,
        title=options.title,
        rows=tuple(rows),
        labels=_LABELS,
        unit=context.unit.label,
        rounding=context.rounding,
        relations=tuple(_relations(lines, with_sources=options.sources)),
        breaks=tuple(row for row, (_, source) in enumerate(lines, _TOTAL + 1) if not source),
        notes=(str(_NOTE), *context.rounding_notes(rates=True)),
        rows_about=(
            None,
            *(
                Subject(Sum(projects=(project,) if project else context.whole, source=source))
                for project, source in [("", ""), *lines]
            ),
        ),
        columns_about=(*[None] * _LABELS, *_about(measure, now, before)),
    )
    return [Grid(table)]


def _about(measure: Measure, now: Period, before: Period) -> Iterator[Subject]:
    first, second = (Sum(measure, periods=(period.key,)) for period in (now, before))
    return (Subject(first, second, made) for made in (Made.FIRST, Made.SECOND, Made.DIFFERENCE, Made.GROWTH))


def _years(context: Context, measure: Measure) -> list[Period]:
    """The whole fiscal years that have begun and hold money."""
    return [
        each
        for each in context.books.periods
        if each.is_year
        and each.start is not None
        and each.start <= context.books.as_of
        and context.books.cube.won(measure, context.node, "", each.key) is not None
    ]


def _lines(
    context: Context, measure: Measure, periods: tuple[Period, Period], *, sources: bool
) -> Iterator[tuple[str, str]]:
    """Each pledge, or the one that the sheet is about, and below it its sources, as far as they hold money."""
    pledges = [context.project] if context.project else context.books.pledges
    cube = context.books.cube
    for pledge in pledges:
        for source in ["", *(each.key for each in context.books.sources if sources)]:
            if any(cube.won(measure, pledge.key, source, period.key) is not None for period in periods):
                yield pledge.key, source


def _head(now: Period, before: Period) -> tuple[TableCell, ...]:
    words = (
        Text(en="Project", ko="사업"),
        Text(en="Source", ko="재원"),
        now.label,
        before.label,
        Text(en="Change", ko="증감"),
        Text(en="Growth (%)", ko="증감률(%)"),
    )
    return tuple(TableCell(str(word), role=Role.HEAD) for word in words)


def _label(context: Context, project: str, source: str) -> tuple[TableCell | None, ...]:
    if not project:
        return TableCell(str(Text(en="Total", ko="합계")), role=Role.TOTAL_LABEL, columns=_LABELS), None
    if source:
        return TableCell(""), TableCell(source, role=Role.LABEL)
    name = context.books.names.projects[project].name
    return TableCell(name, role=Role.STRONG), TableCell(str(Text(en="Sum", ko="소계")), role=Role.LABEL)


def _cells(context: Context, pair: tuple[Figure, Figure], *, is_sum: bool) -> Iterator[TableCell]:
    role = Role.TOTAL if is_sum else Role.AMOUNT
    now, before = pair
    won = (now.won or 0) - (before.won or 0)
    size = context.rounded(won) if context.rounding != "controlled" else now.value - before.value
    change = Figure(value=size, kind=Kind.VALUE if size else Kind.ZERO, won=won)
    for figure in (now, before, change):
        yield TableCell(text_of(figure), (figure,), role)
    growth = _growth(now, before)
    yield TableCell(_growth_text(growth), (growth,), role)


def _growth(now: Figure, before: Figure) -> Figure:
    """증감률 of the exact amounts to one decimal; none over nothing, or where nothing was recorded now."""
    if not before.won or before.won < 0 or now.won is None:
        return Figure(kind=Kind.DASH, unit="%")
    value = half_up(1_000 * (now.won - before.won), before.won)
    return Figure(value=value, exponent=-1, unit="%", kind=Kind.VALUE if value else Kind.ZERO)


def _growth_text(figure: Figure) -> str:
    if figure.kind is Kind.DASH:
        return "-"
    return f"{'△' if figure.value < 0 else ''}{abs(figure.value) // 10:,}.{abs(figure.value) % 10}%"


def _relations(lines: list[tuple[str, str]], *, with_sources: bool) -> Iterator[Relation]:
    """The total is the sum of the projects, a project that of its sources, a change the difference of its row."""
    pledges = [row for row, (_, source) in enumerate(lines, _TOTAL + 1) if not source]
    for column in (_NOW, _BEFORE):
        yield Relation(Place(_TOTAL, column), tuple(Part(Place(row, column)) for row in pledges), "grand")
        for row in pledges if with_sources else ():
            below = [at for at, (key, own) in enumerate(lines, _TOTAL + 1) if own and key == lines[row - 2][0]]
            yield Relation(Place(row, column), tuple(Part(Place(each, column)) for each in below), "subtotal")
    for row in range(_TOTAL, _TOTAL + 1 + len(lines)):
        parts = Part(Place(row, _NOW)), Part(Place(row, _BEFORE), -1)
        yield Relation(Place(row, _CHANGE), parts, "change")
