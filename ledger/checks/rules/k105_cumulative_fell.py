from collections.abc import Iterator
from itertools import pairwise

from ledger.checks.indicators import at, exact
from ledger.checks.rule import Rule
from ledger.cube.attainment import courses
from ledger.cube.books import Books
from ledger.model.finding import Finding, Severity
from ledger.model.quantity import Quantity
from ledger.model.text import Text

RULE = Rule(
    id="K105",
    name="cumulative-fell",
    severity=Severity.WARNING,
    since="0.3",
    title=Text(en="A cumulative actual is below the one before it", ko="누적 실적이 앞 연차보다 줄어듦"),
    why=Text(
        en="A cumulative value includes all before it, so it cannot fall. It does where somebody typed the value of "
        "one year alone, or where things counted before were struck out.",
        ko="누적값에는 앞의 값이 들어 있으므로 줄 수 없습니다. 그해 값만 적었거나, 앞서 센 것을 뺀 것입니다.",
    ),
    fix=Text(
        en="Record the cumulative value; or, if the values are of single years, `ledger kpi define CODE "
        "--no-cumulative`.",
        ko="누적값으로 고쳐 기록하십시오. 연도별 값이라면 `ledger kpi define 지표코드 --no-cumulative`로 바꾸십시오.",
    ),
    example=Text(en="'23: 1,006 teams in all, '24: 320", ko="'23 누적 1,006팀, '24 320팀"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per actual of a cumulative indicator, beside the last one before it."""
    labels = {period.key: period.label for period in books.periods}
    for course in courses(books):
        if not course.indicator.cumulative:
            continue
        values = [(period, s.actual) for period, s in course.scores.items() if isinstance(s.actual, Quantity)]
        for (before, was), (period, now) in pairwise(values):
            if now.low < was.low:
                said = Text(en="{now} after {was} in {before}", ko="{now}, 앞의 {before} {was}")
                yield RULE.finding(
                    at(course.indicator, period),
                    said.format(
                        now=course.actuals[period].value, was=course.actuals[before].value, before=labels[before]
                    ),
                    stated=exact(now, course.indicator.unit),
                    computed=exact(was, course.indicator.unit),
                    unit=course.indicator.unit,
                )
