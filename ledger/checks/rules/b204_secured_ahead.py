from collections.abc import Iterator

from ledger.checks.rule import Rule, at
from ledger.cube.books import Books
from ledger.model.entry import Measure
from ledger.model.finding import Finding, Severity
from ledger.model.money import stated, unit_named
from ledger.model.text import Text

RULE = Rule(
    id="B204",
    name="secured-ahead",
    severity=Severity.WARNING,
    since="0.1",
    title=Text(en="Money is secured in a period that has not begun", ko="시작하지 않은 연차에 확보액이 있음"),
    why=Text(
        en="A budget is voted year by year: before its period begins, money can at most be in a draft budget.",
        ko="예산은 해마다 의결됩니다. 연차가 시작되기 전에는 많아야 예산(안)에 들어 있을 뿐입니다.",
    ),
    fix=Text(
        en="Check the column and the as-of date. Record the amount when the budget is voted.",
        ko="연차(열)와 기준일을 확인하고, 예산이 확정된 뒤에 기록하십시오.",
    ),
    example=Text(en="as of 2023-12-31, secured in '25", ko="기준일 2023. 12. 31.에 '25 확보액"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per cell, against the as-of date of the book."""
    unit = unit_named(books.book.unit)
    starts = {period.key: period.start for period in books.periods}
    for cell, balance in books.cube.cells.items():
        start = starts.get(cell.period)
        if cell.measure is Measure.SECURED and balance.won and start is not None and start > books.as_of:
            yield RULE.finding(
                at(cell),
                Text(
                    en="{won} {unit} is secured, but the period begins on {start}",
                    ko="{won} {unit}. 이 연차는 {start}에 시작합니다",
                ).format(won=stated(balance.won, unit), unit=unit, start=start.isoformat()),
                stated=balance.won,
                unit=unit.label,
            )
