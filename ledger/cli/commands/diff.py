from pathlib import Path
from typing import Annotated

from ledger.api.comparing import Asked, compare
from ledger.api.reporting import as_json_text, save_report
from ledger.cli.documents import show_document
from ledger.cli.parameters import Context
from ledger.cli.show import note, say
from ledger.cli.words import DEPARTMENT, JSON, PRINTED_UNIT, PROJECT, ROUNDING, argument, desk_of, option
from ledger.model.text import Text

HELP = Text(
    en="Compare two states of the book: what was, what is, the change, and why.\n\n"
    "A state is a date, the name of a seal, @41 (as known at a transaction), now, or the path of another book of the "
    "institution. Books of two terms are compared over all periods together.\n\n"
    "What is less than the unit is adjusted so that the lines and what did not change make the total.\n\n"
    "ledger diff 2023-12-31 2024-06-30 --measure secured -o diff.xlsx",
    ko="신구대비표: 장부의 두 상태를 당초, 변경, 증감, 사유로 비교합니다.\n\n"
    "상태는 날짜, 확정본 이름, @41(그 전표까지 알던 대로), 지금, 같은 기관의 다른 장부 파일 가운데 하나로 "
    "씁니다. 임기가 다른 두 장부는 연차를 나누지 않고 비교합니다.\n\n"
    "표시 단위 미만은 단수조정하므로 보이는 줄과 '변경 없음'을 더하면 합계가 됩니다.\n\n"
    "ledger diff 2023-12-31 2024-06-30 --measure secured -o 신구대비표.xlsx",
)

MEASURE = option(
    "--measure",
    Text(en="plan (default), secured or executed", ko="단계: plan(계획, 기본), secured(확보), executed(집행)"),
    metavar="MEASURE",
)
BY = option(
    "--by",
    Text(
        en="Lines by department, project, source or period (default: the last three); may be given twice",
        ko="줄을 나누는 기준: department(부서), project(사업), source(재원), period(연차). 여러 번 쓸 수 있음 "
        "(기본: 뒤의 셋)",
    ),
    metavar="AXIS",
)


def run(
    context: Context,
    before: Annotated[str, argument(Text(en="The earlier state (당초)", ko="당초: 앞선 상태"), "BEFORE")],
    after: Annotated[str, argument(Text(en="The later state; now", ko="변경: 뒤의 상태 (기본: 지금)"), "AFTER")] = "",
    measure: Annotated[str, MEASURE] = "plan",
    by: Annotated[list[str] | None, BY] = None,
    every: Annotated[bool, option("--all", Text(en="Unchanged lines too", ko="바뀌지 않은 줄도"))] = False,
    project: Annotated[str, PROJECT] = "",
    department: Annotated[str, DEPARTMENT] = "",
    unit: Annotated[str, PRINTED_UNIT] = "",
    rounding: Annotated[str, ROUNDING] = "",
    output: Annotated[
        Path | None, option("-o", Text(en="File to write", ko="쓸 파일"), "--output", metavar="FILE")
    ] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    asked = Asked(
        before=before,
        after=after,
        measure=measure,
        by=tuple(by or ()),
        every=every,
        project=project,
        department=department,
        unit=unit,
        rounding=rounding,
    )
    document = compare(desk_of(context), asked)
    if output is not None:
        written = save_report(document, output)
        note(Text(en="{written}: written", ko="{written}: 저장했습니다").format(written=written))
    elif as_json:
        say(as_json_text(document))
    else:
        show_document(document)
