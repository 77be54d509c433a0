from collections.abc import Mapping
from datetime import date
from typing import Annotated

from ledger.api.story import finish, lines_of, remove, tell
from ledger.cli.amounts import show_rows_changed
from ledger.cli.amounts import tell as tell_recorded
from ledger.cli.parameters import Context
from ledger.cli.show import say_json, show_rows
from ledger.cli.words import AS_OF, CORRECTION, DRY_RUN, EVIDENCE, JSON, ON, REASON, UNDER, argument, desk_of, option
from ledger.model.entry import Act, Header
from ledger.model.errors import Refused
from ledger.model.moment import moment
from ledger.model.registers.milestone import Milestone
from ledger.model.text import Text

HELP = Text(
    en="Record a line of a pledge's story, done or planned; with the code alone, list its lines.\n\n"
    'ledger milestone 5-2 2023-07-21 "..."   ledger milestone 5-2 2024H1 "..." --planned --under "5-2 01"   '
    'ledger milestone --done "5-2 14"   ledger milestone 5-2',
    ko="공약의 추진실적이나 추진계획 한 줄을 기록합니다. 관리번호만 쓰면 그 줄들을 보입니다.\n\n"
    'ledger milestone 5-2 "2023. 7. 21." "2차 간담회"   ledger milestone 5-2 2024년상반기 "정기 회의" --planned '
    '--under "5-2 01"   ledger milestone --done "5-2 14"   ledger milestone 5-2',
)


def run(
    context: Context,
    code: Annotated[
        str,
        argument(Text(en="Project: its code or name", ko="사업: 관리번호나 사업명"), "CODE"),
    ] = "",
    when: Annotated[
        str,
        argument(
            Text(
                en="2023, 2023H2, 2023-07 or 2023-07-21; - where the lines below are dated",
                ko="2023, 2023년 하반기, 2023-07, 2023. 7. 21.; 아래 줄에 날짜가 있으면 -",
            ),
            "WHEN",
        ),
    ] = "",
    text: Annotated[str, argument(Text(en="What was done or is planned", ko="내용"), "TEXT")] = "",
    planned: Annotated[
        bool,
        option(
            "--planned",
            Text(
                en="Not done yet (what is dated after --on is planned anyway)",
                ko="아직 하지 않은 계획 (효력일 뒤의 날짜면 쓰지 않아도 계획)",
            ),
        ),
    ] = False,
    under: Annotated[str, UNDER] = "",
    done: Annotated[
        str, option("--done", Text(en="This planned line is done", ko="이 계획을 마침"), metavar="KEY")
    ] = "",
    removed: Annotated[str, option("--remove", Text(en="Take this line out", ko="이 줄을 뺌"), metavar="KEY")] = "",
    on: Annotated[date | None, ON] = None,
    correction: Annotated[bool, CORRECTION] = False,
    evidence: Annotated[str, EVIDENCE] = "",
    reason: Annotated[str, REASON] = "",
    as_of: Annotated[date | None, AS_OF] = None,
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    desk, act = desk_of(context), Act(act="milestone", effective=on, evidence=evidence, reason=reason)
    if (bool(code) + bool(done) + bool(removed)) != 1 or bool(when) != bool(text):
        raise Refused(
            Text(
                en="say CODE WHEN TEXT, CODE alone, --done KEY or --remove KEY",
                ko="관리번호 시기 내용, 관리번호만, --done 줄 또는 --remove 줄 가운데 하나로 쓰십시오",
            )
        )
    if code and not text:
        _list(lines_of(desk, Milestone, code, as_of), as_json=as_json)
        return
    if code:
        recorded = tell(desk, code, when, text, act, planned=planned, under=under, dry_run=dry_run)
    elif done:
        recorded = finish(desk, done, act, correction=correction, dry_run=dry_run)
    else:
        recorded = remove(desk, Milestone, removed, act, correction=correction, dry_run=dry_run)
    show_rows_changed(recorded)
    tell_recorded(recorded, dry_run=dry_run)


def _list(lines: Mapping[Milestone, Header], *, as_json: bool) -> None:
    if as_json:
        say_json({"schema": 1, "milestones": [_record(*each) for each in lines.items()]})
        return
    heads = (
        Text(en="Key", ko="번호"),
        Text(en="When", ko="시기"),
        Text(en="State", ko="구분"),
        Text(en="Under", ko="상위"),
        Text(en="Text", ko="내용"),
        Text(en="Evidence", ko="증빙"),
    )
    states = {True: Text(en="done", ko="실적"), False: Text(en="planned", ko="계획")}
    show_rows(
        heads,
        [
            (
                line.key,
                moment(line.on).dotted if line.on else "",
                str(states[line.done]),
                line.under,
                line.text,
                header.evidence,
            )
            for line, header in lines.items()
        ],
    )


def _record(line: Milestone, header: Header) -> dict[str, object]:
    return {"key": line.key, **line.body(), **({"evidence": header.evidence} if header.evidence else {})}
