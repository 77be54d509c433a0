from collections.abc import Iterator

from ledger.checks.documents import GRAIN, shown
from ledger.checks.examined import Examined
from ledger.checks.rule import About, Rule
from ledger.checks.verdicts import Judgement, Outcome
from ledger.model.finding import Finding, Severity
from ledger.model.relation import Operation, Place
from ledger.model.text import Text

RULE = Rule(
    id="T106",
    name="cross-footing",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(
        en="Row totals and column totals lead to different grand totals",
        ko="가로 합계와 세로 합계로 구한 총계가 서로 다름",
    ),
    why=Text(
        en="Summed across and summed down, the corner of a table gets two values, though neither way alone shows "
        "the fault: the corner is blank, or rounding hides it in each.",
        ko="표의 끝 칸을 가로로 더한 값과 세로로 더한 값이 다릅니다. 끝 칸이 비어 있거나 각각은 단수차이로 보여, "
        "한쪽만으로는 드러나지 않습니다.",
    ),
    fix=Text(
        en="Compare the row totals and the column totals with their rows and columns.",
        ko="가로 합계와 세로 합계를 각각의 행·열과 대조하십시오.",
    ),
    example=Text(en="down 32,675, across 32,657, corner blank", ko="세로 32,675, 가로 32,657, 끝 칸 빈칸"),
    about=About.TABLES,
)


def check(examined: Examined) -> Iterator[Finding]:
    """Totals of two sums that no other rule calls broken while the two contradict one another."""
    ways: dict[Place, list[tuple[int, Judgement]]] = {}
    for number, judged in enumerate(examined.judgements):
        is_sum = judged.relation.operation is Operation.SUM and len(judged.relation.parts) > 1
        if is_sum and judged.outcome is not Outcome.UNKNOWN:
            ways.setdefault(judged.relation.total, []).append((number, judged))
    for place, both in ways.items():
        if len(both) == 2 and _is_hidden(examined, place, both):
            (number, first), (_, second) = both
            message = Text(
                en="the ways to this total differ: {first} and {second}{unit}",
                ko="이 합계를 구하는 두 길이 다름: {first}, {second}{unit}",
            )
            total = examined.captured[place]
            yield examined.plain(
                RULE,
                number,
                message.format(
                    first=shown(first.computed, total.unit),
                    second=shown(second.computed, total.unit),
                    unit=f" {total.unit}" if total.unit else "",
                ),
                severity=Severity.ERROR,
            )


def _is_hidden(examined: Examined, place: Place, both: list[tuple[int, Judgement]]) -> bool:
    """Neither way is reported as a contradiction of a printed total, and one rounding cannot explain both."""
    total = examined.captured[place]
    first, second = (judged for _, judged in both)
    if not total.is_nothing and (first.is_broken or second.is_broken):
        return False
    parts = sum(len(judged.relation.parts) for _, judged in both)
    slack = 0 if total.quantum == GRAIN else parts * total.quantum
    return not -slack <= first.computed - second.computed <= slack
