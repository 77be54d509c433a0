from collections.abc import Iterator

from ledger.checks.examined import Examined
from ledger.checks.rule import About, Rule
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="T108",
    name="breakdown",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(en="A breakdown differs from the figure it breaks down", ko="세부내역이 본 수치와 다름"),
    why=Text(
        en="A note or a line in brackets splits a figure, and its pieces give another sum.",
        ko="주석이나 괄호의 세부내역을 더한 값이 본 수치와 다릅니다.",
    ),
    fix=Text(
        en="Compare both with the source: often only one of them was updated.",
        ko="둘 다 원본과 대조하십시오. 한쪽만 고친 경우가 많습니다.",
    ),
    example=Text(en="7,236백만원, ※ 2,301 + 4,953", ko="7,236백만원, ※ 2,301 + 4,953"),
    about=About.TABLES,
)

_WHAT = Text(en="breakdown", ko="세부내역")


def check(examined: Examined) -> Iterator[Finding]:
    """Figures that a note splits."""
    return examined.findings(RULE, _WHAT, "breakdown")
