from collections.abc import Iterator

from ledger.checks.rule import Rule, at
from ledger.cube.books import Books
from ledger.model.entry import Measure
from ledger.model.finding import Finding, Severity
from ledger.model.money import stated, unit_named
from ledger.model.text import Text

RULE = Rule(
    id="B203",
    name="secured-over-plan",
    severity=Severity.WARNING,
    since="0.1",
    title=Text(en="More was secured than planned", ko="확보액이 계획액을 넘음"),
    why=Text(
        en="The plan is out of date, or the amount went to another project, source or period than it was meant for.",
        ko="계획이 현행화되지 않았거나, 다른 사업·재원·연차에 적을 금액을 여기에 적은 것입니다.",
    ),
    fix=Text(
        en="Amend the plan (`ledger plan ... --reason --procedure`), or correct the secured amount.",
        ko="계획을 변경(`ledger plan ... --reason --procedure`)하거나 확보액을 바로잡으십시오.",
    ),
    example=Text(en="'23: planned 560, secured 600", ko="'23: 계획 560, 확보 600"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per cell: a plan that was never recorded counts as nothing."""
    unit = unit_named(books.book.unit)
    for cell, balance in books.cube.cells.items():
        if cell.measure is not Measure.SECURED:
            continue
        plan = books.cube.won(Measure.PLAN, cell.project, cell.source, cell.period) or 0
        if balance.won > plan:
            yield RULE.finding(
                at(cell),
                Text(
                    en="secured {secured} {unit} is over the plan of {plan} by {over}",
                    ko="{secured}, 계획 {plan} {unit}: {over} 초과",
                ).format(
                    secured=stated(balance.won, unit),
                    plan=stated(plan, unit),
                    over=stated(balance.won - plan, unit),
                    unit=unit,
                ),
                stated=balance.won,
                computed=plan,
                unit=unit.label,
            )
