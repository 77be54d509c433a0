from collections.abc import Iterator

from ledger.checks.examined import Examined
from ledger.checks.rule import About, Rule
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="T102",
    name="column-total",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(en="A column total differs from its column", ko="열의 합계가 그 열의 내역과 다름"),
    why=Text(
        en="The figures of a column do not add up to the total printed above or below them.",
        ko="한 열의 수치를 더한 값이 그 위나 아래에 찍힌 합계와 다릅니다.",
    ),
    fix=Text(
        en="Look at the first suggestion: a wrong cell, a missing row or a row too many.",
        ko="첫 번째 제안부터 확인하십시오. 틀린 칸, 빠진 행, 잘못 들어간 행 가운데 하나입니다.",
    ),
    example=Text(
        en="'23: total 5,322, rows 4+18+180+560+3,270+270+1,021",
        ko="'23: 합계 5,322, 내역 4+18+180+560+3,270+270+1,021",
    ),
    about=About.TABLES,
)

_WHAT = Text(en="column total", ko="세로 합계")


def check(examined: Examined) -> Iterator[Finding]:
    """Totals down a column."""
    return examined.findings(RULE, _WHAT, "column")
