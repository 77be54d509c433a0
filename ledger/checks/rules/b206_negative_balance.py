from collections.abc import Iterator

from ledger.checks.rule import Rule, at
from ledger.cube.books import Books
from ledger.model.finding import Finding, Severity
from ledger.model.money import stated, unit_named
from ledger.model.text import Text

RULE = Rule(
    id="B206",
    name="negative-balance",
    severity=Severity.WARNING,
    since="0.1",
    title=Text(en="The balance of a cell is below zero", ko="칸의 잔액이 음수임"),
    why=Text(
        en="A plan, a budget or a payment cannot be less than nothing. A negative balance comes from a decrease in the "
        "wrong cell, or recorded before the amount that it decreases.",
        ko="계획·확보·집행액은 0보다 작을 수 없습니다. 다른 칸에서 줄일 금액을 여기서 줄였거나, 늘린 기록이 "
        "빠진 것입니다.",
    ),
    fix=Text(
        en="Look at the postings (`ledger log --project CODE`) and undo the one in the wrong cell.",
        ko="기록(`ledger log --project 관리번호`)을 확인하고 잘못된 전표를 되돌리십시오.",
    ),
    example=Text(en="'24 secured △10", ko="'24 확보 △10"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per cell, as of the date of the book."""
    unit = unit_named(books.book.unit)
    for cell, balance in books.cube.cells.items():
        if balance.won < 0:
            yield RULE.finding(
                at(cell),
                Text(en="the balance is {won} {unit}", ko="잔액 {won} {unit}").format(
                    won=stated(balance.won, unit), unit=unit
                ),
                stated=balance.won,
                unit=unit.label,
            )
