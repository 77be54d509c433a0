from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from ledger.api.reporting import Request, as_json_text, save_report
from ledger.api.sealing import Rebuilt, changes_since, kept_document, rebuild, seal
from ledger.cli.commands.log import ACTS
from ledger.cli.documents import show_document
from ledger.cli.listing import Asked
from ledger.cli.listings.seals import listing
from ledger.cli.parameters import Context, Ended
from ledger.cli.progress import progress
from ledger.cli.show import note, say, say_json, show_rows
from ledger.cli.words import AS_OF, DOCUMENT, JSON, PRINTED_UNIT, ROUNDING, argument, desk_of, option
from ledger.cube.seals import Sealed
from ledger.model.entry import Act, Transaction
from ledger.model.errors import Refused
from ledger.model.text import Text

HELP = Text(
    en="Freeze a report under a name: what was handed in stays as it was, and later changes of it need a reason.\n\n"
    "ledger seal '2023 H2' --as-of 2023-12-31 -o report.xlsx   ledger seal '2023 H2' --rebuild\n\n"
    "Without a name the seals are listed. The same version of ledger rebuilds the same file, a later one the same "
    "figures; `ledger undo` takes a seal back.",
    ko="보고서의 확정본을 이름을 붙여 만듭니다. 제출한 내용은 그대로 남고, 그 뒤의 변경에는 사유가 필요합니다.\n\n"
    "ledger seal '2023 하반기' --as-of 2023-12-31 -o 보고서.xlsx   ledger seal '2023 하반기' --rebuild\n\n"
    "이름을 쓰지 않으면 확정본 목록을 보입니다. 같은 판의 ledger는 같은 파일을, 뒤의 판은 같은 수치를 다시 만듭니다. "
    "확정본을 취소하려면 `ledger undo`를 쓰십시오.",
)


def run(
    context: Context,
    name: Annotated[str, argument(Text(en="Name of the seal", ko="확정본 이름"), "NAME")] = "",
    template: Annotated[
        str, option("--template", Text(en="Template (default: workbook)", ko="서식 (기본: workbook)"), metavar="NAME")
    ] = "workbook",
    as_of: Annotated[date | None, AS_OF] = None,
    unit: Annotated[str, PRINTED_UNIT] = "",
    rounding: Annotated[str, ROUNDING] = "",
    document: Annotated[str, DOCUMENT] = "",
    with_errors: Annotated[
        bool, option("--with-errors", Text(en="Even if the check finds errors", ko="점검 오류가 있어도"))
    ] = False,
    output: Annotated[
        Path | None, option("-o", Text(en="File to write", ko="쓸 파일"), "--output", metavar="FILE")
    ] = None,
    rebuilt: Annotated[
        bool, option("--rebuild", Text(en="Build the sealed report again", ko="확정본의 보고서를 다시 만들어 대조"))
    ] = False,
    kept: Annotated[bool, option("--kept", Text(en="Show what was handed in", ko="확정본의 내용을 보임"))] = False,
    changes: Annotated[
        bool, option("--changes", Text(en="List what was changed since", ko="확정본 뒤의 변경을 보임"))
    ] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    desk = desk_of(context)
    if rebuilt + kept + changes > bool(name):
        raise Refused(
            Text(
                en="say NAME, with at most one of --rebuild, --kept and --changes",
                ko="이름에 --rebuild, --kept, --changes 가운데 하나만 쓰십시오",
            )
        )
    if not name:
        _list(Asked(desk), as_json=as_json)
    elif changes:
        _changes(changes_since(desk, name), as_json=as_json)
    elif kept:
        _kept(context, name, output, as_json=as_json)
    elif rebuilt:
        with progress(Text(en="sheets", ko="시트 작성")) as step:
            built = rebuild(desk, name, output, step)
        raise Ended(_tell(built, as_json=as_json))
    else:
        request = Request(template=template, as_of=as_of or desk.today, unit=unit, rounding=rounding)
        with progress(Text(en="sheets", ko="시트 작성")) as step:
            made = seal(desk, name, request, Act(document=document), output=output, with_errors=with_errors, step=step)
        if as_json:
            say_json({"schema": 1, "transaction": made.seal.number, "name": made.state.key, **made.state.body()})
        said = Text(
            en="sealed '{name}' as of {on} (transaction {number}, state of {state})",
            ko="확정본 '{name}': 기준일 {on}, 전표 {number} 기록 (장부 상태 전표 {state})",
        )
        note(said.format(name=made.state.key, on=made.state.as_of, number=made.seal.number, state=made.state.number))
        _written(made.written)


def _list(asked: Asked, *, as_json: bool) -> None:
    listed = listing(asked)
    if as_json:
        say_json({"schema": 1, "seals": listed.records})
    else:
        show_rows(listed.heads, listed.rows)


def _changes(sealed: Sealed, *, as_json: bool) -> None:
    if as_json:
        say_json({"schema": 1, "name": sealed.state.key, "changes": [_change(each) for each in sealed.changes]})
        return
    heads = (
        Text(en="No.", ko="전표"),
        Text(en="Recorded", ko="기록일"),
        Text(en="Effective", ko="효력일"),
        Text(en="By", ko="기록자"),
        Text(en="Act", ko="행위"),
        Text(en="Lines", ko="기장"),
        Text(en="Reason", ko="사유"),
    )
    show_rows(heads, [_row(each) for each in sealed.changes])
    said = Text(
        en="'{name}' (as of {on}) was changed {count} times since", ko="확정본 '{name}'({on}) 뒤의 변경 {count}건"
    )
    note(said.format(name=sealed.state.key, on=sealed.state.as_of, count=len(sealed.changes)))


def _row(change: Transaction) -> Sequence[str]:
    header = change.header
    lines = len(change.postings) + len(change.rows)
    act = str(ACTS.get(header.act, header.act))
    day = change.seal.recorded[:10]
    return str(change.number), day, header.effective.isoformat(), header.by, act, str(lines), header.reason


def _change(change: Transaction) -> dict[str, Any]:
    header = change.header
    return {
        "number": change.number,
        "recorded": change.seal.recorded,
        "effective": header.effective.isoformat(),
        "by": header.by,
        "act": header.act,
        "reason": header.reason,
        "postings": len(change.postings),
        "rows": len(change.rows),
    }


def _kept(context: Context, name: str, output: Path | None, *, as_json: bool) -> None:
    document = kept_document(desk_of(context), name)
    if output is not None:
        _written(save_report(document, output))
    elif as_json:
        say(as_json_text(document))
    else:
        show_document(document)


def _tell(built: Rebuilt, *, as_json: bool) -> int:
    """What the rebuilt report says; 1 where its figures are not those that were handed in."""
    if as_json:
        say_json(
            {
                "schema": 1,
                "name": built.state.key,
                "same_bytes": built.same_bytes,
                "other_template": built.other_template,
                "other_tool": built.other_tool,
                "other_book": built.other_book,
                "differing": [each._asdict() for each in built.differing],
            }
        )
        return int(bool(built.differing))
    for each in built.differing:
        place = " ".join(word for word in (each.table, each.row, each.column) if word)
        said = Text(en="{place}: then '{was}', now '{now}'", ko="{place}: 확정본 '{was}', 지금 '{now}'")
        say(said.format(place=place, was=each.was, now=each.now))
    for is_so, why in _WHY.items():
        if getattr(built, is_so):
            note(why)
    note(_SAME_BYTES if built.same_bytes else _SAME_FIGURES if not built.differing else _DIFFERS)
    _written(built.written)
    return int(bool(built.differing))


_WHY = {
    "other_book": Text(
        en="this book does not hold the sealed state: it was made anew from an export, or rewritten",
        ko="이 장부에는 확정본의 상태가 없습니다. 내보내기에서 새로 만들었거나 고쳐진 장부입니다",
    ),
    "other_template": Text(en="the template was changed since", ko="확정본 뒤에 서식이 바뀌었습니다"),
    "other_tool": Text(en="another version of ledger sealed it", ko="다른 판의 ledger로 만든 확정본입니다"),
}
_SAME_BYTES = Text(en="the same file, byte by byte", ko="확정본과 같은 파일입니다(바이트까지 일치)")
_SAME_FIGURES = Text(en="the same figures", ko="모든 수치가 확정본과 같습니다")
_DIFFERS = Text(
    en="other figures than were sealed; those are shown by --kept",
    ko="확정본과 수치가 다릅니다. 확정본의 수치는 --kept로 볼 수 있습니다",
)


def _written(path: Path | None) -> None:
    if path is not None:
        note(Text(en="{written}: written", ko="{written}: 저장했습니다").format(written=path))
