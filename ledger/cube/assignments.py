"""The amounts of a command line: `23=560` sets, `24+=5` and `25-=3` move, `23..26.6=560` fills a range. Values that
are no amounts are only set."""

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
_BLANKS = ("blank", "빈칸")


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
        blank = operator is Operator.SET and folded(shape["amount"]) in _BLANKS
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


def values(typed: Iterable[str], names: Names) -> dict[str, str | None]:
    """Period -> value of `23='100 내외'`, as it is typed; None for `빈칸` or `blank`.

    Refused, with the words as typed: a shape that is no PERIOD=VALUE, an unknown period, a period named twice.
    """
    found: dict[str, str | None] = {}
    for words in typed:
        shape = _SHAPE.fullmatch(words)
        if shape is None or shape["operator"] != Operator.SET or not shape["amount"].strip():
            raise Refused(
                Text(en="'{words}' is no PERIOD=VALUE", ko="'{words}': 연차=값 꼴이 아닙니다").format(words=words),
                way_out=Text(en="for example 23=100, 24='120 이상', 25=blank", ko="예: 23=100, 24='120 이상', 25=빈칸"),
            )
        try:
            periods = _periods(shape["periods"], names)
        except Refused as refusal:
            raise refusal.at(words) from None
        if any(period in found for period in periods):
            raise Refused(Text(en="the period stands twice", ko="같은 연차가 두 번 있습니다"), where=words)
        found |= dict.fromkeys(periods, None if folded(shape["amount"]) in _BLANKS else shape["amount"].strip())
    return found


def _periods(typed: str, names: Names) -> list[str]:
    first, dots, last = typed.partition("..")
    return names.span(first, last) if dots and last else [names.period(typed)]
