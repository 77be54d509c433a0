"""Amounts in whole 원, the units in which tables state them, and how they are printed."""

from dataclasses import dataclass

from ledger.model.errors import Refused
from ledger.model.text import Text, folded

# Excel keeps whole numbers exactly up to 10^15, and 9,223 such amounts still add up in 64 bits.
LIMIT = 10**15


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in which a table states its amounts: `won` is its size in 원 (백만원: 1,000,000)."""

    label: str
    won: int

    def __str__(self) -> str:
        return self.label


WON, THOUSAND, MILLION, HUNDRED_MILLION = UNITS = (
    Unit("원", 1),
    Unit("천원", 1_000),
    Unit("백만원", 1_000_000),
    Unit("억원", 100_000_000),
)


def unit_named(label: str) -> Unit:
    """The unit of that label. Refused: a unit that no official table uses."""
    for unit in UNITS:
        if folded(label) in (unit.label, str(unit.won)):
            return unit
    raise Refused(
        Text(en="unknown unit '{label}'; use one of {units}", ko="없는 단위 '{label}'. {units} 가운데 쓰십시오").format(
            label=label, units=", ".join(unit.label for unit in UNITS)
        )
    )


def within_limit(won: int) -> int:
    """The amount itself, if it is a whole number of 원 that every later step keeps exactly.

    Refused beyond +-10^15 원. A float or a bool is a defect of the caller: TypeError.
    """
    if type(won) is not int:
        raise TypeError(f"an amount is a whole number of won, not {won!r}")
    if abs(won) > LIMIT:
        raise Refused(
            Text(
                en="{won} won is beyond what one amount may be (10^15 won)",
                ko="{won}원은 금액의 한도(1,000조원)를 넘습니다",
            ).format(won=f"{won:,}")
        )
    return won


def printed(value: int) -> str:
    """1234567 -> 1,234,567; -19221 -> △19,221, as official tables mark a decrease."""
    return f"{value:,}" if value >= 0 else f"△{-value:,}"


def stated(won: int, unit: Unit) -> str:
    """An exact amount in a unit, with as many decimals as it needs: 1,500,000원 in 백만원 is 1.5."""
    whole, rest = divmod(abs(won), unit.won)
    digits = f"{rest:0{len(str(unit.won)) - 1}d}".rstrip("0") if rest else ""
    sign = "△" if won < 0 else ""
    return f"{sign}{whole:,}.{digits}" if digits else f"{sign}{whole:,}"
