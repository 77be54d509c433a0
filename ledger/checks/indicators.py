"""What the rules on indicators share: the place of a finding, and the exact figures that it is bound to."""

from decimal import Decimal

from ledger.model.finding import Where
from ledger.model.money import UNITS
from ledger.model.quantity import Quantity, Value, figure_of
from ledger.model.registers.indicator import Indicator

_WON = {unit.label: unit.won for unit in UNITS}


def at(indicator: Indicator, period: str | None = None) -> Where:
    """The place of an indicator, or of one of its values."""
    return Where(project=indicator.project or None, indicator=indicator.key, period=period)


def exact(value: Value | None, unit: str) -> int | str | None:
    """A value as findings state it: money in whole 원, a whole number, else a decimal text, or the name of a grade; of
    a range nothing."""
    if not isinstance(value, Quantity):
        return value.name if value is not None else None
    if value.is_range:
        return None
    number = value.low * _WON.get(unit, 1)
    if number.denominator == 1:
        return int(number)
    figure = figure_of(number, value.decimals)
    return str(Decimal(figure.value).scaleb(figure.exponent))
