from datetime import date
from typing import Annotated

from ledger.api.settling import give_back
from ledger.cli.amounts import CODE, SOURCE, UNIT, as_record, show_changes, tell
from ledger.cli.parameters import Context
from ledger.cli.show import say_json
from ledger.cli.words import DOCUMENT, DRY_RUN, EVIDENCE, JSON, ON, REASON, argument, day, desk_of, option
from ledger.model.entry import Act
from ledger.model.text import Text

HELP = Text(
    en="Record money that came back: it lowers what was executed.\n\n"
    "The period is that of the budget that paid, whenever the money came back: "
    "ledger return 5-2/1 국비 23=1 --paid-on 2024-03-20",
    ko="지출했던 돈의 반납을 기록합니다. 집행액이 그만큼 줄어듭니다.\n\n"
    "연차는 반납일이 아니라 돈이 나온 예산의 연차입니다: "
    "ledger return 5-2/1 국비 23=1 --paid-on 2024-03-20",
)

CAME_BACK = option(
    "--paid-on", Text(en="The day the money came back", ko="반납일 (기본: 효력일)"), parser=day, metavar="DATE"
)


def run(
    context: Context,
    code: Annotated[str, CODE],
    source: Annotated[str, SOURCE],
    amounts: Annotated[
        list[str],
        argument(Text(en="PERIOD=AMOUNT that came back", ko="연차=반납액"), "PERIOD=AMOUNT"),
    ],
    paid_on: Annotated[date | None, CAME_BACK] = None,
    on: Annotated[date | None, ON] = None,
    reason: Annotated[str, REASON] = "",
    document: Annotated[str, DOCUMENT] = "",
    evidence: Annotated[str, EVIDENCE] = "",
    unit: Annotated[str, UNIT] = "",
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    recorded = give_back(
        desk_of(context),
        code,
        source,
        amounts,
        Act(effective=on, reason=reason, document=document, evidence=evidence),
        paid_on=paid_on,
        unit=unit,
        dry_run=dry_run,
    )
    if as_json:
        say_json(as_record(recorded))
        return
    show_changes(recorded)
    tell(recorded, dry_run=dry_run)
