from collections.abc import Iterator

from ledger.checks.indicators import at
from ledger.checks.rule import Rule
from ledger.cube.attainment import courses
from ledger.cube.books import Books
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="K102",
    name="no-direction",
    severity=Severity.ERROR,
    since="0.3",
    title=Text(en="An indicator does not say which way is better", ko="방향(상향·하향)이 없는 성과지표"),
    why=Text(
        en="The formula of attainment depends on the direction: of complaints fewer are better, of visitors more. "
        "Without it no attainment is computed.",
        ko="달성률 산식은 방향에 따라 다릅니다. 민원은 줄수록, 이용자는 늘수록 좋습니다. 방향이 없으면 달성률을 "
        "구하지 않습니다.",
    ),
    fix=Text(
        en="Say it: `ledger kpi define CODE --direction higher` (or lower, range, milestone).",
        ko="방향을 정하십시오: `ledger kpi define 지표코드 --direction higher`(상향), lower(하향), range(범위), "
        "milestone(달성 여부).",
    ),
    example=Text(en="target 100, actual 91, no direction", ko="목표 100, 실적 91, 방향 없음"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per indicator."""
    for course in courses(books):
        if course.indicator.direction is None:
            yield RULE.finding(
                at(course.indicator), Text(en="it does not say which way is better", ko="방향이 정해져 있지 않음")
            )
