from pathlib import Path
from typing import Annotated, Any

from ledger.api.board import State
from ledger.api.collecting import BLANK, Collected, collect, give_back
from ledger.api.forms import require_folder
from ledger.api.judging import Handed
from ledger.api.recording import Recorded
from ledger.cli.amounts import as_record, show_changes, show_rows_changed
from ledger.cli.asking import agreed
from ledger.cli.boards import record, table, tally
from ledger.cli.parameters import Context, Ended, Stopped
from ledger.cli.progress import progress
from ledger.cli.show import note, say, say_json, show_rows
from ledger.cli.words import BASIS, DRY_RUN, JSON, PROCEDURE, REASON, argument, desk_of, option
from ledger.model.entry import Act
from ledger.model.registers.provenance import Provenance
from ledger.model.registers.submission import Submission
from ledger.model.text import Text, joined, same

HELP = Text(
    en="Take forms that came back: the board of who handed in, what changes, and one transaction for each form.\n\n"
    "A form is known by its hidden sheet and read by its keys, whatever its name and however it was sorted. It is "
    "taken whole or given back with its reasons, and no form stops another. It takes effect on its own as-of date.\n\n"
    "Ends with 0 when every file was taken, 1 when one was given back, in conflict, a duplicate, obsolete or no form, "
    "2 when the command could not be carried out.",
    ko="작성해 온 수합양식을 받습니다: 부서별 제출 현황과 바뀔 칸을 보이고, 양식마다 전표 하나로 기록합니다.\n\n"
    "양식은 파일 이름이 아니라 숨긴 시트로 알아보고, 정렬하거나 행을 끼워도 키로 읽습니다. 양식 하나는 모두 받거나 "
    "사유와 함께 반려하며, 한 양식 때문에 다른 양식이 멈추지 않습니다. 효력일은 양식의 기준일입니다.\n\n"
    "모두 받으면 0, 반려·충돌·중복·낡은 서식·양식 아닌 파일이 있으면 1, 명령을 수행할 수 없으면 2로 끝납니다.",
)


def run(
    context: Context,
    files: Annotated[
        list[Path], argument(Text(en="Forms, or folders of them", ko="양식 파일이나 양식이 든 폴더"), "FILE")
    ],
    back: Annotated[
        Path | None,
        option(
            "--return",
            Text(
                en="Write forms that are given back here, the faulty cells marked",
                ko="반려할 양식을 틀린 칸에 표시해 이 폴더에 다시 만듦",
            ),
            metavar="DIR",
        ),
    ] = None,
    prefer: Annotated[
        str,
        option(
            "--prefer",
            Text(en="In conflicts: form or book", ko="충돌한 칸의 값: form(양식) 또는 book(장부)"),
            metavar="form|book",
        ),
    ] = "",
    ignore: Annotated[
        list[str] | None,
        option("--ignore", Text(en="Accept what this rule finds", ko="이 규칙에 걸려도 받음"), metavar="RULE"),
    ] = None,
    reason: Annotated[str, REASON] = "",
    procedure: Annotated[str, PROCEDURE] = "",
    basis: Annotated[str, BASIS] = "",
    yes: Annotated[bool, option("--yes", Text(en="Record without asking", ko="묻지 않고 기록"))] = False,
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    desk = desk_of(context)
    act = Act(reason=reason, procedure=procedure, basis=basis)
    if back is not None:
        require_folder(back)
    if not (yes or dry_run):
        with progress(_FORMS) as step:
            seen = collect(desk, files, act, prefer=prefer, ignore=ignore or (), dry_run=True, step=step)
        _show(seen)
        if any(each.draft for each in seen.handed):
            said = Text(
                en="Record {taken} forms, give back {back}?", ko="양식 {taken}건을 기록하고 {back}건을 반려합니까?"
            )
            back_count = sum(each.state is State.RETURNED for each in seen.handed)
            if not agreed(said.format(taken=len(seen.taken), back=back_count)):
                raise Stopped
    with progress(_FORMS) as step:
        done = collect(desk, files, act, prefer=prefer, ignore=ignore or (), dry_run=dry_run, step=step)
    if as_json:
        say_json(_record(done))
    elif yes or dry_run:
        _show(done)
    _tell(done, dry_run=dry_run)
    if back is not None and not dry_run:
        _give_back(done, back)
    raise Ended(0 if done.is_clean else 1)


_FORMS = Text(en="forms", ko="양식")


def _show(collected: Collected) -> None:
    """The board, why forms are not taken, files that are no forms, and what changes."""
    show_rows(*table(collected.board))
    for handed in collected.handed:
        _show_handed(handed)
    if collected.strangers:
        say()
        say(Text(en="Not forms of this book:", ko="이 장부의 양식이 아닌 파일:"))
        for refusal in collected.strangers:
            say(f"  {refusal.line}")
    recorded = _recorded(collected)
    if recorded.changes or recorded.replaced:
        say()
        show_changes(recorded)
        show_rows_changed(recorded)


def _show_handed(handed: Handed) -> None:
    told = [same(f"  - {reason}") for reason in handed.reasons]
    for each in handed.conflicts:
        said = {name: value or BLANK for name, value in each._asdict().items()}
        told.append(_CONFLICT.format(**said))
    told += [same("  · {said}").format(said=said) for said in handed.remarks]
    if told:
        say()
        say(f"{handed.state.label}  {handed.issued.department}  {handed.returned.file}")
        for line in told:
            say(line)


_CONFLICT = Text(
    en="  ! {cell} ({label}): issued {issued}, now {now}, submitted {submitted}",
    ko="  ! {cell} ({label}): 배부 때 {issued}, 지금 {now}, 제출 {submitted}",
)


def _tell(collected: Collected, *, dry_run: bool) -> None:
    note(tally(collected.board))
    if any(each.state is State.CONFLICT for each in collected.handed):
        note(_SETTLE)
    if dry_run:
        note(Text(en="dry run: nothing was recorded", ko="미리보기입니다. 기록하지 않았습니다"))
    elif collected.seals:
        first, last = collected.seals[0].number, collected.seals[-1].number
        said = Text(en="recorded: transaction {said}", ko="전표 {said} 기록")
        note(said.format(said=first if first == last else f"{first}-{last}"))
    else:
        note(Text(en="nothing was recorded", ko="기록할 것이 없습니다"))


_SETTLE = Text(
    en="settle conflicts with --prefer form or --prefer book, or have the form filled in anew",
    ko="충돌은 --prefer form(양식 값) 또는 --prefer book(장부 값)으로 정하거나, 양식을 다시 받으십시오",
)


def _give_back(collected: Collected, folder: Path) -> None:
    written = give_back(collected, folder)
    if not written:
        return note(Text(en="no form is given back", ko="반려하거나 충돌한 양식이 없습니다"))
    states = [each.state for each in collected.handed if each.form]
    said = [
        (Text(en="{count} forms to give back", ko="반려할 양식 {count}건"), states.count(State.RETURNED)),
        (Text(en="{count} in conflict", ko="충돌한 양식 {count}건"), states.count(State.CONFLICT)),
    ]
    counted = joined(text.format(count=count) for text, count in said if count)
    return note(Text(en="{counted} in {folder}", ko="{counted}: {folder}").format(counted=counted, folder=folder))


def _recorded(collected: Collected) -> Recorded:
    """What is taken, as other commands show it; the verdicts themselves stand on the board."""
    own = (Submission.KIND, Provenance.KIND)
    return Recorded(
        seals=collected.seals,
        drafts=tuple(each.draft for each in collected.taken if each.draft is not None),
        changes=collected.changes,
        replaced=tuple(pair for each in collected.taken for pair in each.replaced if pair[1].kind not in own),
        names=collected.names,
        unit=collected.unit,
    )


def _record(collected: Collected) -> dict[str, Any]:
    return {
        **as_record(_recorded(collected)),
        "board": [record(line) for line in collected.board],
        "forms": [_form(each) for each in collected.handed],
        "refused": [{"file": each.where, "message": str(each.line)} for each in collected.strangers],
    }


def _form(handed: Handed) -> dict[str, Any]:
    return {
        "form": handed.issued.key,
        "department": handed.issued.department,
        "file": handed.returned.file,
        "sha256": handed.returned.sha256,
        "state": handed.state.value,
        "transaction": handed.number,
        "reasons": [{"cell": each.cell or None, "message": str(each.said)} for each in handed.reasons],
        "conflicts": [{**each._asdict(), "spot": list(each.spot)} for each in handed.conflicts],
        "remarks": [str(each) for each in handed.remarks],
    }
