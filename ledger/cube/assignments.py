"""The amounts of a command line: `23=560` sets, `24+=5` and `25-=3` move, `23..26.6=560` fills a range."""

import re
from collections.abc import Iterable
from datetime import date

from ledger.cube.names import Names
from ledger.model.entry import Instruction, Operator
from ledger.model.errors import Refused
from ledger.model.figure import amount_typed
from ledger.model.money import Unit
from ledger.model.text import Text, folded

_SHAPE = re.compile(r"(?P<periods>.+?)(?P<operator>\+=|-=|=)(?P<amount>.*)", re.DOTALL)


def instructions(
    typed: Iterable[str],
    *,
    project: str,
    source: str,
    measure: str,
    names: Names,
    unit: Unit,
    paid_on: date | None = None,
) -> list[Instruction]:
    """One instruction per period named. Amounts are in `unit` where they name none; `빈칸` or `blank` blanks a cell.

    Refused, with the words as typed: a shape that is none of these, an unknown period, an unreadable amount.
    """
    found = []
    for words in typed:
        shape = _SHAPE.fullmatch(words)
        if shape is None:
            raise Refused(
                Text(en="'{words}' is no PERIOD=AMOUNT", ko="'{words}': 연차=금액 꼴이 아닙니다").format(words=words),
                way_out=Text(en="for example 23=560, 24+=5, 23..26.6=560", ko="예: 23=560, 24+=5, 23..26.6=560"),
            )
        operator = Operator(shape["operator"])
        blank = operator is Operator.SET and folded(shape["amount"]) in ("blank", "빈칸")
        try:
            won = None if blank else amount_typed(shape["amount"], unit)
            periods = _periods(shape["periods"], names)
        except Refused as refusal:
            raise refusal.at(words) from None
        found += [
            Instruction(
                project=project,
                source=source,
                period=period,
                measure=measure,
                won=won,
                operator=operator,
                paid_on=paid_on,
            )
            for period in periods
        ]
    return found


def _periods(typed: str, names: Names) -> list[str]:
    first, dots, last = typed.partition("..")
    return names.span(first, last) if dots and last else [names.period(typed)]
