from datetime import date
from typing import Annotated

import typer

from ledger.cli.amounts import AMOUNTS, CODE, SOURCE, UNIT, record
from ledger.cli.words import BASIS, DOCUMENT, DRY_RUN, EVIDENCE, JSON, ON, PROCEDURE, REASON
from ledger.model.entry import Act, Measure
from ledger.model.text import Text

HELP = Text(
    en="Record planned amounts of a project from one source.\n\nledger plan 5-2/1 시비 23..26.6=4 after=4",
    ko="사업의 재원별 계획액을 기록합니다.\n\nledger plan 5-2/1 시비 23..26.6=4 임기후=4",
)


def run(
    context: typer.Context,
    code: Annotated[str, CODE],
    source: Annotated[str, SOURCE],
    amounts: Annotated[list[str], AMOUNTS],
    on: Annotated[date | None, ON] = None,
    basis: Annotated[str, BASIS] = "",
    reason: Annotated[str, REASON] = "",
    procedure: Annotated[str, PROCEDURE] = "",
    document: Annotated[str, DOCUMENT] = "",
    evidence: Annotated[str, EVIDENCE] = "",
    unit: Annotated[str, UNIT] = "",
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    act = Act(effective=on, basis=basis, reason=reason, procedure=procedure, document=document, evidence=evidence)
    record(
        context,
        Measure.PLAN,
        code,
        source,
        amounts,
        act=act,
        unit=unit,
        paid_on=None,
        dry_run=dry_run,
        as_json=as_json,
    )
