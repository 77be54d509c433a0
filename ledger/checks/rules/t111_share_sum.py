from collections.abc import Iterator

from ledger.checks.examined import Examined
from ledger.checks.rule import About, Rule
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="T111",
    name="share-sum",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(en="Shares do not add up to their total", ko="비중의 합이 맞지 않음"),
    why=Text(
        en="The shares of the parts do not give the share of the whole. 99.9 or 100.1 comes from rounding and is "
        "only noted.",
        ko="내역의 비중을 더해도 전체의 비중이 되지 않습니다. 99.9나 100.1은 단수처리 때문이므로 참고로만 알립니다.",
    ),
    fix=Text(
        en="A note needs no more than a footnote (합계가 일치하지 않을 수 있음); an error means that a share is wrong.",
        ko="참고이면 '합계가 일치하지 않을 수 있음'이라는 각주면 됩니다. 오류이면 비중 하나가 틀린 것입니다.",
    ),
    example=Text(en="59.7 + 21.4 + 7.1 = 88.2, printed 82.9", ko="59.7 + 21.4 + 7.1 = 88.2, 기재 82.9"),
    about=About.TABLES,
)

_WHAT = Text(en="sum of shares", ko="비중의 합")


def check(examined: Examined) -> Iterator[Finding]:
    """Sums of per cents."""
    return examined.findings(RULE, _WHAT, "share-sum")
