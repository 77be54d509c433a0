from collections.abc import Iterator

from ledger.checks.rule import Rule
from ledger.cube.books import Books
from ledger.model.finding import Finding, Severity, Where
from ledger.model.registers.participation import Participation
from ledger.model.text import Text

RULE = Rule(
    id="S103",
    name="participation-count",
    severity=Severity.WARNING,
    since="0.1",
    title=Text(en="A count of participation is not the number of its dates", ko="시민참여 횟수가 날짜의 수와 다름"),
    why=Text(
        en="The dates below the counts are what proves them; graders count them.",
        ko="횟수를 증명하는 것은 그 아래의 날짜이고, 평가에서는 그 날짜를 셉니다.",
    ),
    fix=Text(en="Correct the count, or add the dates that are missing.", ko="횟수를 고치거나 빠진 날짜를 더하십시오."),
    example=Text(en="talks 4 times, 3 dates", ko="간담회 4회, 날짜 3개"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per count with at least one date."""
    for each in books.records(Participation):
        if each.dates and len(each.dates) != each.count:
            said = Text(en="{name}: {count} times, {dates} dates", ko="{name} {count}회, 날짜 {dates}개")
            yield RULE.finding(
                Where(project=each.project),
                said.format(name=each.label or each.category, count=each.count, dates=len(each.dates)),
            )
