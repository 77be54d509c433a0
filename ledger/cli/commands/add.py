from datetime import date
from typing import Annotated

from ledger.api.recording import add
from ledger.cli.amounts import tell
from ledger.cli.parameters import Context
from ledger.cli.words import REASON, argument, day, desk_of, option
from ledger.model.entry import Act
from ledger.model.errors import Refused
from ledger.model.project import Project
from ledger.model.source import Source, SourceKind
from ledger.model.text import Text, nearest

HELP = Text(
    en="Register a project, or with --source a source of funds.\n\n"
    'ledger add 5-2 "..."   ledger add 5-2/1 "..."   ledger add 민간 --source private',
    ko="사업을 등록합니다. --source를 주면 재원을 등록합니다.\n\n"
    'ledger add 5-2 "공약명"   ledger add 5-2/1 "단위사업명"   ledger add 민간 --source private',
)


def run(
    context: Context,
    code: Annotated[
        str,
        argument(
            Text(
                en="Code of the project (5-2, 5-2/1), or label of the source", ko="관리번호(5-2, 5-2/1) 또는 재원 이름"
            ),
            "CODE",
        ),
    ],
    name: Annotated[str, argument(Text(en="Name of the project", ko="사업명"), "NAME")] = "",
    department: Annotated[
        str, option("--department", Text(en="Department in charge", ko="주관부서"), metavar="NAME")
    ] = "",
    team: Annotated[str, option("--team", Text(en="Team in charge", ko="담당팀"), metavar="NAME")] = "",
    field: Annotated[str, option("--field", Text(en="Field of policy", ko="분야"), metavar="NAME")] = "",
    on: Annotated[
        date | None,
        option(
            "--on",
            Text(en="In force from this date (default: the start of the term)", ko="효력일 (기본: 임기 시작일)"),
            parser=day,
            metavar="DATE",
        ),
    ] = None,
    source: Annotated[
        str,
        option(
            "--source",
            Text(
                en="Register a source of this kind: national, upper, own, lower, private, other, unspecified",
                ko="이 종류의 재원으로 등록: 국가, 상위단체, 자체, 하위단체, 민간, 기타 (또는 national...)",
            ),
            metavar="KIND",
        ),
    ] = "",
    alias: Annotated[
        list[str] | None,
        option("--alias", Text(en="Another name of the source", ko="재원의 다른 이름"), metavar="NAME"),
    ] = None,
    reason: Annotated[str, REASON] = "",
) -> None:
    """See HELP."""
    desk, act = desk_of(context), Act(effective=on, reason=reason)
    if source:
        recorded = add(desk, Source(key=code, kind=_kind(source), order=99, aliases=tuple(alias or ())), act)
    else:
        if not name:
            raise Refused(Text(en="a project needs a name", ko="사업명이 필요합니다"), where=code)
        recorded = add(desk, Project(key=code, name=name, department=department, team=team, field=field), act)
    tell(recorded, dry_run=False)


def _kind(name: str) -> SourceKind:
    for kind in SourceKind:
        if name in (kind.value, kind.label.ko):
            return kind
    near = nearest(name, [kind.value for kind in SourceKind])
    raise Refused(
        Text(en="unknown kind of source '{name}'", ko="없는 재원 종류 '{name}'").format(name=name),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near) if near else None,
    )
