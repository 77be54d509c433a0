from datetime import date
from pathlib import Path
from typing import Annotated

from ledger.api.reporting import Request, as_json_text, report, save_report
from ledger.cli.documents import show_document
from ledger.cli.parameters import Context
from ledger.cli.progress import progress
from ledger.cli.show import note, say
from ledger.cli.words import (
    AS_OF,
    AT,
    DEPARTMENT,
    FIELD,
    JSON,
    PRINTED_UNIT,
    PROJECT,
    ROUNDING,
    STATUS,
    argument,
    desk_of,
    option,
)
from ledger.model.text import Text

HELP = Text(
    en="Print a report: in the terminal, or with -o as .xlsx, .html, .csv or .json.\n\n"
    "ledger report pledge-card --project 5-2 --as-of 2023-12-31 -o card.xlsx",
    ko="보고서를 출력합니다. -o를 주면 .xlsx, .html, .csv, .json 파일로 씁니다.\n\n"
    "ledger report pledge-card --project 5-2 --as-of 2023-12-31 -o 관리카드.xlsx",
)


def run(
    context: Context,
    template: Annotated[
        str,
        argument(
            Text(en="Name of the template (see `ledger templates`)", ko="서식 이름 (`ledger templates` 참고)"),
            "TEMPLATE",
        ),
    ],
    output: Annotated[
        Path | None, option("-o", Text(en="File to write", ko="쓸 파일"), "--output", metavar="FILE")
    ] = None,
    project: Annotated[str, PROJECT] = "",
    department: Annotated[str, DEPARTMENT] = "",
    field: Annotated[str, FIELD] = "",
    status: Annotated[str, STATUS] = "",
    unit: Annotated[str, PRINTED_UNIT] = "",
    rounding: Annotated[str, ROUNDING] = "",
    as_of: Annotated[date | None, AS_OF] = None,
    at: Annotated[int | None, AT] = None,
    contacts: Annotated[
        bool, option("--contacts", Text(en="Print names and telephones too", ko="담당자와 연락처도 출력"))
    ] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    request = Request(
        template=template,
        project=project,
        department=department,
        field=field,
        status=status,
        unit=unit,
        rounding=rounding,
        as_of=as_of,
        at=at,
        contacts=contacts,
    )
    with progress(Text(en="sheets", ko="시트 작성")) as step:
        document = report(desk_of(context), request, step)
    if output is not None:
        with progress(Text(en="drawing", ko="시트 저장")) as step:
            written = save_report(document, output, step)
        note(Text(en="{written}: written", ko="{written}: 저장했습니다").format(written=written))
    elif as_json:
        say(as_json_text(document))
    else:
        show_document(document)
