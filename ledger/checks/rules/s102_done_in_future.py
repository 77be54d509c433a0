from collections.abc import Iterator

from ledger.checks.rule import Rule
from ledger.cube.books import Books
from ledger.cube.story import Story
from ledger.model.finding import Finding, Severity, Where
from ledger.model.registers.milestone import Milestone
from ledger.model.text import Text

RULE = Rule(
    id="S102",
    name="done-in-future",
    severity=Severity.WARNING,
    since="0.1",
    title=Text(en="A line of the story is done on a date to come", ko="아직 오지 않은 시기의 일이 완료로 기록됨"),
    why=Text(
        en="Nothing is done before its date: the date or the mark is wrong. The report prints the line as planned.",
        ko="시기가 오기 전에 끝난 일은 없으므로 시기나 완료 표시가 틀렸습니다. 보고서에는 향후 추진계획으로 실립니다.",
    ),
    fix=Text(
        en="Take the line out and record it with its right date, or with --planned.",
        ko="그 줄을 빼고 바른 시기로, 또는 --planned로 다시 기록하십시오.",
    ),
    example=Text(en="done, dated 2024-06, as of 2024-01-15", ko="완료, 시기 2024. 6., 기준일 2024. 1. 15."),
)


def check(books: Books) -> Iterator[Finding]:
    """Per line without others nested in it, unless it was recorded only after the as-of date."""
    story = Story.of(books)
    for line in story.leaves:
        when = story.when(line)
        if line.done and when and when.start > books.as_of and (Milestone.KIND, line.key) not in books.later:
            said = Text(en="'{text}' is done, but dated {when}", ko="'{text}': 완료인데 시기가 {when}")
            yield RULE.finding(
                Where(project=line.project), said.format(text=line.text, when=Text(en=when.key, ko=when.dotted))
            )
