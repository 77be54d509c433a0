from datetime import date
from typing import Annotated

from ledger.api.checking import waive
from ledger.cli.amounts import tell
from ledger.cli.parameters import Context
from ledger.cli.show import say
from ledger.cli.words import DRY_RUN, ON, REASON, argument, day, desk_of, option
from ledger.model.entry import Act, Measure
from ledger.model.errors import Refused
from ledger.model.finding import Where
from ledger.model.text import Text
from ledger.model.waiver import Waiver

HELP = Text(
    en="Accept one finding of the book, with its exact difference, until a date.\n\n"
    "ledger waive B201 --project 5-2/1 --source 시비 --reason ... --approver ... --until 2024-12-31\n\n"
    "The place needs naming only as far as one finding is left. `check` and reports show the finding as a note; when "
    "the difference changes or the date is past, it counts again. Accepted findings of documents stand in a file: "
    "`ledger check FILE --waivers FILE`.",
    ko="장부의 점검결과 하나를 그 차액 그대로, 정한 날까지 예외로 승인합니다.\n\n"
    "ledger waive B201 --project 5-2/1 --source 시비 --reason ... --approver ... --until 2024-12-31\n\n"
    "위치는 점검결과가 하나로 정해질 만큼만 적습니다. 점검과 보고서에는 참고로 표시되며, 차액이 달라지거나 기한이 "
    "지나면 다시 오류로 셉니다. 문서의 예외승인은 파일에 적습니다: `ledger check 파일 --waivers 파일`.",
)


def run(
    context: Context,
    rule: Annotated[
        str, argument(Text(en="Name or id of the rule of the finding", ko="점검규칙의 이름이나 번호"), "RULE")
    ],
    project: Annotated[str, option("--project", Text(en="Project of the finding", ko="사업"), metavar="CODE")] = "",
    source: Annotated[str, option("--source", Text(en="Its source", ko="재원"), metavar="SOURCE")] = "",
    period: Annotated[str, option("--period", Text(en="Its period", ko="연차"), metavar="PERIOD")] = "",
    measure: Annotated[
        str,
        option(
            "--measure",
            Text(en="Its measure: plan, secured, executed", ko="단계: 계획, 확보, 집행"),
            metavar="MEASURE",
        ),
    ] = "",
    indicator: Annotated[str, option("--indicator", Text(en="Its indicator", ko="성과지표"), metavar="CODE")] = "",
    table: Annotated[str, option("--table", Text(en="Its stated table", ko="기재표 제목"), metavar="TITLE")] = "",
    cell: Annotated[str, option("--cell", Text(en="Its cell there: D7", ko="기재표의 칸: D7"), metavar="CELL")] = "",
    transaction: Annotated[
        int | None, option("--transaction", Text(en="The transaction it names", ko="전표 번호"), metavar="N")
    ] = None,
    reason: Annotated[str, REASON] = "",
    approver: Annotated[str, option("--approver", Text(en="Who approved it", ko="승인자"), metavar="NAME")] = "",
    until: Annotated[
        date | None, option("--until", Text(en="Its last day", ko="승인기한(그날까지)"), parser=day, metavar="DATE")
    ] = None,
    on: Annotated[date | None, ON] = None,
    dry_run: Annotated[bool, DRY_RUN] = False,
) -> None:
    """See HELP."""
    if until is None:
        raise Refused(
            Text(en="a waiver needs its last day", ko="예외승인에는 기한이 필요합니다"),
            way_out=Text(en="--until 2024-12-31", ko="--until 2024-12-31"),
        )
    at = Where(
        project=project or None,
        source=source or None,
        period=period or None,
        measure=measure or None,
        indicator=indicator or None,
        table=table or None,
        cell=cell or None,
        transaction=transaction,
    )
    recorded = waive(
        desk_of(context),
        rule,
        at,
        Act(effective=on, reason=reason),
        approver=approver,
        until=until,
        dry_run=dry_run,
    )
    for body in (row.body or {} for draft in recorded.drafts for row in draft.rows):
        for field, value in body.items():
            say(f"{Waiver.FIELDS[field]}: {Measure(value).label if field == 'measure' else value}")
    tell(recorded, dry_run=dry_run)
