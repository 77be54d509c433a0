from collections.abc import Iterable
from datetime import date
from typing import Annotated

from ledger.api.story import lines_of, note, remove
from ledger.cli.amounts import show_rows_changed, tell
from ledger.cli.parameters import Context
from ledger.cli.show import say_json, show_rows
from ledger.cli.words import AS_OF, CORRECTION, DRY_RUN, JSON, ON, REASON, UNDER, argument, desk_of, option
from ledger.model.entry import Act
from ledger.model.errors import Refused
from ledger.model.registers.remark import Remark
from ledger.model.text import Text

HELP = Text(
    en="Record a problem, an improvement, a goal or a note of a pledge; with the code alone, list them.\n\n"
    'ledger note 5-2 "..." --sort problem   ledger note 5-2 "..." --under "5-2 01"   '
    'ledger note 5-2 "..." --sort improvement   ledger note 5-2',
    ko="공약의 문제점, 개선대책, 목표, 비고를 기록합니다. 관리번호만 쓰면 그 줄들을 보입니다.\n\n"
    'ledger note 5-2 "전문인력 부족" --sort 문제점   ledger note 5-2 "야간 상담 공백" --under "5-2 01"   '
    'ledger note 5-2 "강좌 신설" --sort 개선대책   ledger note 5-2',
)


def run(
    context: Context,
    code: Annotated[
        str,
        argument(Text(en="Project: its code or name", ko="사업: 관리번호나 사업명"), "CODE"),
    ] = "",
    text: Annotated[str, argument(Text(en="What is remarked", ko="내용"), "TEXT")] = "",
    sort: Annotated[
        str,
        option(
            "--sort",
            Text(
                en="problem, improvement, goal or note (default: note, or that of --under)",
                ko="문제점, 개선대책, 목표, 비고 (기본: 비고, 또는 --under의 구분)",
            ),
            metavar="SORT",
        ),
    ] = "",
    under: Annotated[str, UNDER] = "",
    removed: Annotated[str, option("--remove", Text(en="Take this line out", ko="이 줄을 뺌"), metavar="KEY")] = "",
    on: Annotated[date | None, ON] = None,
    correction: Annotated[bool, CORRECTION] = False,
    reason: Annotated[str, REASON] = "",
    as_of: Annotated[date | None, AS_OF] = None,
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    desk, act = desk_of(context), Act(act="note", effective=on, reason=reason)
    if bool(code) == bool(removed):
        raise Refused(
            Text(
                en="say CODE TEXT, CODE alone or --remove KEY",
                ko="관리번호 내용, 관리번호만, --remove 줄 가운데 하나로 쓰십시오",
            )
        )
    if code and not text:
        _list(lines_of(desk, Remark, code, as_of), as_json=as_json)
        return
    if code:
        recorded = note(desk, code, text, act, sort=sort, under=under, dry_run=dry_run)
    else:
        recorded = remove(desk, Remark, removed, act, correction=correction, dry_run=dry_run)
    show_rows_changed(recorded)
    tell(recorded, dry_run=dry_run)


def _list(lines: Iterable[Remark], *, as_json: bool) -> None:
    if as_json:
        say_json({"schema": 1, "remarks": [{"key": line.key, **line.body()} for line in lines]})
        return
    heads = (
        Text(en="Key", ko="번호"),
        Text(en="Sort", ko="구분"),
        Text(en="Under", ko="상위"),
        Text(en="Text", ko="내용"),
    )
    show_rows(heads, [(line.key, str(line.sort.label), line.under, line.text) for line in lines])
