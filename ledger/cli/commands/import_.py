import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ledger.api.exchange import import_files
from ledger.cli.amounts import as_record, show_changes, tell
from ledger.cli.show import note, say_json
from ledger.cli.words import DRY_RUN, JSON, ON, argument, desk_of, option
from ledger.model.errors import Refused
from ledger.model.text import Text

HELP = Text(
    en="Record what files hold: TOML, CSV or the plain text format. All of them or none.\n\n"
    "The cells before and after are shown first; what is recorded already is left out. A CSV written by hand states\n"
    "balances: 사업,재원,연차,단계,금액(백만원), and where needed 연산 (=, +=, -=), 효력일, 예산구분, 사유.",
    ko="파일(TOML, CSV, 텍스트 장부)의 내용을 기록합니다. 전부 기록하거나 전부 거절합니다.\n\n"
    "먼저 바뀔 칸을 보이고 물어봅니다. 이미 기록된 것은 건너뜁니다. 손으로 쓴 CSV는 잔액을 적습니다:\n"
    "사업,재원,연차,단계,금액(백만원). 필요하면 연산(=, +=, -=), 효력일, 예산구분, 사유 열을 둡니다.",
)


def run(
    context: typer.Context,
    files: Annotated[list[Path], argument(Text(en="Files to read", ko="읽을 파일"), "FILE")],
    on: Annotated[date | None, ON] = None,
    yes: Annotated[bool, option("--yes", Text(en="Record without asking", ko="묻지 않고 기록"))] = False,
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    desk = desk_of(context)
    ask = not (yes or dry_run)
    if ask and not sys.stdin.isatty():
        raise Refused(
            Text(en="nobody to ask", ko="물어볼 사람이 없습니다"),
            way_out=Text(en="use --yes or --dry-run", ko="--yes나 --dry-run을 쓰십시오"),
        )
    if ask:
        seen = import_files(desk, files, on=on, dry_run=True)
        show_changes(seen)
        if not seen.drafts:
            return tell(seen, dry_run=True)
        typer.confirm(
            str(
                Text(en="Record {count} transactions?", ko="전표 {count}건을 기록합니까?").format(
                    count=len(seen.drafts)
                )
            ),
            abort=True,
            err=True,
        )
    recorded = import_files(desk, files, on=on, dry_run=dry_run)
    if as_json:
        return say_json(as_record(recorded))
    if not ask:
        show_changes(recorded)
    if recorded.known and recorded.drafts:
        note(
            Text(en="{count} transactions were recorded already", ko="이미 기록된 전표 {count}건은 건너뜁니다").format(
                count=len(recorded.known)
            )
        )
    return tell(recorded, dry_run=dry_run)
