from collections.abc import Iterator

from ledger.checks.rule import Rule, at
from ledger.cube.books import Books
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="B302",
    name="unknown-key",
    severity=Severity.ERROR,
    since="0.1",
    title=Text(
        en="An amount stands on a project or source that is not registered", ko="등록되지 않은 사업·재원에 금액이 있음"
    ),
    why=Text(
        en="No report prints a line for it, so the amount is in no total that anybody sees.",
        ko="어느 보고서에도 줄이 없어, 아무도 보지 못하는 금액이 됩니다.",
    ),
    fix=Text(
        en="Register the name (`ledger add`), or undo the entry and record it under the right one.",
        ko="이름을 등록(`ledger add`)하거나, 기록을 되돌리고 맞는 이름으로 다시 기록하십시오.",
    ),
    example=Text(en="an amount under '구비' in a city's book", ko="시 장부의 '구비' 금액"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per cell and per name that no register knows."""
    for cell in books.cube.cells:
        for what, name, known in (
            (Text(en="project", ko="사업"), cell.project, books.names.projects),
            (Text(en="source", ko="재원"), cell.source, books.names.sources),
        ):
            if name not in known:
                yield RULE.finding(
                    at(cell),
                    Text(en="{what} '{name}' is not registered", ko="등록되지 않은 {what} '{name}'").format(
                        what=what, name=name
                    ),
                )
