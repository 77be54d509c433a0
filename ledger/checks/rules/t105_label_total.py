from collections.abc import Iterator

from ledger.checks.examined import Examined
from ledger.checks.rule import About, Rule
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="T105",
    name="label-total",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(en="A total stated in a label differs from its rows", ko="이름에 적힌 합계가 내역과 다름"),
    why=Text(
        en="A heading states its own total in brackets, and the rows under it give another sum. A row may be "
        "missing, or stand under the wrong heading where merged cells start one row early.",
        ko="제목 칸의 괄호 안에 적힌 합계와 그 아래 행을 더한 값이 다릅니다. 행이 빠졌거나, 병합된 칸이 한 줄 "
        "일찍 시작해 소속이 어긋난 것일 수 있습니다.",
    ),
    fix=Text(
        en="Compare the rows with the source; the difference is often the amount of one row.",
        ko="내역을 원본과 대조하십시오. 차액이 한 행의 금액과 같은 경우가 많습니다.",
    ),
    example=Text(en="혁신 (31,221,861천원), its rows 30,325,549", ko="혁신 (31,221,861천원), 내역의 합 30,325,549"),
    about=About.TABLES,
)

_WHAT = Text(en="total in the label", ko="이름에 적힌 합계")


def check(examined: Examined) -> Iterator[Finding]:
    """Totals in the text of a label."""
    return examined.findings(RULE, _WHAT, "label")
