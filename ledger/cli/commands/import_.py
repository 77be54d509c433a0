from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

from ledger.api.accounts import Accounted, import_accounts
from ledger.api.exchange import import_files
from ledger.api.recording import Recorded
from ledger.cli.accounts import accounts_record, show_accounts
from ledger.cli.amounts import as_record, show_changes, tell
from ledger.cli.asking import agreed
from ledger.cli.parameters import Context, Stopped
from ledger.cli.progress import progress
from ledger.cli.show import note, say_json
from ledger.cli.words import DRY_RUN, JSON, ON, REASON, argument, desk_of, option
from ledger.model.errors import Refused
from ledger.model.record import kinds
from ledger.model.registers.provenance import Provenance
from ledger.model.text import Text, joined, same

HELP = Text(
    en="Record what files hold: TOML, CSV, the plain text format, or official documents. All of them or none.\n\n"
    "The cells before and after are shown first; what is recorded already is left out. A CSV written by hand states\n"
    "balances: 사업,재원,연차,단계,금액(백만원), and where needed 연산 (=, +=, -=), 효력일, 예산구분, 사유.\n\n"
    "A pledge sheet (pasted text, xlsx, hwpx, html) is read by its header block (공약명, 주관부서): amounts, printed\n"
    "totals, participation and milestones. A folder stands for all files in it.\n\n"
    "With --mapping ehojo, or a mapping file, the files are exports of the accounting system: payments become executed "
    "amounts of the projects that their codes are linked to (ledger set 5-2/1 accounts=1234567). What was carried into "
    "the year (ledger carry) is taken as spent first, and is executed in the period it was voted for.",
    ko="파일(TOML, CSV, 텍스트 장부, 공문서)의 내용을 기록합니다. 전부 기록하거나 전부 거절합니다.\n\n"
    "먼저 바뀔 칸을 보이고 물어봅니다. 이미 기록된 것은 건너뜁니다. 손으로 쓴 CSV는 잔액을 적습니다:\n"
    "사업,재원,연차,단계,금액(백만원). 필요하면 연산(=, +=, -=), 효력일, 예산구분, 사유 열을 둡니다.\n\n"
    "공약 관리카드(붙여 넣은 글, xlsx, hwpx, html)는 머리 부분(공약명, 주관부서)으로 알아보고 금액, 찍힌 합계,\n"
    "시민참여, 추진실적을 읽습니다. 폴더를 주면 그 안의 파일을 모두 읽습니다.\n\n"
    "--mapping ehojo 또는 매핑 파일을 주면 회계시스템의 내보내기입니다. 세부사업이 연결된 사업의 집행액을 지출액으로 "
    "맞춥니다(연결: ledger set 5-2/1 세부사업=1234567). 전년도 이월(ledger carry)이 있으면 그 돈을 먼저 쓴 것으로 보아 "
    "편성된 연차의 집행으로 기록하고, 나머지를 그해의 집행으로 기록합니다.",
)

_FILES = Text(en="files", ko="파일")


def run(
    context: Context,
    files: Annotated[list[Path], argument(Text(en="Files or folders to read", ko="읽을 파일이나 폴더"), "FILE")],
    code: Annotated[
        str,
        option(
            "--as",
            Text(en="The project that a document is of, new or registered", ko="문서의 사업 관리번호 (새 번호도 됨)"),
            metavar="CODE",
        ),
    ] = "",
    mapping: Annotated[
        Path | None,
        option(
            "--mapping",
            Text(
                en="The files are exports of the accounting system, read by this mapping",
                ko="파일이 e호조 등 회계시스템의 내보내기이면 그것을 읽는 매핑",
            ),
            metavar="MAPPING",
        ),
    ] = None,
    on: Annotated[date | None, ON] = None,
    reason: Annotated[str, REASON] = "",
    yes: Annotated[bool, option("--yes", Text(en="Record without asking", ko="묻지 않고 기록"))] = False,
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    desk = desk_of(context)
    ask = not (yes or dry_run)
    if mapping is not None:
        if code:
            raise Refused(Text(en="--as is for documents", ko="--as는 문서에만 씁니다"))
        taken = partial(import_accounts, desk, mapping, files, on=on, reason=reason)
        return _accounts(taken, ask=ask, dry_run=dry_run, as_json=as_json)
    if ask:
        with progress(_FILES) as step:
            seen = import_files(desk, files, code=code, on=on, reason=reason, dry_run=True, step=step)
        _show(seen)
        if not seen.drafts:
            return tell(seen, dry_run=True)
        _confirm(seen)
    with progress(_FILES) as step:
        recorded = import_files(desk, files, code=code, on=on, reason=reason, dry_run=dry_run, step=step)
    if as_json:
        return say_json(as_record(recorded))
    if not ask:
        _show(recorded)
    if recorded.known and recorded.drafts:
        note(
            Text(en="{count} transactions were recorded already", ko="이미 기록된 전표 {count}건은 건너뜁니다").format(
                count=len(recorded.known)
            )
        )
    return tell(recorded, dry_run=dry_run)


def _accounts(taken: Callable[..., Accounted], *, ask: bool, dry_run: bool, as_json: bool) -> None:
    """Exports of the accounting system."""
    if ask:
        seen = taken(dry_run=True)
        show_accounts(seen)
        if not seen.recorded.drafts:
            return tell(seen.recorded, dry_run=True)
        _confirm(seen.recorded)
    done = taken(dry_run=dry_run)
    if as_json:
        return say_json(accounts_record(done))
    if not ask:
        show_accounts(done)
    return tell(done.recorded, dry_run=dry_run)


def _confirm(seen: Recorded) -> None:
    said = Text(en="Record {count} transactions?", ko="전표 {count}건을 기록합니까?")
    if not agreed(said.format(count=len(seen.drafts))):
        raise Stopped


def _show(recorded: Recorded) -> None:
    """The cells before and after, and how many register rows there are of each kind."""
    show_changes(recorded)
    rows = (row for draft in recorded.drafts for row in draft.rows if row.kind != Provenance.KIND)
    counts = Counter(kinds()[row.kind].LABEL for row in rows)
    if counts:
        each = joined(same("{kind} {count}").format(kind=kind, count=count) for kind, count in counts.items())
        note(Text(en="register rows: {each}", ko="대장: {each}").format(each=each))
