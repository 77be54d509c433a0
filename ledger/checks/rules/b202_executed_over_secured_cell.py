from collections.abc import Iterator

from ledger.checks.rule import Rule, at
from ledger.cube.books import Books
from ledger.model.entry import Measure
from ledger.model.finding import Finding, Severity
from ledger.model.money import stated, unit_named
from ledger.model.text import Text

RULE = Rule(
    id="B202",
    name="executed-over-secured-in-period",
    severity=Severity.WARNING,
    since="0.1",
    title=Text(en="More was executed in a period than was secured for it", ko="한 연차의 집행이 그 연차의 확보를 넘음"),
    why=Text(
        en="Carry-over and spending before the budget stands can do this rightly; a slip of one column looks the same.",
        ko="이월이나 성립전 사용이면 있을 수 있는 일이지만, 한 칸 밀려 적었을 때도 똑같이 보입니다.",
    ),
    fix=Text(
        en="Execution is recorded in the period whose budget paid it. If that is so, nothing need be done.",
        ko="집행은 돈이 나온 예산의 연차에 기록합니다. 그렇게 기록한 것이 맞으면 그대로 두십시오.",
    ),
    example=Text(en="'24: secured 180, executed 200", ko="'24: 확보 180, 집행 200"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per cell, unless the source is over as a whole: that is the graver finding of B201."""
    unit = unit_named(books.book.unit)
    for cell, balance in books.cube.cells.items():
        if cell.measure is not Measure.EXECUTED:
            continue
        secured = books.cube.won(Measure.SECURED, cell.project, cell.source, cell.period) or 0
        everything = books.cube.won(Measure.SECURED, cell.project, cell.source) or 0
        if balance.won > secured and (books.cube.won(Measure.EXECUTED, cell.project, cell.source) or 0) <= everything:
            yield RULE.finding(
                at(cell),
                Text(
                    en="executed {executed} {unit} is over secured {secured} in this period",
                    ko="{executed}, 확보 {secured} {unit}: {over} 초과",
                ).format(
                    executed=stated(balance.won, unit),
                    secured=stated(secured, unit),
                    over=stated(balance.won - secured, unit),
                    unit=unit,
                ),
                stated=balance.won,
                computed=secured,
                unit=unit.label,
            )
