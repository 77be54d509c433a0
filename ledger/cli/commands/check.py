from datetime import date
from typing import Annotated

import typer

from ledger.api.checking import Checked, check_book
from ledger.cli.findings import as_record, show_findings
from ledger.cli.show import say_json
from ledger.cli.words import AS_OF, AT, DEPARTMENT, FIELD, PROJECT, STATUS, desk_of, option
from ledger.model.errors import Refused
from ledger.model.finding import Severity
from ledger.model.text import Text

HELP = Text(
    en="Check that the book reconciles: every stated total, and every rule.\n\n"
    "Ends with 0 when no error is found, 1 when one is.",
    ko="장부의 모든 기재 합계와 규칙을 점검합니다.\n\n오류가 없으면 0, 있으면 1로 끝납니다.",
)


def run(
    context: typer.Context,
    as_of: Annotated[date | None, AS_OF] = None,
    at: Annotated[int | None, AT] = None,
    select: Annotated[
        list[str] | None, option("--select", Text(en="Only this rule", ko="이 규칙만"), metavar="RULE")
    ] = None,
    ignore: Annotated[
        list[str] | None, option("--ignore", Text(en="Not this rule", ko="이 규칙은 빼고"), metavar="RULE")
    ] = None,
    strict: Annotated[bool, option("--strict", Text(en="Warnings count as errors", ko="주의도 오류로 셈"))] = False,
    format_: Annotated[
        str, option("--format", Text(en="text or json", ko="text 또는 json"), metavar="FORMAT")
    ] = "text",
    project: Annotated[str, PROJECT] = "",
    department: Annotated[str, DEPARTMENT] = "",
    field: Annotated[str, FIELD] = "",
    status: Annotated[str, STATUS] = "",
) -> None:
    """See HELP."""
    if format_ not in ("text", "json"):
        raise Refused(Text(en="--format takes text or json", ko="--format에는 text나 json을 씁니다"))
    checked = check_book(
        desk_of(context),
        as_of=as_of,
        at=at,
        select=select or (),
        ignore=ignore or (),
        project=project,
        department=department,
        field=field,
        status=status,
    )
    if format_ == "json":
        say_json(as_record(checked))
    else:
        show_findings(checked)
    raise typer.Exit(1 if _fails(checked, strict=strict) else 0)


def _fails(checked: Checked, *, strict: bool) -> bool:
    counted = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return any(finding.severity in counted for finding in checked.findings)
