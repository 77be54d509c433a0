"""Amounts and counts as official tables spell them, read by a closed list of shapes; nothing else is guessed at.

`read` takes a cell where a figure should stand, `find` a line of prose, `amount_typed` what someone records.
"""

import re
from dataclasses import dataclass

from ledger.model.errors import Refused
from ledger.model.money import Unit, within_limit
from ledger.model.table import Figure, Kind
from ledger.model.text import Text


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell can mean: each of `readings` is all its figures in order, the likeliest reading first.

    No readings: the text holds no figure (국비, 2차), or `unreadable` is the piece that looks like one and is of no
    known shape. A reading of a lone bracketed figure as the second measure of its cell starts with a blank.
    """

    readings: tuple[tuple[Figure, ...], ...] = ()
    unreadable: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The likeliest reading."""
        return self.readings[0] if self.readings else ()

    @property
    def is_ambiguous(self) -> bool:
        return len(self.readings) > 1


def read(text: str) -> Reading:
    """The figures of a cell. One piece of no known shape makes the cell unreadable: half a cell is a guess."""
    if _BARE.fullmatch(text):  # nearly every cell of a table: the shortest way that gives the same
        value = int(text.replace(",", ""))
        return Reading(((Figure(value, kind=Kind.VALUE if value else Kind.ZERO, span=(0, len(text))),),))
    from ledger.model.shapes import read as read_any

    return read_any(text)


def find(text: str) -> tuple[Figure, ...]:
    """The figures in prose. Dates, years, ordinals and whatever has no known shape are passed over."""
    from ledger.model.shapes import find as find_any

    return find_any(text)


def amount_typed(text: str, unit: Unit) -> int:
    """The one exact amount typed, in whole 원; a unit in the text (`560백만원`) goes before `unit`.

    Refused: nothing or a dash, an unreadable or approximate amount, several figures, a count (4495명), a fraction of
    a 원, an amount beyond the limit.
    """
    figure = _only(text)
    if figure.unit not in ("", _WON):
        raise _refused(
            text,
            Text(en="'{text}' is not money but counted in {unit}", ko="'{text}' 값은 금액이 아니라 {unit} 단위입니다"),
            Text(en="type an amount such as 560백만원", ko="560백만원처럼 금액을 쓰십시오"),
            unit=figure.unit,
        )
    scale = 1 if figure.unit else unit.won
    shifted = figure.value * scale * 10 ** max(figure.exponent, 0)
    won, rest = divmod(shifted, 10 ** max(-figure.exponent, 0))
    if rest:
        raise _refused(
            text,
            Text(en="'{text}' in {unit} is not a whole number of won", ko="'{text}'({unit})에 1원 미만이 있습니다"),
            Text(en="amounts are kept in whole won", ko="금액은 1원 단위까지만 기록합니다"),
            unit=figure.unit or unit.label,
        )
    return within_limit(won)


_WON = "원"
# No leading zeros: 0123 is a code.
_BARE = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){1,6}|[1-9][0-9]{0,14}|0")

_TYPE_ONE = Text(en="type an amount such as 1,234 or 560백만원", ko="1,234 또는 560백만원처럼 쓰십시오")


def _only(text: str) -> Figure:
    """The one exact figure that is the whole of a typed text."""
    reading = read(text)
    if len(reading.figures) > 1:
        raise _refused(text, Text(en="'{text}' holds several figures", ko="'{text}' 값에 수치가 여럿입니다"))
    single = [figures[0] for figures in reading.readings if len(figures) == 1]
    if len(single) > 1:
        raise _refused(text, Text(en="'{text}' can be read in two ways", ko="'{text}' 값은 두 가지로 읽힙니다"))
    if not single or (single[0].kind is not Kind.BLANK and text.strip() != text[slice(*single[0].span)]):
        raise _refused(
            text, Text(en="'{text}' cannot be read as an amount", ko="'{text}' 값은 금액으로 읽을 수 없습니다")
        )
    if single[0].kind in (Kind.BLANK, Kind.DASH):
        raise _refused(
            text,
            Text(en="no amount is given", ko="금액이 없습니다")
            if single[0].kind is Kind.BLANK
            else Text(en="'{text}' is not an amount", ko="'{text}' 표시는 금액이 아닙니다"),
            Text(en="type 0 for zero, or leave the cell out", ko="영이면 0을 쓰고, 없으면 칸을 비워 두십시오"),
        )
    if single[0].kind is Kind.APPROXIMATE:
        raise _refused(
            text,
            Text(en="'{text}' is only approximate", ko="'{text}' 값은 어림한 금액입니다"),
            Text(en="type the exact amount", ko="정확한 금액을 쓰십시오"),
        )
    return single[0]


def _refused(text: str, what: Text, way_out: Text = _TYPE_ONE, **values: str) -> Refused:
    return Refused(what.format(text=quoted(text), **values), way_out=way_out)


def quoted(text: str) -> str:
    """A text as a refusal quotes it: not endless, with a name for each character that nobody can see, since that is why
    it was refused."""
    shown = "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text.strip())
    return shown if len(shown) <= 40 else f"{shown[:40]}..."
