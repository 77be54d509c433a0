"""달성률: what was reached of each target, by period and over the periods up to the as-of date.

A missing actual is missing and not 0. What cannot be added (rates, marks, grades, cumulative values) has no total.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ledger.cube.books import Books
from ledger.model.errors import Refused
from ledger.model.moment import moment
from ledger.model.project import code_order, is_within
from ledger.model.quantity import GRADE, SCORE, WHOLES, Quantity, Step, Value, figure_of, figure_text
from ledger.model.registers.indicator import Actual, Aggregation, Direction, Indicator, Target
from ledger.model.table import Figure
from ledger.model.text import Text

_FORMULAS = {
    Direction.HIGHER: Text(en="actual / target", ko="실적 ÷ 목표"),
    Direction.LOWER: Text(en="(2 x target - actual) / target", ko="(2 × 목표 - 실적) ÷ 목표"),
    Direction.RANGE: Text(en="met within the target's range", ko="목표 범위 안이면 달성"),
    Direction.MILESTONE: Text(en="met when the target's stage is reached", ko="목표 단계에 이르면 달성"),
}
_GRADED = Text(en="met at the target's grade or better", ko="목표 등급 이상이면 달성")
_MEAN_DECIMALS, _RATE_DECIMALS = 2, 2
_MET, _MISSED = Text(en="met", ko="달성"), Text(en="missed", ko="미달성")
_NOT_JUDGED = Text(en="not judged", ko="판정 안 함")
_ABOUT = Text(en="about {said}", ko="약 {said}")


@dataclass(frozen=True, slots=True)
class Score:
    """목표, 실적 and what was reached, in one period or over several; None where there is none.

    `rate`: 1 is 100%. `met` is None where nothing can be said: one of the two is missing, or the target is only
    approximate and was not reached. `about`: the rate is that of an approximate value.
    """

    target: Value | None = None
    actual: Value | None = None
    rate: Fraction | None = None
    met: bool | None = None
    about: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator with what was set and reached, by period. `scores` has every period of the book with either, in
    their order.

    Over the periods that have begun by the as-of date: `target` is of those with a target, `actual` of those with an
    actual, `total` of the `counted` ones, which have both. None, and none counted, where the values make no total.
    """

    indicator: Indicator
    targets: Mapping[str, Target]
    actuals: Mapping[str, Actual]
    scores: Mapping[str, Score]
    target: Value | None = None
    actual: Value | None = None
    total: Score = Score()
    counted: tuple[str, ...] = ()


def courses(books: Books, project: str = "") -> tuple[Course, ...]:
    """Every indicator, or those of a project and the projects below it, by project and then in their order.

    An actual that was measured after the as-of date is not known yet.
    """
    chosen = [each for each in books.records(Indicator) if not project or is_within(each.project, project)]
    targets: dict[str, dict[str, Target]] = {}
    actuals: dict[str, dict[str, Actual]] = {}
    for target in books.records(Target):
        targets.setdefault(target.indicator, {})[target.period] = target
    for actual in books.records(Actual):
        if not actual.on or moment(actual.on).start <= books.as_of:
            actuals.setdefault(actual.indicator, {})[actual.period] = actual
    chosen.sort(key=lambda each: (code_order(each.project), each.order, code_order(each.key)))
    return tuple(_course(books, each, targets.get(each.key, {}), actuals.get(each.key, {})) for each in chosen)


def formula(indicator: Indicator) -> Text | None:
    """How the attainment of an indicator is computed; None where its direction is not known."""
    if indicator.unit == GRADE:
        return _GRADED
    return _FORMULAS[indicator.direction] if indicator.direction else None


def forbidden(indicator: Indicator) -> Text | None:
    """Why the values of an indicator must not be put together as it says; None where they may be."""
    added, averaged = (indicator.aggregation is each for each in (Aggregation.SUM, Aggregation.AVERAGE))
    if indicator.steps and indicator.aggregation not in (Aggregation.LAST, Aggregation.NONE):
        return Text(en="grades and stages have no {aggregation}", ko="등급·단계는 {aggregation} 불가").format(
            aggregation=indicator.aggregation.label
        )
    if indicator.unit in WHOLES and (added or averaged):
        return Text(en="rates have no {aggregation}", ko="비율({unit})은 {aggregation} 불가").format(
            unit=indicator.unit, aggregation=indicator.aggregation.label
        )
    if indicator.unit == SCORE and added:
        return Text(en="marks do not add up", ko="점수는 합계 불가")
    if indicator.cumulative and (added or averaged):
        return Text(en="cumulative values have no {aggregation}", ko="누적값은 {aggregation} 불가").format(
            aggregation=indicator.aggregation.label
        )
    return None


def judged(indicator: Indicator, target: Value | None, actual: Value | None) -> Score:
    """What an actual is of a target."""
    if isinstance(target, Step) and isinstance(actual, Step):
        return Score(target, actual, met=actual.place <= target.place)
    if not (isinstance(target, Quantity) and isinstance(actual, Quantity)):
        return Score(target, actual)
    about = indicator.direction is not None and (target.about or actual.about)
    met = _met(indicator.direction, target, actual.low)
    rate = _rate(indicator.direction, target.low, actual.low)
    return Score(target, actual, rate, None if about and not met else met, about)


def rate_figure(rate: Fraction) -> Figure:
    """A rate in hundredths of a per cent, rounded half up."""
    return figure_of(rate * 100, _RATE_DECIMALS, "%")


def attained(score: Score) -> str | None:
    """97.33%, 약 97.33%, 달성, or 판정 안 함 beside an approximate range, as it is printed; None where nothing can be
    said."""
    if score.rate is None:
        if score.about and score.met is None:
            return str(_NOT_JUDGED)
        return None if score.met is None else str(_MET if score.met else _MISSED)
    said = figure_text(rate_figure(score.rate))
    return str(_ABOUT.format(said=said)) if score.about else said


def value_text(value: Value) -> str:
    """1,424, 4~5, 30 이상, 약 100, S"""
    if not isinstance(value, Quantity):
        return value.name
    low, high = (figure_text(figure_of(number, value.decimals)) for number in (value.low, value.high))
    said = f"{low}~{high}" if value.is_range else f"{low} {value.bound}" if value.bound else low
    return str(_ABOUT.format(said=said)) if value.about else said


def _rate(direction: Direction | None, target: Fraction, actual: Fraction) -> Fraction | None:
    """The official formulas; neither says anything of a target that is not above zero."""
    if target <= 0:
        return None
    if direction is Direction.HIGHER:
        return actual / target
    return (2 * target - actual) / target if direction is Direction.LOWER else None


def _met(direction: Direction | None, target: Quantity, actual: Fraction) -> bool | None:
    if target.bound:
        return target.bound.met(actual, target.low)
    if direction is Direction.HIGHER:
        return actual >= target.low
    if direction is Direction.LOWER:
        return actual <= target.low
    return target.low <= actual <= target.high if direction is Direction.RANGE else None


def _course(books: Books, indicator: Indicator, targets: Mapping[str, Target], actuals: Mapping[str, Actual]) -> Course:
    wanted = {period: _read(indicator.target, each.value) for period, each in targets.items()}
    reached = {period: _read(indicator.actual, each.value) for period, each in actuals.items()}
    periods = [period.key for period in books.periods if period.key in targets or period.key in actuals]
    scores = {each: judged(indicator, wanted.get(each), reached.get(each)) for each in periods}
    begun = [period for period in books.fallen_due if period in scores]
    return _totalled(Course(indicator, targets, actuals, scores), begun)


def _read(reader: Callable[[str], Value], text: str) -> Value | None:
    """What cannot be read is not there; a rule says so."""
    try:
        return reader(text)
    except Refused:
        return None


def _totalled(course: Course, begun: Sequence[str]) -> Course:
    """The course with its totals over the periods that have begun, where its values make any."""
    indicator, scores = course.indicator, course.scores
    if indicator.aggregation is Aggregation.NONE or forbidden(indicator):
        return course

    def target(periods: Iterable[str]) -> Value | None:
        return _together(indicator.aggregation, [v for p in periods if (v := scores[p].target) is not None])

    def actual(periods: Iterable[str]) -> Value | None:
        measured = {p: v for p in periods if (v := scores[p].actual) is not None}
        if indicator.aggregation is Aggregation.RATIO:
            return _ratio(indicator, [course.actuals[period] for period in measured])
        return _together(indicator.aggregation, list(measured.values()))

    both = tuple(p for p in begun if scores[p].target is not None and scores[p].actual is not None)
    both = both[-1:] if indicator.aggregation is Aggregation.LAST else both
    total = judged(indicator, target(both), actual(both))
    return replace(course, target=target(begun), actual=actual(begun), total=total, counted=both)


def _together(aggregation: Aggregation, values: Sequence[Value]) -> Value | None:
    """Several values as one; the target of a ratio is one only where it is the same in every period."""
    if not values or aggregation is Aggregation.LAST:
        return values[-1] if values else None
    if aggregation is Aggregation.RATIO:
        return values[0] if all(value == values[0] for value in values) else None
    numbers = [value for value in values if isinstance(value, Quantity)]
    bounds = {number.bound for number in numbers if number.bound}
    low, high = sum((n.low for n in numbers), Fraction()), sum((n.high for n in numbers), Fraction())
    total = Quantity(
        low,
        high,
        max(number.decimals for number in numbers),
        next(iter(bounds)) if len(bounds) == 1 else None,
        any(number.about for number in numbers) or len(bounds) > 1,
    )
    if aggregation is Aggregation.SUM:
        return total
    mean_low, mean_high = low / len(numbers), high / len(numbers)
    return replace(
        total, low=mean_low, high=mean_high, decimals=_decimals(mean_low, mean_high, at_least=total.decimals)
    )


def _ratio(indicator: Indicator, actuals: Sequence[Actual]) -> Quantity | None:
    sums = ratio_sums(actuals)
    if sums is None:
        return None
    number = WHOLES.get(indicator.unit, 1) * sums[0] / sums[1]
    written = [value.decimals for a in actuals if isinstance(value := _read(indicator.actual, a.value), Quantity)]
    return Quantity(number, number, _decimals(number, at_least=max(written)))


def ratio_sums(actuals: Sequence[Actual]) -> tuple[Fraction, Fraction] | None:
    """Sum of the numerators and of the denominators; None where there are none, or one of them is not known."""
    known = [ratio for actual in actuals if (ratio := actual.ratio) is not None]
    if not known or len(known) != len(actuals):
        return None
    return sum((over for over, _ in known), Fraction()), sum((under for _, under in known), Fraction())


def _decimals(*numbers: Fraction, at_least: int) -> int:
    """The decimals to print computed numbers with: those of their parts where that is exact, else two or more."""
    exact = all((number * 10**at_least).denominator == 1 for number in numbers)
    return at_least if exact else max(at_least, _MEAN_DECIMALS)
