from collections.abc import Iterator

from ledger.checks.indicators import at, exact
from ledger.checks.rule import Rule
from ledger.cube.attainment import courses
from ledger.cube.books import Books
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="K106",
    name="missed-without-note",
    severity=Severity.WARNING,
    since="0.3",
    title=Text(en="A target was missed and nobody says why", ko="목표에 미달하고 사유가 없음"),
    why=Text(
        en="The report of results must give the reason for a missed target and what is done about it.",
        ko="목표에 미달한 지표는 성과보고서에 미달 사유와 대책을 적어야 합니다.",
    ),
    fix=Text(
        en="Record the reason with the actual (`ledger kpi actual CODE 23=91 --note ...`).",
        ko="실적에 사유를 함께 기록하십시오(`ledger kpi actual 지표코드 23=91 --note 사유`).",
    ),
    example=Text(en="'23 is over: target 100, actual 91, no note", ko="끝난 '23: 목표 100, 실적 91, 비고 없음"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per period that has ended by the as-of date; an approximate target is not held against anybody."""
    ended = {period.key for period in books.periods if period.end is not None and period.end <= books.as_of}
    for course in courses(books):
        unit = course.indicator.unit
        for period, score in course.scores.items():
            if period not in ended or score.met is not False or course.actuals[period].note:
                continue
            said = Text(en="target {target}, actual {actual}, no note", ko="목표 {target}, 실적 {actual}, 비고 없음")
            yield RULE.finding(
                at(course.indicator, period),
                said.format(target=course.targets[period].value, actual=course.actuals[period].value),
                stated=exact(score.actual, unit),
                computed=exact(score.target, unit),
                unit=unit,
            )
