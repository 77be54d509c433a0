"""Parameters of commands in two languages, and what their words mean: dates, choices, the desk."""

import re
from datetime import date
from typing import Any, cast

from ledger.api.desk import Desk
from ledger.cli.parameters import Context, Parameter
from ledger.model.errors import Refused
from ledger.model.text import Text


def option(flag: str, help_: Text, *also: str, **more: Any) -> Any:
    """An option with its line of help."""
    return Parameter((flag, *also), str(help_), **more)


def argument(help_: Text, metavar: str, **more: Any) -> Any:
    """An argument with its line of help."""
    return Parameter((), str(help_), metavar, **more)


def desk_of(context: Context) -> Desk:
    """The desk that the command was given at."""
    return cast(Desk, context.obj)


_DAY = re.compile(r"(\d{4})[-./]\s?(\d{1,2})[-./]\s?(\d{1,2})\.?|(\d{4})(\d\d)(\d\d)")


def day(typed: str) -> date:
    """A date: 2023-12-31, 2023. 12. 31. or 20231231. Refused: anything else."""
    shape = _DAY.fullmatch(typed.strip())
    try:
        if shape is not None:
            return date(*(int(part) for part in shape.groups() if part is not None))
    except ValueError:
        pass
    raise Refused(
        Text(en="'{typed}' is no date", ko="'{typed}': 날짜가 아닙니다").format(typed=typed),
        way_out=Text(en="write 2023-12-31", ko="2023-12-31처럼 쓰십시오"),
    )


def fiscal_year(typed: str) -> int:
    """A fiscal year: 2024, or '24. Refused: anything else."""
    shape = re.fullmatch(r"((?:19|2[0-9])[0-9]{2})|'?([0-9]{2})", typed.strip())
    if shape is None:
        raise Refused(
            Text(en="'{typed}' is no year", ko="'{typed}': 연도가 아닙니다").format(typed=typed),
            way_out=Text(en="write 2024", ko="2024처럼 쓰십시오"),
        )
    return int(shape[1] or f"20{shape[2]}")


AS_OF = option(
    "--as-of", Text(en="As of this date (default: today)", ko="기준일 (기본: 오늘)"), parser=day, metavar="DATE"
)
ON = option(
    "--on", Text(en="Effective on this date (default: today)", ko="효력일 (기본: 오늘)"), parser=day, metavar="DATE"
)
CORRECTION = option(
    "--correction",
    Text(en="It was wrong from the start: replace it then", ko="정정: 처음부터 잘못된 값을 그때로 소급해 고침"),
)
AT = option("--at", Text(en="As it was known at this transaction", ko="이 전표까지 알던 대로"), metavar="N")
DRY_RUN = option("--dry-run", Text(en="Show what would change, record nothing", ko="바뀔 내용만 보이고 기록하지 않음"))
JSON = option("--json", Text(en="Print JSON", ko="JSON으로 출력"))
REASON = option("--reason", Text(en="Why", ko="사유"), metavar="TEXT")
PROCEDURE = option("--procedure", Text(en="How it was approved", ko="승인절차"), metavar="TEXT")
BASIS = option(
    "--basis", Text(en="Which budget: 본예산, 1회추경...", ko="예산 근거: 본예산, 1회추경 등"), metavar="TEXT"
)
DOCUMENT = option("--document", Text(en="Number of the document", ko="문서번호"), metavar="TEXT")
EVIDENCE = option("--evidence", Text(en="What proves it", ko="증빙"), metavar="TEXT")
UNDER = option("--under", Text(en="Nested in this line", ko="이 줄 아래에"), metavar="KEY")
PROJECT = option("--project", Text(en="Only this pledge", ko="이 공약만"), metavar="CODE")
DEPARTMENT = option("--department", Text(en="Only this department", ko="이 부서만"), metavar="NAME")
FIELD = option("--field", Text(en="Only this field", ko="이 분야만"), metavar="NAME")
STATUS = option("--status", Text(en="Only this status", ko="이 이행상태만"), metavar="NAME")
PRINTED_UNIT = option("--unit", Text(en="Unit to print in", ko="표시 단위"), metavar="UNIT")
ROUNDING = option(
    "--rounding",
    Text(
        en="half-up, truncate or controlled",
        ko="단수처리: half-up(반올림), truncate(절사), controlled(단수조정)",
    ),
    metavar="POLICY",
)
