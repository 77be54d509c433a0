from collections.abc import Iterator

from ledger.checks.examined import Examined
from ledger.checks.rule import About, Rule
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="T101",
    name="row-total",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(en="A row total differs from its row", ko="행의 합계가 그 행의 내역과 다름"),
    why=Text(
        en="The figures of a row do not add up to the total printed in it: the total or one of the figures is wrong.",
        ko="한 행의 수치를 더한 값이 그 행에 찍힌 합계와 다릅니다. 합계나 내역 가운데 하나가 틀린 것입니다.",
    ),
    fix=Text(
        en="Look at the first suggestion: where the column total is out by the same amount, the wrong cell is "
        "where the two cross.",
        ko="첫 번째 제안부터 확인하십시오. 세로 합계도 같은 값만큼 다르면 두 줄이 만나는 칸이 틀린 칸입니다.",
    ),
    example=Text(en="계 20, periods 4+4+4+4+5", ko="계 20, 연차별 4+4+4+4+5"),
    about=About.TABLES,
)

_WHAT = Text(en="row total", ko="가로 합계")


def check(examined: Examined) -> Iterator[Finding]:
    """Totals across a row."""
    return examined.findings(RULE, _WHAT, "row")
