from datetime import date
from typing import Annotated, Any

from ledger.api.history import LogEntry, log
from ledger.cli.parameters import Context
from ledger.cli.show import say_json, show_rows
from ledger.cli.words import JSON, PROJECT, day, desk_of, option
from ledger.model.text import Text

HELP = Text(en="List what was recorded: when, by whom, why, how much.", ko="기록을 보입니다: 언제, 누가, 왜, 얼마를.")


# An act that another program named otherwise is shown as it is.
ACTS = {
    "init": Text(en="init", ko="장부 개설"),
    "add": Text(en="add", ko="등록"),
    "set": Text(en="set", ko="항목 변경"),
    "adopt": Text(en="adopt", ko="계획 확정"),
    "plan": Text(en="plan", ko="계획"),
    "secure": Text(en="secure", ko="확보"),
    "execute": Text(en="execute", ko="집행"),
    "import": Text(en="import", ko="가져오기"),
    "undo": Text(en="undo", ko="취소"),
    "story": Text(en="story", ko="추진실적"),
    "edit": Text(en="edit", ko="공약 편집"),
    "kpi": Text(en="kpi", ko="성과지표"),
    "action-item": Text(en="action item", ko="처리요구사항"),
    "waive": Text(en="waive", ko="예외승인"),
    "photo": Text(en="photo", ko="관련 사진"),
    "milestone": Text(en="milestone", ko="추진실적"),
    "note": Text(en="note", ko="문제점·비고"),
    "status": Text(en="status", ko="이행상태"),
    "form": Text(en="forms out", ko="양식 배부"),
    "collect": Text(en="form in", ko="양식 수합"),
    "carry": Text(en="carry over", ko="이월"),
    "lapse": Text(en="lapse", ko="불용"),
    "return": Text(en="return", ko="반납"),
    "seal": Text(en="seal", ko="확정본"),
    "rollover": Text(en="rollover", ko="임기 전환"),
    "department": Text(en="department", ko="부서 변경"),
}


def run(
    context: Context,
    since: Annotated[
        date | None,
        option(
            "--since", Text(en="Recorded on this day or later", ko="이 날부터 기록된 것"), parser=day, metavar="DATE"
        ),
    ] = None,
    until: Annotated[
        date | None,
        option(
            "--until", Text(en="Recorded on this day or earlier", ko="이 날까지 기록된 것"), parser=day, metavar="DATE"
        ),
    ] = None,
    project: Annotated[str, PROJECT] = "",
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    entries = log(desk_of(context), since=since, until=until, project=project)
    if as_json:
        say_json({"schema": 1, "transactions": [_record(entry) for entry in entries]})
        return
    heads = (
        Text(en="No.", ko="전표"),
        Text(en="Recorded", ko="기록일시"),
        Text(en="Effective", ko="효력일"),
        Text(en="By", ko="기록자"),
        Text(en="Act", ko="행위"),
        Text(en="What (원)", ko="내용(원)"),
        Text(en="Remarks", ko="비고"),
    )
    show_rows(heads, [_row(entry) for entry in entries])


def _row(entry: LogEntry) -> tuple[str, ...]:
    header, seal = entry.transaction.header, entry.transaction.seal
    when = seal.recorded[:16].replace("T", " ")
    return (
        str(seal.number),
        when,
        header.effective.isoformat(),
        header.by,
        str(ACTS.get(header.act, header.act)),
        entry.summary,
        _remarks(entry),
    )


def _remarks(entry: LogEntry) -> str:
    header = entry.transaction.header
    named = Text(en="amendment {name}", ko="변경 {name}").format(name=entry.amendment.name) if entry.amendment else ""
    words = [str(named), header.basis, header.document, header.evidence, header.reason, header.procedure]
    after = Text(en="after seal '{name}'", ko="확정본 '{name}' 뒤의 변경")
    words += [str(after.format(name=name)) for name in entry.after]
    if header.undoes is not None:
        words.append(str(Text(en="of {number}", ko="전표 {number}").format(number=header.undoes)))
    if entry.undone_by is not None:
        words.append(str(Text(en="undone by {number}", ko="전표 {number}에서 취소").format(number=entry.undone_by)))
    return " · ".join(word for word in words if word)


def _record(entry: LogEntry) -> dict[str, Any]:
    header, seal = entry.transaction.header, entry.transaction.seal
    return {
        "number": seal.number,
        "uid": seal.uid,
        "recorded": seal.recorded,
        "effective": header.effective.isoformat(),
        "by": header.by,
        "act": header.act,
        "reason": header.reason,
        "procedure": header.procedure,
        "basis": header.basis,
        "document": header.document,
        "evidence": header.evidence,
        "origin": header.origin,
        "undoes": header.undoes,
        "undone_by": entry.undone_by,
        "after_seals": list(entry.after),
        "amendment": entry.amendment.number if entry.amendment else None,
        "moved": {str(measure): won for measure, won in entry.moved.items()},
        "postings": len(entry.transaction.postings),
        "rows": len(entry.transaction.rows),
        "hash": seal.hash,
    }
