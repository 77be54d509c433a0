from collections.abc import Iterator

from ledger.checks.examined import Examined
from ledger.checks.rule import About, Rule
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="T104",
    name="grand-total",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(en="A grand total differs from the totals below it", ko="총계가 그 아래 합계들과 다름"),
    why=Text(
        en="The subtotals of a table do not add up to its printed grand total.",
        ko="표의 소계를 더한 값이 찍힌 총계와 다릅니다.",
    ),
    fix=Text(
        en="Check the subtotal that the suggestion names; where all subtotals close, the grand total was mistyped.",
        ko="제안에 나온 소계를 확인하십시오. 소계가 모두 맞으면 총계를 잘못 적은 것입니다.",
    ),
    example=Text(en="총계 242,138, 경상 93,857 + 수탁 148,381", ko="총계 242,138, 경상 93,857 + 수탁 148,381"),
    about=About.TABLES,
)

_WHAT = Text(en="grand total", ko="총계")


def check(examined: Examined) -> Iterator[Finding]:
    """Totals of totals."""
    return examined.findings(RULE, _WHAT, "grand")
