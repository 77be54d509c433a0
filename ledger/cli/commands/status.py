from datetime import date
from typing import Annotated

from ledger.api.story import Standing, set_status, standing
from ledger.cli.amounts import show_rows_changed, tell
from ledger.cli.parameters import Context
from ledger.cli.show import say_json, show_rows
from ledger.cli.words import CORRECTION, DOCUMENT, DRY_RUN, JSON, ON, REASON, argument, desk_of, option
from ledger.model.entry import Act
from ledger.model.text import Text

HELP = Text(
    en="Record how far a pledge is; with the code alone, show how its status, progress and department went.\n\n"
    "ledger status 5-2 정상추진 --progress 40 --on 2023-12-31   ledger status 5-2",
    ko="공약의 이행상태와 진도를 기록합니다. 관리번호만 쓰면 이행상태, 진도, 주관부서의 이력을 보입니다.\n\n"
    "ledger status 5-2 정상추진 --progress 40 --on 2023-12-31   ledger status 5-2",
)


def run(
    context: Context,
    code: Annotated[str, argument(Text(en="Project: its code or name", ko="사업: 관리번호나 사업명"), "CODE")],
    status: Annotated[
        str,
        argument(
            Text(
                en="완료, 이행후 계속추진, 정상추진, 일부추진, 보류, 폐기 or 기타",
                ko="완료, 이행후 계속추진, 정상추진, 일부추진, 보류, 폐기, 기타",
            ),
            "STATUS",
        ),
    ] = "",
    progress: Annotated[
        int | None, option("--progress", Text(en="0 to 100 per cent", ko="진도: 0에서 100까지(%)"), metavar="N")
    ] = None,
    on: Annotated[date | None, ON] = None,
    correction: Annotated[bool, CORRECTION] = False,
    reason: Annotated[str, REASON] = "",
    document: Annotated[str, DOCUMENT] = "",
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    desk = desk_of(context)
    if not status and progress is None:
        path, history = standing(desk, code)
        _show(path, history, as_json=as_json)
        return
    act = Act(act="status", effective=on, reason=reason, document=document)
    recorded = set_status(desk, code, status, act, progress=progress, correction=correction, dry_run=dry_run)
    show_rows_changed(recorded)
    tell(recorded, dry_run=dry_run)


def _show(path: str, history: list[Standing], *, as_json: bool) -> None:
    if as_json:
        say_json({"schema": 1, "code": path, "history": [_record(each) for each in history]})
        return
    heads = (
        Text(en="From", ko="효력일"),
        Text(en="Status", ko="이행상태"),
        Text(en="Progress", ko="진도"),
        Text(en="Department (team)", ko="주관부서 (팀명)"),
        Text(en="No.", ko="전표"),
        Text(en="By", ko="기록자"),
        Text(en="Reason", ko="사유"),
    )
    show_rows(heads, [_row(each) for each in history])


def _row(each: Standing) -> tuple[str, ...]:
    project, header = each.project, each.transaction.header
    return (
        each.effective.isoformat(),
        project.status,
        "" if project.progress is None else f"{project.progress}%",
        f"{project.department} ({project.team})" if project.team else project.department,
        str(each.transaction.number),
        header.by,
        header.reason,
    )


def _record(each: Standing) -> dict[str, object]:
    project, header = each.project, each.transaction.header
    return {
        "effective": each.effective.isoformat(),
        "status": project.status,
        "progress": project.progress,
        "department": project.department,
        "team": project.team,
        "transaction": each.transaction.number,
        "by": header.by,
        "reason": header.reason,
    }
