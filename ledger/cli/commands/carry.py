from datetime import date
from typing import Annotated

from ledger.api.settling import settle
from ledger.cli.amounts import AMOUNTS, CODE, SOURCE, UNIT
from ledger.cli.parameters import Context
from ledger.cli.settlements import answer
from ledger.cli.words import DOCUMENT, DRY_RUN, JSON, ON, REASON, desk_of, option
from ledger.model.entry import Act
from ledger.model.event import ACCIDENT_CARRY, CONTINUING_CARRY, STATED_CARRY, named_among
from ledger.model.registers.settlement import Leftover
from ledger.model.text import Text

HELP = Text(
    en="Record what a closing carries over of a project's money from one source.\n\n"
    "No amount moves: what was secured stays with the period it was voted for, and what is paid of it later is "
    "executed in that period. Money that is carried over again keeps its period; --to says into which.\n\n"
    "ledger carry 5-2/1 시비 23=2 --kind 명시",
    ko="결산에서 다음 해로 넘기는 이월액을 기록합니다.\n\n"
    "금액은 옮겨지지 않습니다. 확보액은 편성된 연차에 그대로 있고, 이월해 쓴 돈도 그 연차의 집행으로 기록합니다. "
    "이월한 돈을 다시 이월할 때도 연차는 처음 그대로이고, 어느 연차로 넘기는지는 --to로 적습니다.\n\n"
    "ledger carry 5-2/1 시비 23=2 --kind 명시",
)


def run(
    context: Context,
    code: Annotated[str, CODE],
    source: Annotated[str, SOURCE],
    amounts: Annotated[list[str], AMOUNTS],
    kind: Annotated[
        str,
        option(
            "--kind",
            Text(
                en="stated-carry, accident-carry or continuing-carry",
                ko="명시(명시이월), 사고(사고이월), 계속(계속비이월)",
            ),
            metavar="KIND",
        ),
    ],
    to: Annotated[
        str,
        option(
            "--to",
            Text(en="Period it is carried into (default: the next year's)", ko="이월연차 (기본: 다음 해의 연차)"),
            metavar="PERIOD",
        ),
    ] = "",
    on: Annotated[date | None, ON] = None,
    reason: Annotated[str, REASON] = "",
    document: Annotated[str, DOCUMENT] = "",
    unit: Annotated[str, UNIT] = "",
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    event = named_among(kind, (STATED_CARRY, ACCIDENT_CARRY, CONTINUING_CARRY), Text(en="carry-over", ko="이월 구분"))
    recorded, over = settle(
        desk_of(context),
        Leftover(event.key),
        code,
        source,
        amounts,
        Act(act="carry", effective=on, reason=reason, document=document),
        into=to,
        unit=unit,
        dry_run=dry_run,
    )
    answer(recorded, over, dry_run=dry_run, as_json=as_json)
