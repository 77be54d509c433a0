"""A term as it is typed: 9, or its first and last day."""

import re
from datetime import date

from ledger.cli.words import day
from ledger.model.errors import Refused
from ledger.model.period import term
from ledger.model.text import Text


def term_days(typed: str) -> tuple[date, date]:
    """The first and the last day. Refused: neither a number nor START..END."""
    if ".." in typed:
        first, _, last = typed.partition("..")
        return day(first), day(last)
    if re.fullmatch("[0-9]{1,2}", typed):
        return term(int(typed))
    raise Refused(Text(en="--term takes 8, 9 or START..END", ko="--term에는 8, 9 또는 시작일..종료일을 씁니다"))
