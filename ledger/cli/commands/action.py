from datetime import date
from typing import Annotated

from ledger.api.recording import keep
from ledger.cli.amounts import show_rows_changed, tell
from ledger.cli.parameters import Context
from ledger.cli.words import CORRECTION, DRY_RUN, ON, REASON, argument, desk_of, option
from ledger.model.entry import Act
from ledger.model.errors import Refused
from ledger.model.registers.action_item import ActionItem, Outcome
from ledger.model.text import Text, nearest

HELP = Text(
    en="Register an action item of an audit or a council, or say what became of it.\n\n"
    'ledger action 12 "..." --category 시정·처리요구사항 --department 판로개척팀   '
    'ledger action 12 --outcome done --result "..."   ledger list actions',
    ko="감사·의회의 처리요구사항을 등록하거나 조치결과를 적습니다.\n\n"
    'ledger action 12 "요구내용" --category 시정·처리요구사항 --department 판로개척팀   '
    'ledger action 12 --outcome 완료 --result "조치결과"   ledger list actions',
)


def run(
    context: Context,
    number: Annotated[str, argument(Text(en="Number of the item", ko="연번"), "NUMBER")],
    text: Annotated[str, argument(Text(en="What is asked for", ko="요구내용"), "TEXT")] = "",
    category: Annotated[
        str, option("--category", Text(en="Category of the institution", ko="구분"), metavar="NAME")
    ] = "",
    department: Annotated[
        list[str] | None,
        option("--department", Text(en="Department in charge, or several", ko="부서(여럿이면 거듭)"), metavar="NAME"),
    ] = None,
    outcome: Annotated[
        str,
        option(
            "--outcome",
            Text(en="done, under-way, under-review, not-taken-up", ko="추진상황: 완료, 추진중, 검토중, 미반영"),
            metavar="OUTCOME",
        ),
    ] = "",
    result: Annotated[str, option("--result", Text(en="What was done", ko="조치결과"), metavar="TEXT")] = "",
    project: Annotated[
        str, option("--project", Text(en="The project it is about", ko="관련 사업"), metavar="CODE")
    ] = "",
    on: Annotated[date | None, ON] = None,
    correction: Annotated[bool, CORRECTION] = False,
    reason: Annotated[str, REASON] = "",
    dry_run: Annotated[bool, DRY_RUN] = False,
) -> None:
    """See HELP."""
    said: dict[str, object] = {
        "category": category,
        "text": text,
        "departments": department or [],
        "outcome": _outcome(outcome) if outcome else "",
        "result": result,
        "project": project,
        "order": int(number) if number.isdecimal() and len(number) < 7 else 0,
    }
    fields = {name: value for name, value in said.items() if value}
    recorded = keep(
        desk_of(context),
        ActionItem,
        number,
        fields,
        Act(act="action-item", effective=on, reason=reason),
        correction=correction,
        dry_run=dry_run,
    )
    show_rows_changed(recorded)
    tell(recorded, dry_run=dry_run)


def _outcome(name: str) -> str:
    for each in Outcome:
        if name in (each.value, each.label.ko):
            return each.value
    near = nearest(name, [word for each in Outcome for word in (each.value, each.label.ko)])
    raise Refused(
        Text(en="unknown outcome '{name}'", ko="없는 추진상황 '{name}'").format(name=name),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near)
        if near
        else Text(en="use done, under-way, under-review or not-taken-up", ko="완료, 추진중, 검토중, 미반영 중 하나"),
    )
