from collections.abc import Iterator

from ledger.checks.examined import Examined
from ledger.checks.rule import About, Rule
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="T109",
    name="change",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(en="A change column differs from the two figures it compares", ko="증감이 두 수치의 차이와 다름"),
    why=Text(
        en="An increase or decrease is not the new figure less the old one; often its sign (△) is missing.",
        ko="증감이 뒤의 수치에서 앞의 수치를 뺀 값과 다릅니다. 감소 표시(△)가 빠진 경우가 많습니다.",
    ),
    fix=Text(
        en="Correct the change, or the figure that the suggestion names.",
        ko="증감이나, 제안에 나온 수치를 바로잡으십시오.",
    ),
    example=Text(en="2024 242,138, 2023 261,359, change 19,221", ko="2024년 242,138, 2023년 261,359, 증감 19,221"),
    about=About.TABLES,
)

_WHAT = Text(en="change", ko="증감")


def check(examined: Examined) -> Iterator[Finding]:
    """Differences of two columns."""
    return examined.findings(RULE, _WHAT, "change")
