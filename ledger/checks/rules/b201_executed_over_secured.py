from collections.abc import Iterator

from ledger.checks.rule import Rule
from ledger.cube.books import Books
from ledger.model.entry import Measure
from ledger.model.finding import Finding, Severity, Where
from ledger.model.money import stated, unit_named
from ledger.model.text import Text

RULE = Rule(
    id="B201",
    name="executed-over-secured",
    severity=Severity.ERROR,
    since="0.1",
    title=Text(en="More was executed than was ever secured", ko="집행 누계가 확보 누계를 넘음"),
    why=Text(
        en="Over all periods, a source paid more for a project than it was given. Money cannot be spent that no "
        "budget provided.",
        ko="모든 연차를 합쳐, 한 재원에서 확보한 금액보다 더 많이 집행한 것으로 기록되어 있습니다. 예산에 없는 돈은 "
        "집행할 수 없습니다.",
    ),
    fix=Text(
        en="Record the funding that is missing (a supplementary budget, money spent before its budget), or correct "
        "the executed amount.",
        ko="빠진 확보액(추경, 성립전 예산 등)을 기록하거나 집행액을 바로잡으십시오.",
    ),
    example=Text(en="secured 100, executed 101", ko="확보 100, 집행 101"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per project and source, over all periods."""
    unit = unit_named(books.book.unit)
    for project, source in sorted({(cell.project, cell.source) for cell in books.cube.cells}):
        executed = books.cube.won(Measure.EXECUTED, project, source) or 0
        secured = books.cube.won(Measure.SECURED, project, source) or 0
        if executed > secured:
            yield RULE.finding(
                Where(project=project, source=source, measure=str(Measure.EXECUTED)),
                Text(
                    en="executed {executed} {unit} is over secured {secured} by {over}",
                    ko="누계 {executed}, 확보 누계 {secured} {unit}: {over} 초과",
                ).format(
                    executed=stated(executed, unit),
                    secured=stated(secured, unit),
                    over=stated(executed - secured, unit),
                    unit=unit,
                ),
                stated=executed,
                computed=secured,
                unit=unit.label,
            )
