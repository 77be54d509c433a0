from collections.abc import Iterator

from ledger.checks.indicators import at
from ledger.checks.rule import Rule
from ledger.cube.attainment import courses, forbidden
from ledger.cube.books import Books
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="K103",
    name="forbidden-aggregation",
    severity=Severity.ERROR,
    since="0.3",
    title=Text(en="Values are put together that make no total", ko="합할 수 없는 값을 합하도록 한 성과지표"),
    why=Text(
        en="Rates, marks and grades do not add up, and the mean of rates is not the rate of the whole, as each has "
        "another denominator. A sum of cumulative values counts the early ones again and again. No total is printed.",
        ko="비율·점수·등급은 더할 수 없고, 비율의 평균은 분모가 서로 달라 전체의 비율이 아닙니다. 누적값을 더하면 앞의 "
        "값이 거듭 세어집니다. 그래서 누계를 출력하지 않습니다.",
    ),
    fix=Text(
        en="Take the last value (`--aggregation last`), or the ratio of the sums with its two counts "
        "(`--aggregation ratio --numerator ... --denominator ...`).",
        ko="최종값(`--aggregation last`)으로 하거나, 분자와 분모를 두고 합의 비율(`--aggregation ratio "
        "--numerator 분자 --denominator 분모`)로 하십시오.",
    ),
    example=Text(en="95.4% in '23 and 96.0% in '24, summed", ko="'23 95.4%, '24 96.0% 합계"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per indicator."""
    for course in courses(books):
        reason = forbidden(course.indicator)
        if reason is not None:
            yield RULE.finding(at(course.indicator), reason)
