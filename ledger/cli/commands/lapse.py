from datetime import date
from typing import Annotated

from ledger.api.settling import settle
from ledger.cli.amounts import AMOUNTS, CODE, SOURCE, UNIT
from ledger.cli.parameters import Context
from ledger.cli.settlements import answer
from ledger.cli.words import DOCUMENT, DRY_RUN, JSON, ON, REASON, desk_of, fiscal_year, option
from ledger.model.entry import Act
from ledger.model.registers.settlement import Leftover
from ledger.model.text import Text

HELP = Text(
    en="Record what lapses at a closing of a project's money from one source.\n\n"
    "No amount moves: it explains why less was executed than secured. What lapses of money carried over says at "
    "which closing.\n\n"
    "ledger lapse 5-2/1 시비 23=1",
    ko="결산에서 쓰지 않고 남은 불용액을 기록합니다.\n\n"
    "금액은 옮겨지지 않습니다. 집행이 확보보다 적은 까닭을 밝힙니다. 이월해 쓰고 남은 돈의 불용은 결산연도를 함께 "
    "적습니다.\n\n"
    "ledger lapse 5-2/1 시비 23=1",
)


def run(
    context: Context,
    code: Annotated[str, CODE],
    source: Annotated[str, SOURCE],
    amounts: Annotated[list[str], AMOUNTS],
    year: Annotated[
        int | None,
        option(
            "--year",
            Text(en="Fiscal year closed (default: that of the period)", ko="결산연도 (기본: 연차의 해)"),
            metavar="YEAR",
            parser=fiscal_year,
        ),
    ] = None,
    on: Annotated[date | None, ON] = None,
    reason: Annotated[str, REASON] = "",
    document: Annotated[str, DOCUMENT] = "",
    unit: Annotated[str, UNIT] = "",
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    recorded, over = settle(
        desk_of(context),
        Leftover.LAPSE,
        code,
        source,
        amounts,
        Act(act="lapse", effective=on, reason=reason, document=document),
        year=year,
        unit=unit,
        dry_run=dry_run,
    )
    answer(recorded, over, dry_run=dry_run, as_json=as_json)
