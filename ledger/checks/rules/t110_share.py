from collections.abc import Iterator

from ledger.checks.examined import Examined
from ledger.checks.rule import About, Rule
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="T110",
    name="share",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(en="A share is not that part of its whole", ko="비중이 해당 수치의 비율과 다름"),
    why=Text(
        en="A printed share or ratio is not what its two figures give, in as many decimals as are printed; "
        "rounding and truncation are both allowed for.",
        ko="찍힌 비중·비율이 두 수치로 계산한 값과 다릅니다. 찍힌 자릿수까지의 반올림과 절사는 모두 감안했습니다.",
    ),
    fix=Text(
        en="Correct the share; or, where a total is broken too, the figure it is made of.",
        ko="비중을 바로잡으십시오. 합계도 맞지 않으면 비중의 바탕이 된 수치를 확인하십시오.",
    ),
    example=Text(en="488 of 817 printed as 57.9 %", ko="817 가운데 488인데 57.9 %"),
    about=About.TABLES,
)

_WHAT = Text(en="share", ko="비중")


def check(examined: Examined) -> Iterator[Finding]:
    """Per cents of a whole, and ratios."""
    return examined.findings(RULE, _WHAT, "share", "ratio")
