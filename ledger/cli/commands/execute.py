from datetime import date
from typing import Annotated

from ledger.cli.amounts import AMOUNTS, CODE, PAID_ON, SOURCE, UNIT, record
from ledger.cli.parameters import Context
from ledger.cli.show import note
from ledger.cli.words import BASIS, DOCUMENT, DRY_RUN, EVIDENCE, JSON, ON, PROCEDURE, REASON
from ledger.model.entry import Act, Measure
from ledger.model.text import Text

HELP = Text(
    en="Record executed amounts of a project from one source.\n\n"
    "The period is that of the budget that paid, whenever it was paid: ledger execute 5-2/1 시비 23+=4",
    ko="사업의 재원별 집행액을 기록합니다.\n\n"
    "연차는 지출일이 아니라 돈이 나온 예산의 연차입니다: ledger execute 5-2/1 시비 23+=4",
)


def run(
    context: Context,
    code: Annotated[str, CODE],
    source: Annotated[str, SOURCE],
    amounts: Annotated[list[str], AMOUNTS],
    on: Annotated[date | None, ON] = None,
    basis: Annotated[str, BASIS] = "",
    reason: Annotated[str, REASON] = "",
    procedure: Annotated[str, PROCEDURE] = "",
    document: Annotated[str, DOCUMENT] = "",
    evidence: Annotated[str, EVIDENCE] = "",
    paid_on: Annotated[date | None, PAID_ON] = None,
    unit: Annotated[str, UNIT] = "",
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    act = Act(effective=on, basis=basis, reason=reason, procedure=procedure, document=document, evidence=evidence)
    record(
        context,
        Measure.EXECUTED,
        code,
        source,
        amounts,
        act=act,
        unit=unit,
        paid_on=paid_on,
        dry_run=dry_run,
        as_json=as_json,
    )
    if paid_on and not as_json:
        told = Text(
            en="paid on {day}, from the budget of the period above",
            ko="지출일 {day}, 예산은 위 연차",
        )
        note(told.format(day=paid_on))
