from collections.abc import Iterator

from ledger.checks.rule import Rule
from ledger.checks.settled import where
from ledger.cube.books import Books
from ledger.cube.settling import lines_of
from ledger.model.finding import Finding, Severity
from ledger.model.money import stated, unit_named
from ledger.model.registers.settlement import Leftover
from ledger.model.text import Text

RULE = Rule(
    id="E102",
    name="carried-again",
    severity=Severity.WARNING,
    since="0.1",
    title=Text(en="Money carried over by accident is carried over again", ko="사고이월한 돈을 다시 이월함(재사고이월)"),
    why=Text(
        en="An accident carry-over goes into the next year and no further. What was carried over as stated may become "
        "one once, and a continuing one goes on to its last year.",
        ko="사고이월은 다음 해까지만 쓸 수 있고 다시 이월할 수 없습니다. 명시이월한 돈은 한 번 사고이월할 수 있고, "
        "계속비는 마지막 해까지 차례로 이월합니다.",
    ),
    fix=Text(
        en="Record what is left as lapsed (`ledger lapse ... --year YEAR`), or correct the kind of the first "
        "carry-over.",
        ko="남은 돈을 불용으로 기록하거나(`ledger lapse ... --year 결산연도`) 앞선 이월의 구분을 바로잡으십시오.",
    ),
    example=Text(
        en="'23: 3 carried by accident into '24, 1 of it by accident again into '25",
        ko="'23 사고이월 3을 '24로, 그중 1을 다시 사고이월로 '25로",
    ),
)
_ONCE = (Leftover.STATED, Leftover.ACCIDENT)
_FREE = (Leftover.STATED, Leftover.CONTINUING)


def check(books: Books) -> Iterator[Finding]:
    """Per budget and closing: what is carried again beyond what had come in otherwise than by accident."""
    unit = unit_named(books.book.unit)
    lines = {(line.project, line.source, line.period, line.year): line for line in lines_of(books)}
    for (*money, year), line in lines.items():
        before = lines.get((*money, year - 1))  # type: ignore[arg-type]  # mypy loses the types of a starred tuple
        if before is None or not before.left.get(Leftover.ACCIDENT):
            continue
        again = sum(line.left.get(kind, 0) for kind in _ONCE)
        allowed = sum(before.left.get(kind, 0) for kind in _FREE)
        if again > allowed:
            yield RULE.finding(
                where(line),
                Text(
                    en="closing of {year}: {again} {unit} carried over, of which only {allowed} had not come by "
                    "accident",
                    ko="{year}년 결산: 이월 {again} {unit} 가운데 다시 이월할 수 있는 금액(사고이월 제외) {allowed}",
                ).format(year=year, again=stated(again, unit), allowed=stated(allowed, unit), unit=unit),
                stated=again,
                computed=allowed,
                unit=unit.label,
            )
