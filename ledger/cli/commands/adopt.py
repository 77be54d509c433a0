from datetime import date
from typing import Annotated

from ledger.api.recording import adopt
from ledger.cli.amounts import as_record, tell
from ledger.cli.parameters import Context
from ledger.cli.show import note, say_json
from ledger.cli.words import DOCUMENT, DRY_RUN, JSON, ON, PROCEDURE, REASON, desk_of
from ledger.model.entry import Act
from ledger.model.text import Text

HELP = Text(
    en="Adopt the plan: from here on, a change of it is an amendment.\n\n"
    "An amendment needs its reason and the procedure that approved it.",
    ko="계획을 확정합니다. 이후의 계획 변경은 공약 변경으로 다룹니다.\n\n변경에는 사유와 승인절차가 있어야 합니다.",
)


def run(
    context: Context,
    on: Annotated[date | None, ON] = None,
    reason: Annotated[str, REASON] = "",
    procedure: Annotated[str, PROCEDURE] = "",
    document: Annotated[str, DOCUMENT] = "",
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    act = Act(effective=on, reason=reason, procedure=procedure, document=document)
    adopted = adopt(desk_of(context), act, dry_run=dry_run)
    if as_json:
        return say_json(as_record(adopted))
    if dry_run:
        return tell(adopted, dry_run=dry_run)
    said = Text(en="{number}: the plan is adopted as of {on}", ko="전표 {number}: {on} 계획 확정")
    note(said.format(number=adopted.seals[0].number, on=adopted.drafts[0].header.effective.isoformat()))
    return None
