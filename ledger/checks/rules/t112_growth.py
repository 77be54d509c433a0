from collections.abc import Iterator
from dataclasses import replace

from ledger.checks.documents import shown
from ledger.checks.examined import Examined
from ledger.checks.rule import About, Rule
from ledger.checks.verdicts import Judgement, Outcome, judged_alone, places
from ledger.model.finding import Finding, Severity, Suggestion
from ledger.model.relation import Operation
from ledger.model.text import Text

RULE = Rule(
    id="T112",
    name="growth",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(en="A growth rate is not that of its two figures", ko="증감률이 두 수치로 구한 값과 다름"),
    why=Text(
        en="A rate of increase is (new - old) / old. Often the ratio of the two, new / old, was printed instead.",
        ko="증감률은 (뒤 - 앞) / 앞입니다. 두 수치의 비율(뒤 / 앞)을 그대로 적은 경우가 많습니다.",
    ),
    fix=Text(
        en="Correct the rate, or the figure that is out of date.",
        ko="증감률이나, 고치지 않은 수치를 바로잡으십시오.",
    ),
    example=Text(en="355 → 723 printed as 203%↑; it is 103.7%", ko="355 → 723인데 203%↑로 기재; 103.7%가 맞음"),
    about=About.TABLES,
)

_WHAT = Text(en="growth", ko="증감률")


def check(examined: Examined) -> Iterator[Finding]:
    """Rates of change against the two figures they compare."""
    for number, judged in examined.of("growth"):
        for finding in examined.finding(RULE, number, _WHAT):
            hints = _is_ratio(examined, judged) if judged.is_broken else ()
            yield replace(finding, suggestions=(*hints, *finding.suggestions))


def _is_ratio(examined: Examined, judged: Judgement) -> tuple[Suggestion, ...]:
    """The printed rate is the new figure as per cent of the old one."""
    relation = replace(judged.relation, operation=Operation.SHARE)
    amounts = [examined.captured[place] for place in places(relation)]
    share = judged_alone(relation, amounts)
    if share is None or share.outcome is Outcome.CONTRADICTION:
        return ()
    over, under = (shown(amount.grains, amount.unit) for amount in amounts[1:3])
    total = amounts[0]
    text = Text(
        en="{stated}{unit} is {over} / {under}, a ratio and no increase: ({over} - {under}) / {under} = {right}%",
        ko="{stated}{unit} 값은 증가율이 아니라 비율({over} / {under})임: ({over} - {under}) / {under} = {right}%",
    ).format(
        stated=shown(total.grains, total.unit),
        unit=total.unit,
        over=over,
        under=under,
        right=shown(judged.computed, total.unit, 1),
    )
    return (Suggestion("ratio-as-growth", text, examined.captured.cell(relation.total)),)
