"""도표: a table, labels down and series across, and its picture: 연차별 추이, 재원별 구성, 성과지표 달성률."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ledger.cube.attainment import Course, Score, courses
from ledger.cube.rounding import half_up
from ledger.model.document import Block, Chart, Drawn, Grid
from ledger.model.entry import Measure
from ledger.model.errors import Refused
from ledger.model.project import is_within
from ledger.model.quantity import figure_of, figure_text
from ledger.model.relation import Operation, Part, Place, Relation
from ledger.model.subject import Made, Subject, Sum
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context, Printed, measures_named, text_of, way_out_of


@dataclass(frozen=True, slots=True)
class Options:
    """`of`: what goes down the side: `periods` (columns: `measures`; all of them where none is named), `sources` (one
    measure: its amounts and shares; the plan where none is named) or `attainment` (every indicator that has a rate).
    `title` stands above table and picture."""

    name: str
    title: str
    of: str
    measures: tuple[str, ...] = ()


def build(context: Context, options: Options) -> list[Block]:
    """A grid and its chart; nothing where nothing was recorded. Refused: an unknown measure, or an `of` that there is
    not."""
    if options.of not in _KINDS:
        raise Refused(
            Text(en="no such chart: '{name}'", ko="없는 도표: '{name}'").format(name=options.of),
            way_out=way_out_of(options.of, _KINDS),
        )
    return _KINDS[options.of](context, options)


def _of_periods(context: Context, options: Options) -> list[Block]:
    """연차 | 계획 | 확보 | 집행"""
    measures = measures_named(options.measures) or tuple(Measure)
    columns = [_by_period(context, measure) for measure in measures]
    if not any(figure.is_number for column in columns for figure in column):
        return []
    labels = [str(Text(en="Total", ko="합계")), *(period.label for period in context.books.periods)]
    heads = [str(Text(en="Period", ko="연차")), *(str(measure.label) for measure in measures)]
    rows = [_row(label, [column[at] for column in columns], at == 0) for at, label in enumerate(labels)]
    sums = [_sum(column, len(labels)) for column in range(1, len(heads))]
    periods = [(), *((each.key,) for each in context.books.periods)]
    about = [Subject(Sum(projects=context.whole, periods=each)) for each in periods]
    made = [Subject(Sum(measure)) for measure in measures]
    return _blocks(
        context, options, [_head(heads), *rows], sums, Drawn.COLUMNS, tuple(range(1, len(heads))), about, made
    )


def _by_period(context: Context, measure: Measure) -> list[Figure]:
    """The total, and each period."""
    printed = Printed(context, measure)
    return [printed.figure(period=period) for period in ("", *(each.key for each in context.books.periods))]


def _of_sources(context: Context, options: Options) -> list[Block]:
    """재원 | 계획 | 구성비; a source without money is left out."""
    measures = measures_named(options.measures) or (Measure.PLAN,)
    if len(measures) > 1:
        raise Refused(Text(en="shares are of one measure", ko="재원별 구성비는 단계 하나로 냅니다"))
    printed = Printed(context, measures[0])
    figures = {source.key: printed.figure(source=source.key) for source in context.books.sources}
    there = {source: figure for source, figure in figures.items() if figure.is_number}
    if not there:
        return []
    total, wons = printed.figure(), [figure.won or 0 for figure in there.values()]
    heads = [Text(en="Source", ko="재원"), measures[0].label, Text(en="Share", ko="구성비")]
    labels = [str(Text(en="Total", ko="합계")), *there]
    rows = [
        _row(label, [figure, _share(figure, total)], at == 0)
        for at, (label, figure) in enumerate(zip(labels, [total, *there.values()], strict=True))
    ]
    relations = [_sum(1, len(labels)), *(_ratio(row) for row in range(1, len(labels) + 1))]
    is_whole = min(wons) >= 0 and sum(wons) > 0  # a decrease is no slice of a whole
    picture = (Drawn.SHARES, (2,)) if is_whole else (Drawn.BARS, (1,))
    whole = Sum(measures[0], context.whole)
    about = [Subject(whole), *(Subject(whole._replace(source=source), whole) for source in there)]
    made = [Subject(), Subject(made=Made.RATIO)]
    head = _head([str(head) for head in heads])
    return _blocks(context, options, [head, *rows], relations, *picture, about, made)


def _of_attainment(context: Context, options: Options) -> list[Block]:
    """성과지표 | 기준 | 달성률: over the periods that have begun, or of the last one where the values make no total."""
    every = _courses(context)
    rated = [(course, *scored) for course in every if (scored := _last_rated(context, course)) is not None]
    if not rated:
        return []
    rows: list[tuple[TableCell, ...]] = [
        _head([str(Text(en="Indicator", ko="성과지표")), str(Text(en="Scope", ko="기준")), str(_ATTAINMENT)])
    ]
    for course, scope, score in rated:
        labels = (TableCell(text, role=Role.LABEL) for text in (course.indicator.name, scope))
        rows.append((*labels, _attained(score)))
    left = len(every) - len(rated)
    said = Text(en="{count} indicators without a rate are left out", ko="달성률을 낼 수 없는 지표 {count}개는 제외")
    notes = (str(said.format(count=left)),) if left else ()
    table = Table(name=options.name, title=options.title, rows=tuple(rows), labels=2, notes=notes)
    places = range(1, len(rows))
    charts = [
        Chart(options.title, Drawn.BARS, options.name, (2,), tuple(places[first : first + _MOST_BARS]))
        for first in range(0, len(places), _MOST_BARS)
    ]
    return [Grid(table), *charts]


def _courses(context: Context) -> list[Course]:
    """Those of the pledge of the sheet, or of the pledges chosen; the institution's own where all are."""
    if context.project is not None:
        return list(courses(context.books, context.project.key))
    every = courses(context.books)
    if len(context.pledges) == len(context.books.pledges):
        return list(every)
    return [each for each in every if any(is_within(each.indicator.project, p.key) for p in context.pledges)]


def _last_rated(context: Context, course: Course) -> tuple[str, Score] | None:
    if course.total.rate is not None:
        return str(Text(en="To date", ko="누계")), course.total
    labels = {period.key: period.label for period in context.books.periods}
    rated = [
        (labels[period], score)
        for period in context.books.fallen_due
        if (score := course.scores.get(period)) is not None and score.rate is not None
    ]
    return rated[-1] if rated else None


def _attained(score: Score) -> TableCell:
    """One rate in hundredths of a per cent; one of an approximate value is not drawn."""
    figure = figure_of(100 * (score.rate or Fraction()), 2, "%")
    if score.about:
        said = Text(en="about {said}", ko="약 {said}").format(said=figure_text(figure))
        return TableCell(str(said), role=Role.AMOUNT)
    return TableCell(figure_text(figure), (figure,), Role.AMOUNT)


_MOST_BARS = 24  # of one chart: more would not be read
_ATTAINMENT = Text(en="Attainment", ko="달성률")
_KINDS = {"periods": _of_periods, "sources": _of_sources, "attainment": _of_attainment}


def _share(figure: Figure, total: Figure) -> Figure:
    if not total.won:
        return Figure(kind=Kind.DASH, unit="%")
    sign = 1 if total.won > 0 else -1
    tenths = half_up(1000 * sign * (figure.won or 0), sign * total.won)
    return Figure(tenths, -1, "%", Kind.VALUE if tenths else Kind.ZERO)


def _head(words: Sequence[str]) -> tuple[TableCell, ...]:
    return tuple(TableCell(word, role=Role.HEAD) for word in words)


def _row(label: str, figures: Sequence[Figure], is_total: bool) -> tuple[TableCell, ...]:
    roles = (Role.TOTAL_LABEL, Role.TOTAL) if is_total else (Role.LABEL, Role.AMOUNT)
    return TableCell(label, role=roles[0]), *(TableCell(_text(each), (each,), roles[1]) for each in figures)


def _text(figure: Figure) -> str:
    if figure.unit != "%":
        return text_of(figure)
    if figure.kind is Kind.DASH:
        return "-"
    sign = "△" if figure.value < 0 else ""
    return f"{sign}{abs(figure.value) // 10:,}.{abs(figure.value) % 10}%"


def _sum(column: int, rows: int) -> Relation:
    """The total row over the rows below it."""
    return Relation(Place(1, column), tuple(Part(Place(row, column)) for row in range(2, rows + 1)), "column")


def _ratio(row: int) -> Relation:
    return Relation(Place(row, 2), (Part(Place(row, 1)), Part(Place(1, 1))), "share", Operation.RATIO)


def _blocks(
    context: Context,
    options: Options,
    rows: Sequence[tuple[TableCell, ...]],
    relations: Sequence[Relation],
    drawn: Drawn,
    series: tuple[int, ...],
    rows_about: Sequence[Subject],
    columns_about: Sequence[Subject],
) -> list[Block]:
    table = Table(
        name=options.name,
        title=options.title,
        rows=tuple(rows),
        unit=context.unit.label,
        rounding=context.rounding,
        relations=tuple(relations),
        notes=context.rounding_notes(rates=drawn is Drawn.SHARES),
        rows_about=(None, *rows_about),
        columns_about=(None, *columns_about),
    )
    return [Grid(table), Chart(options.title, drawn, options.name, series, tuple(range(2, len(rows))))]
