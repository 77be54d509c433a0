"""성과지표: of every indicator three rows, 목표, 실적 and 달성률, by period and over the periods that have begun."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ledger.cube.attainment import (
    Course,
    Score,
    attained,
    courses,
    forbidden,
    formula,
    rate_figure,
    ratio_sums,
    value_text,
)
from ledger.model.document import Block, Grid
from ledger.model.errors import Refused
from ledger.model.moment import moment
from ledger.model.project import is_within
from ledger.model.quantity import Quantity, Value, figure_of, figure_text, value_of
from ledger.model.registers.indicator import Actual, Aggregation, Direction, Indicator, Target
from ledger.model.relation import Operation, Part, Place, Relation
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context, dotted


@dataclass(frozen=True, slots=True)
class Options:
    """`name` is what other sections call the table by. `title` is its heading."""

    name: str = "indicators"
    title: str = ""


Row = tuple[TableCell | None, ...]

_LABELS = 6  # columns before the periods
_ROWS = (Text(en="Target", ko="목표"), Text(en="Actual", ko="실적"), Text(en="Attainment", ko="달성률"))


def build(context: Context, options: Options) -> list[Block]:
    """One grid; nothing where there is no indicator."""
    chosen = _chosen(context)
    if not chosen:
        return []
    used = {period for course in chosen for period in course.scores}
    periods = [period.key for period in context.books.periods if period.key in used]
    rows: list[Row] = [_head(context, periods)]
    relations: list[Relation] = []
    begun = [_LABELS + place for place, period in enumerate(periods) if period in context.books.fallen_due]
    for course in chosen:
        relations += _relations(course, len(rows), range(_LABELS, _LABELS + len(periods)), begun)
        rows += _rows(context, course, periods)
    table = Table(
        name=options.name,
        title=options.title,
        rows=tuple(rows),
        labels=_LABELS,
        relations=tuple(relations),
        breaks=tuple(range(1, len(rows), len(_ROWS))),
        notes=_notes(context),
    )
    return [Grid(table)]


def _chosen(context: Context) -> tuple[Course, ...]:
    """Those of the pledge of the sheet; on a sheet about the whole book those of the pledges chosen, and the
    institution's own where all are."""
    if context.project is not None:
        return courses(context.books, context.project.key)
    pledges = [pledge.key for pledge in context.pledges]
    every = courses(context.books)
    if len(pledges) in (0, len(context.books.pledges)):
        return every
    return tuple(each for each in every if any(is_within(each.indicator.project, pledge) for pledge in pledges))


def _head(context: Context, periods: Sequence[str]) -> Row:
    words = (
        Text(en="Project", ko="사업"),
        Text(en="Indicator", ko="성과지표"),
        Text(en="Unit", ko="단위"),
        Text(en="Direction", ko="방향"),
        Text(en="Kind", ko="구분"),
        Text(en="Baseline", ko="기준값"),
    )
    labels = {period.key: period.label for period in context.books.periods}
    last = (Text(en="To date", ko="누계"), Text(en="Formula, notes", ko="산식·비고"))
    said = (*map(str, words), *(labels[period] for period in periods), *map(str, last))
    return tuple(TableCell(word, role=Role.HEAD) for word in said)


def _rows(context: Context, course: Course, periods: Sequence[str]) -> list[Row]:
    """목표 over 실적 over 달성률; what is said of all three stands once."""
    indicator = course.indicator
    deep = len(_ROWS)
    project = context.books.names.projects.get(indicator.project)
    direction = str(indicator.direction.label) if indicator.direction else ""
    said = (f"{indicator.project} {project.name if project else ''}".strip(), indicator.name, indicator.unit, direction)
    labels: list[TableCell | None] = [TableCell(text, role=Role.LABEL, rows=deep) for text in said]
    baseline = replace(_typed(indicator, indicator.baseline), rows=deep)
    remark = TableCell(_remark(context, course), rows=deep)
    cells = [
        [*(_target(course, period) for period in periods), _computed(course.target)],
        [*(_actual(course, period) for period in periods), _computed(course.actual)],
        [*(_attained(course.scores.get(period, Score())) for period in periods), _attained(course.total)],
    ]
    covered = [None] * len(labels)
    return [
        (
            *(covered if row else labels),
            TableCell(str(_ROWS[row]), role=Role.LABEL),
            None if row else baseline,
            *cells[row],
            None if row else remark,
        )
        for row in range(deep)
    ]


def _target(course: Course, period: str) -> TableCell:
    record = course.targets.get(period)
    return _typed(course.indicator, record.value if record else "")


def _actual(course: Course, period: str) -> TableCell:
    record = course.actuals.get(period)
    if record is not None and record.before:
        return TableCell(f"{record.before} → {record.value}", role=Role.AMOUNT)
    return _typed(course.indicator, record.value if record else "")


def _typed(indicator: Indicator, text: str) -> TableCell:
    """A value as it was typed; one exact number as a number."""
    if not text:
        return TableCell(figures=(Figure(kind=Kind.BLANK),), role=Role.AMOUNT)
    try:
        value = value_of(text, indicator.unit, indicator.steps)
    except Refused:
        return TableCell(text, role=Role.AMOUNT)
    if isinstance(value, Quantity) and value.is_plain:
        return _computed(value)
    return TableCell(text, role=Role.AMOUNT)


def _computed(value: Value | None) -> TableCell:
    """A value that was put together, in the words of the values themselves."""
    if value is None:
        return TableCell(figures=(Figure(kind=Kind.BLANK),), role=Role.AMOUNT)
    if not (isinstance(value, Quantity) and value.is_plain):
        return TableCell(value_text(value), role=Role.AMOUNT)
    figure = figure_of(value.low, value.decimals)
    return TableCell(figure_text(figure) if figure.value else "-", (figure,), Role.AMOUNT)


def _attained(score: Score) -> TableCell:
    text = attained(score)
    if text is None:
        return _computed(None)
    return TableCell(
        text, (rate_figure(score.rate),) if score.rate is not None and not score.about else (), Role.AMOUNT
    )


def _remark(context: Context, course: Course) -> str:
    """How the attainment is computed, from what and over which periods; then what there is to note."""
    return "; ".join(str(each) for each in _remarks(context, course))


def _remarks(context: Context, course: Course) -> Iterator[Text | str]:
    indicator = course.indicator
    labels = {period.key: period.label for period in context.books.periods}
    how, numbers = formula(indicator), _numbers(course)
    if how is not None and course.targets:
        yield f"{how} = {numbers} ({_scope([labels[period] for period in course.counted])})" if numbers else how
    if (reason := forbidden(indicator)) is not None:
        yield reason
    elif indicator.aggregation is Aggregation.RATIO:
        yield from _counts(context, course)
    elif indicator.aggregation is not Aggregation.NONE:
        yield Text(en="to date: {how}", ko="누계({how})").format(how=indicator.aggregation.label)
    if any(score.about and score.met is None for score in course.scores.values()):
        yield Text(en="short of about so much: not judged", ko="약·내외에 못 미치면 판정 안 함")
    if indicator.cumulative:
        yield Text(en="each value includes those before it", ko="연차별 값은 누적값")
    if indicator.baseline_on:
        yield Text(en="baseline of {on}", ko="기준값: {on}").format(on=moment(indicator.baseline_on).dotted)
    yield from (said for said in (indicator.formula, indicator.note) if said)
    records: list[Target | Actual] = [*course.targets.values(), *course.actuals.values()]
    for record in records:
        if record.note:
            yield f"{labels.get(record.period, record.period)} {record.note}"


def _numbers(course: Course) -> str:
    """The formula with the numbers of the total in it."""
    target, actual = course.total.target, course.total.actual
    if course.total.rate is None or not (isinstance(target, Quantity) and isinstance(actual, Quantity)):
        return ""
    below, above = (figure_text(figure_of(each.low, each.decimals)) for each in (target, actual))
    is_lower = course.indicator.direction is Direction.LOWER
    return f"(2 × {below} - {above}) ÷ {below}" if is_lower else f"{above} ÷ {below}"


def _counts(context: Context, course: Course) -> Iterator[Text]:
    """분자 ÷ 분모 of a ratio of sums."""
    indicator = course.indicator
    measured = [
        course.actuals[p] for p, score in course.scores.items() if p in context.books.fallen_due and score.actual
    ]
    sums = ratio_sums(measured)
    if sums is None:
        yield Text(en="to date: not every count is known", ko="누계: 분자·분모가 빠진 연차가 있음")
        return
    over, under = (figure_text(figure_of(each, 0 if each.denominator == 1 else 2)) for each in sums)
    yield Text(en="to date: {a} / {b} = {over} / {under}", ko="누계: {a} ÷ {b} = {over} ÷ {under}").format(
        a=indicator.numerator, b=indicator.denominator, over=over, under=under
    )


def _scope(labels: Sequence[str]) -> str:
    if len(labels) == 1:
        return labels[0]
    count = Text(en="{count} periods", ko="{count}개 연차").format(count=len(labels))
    return f"{labels[0]}~{labels[-1]}, {count}"


def _relations(course: Course, top: int, columns: range, begun: Sequence[int]) -> Iterator[Relation]:
    """누계 of targets and of actuals from the periods that have begun, and every rate from the two above it."""
    target, actual, attained = range(top, top + len(_ROWS))
    last = columns.stop
    if course.indicator.aggregation is Aggregation.SUM and forbidden(course.indicator) is None:
        for row in (target, actual):
            yield Relation(Place(row, last), tuple(Part(Place(row, column)) for column in begun), "row")
    if course.indicator.direction is Direction.HIGHER:
        for column in (*columns, last):
            parts = Part(Place(actual, column)), Part(Place(target, column))
            yield Relation(Place(attained, column), parts, "rate", Operation.RATIO)


def _notes(context: Context) -> tuple[str, ...]:
    to_date = Text(
        en="To date: periods that have begun by {day} Attainment counts only those with both target and actual. "
        "Rates, marks and grades never add up.",
        ko="누계는 {day} 현재 시작된 연차까지이며, 달성률 누계는 목표와 실적이 모두 있는 연차만 셉니다. "
        "비율·점수·등급은 더하지 않습니다.",
    ).format(day=dotted(context.books.as_of))
    marks = Text(en="Blank: nothing recorded; -: zero.", ko="빈칸은 기록 없음, “-”는 영(0).")
    return str(to_date), str(marks)
