from collections.abc import Iterator

from ledger.checks.rule import Rule, at
from ledger.cube.books import Books
from ledger.model.finding import Finding, Severity
from ledger.model.money import stated, unit_named
from ledger.model.text import Text

RULE = Rule(
    id="B301",
    name="amount-on-inner-node",
    severity=Severity.ERROR,
    since="0.1",
    title=Text(en="An amount stands on a project that has projects below it", ko="하위 사업이 있는 사업에 금액이 있음"),
    why=Text(
        en="The total of a project is the sum of what is below it. An amount of its own is in the total but in no line "
        "of the report. It comes from splitting a project after money was recorded on it.",
        ko="사업의 합계는 아래 단위사업의 합입니다. 그 자체에 금액이 있으면 합계에는 들어가고 어느 줄에도 나타나지 "
        "않습니다. 금액을 기록한 뒤에 사업을 나누면 이렇게 됩니다.",
    ),
    fix=Text(
        en="Move the amount to the projects below: take it off here by undoing the entry, and record it there.",
        ko="해당 기록을 되돌리고(`ledger undo`) 아래 단위사업에 기록하십시오.",
    ),
    example=Text(en="5-2 holds 100 and has 5-2/1 below it", ko="5-2에 100이 있고 그 아래에 5-2/1이 있음"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per cell on a registered project that is no leaf."""
    unit = unit_named(books.book.unit)
    for cell, balance in books.cube.cells.items():
        if cell.project in books.names.projects and cell.project not in books.names.leaves:
            yield RULE.finding(
                at(cell),
                Text(en="{won} {unit} stands on an inner project", ko="상위 사업에 {won} {unit} 기록됨").format(
                    won=stated(balance.won, unit), unit=unit
                ),
                stated=balance.won,
                unit=unit.label,
            )
