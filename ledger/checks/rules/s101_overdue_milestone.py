from collections.abc import Iterator

from ledger.checks.rule import Rule
from ledger.cube.books import Books
from ledger.cube.story import Story
from ledger.model.finding import Finding, Severity, Where
from ledger.model.text import Text

RULE = Rule(
    id="S101",
    name="overdue-milestone",
    severity=Severity.WARNING,
    since="0.1",
    title=Text(en="A planned line of the story is past its date", ko="추진계획의 시기가 지났으나 완료되지 않음"),
    why=Text(
        en="The report still prints it as planned. Either it was done and nobody said so, or it is late.",
        ko="보고서에는 아직 향후 추진계획으로 실립니다. 하고도 기록하지 않았거나, 늦어진 것입니다.",
    ),
    fix=Text(
        en="Mark it done (`ledger milestone --done KEY`), or take it out and record it with its new date.",
        ko="마쳤으면 완료로 기록하고(`ledger milestone --done 줄`), 늦어졌으면 빼고 새 시기로 다시 기록하십시오.",
    ),
    example=Text(en="planned for 2024-03, not done as of 2024-04-01", ko="2024. 3. 계획, 2024. 4. 1. 현재 완료 아님"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per line without others nested in it; its date is that of the line above where it has none."""
    story = Story.of(books)
    for line in story.overdue:
        if when := story.when(line):
            said = Text(en="'{text}' was planned for {when}", ko="'{text}': {when} 계획, 완료 아님")
            yield RULE.finding(
                Where(project=line.project), said.format(text=line.text, when=Text(en=when.key, ko=when.dotted))
            )
