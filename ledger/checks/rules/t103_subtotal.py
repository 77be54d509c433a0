from collections.abc import Iterator

from ledger.checks.examined import Examined
from ledger.checks.rule import About, Rule
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="T103",
    name="subtotal",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(en="A subtotal differs from its rows", ko="소계가 내역과 다름"),
    why=Text(
        en="The rows of a group do not add up to its printed subtotal. A row may be missing, may stand under the "
        "wrong heading, or a figure is wrong.",
        ko="한 묶음의 행을 더한 값이 찍힌 소계와 다릅니다. 행이 빠졌거나, 다른 묶음에 들어갔거나, 수치가 틀린 "
        "것입니다.",
    ),
    fix=Text(
        en="Look for the amount of the difference elsewhere in the document: the same difference in two totals "
        "is one missing row.",
        ko="문서의 다른 곳에 같은 차액이 있는지 보십시오. 두 합계가 같은 금액만큼 모자라면 한 줄이 빠진 것입니다.",
    ),
    example=Text(en="경상예산 93,857, its rows 93,757", ko="경상예산 93,857, 내역의 합 93,757"),
    about=About.TABLES,
)

_WHAT = Text(en="subtotal", ko="소계")


def check(examined: Examined) -> Iterator[Finding]:
    """Totals of groups of rows, at any depth."""
    return examined.findings(RULE, _WHAT, "subtotal")
