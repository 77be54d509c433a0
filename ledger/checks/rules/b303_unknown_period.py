from collections.abc import Iterator

from ledger.checks.rule import Rule, at
from ledger.cube.books import Books
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="B303",
    name="period-outside-book",
    severity=Severity.ERROR,
    since="0.1",
    title=Text(en="An amount stands in a period that the book does not have", ko="장부에 없는 연차에 금액이 있음"),
    why=Text(
        en="The columns of every report are the book's periods. An amount outside them is in no column, and the total "
        "of its line no longer is the sum of what is printed.",
        ko="모든 보고서의 열은 장부의 연차입니다. 그 밖의 연차에 있는 금액은 어느 열에도 없어, 줄의 합계가 보이는 값의 "
        "합과 달라집니다.",
    ),
    fix=Text(
        en="Undo the entry and record it in a period of the book, or register the period.",
        ko="기록을 되돌려 장부의 연차에 다시 기록하거나, 연차를 등록하십시오.",
    ),
    example=Text(en="an amount in 2031 in a book that ends in 2026", ko="2026년에 끝나는 장부의 2031년 금액"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per cell."""
    for cell in books.cube.cells:
        if cell.period not in books.names.periods:
            yield RULE.finding(
                at(cell),
                Text(en="the book has no period '{period}'", ko="장부에 없는 연차 '{period}'").format(
                    period=cell.period
                ),
            )
