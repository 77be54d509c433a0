from collections.abc import Iterator

from ledger.checks.documents import GRAIN, shown
from ledger.checks.examined import Examined
from ledger.checks.rule import About, Rule
from ledger.checks.verdicts import factor_of_ten
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="T114",
    name="factor-of-ten",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(
        en="A figure is ten, a hundred or a thousand times its other statement",
        ko="같은 수치가 10배·100배·1,000배로 다름",
    ),
    why=Text(
        en="The same figure stands elsewhere, and the two differ by nothing but their unit or the place of a point: "
        "16.9백만원 for 169백만원. Beside sums that do not close, such a slip is named by the rule of the sum.",
        ko="다른 곳에 적힌 같은 수치와 단위나 소수점 자리만 다릅니다(169백만원을 16.9백만원으로). 합계가 맞지 않는 "
        "칸의 단위 착오는 그 합계의 점검규칙에서 알립니다.",
    ),
    fix=Text(
        en="Correct the one with the wrong unit or point; nothing is alike by chance in all its digits.",
        ko="단위나 소수점이 틀린 쪽을 바로잡으십시오. 모든 숫자가 우연히 같기는 어렵습니다.",
    ),
    example=Text(en="16.9백만원 and 1억 6,900만원", ko="16.9백만원, 1억 6,900만원"),
    about=About.TABLES,
)

_WHAT = Text(en="stated again, {times} times {size}", ko="다시 적은 수치, {times}배 {size}")
_MORE, _LESS = Text(en="too much", ko="많음"), Text(en="too little", ko="적음")


def check(examined: Examined) -> Iterator[Finding]:
    """Figures stated twice whose digits agree and whose size does not."""
    for number, judged in enumerate(examined.judgements):
        power = factor_of_ten(judged, examined.captured)
        if power is not None:
            times = shown(10 ** abs(power) * GRAIN, "")
            what = _WHAT.format(times=times, size=_LESS if power > 0 else _MORE)
            yield from examined.finding(RULE, number, what)
