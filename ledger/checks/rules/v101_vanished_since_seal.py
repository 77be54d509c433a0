from collections.abc import Iterator

from ledger.checks.rule import Rule
from ledger.cube.books import Books
from ledger.model.finding import Finding, Severity, Where
from ledger.model.text import Text

RULE = Rule(
    id="V101",
    name="vanished-since-seal",
    severity=Severity.WARNING,
    since="0.4",
    title=Text(en="A project of the last seal is gone", ko="확정본에 있던 사업이 없어짐"),
    why=Text(
        en="What was handed in had this line. A pledge that ends keeps its line with the status 폐기 or 완료; one that "
        "vanishes leaves a gap that nobody can explain.",
        ko="제출한 보고서에 있던 줄입니다. 끝난 공약도 이행상태(완료, 폐기)를 달고 남아야 하며, 줄이 없어지면 합계가 "
        "달라진 까닭을 설명할 수 없습니다.",
    ),
    fix=Text(
        en="Find what took it out (`ledger log`) and undo that; set the status instead.",
        ko="없앤 전표를 찾아(`ledger log`) 되돌리고, 이행상태를 바꾸십시오.",
    ),
    example=Text(en="6-1 in the seal '2023 H2', not in the book", ko="확정본 '2023 하반기'의 6-1이 장부에 없음"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per project that the last seal by the date of the book had."""
    there = {project.key for project in books.projects}
    for project in books.frozen.projects if books.frozen else ():
        if project.key not in there:
            yield RULE.finding(
                Where(project=project.key),
                Text(en="'{name}' was in the seal '{seal}'", ko="'{name}': 확정본 '{seal}'에 있던 사업").format(
                    name=project.name, seal=books.frozen.seal.state.key if books.frozen else ""
                ),
            )
