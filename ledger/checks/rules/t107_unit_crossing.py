from collections.abc import Iterator

from ledger.checks.examined import Examined
from ledger.checks.rule import About, Rule
from ledger.checks.verdicts import factor_of_ten
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="T107",
    name="unit-crossing",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(
        en="A figure differs from its statement elsewhere in another unit", ko="다른 단위로 다시 적은 수치가 서로 다름"
    ),
    why=Text(
        en="The same money stands in two places, as 천원 in a table and as 백만원 in a sentence, and no way of "
        "rounding makes one of the other.",
        ko="같은 금액이 표에는 천원, 본문에는 백만원처럼 두 곳에 적혀 있으나, 어떤 단수처리로도 서로 같아지지 "
        "않습니다.",
    ),
    fix=Text(
        en="Find out which of the two is up to date; a missing row shows as the same difference in both.",
        ko="둘 가운데 어느 쪽이 최신인지 확인하십시오. 한 줄이 빠졌으면 두 곳의 차액이 같습니다.",
    ),
    example=Text(en="746,000천원 in the table, 1,265백만원 in the text", ko="표 746,000천원, 본문 1,265백만원"),
    about=About.TABLES,
)

_WHAT = Text(en="stated again", ko="다시 적은 수치")


def check(examined: Examined) -> Iterator[Finding]:
    """Figures against other tables and prose; a slip of the unit is a rule of its own (T114)."""
    for number, judged in examined.of("unit"):
        if factor_of_ten(judged, examined.captured) is None:
            yield from examined.finding(RULE, number, _WHAT)
