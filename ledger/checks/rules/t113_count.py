from collections.abc import Iterator

from ledger.checks.examined import Examined
from ledger.checks.rule import About, Rule
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="T113",
    name="count",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(en="A count differs from what is listed", ko="적힌 개수와 나열된 개수가 다름"),
    why=Text(
        en="A text or a cell says how many there are, and the list it speaks of has another number of entries.",
        ko="본문이나 칸에 적힌 개수와 실제로 나열된 항목의 수가 다릅니다.",
    ),
    fix=Text(
        en="Complete the list or correct the count.",
        ko="목록을 채우거나 개수를 바로잡으십시오.",
    ),
    example=Text(en="간담회 3 beside two dated lines", ko="간담회 3인데 실적은 두 줄"),
    about=About.TABLES,
)

_WHAT = Text(en="count", ko="개수")


def check(examined: Examined) -> Iterator[Finding]:
    """Counts against the entries they count."""
    return examined.findings(RULE, _WHAT, "count")
