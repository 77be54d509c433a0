from datetime import date
from typing import Annotated

from ledger.api.reporting import Request, as_json_text, report
from ledger.cli.documents import show_document
from ledger.cli.parameters import Context
from ledger.cli.show import note, say
from ledger.cli.words import AS_OF, AT, DEPARTMENT, FIELD, JSON, PRINTED_UNIT, ROUNDING, STATUS, argument, desk_of
from ledger.model.text import Text

HELP = Text(
    en="Show the tables of a pledge, or of all, as the report prints them.",
    ko="공약 하나(또는 전체)의 표를 보고서와 같은 모양으로 보입니다.",
)


def run(
    context: Context,
    code: Annotated[str, argument(Text(en="Code or name of the pledge", ko="공약의 관리번호나 이름"), "CODE")] = "",
    unit: Annotated[str, PRINTED_UNIT] = "",
    rounding: Annotated[str, ROUNDING] = "",
    as_of: Annotated[date | None, AS_OF] = None,
    at: Annotated[int | None, AT] = None,
    department: Annotated[str, DEPARTMENT] = "",
    field: Annotated[str, FIELD] = "",
    status: Annotated[str, STATUS] = "",
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    request = Request(
        template="pledge-card",
        project=code,
        unit=unit,
        rounding=rounding,
        as_of=as_of,
        at=at,
        department=department,
        field=field,
        status=status,
        cards_only=True,
    )
    document = report(desk_of(context), request)
    if "/" in code:
        note(
            Text(en="the whole pledge that {code} belongs to:", ko="{code} 사업이 속한 공약 전체입니다.").format(
                code=code
            )
        )
    if as_json:
        say(as_json_text(document))
    else:
        show_document(document)
