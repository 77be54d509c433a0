from collections.abc import Iterator
from fractions import Fraction

from ledger.checks.indicators import at, exact
from ledger.checks.rule import Rule
from ledger.cube.attainment import Course, courses
from ledger.cube.books import Books
from ledger.model.finding import Finding, Severity
from ledger.model.quantity import WHOLES, Quantity, figure_of, figure_text
from ledger.model.text import Text

RULE = Rule(
    id="K104",
    name="unlike-evidence",
    severity=Severity.WARNING,
    since="0.3",
    title=Text(en="An actual is not what its evidence gives", ko="실적이 증빙과 다름"),
    why=Text(
        en="Evidence is graded item by item. Where the things that were counted are listed, there must be as many as "
        "the actual says; a rate must be its numerator over its denominator.",
        ko="평가에서는 증빙을 하나하나 셉니다. 증빙목록을 붙였으면 그 건수가 실적과 같아야 하고, 비율은 분자 ÷ 분모와 "
        "같아야 합니다.",
    ),
    fix=Text(
        en="Complete the list or correct the actual (`ledger kpi actual CODE 23=... --item ...`).",
        ko="목록을 채우거나 실적을 바로잡으십시오(`ledger kpi actual 지표코드 23=... --item ...`).",
    ),
    example=Text(en="actual 4, and three dated items", ko="실적 4, 증빙목록 3건"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per actual, its list and its two counts each on its own."""
    for course in courses(books):
        for period, score in course.scores.items():
            if isinstance(score.actual, Quantity):
                yield from _of_items(course, period, score.actual)
                yield from _of_ratio(course, period, score.actual)


def _of_items(course: Course, period: str, actual: Quantity) -> Iterator[Finding]:
    unit, count = course.indicator.unit, len(course.actuals[period].items)
    if count and actual.low != count and not actual.about:
        said = Text(en="actual {said}, evidence lists {count}", ko="실적 {said}, 증빙목록 {count}건")
        yield RULE.finding(
            at(course.indicator, period),
            said.format(said=course.actuals[period].value, count=count),
            stated=exact(actual, unit),
            computed=count,
            unit=unit,
        )


def _of_ratio(course: Course, period: str, actual: Quantity) -> Iterator[Finding]:
    """Whatever way the rate was rounded, it is less than one of its last digits away."""
    unit, record = course.indicator.unit, course.actuals[period]
    if record.ratio is None:
        return
    over, under = record.ratio
    computed = WHOLES.get(unit, 1) * over / under
    if abs(actual.low - computed) >= Fraction(1, 10**actual.decimals):
        figure = figure_of(computed, max(actual.decimals, 2))
        said = Text(
            en="actual {said}, {over} / {under} gives {computed}", ko="실적 {said}, {over} ÷ {under} = {computed}"
        )
        yield RULE.finding(
            at(course.indicator, period),
            said.format(
                said=record.value, over=record.numerator, under=record.denominator, computed=figure_text(figure)
            ),
            stated=exact(actual, unit),
            unit=unit,
        )
