from collections.abc import Iterator

from ledger.checks.indicators import at
from ledger.checks.rule import Rule
from ledger.cube.attainment import courses
from ledger.cube.books import Books
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="K101",
    name="no-target",
    severity=Severity.WARNING,
    since="0.3",
    title=Text(en="An indicator has no target in any period", ko="목표가 없는 성과지표"),
    why=Text(
        en="Without a target an actual says nothing of success: nobody can tell whether 91 is good or bad.",
        ko="목표가 없으면 실적만으로는 잘했는지 알 수 없고 달성률도 구할 수 없습니다.",
    ),
    fix=Text(
        en="Record the targets that were set (`ledger kpi target CODE 23=100`).",
        ko="정한 목표를 기록하십시오(`ledger kpi target 지표코드 23=100`).",
    ),
    example=Text(en="actual 91 in '23, no target", ko="'23 실적 91, 목표 없음"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per indicator."""
    for course in courses(books):
        if not course.targets:
            yield RULE.finding(at(course.indicator), Text(en="no target is recorded", ko="기록된 목표가 없음"))
