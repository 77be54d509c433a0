"""The values of indicators as they are printed, read exactly: `4,495명`, `100 내외`, `30 이상`, `4~5`, `95.4`, `S`."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ledger.model.errors import Refused
from ledger.model.figure import read
from ledger.model.money import LIMIT, UNITS
from ledger.model.table import Figure, Kind
from ledger.model.text import Text, folded

# Units whose values are shares of a whole, what a whole is in them, and the unit of a mark: none of these add up.
WHOLES = {"%": 100, "‰": 1000}
SCORE = "점"
GRADE = "등급"

# A word or a sign, maybe per another: 명, 개사, %, ㎡, m2, 원/명, 건·회.
_UNIT = re.compile(r"[^\W\d_]{1,10}[23]?(?:[/·][^\W\d_]{1,10}[23]?)?|[%‰]p?|[㎡㎥㎢㎞㎏㏊]")
_MONEY = {unit.label: unit.won for unit in UNITS}
_WAVE = re.compile("[~∼～]")
_TARGET = Text(
    en="write 100, 95.4, 100 내외 (about), 30 이상 (at least) or 4~5",
    ko="100, 95.4, 100 내외, 30 이상, 4~5처럼 쓰십시오",
)


class Bound(StrEnum):
    """What a target asks for beside its number; `met` compares what was reached with it."""

    AT_LEAST = "이상"
    AT_MOST = "이하"
    OVER = "초과"
    UNDER = "미만"

    def met(self, reached: Fraction, asked: Fraction) -> bool:
        """Whether what was reached satisfies the bound."""
        return {
            Bound.AT_LEAST: reached >= asked,
            Bound.AT_MOST: reached <= asked,
            Bound.OVER: reached > asked,
            Bound.UNDER: reached < asked,
        }[self]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the unit of its indicator, printed with so many decimals; from `low` to `high` where it is a range.

    `about`: the text itself says that it is not exact (약, 내외, 정도)."""

    low: Fraction
    high: Fraction
    decimals: int = 0
    bound: Bound | None = None
    about: bool = False

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    @property
    def is_plain(self) -> bool:
        """Whether it is one exact number and nothing beside it."""
        return not (self.is_range or self.bound or self.about)


@dataclass(frozen=True, slots=True)
class Step:
    """A grade or a stage by its place in their order; 0 is the best, or the last to be reached."""

    place: int
    name: str


Value = Quantity | Step


def check_unit(unit: str) -> None:
    """Refused: what is no unit of a count, an amount, a rate or a grade (`100명`, `명 회`, nothing)."""
    if not _UNIT.fullmatch(unit):
        raise Refused(
            Text(en="'{unit}' is no unit", ko="'{unit}': 단위로 쓸 수 없습니다").format(unit=unit),
            way_out=Text(
                en="write one word: 회, 건, 명, 개사, 편, %, 점, 원, 등급",
                ko="회, 건, 명, 개사, 편, %, 점, 원, 등급처럼 쓰십시오",
            ),
        )


def value_of(text: str, unit: str, steps: tuple[str, ...] = ()) -> Value:
    """What a printed value says in a unit; where there are `steps`, which of them it is.

    Refused: what cannot be read, several figures, another unit, a step that there is not, a range that runs backwards.
    """
    if steps:
        return _step(text, unit, steps)
    first, *more = (_number(part, text, unit) for part in _WAVE.split(text.replace("이내", Bound.AT_MOST)))
    if not more:
        return first
    last = more[-1]
    if len(more) > 1 or first.bound or first.about or last.bound or last.about:
        raise _refused(Text(en="'{text}' is no range", ko="'{text}': 범위로 읽을 수 없습니다"), text)
    if first.low >= last.low:
        said = Text(en="the range '{text}' does not run upwards", ko="'{text}': 범위의 시작이 끝보다 작아야 합니다")
        raise Refused(
            said.format(text=text), way_out=Text(en="the smaller one first: 4~5", ko="작은 값부터 4~5처럼 쓰십시오")
        )
    return Quantity(first.low, last.low, max(first.decimals, last.decimals))


def count_of(text: str) -> Fraction:
    """The one exact number of a numerator or a denominator, whatever it counts. Refused: anything else."""
    figure = _only(text)
    if figure is None or figure.kind is Kind.APPROXIMATE:
        raise _refused(Text(en="'{text}' is no count", ko="'{text}': 하나의 수로 읽을 수 없습니다"), text)
    return Fraction(figure.value) * Fraction(10) ** figure.exponent


def figure_of(number: Fraction, decimals: int, unit: str = "") -> Figure:
    """A number as a figure with so many decimals, rounded half away from zero."""
    scaled = abs(number) * 10**decimals + Fraction(1, 2)
    whole = int(scaled) if number >= 0 else -int(scaled)
    return Figure(whole, -decimals, unit, Kind.VALUE if whole else Kind.ZERO)


def figure_text(figure: Figure) -> str:
    """1,234.50, △3, 91.00%"""
    digits = f"{abs(figure.value):0{1 - figure.exponent}d}"
    whole, decimals = (digits[: figure.exponent], digits[figure.exponent :]) if figure.exponent else (digits, "")
    sign = "△" if figure.value < 0 else ""
    return f"{sign}{int(whole):,}{'.' if decimals else ''}{decimals}{figure.unit}"


def _step(text: str, unit: str, steps: tuple[str, ...]) -> Step:
    for place, name in enumerate(steps):
        if folded(text) in (folded(name), folded(name + unit)):
            return Step(place, name)
    raise Refused(
        Text(en="'{text}' is none of {steps}", ko="'{text}': {steps} 가운데 하나여야 합니다").format(
            text=text, steps=", ".join(steps)
        )
    )


def _number(part: str, text: str, unit: str) -> Quantity:
    """One number of a value. Its own unit may stand behind it; money may be written in any unit of money."""
    bare = part if unit in _MONEY else part.replace(unit, "", 1)
    figure = _only(bare)
    if figure is None:
        said = Text(en="'{text}' cannot be read as {unit}", ko="'{text}': {unit} 단위의 값으로 읽을 수 없습니다")
        raise _refused(said, text, unit)
    number = Fraction(figure.value) * Fraction(10) ** figure.exponent
    if figure.unit and (figure.unit not in _MONEY or unit not in _MONEY):
        said = Text(en="'{text}' is not in {unit}", ko="'{text}': 지표의 단위({unit})가 아닙니다")
        raise _refused(said, text, unit)
    decimals = max(0, -figure.exponent)
    if figure.unit:
        number = number * _MONEY[figure.unit] / _MONEY[unit]
        decimals = next((places for places in range(9) if not (number * 10**places).denominator - 1), 8)
    if abs(number) * 10**decimals > LIMIT:
        raise _refused(Text(en="'{text}' is too large", ko="'{text}': 너무 큰 값입니다"), text)
    about = figure.kind is Kind.APPROXIMATE
    bound = _bound(bare) if about else None
    return Quantity(number, number, decimals, bound, about and bound is None)


def _bound(text: str) -> Bound | None:
    if "최소" in text or "최대" in text:
        return Bound.AT_LEAST if "최소" in text else Bound.AT_MOST
    return next((bound for bound in Bound if bound.value in text), None)


def _only(text: str) -> Figure | None:
    """The one number that is all that a text says; None where it says anything else."""
    plain = text.strip()
    readings = read(plain).readings
    figure = readings[0][0] if len(readings) == 1 == len(readings[0]) else None
    return figure if figure and figure.is_number and figure.span == (0, len(plain)) else None


def _refused(said: Text, text: str, unit: str = "") -> Refused:
    shown = text if len(text) <= 40 else f"{text[:40]}..."
    return Refused(said.format(text=shown, unit=unit), way_out=_TARGET)
