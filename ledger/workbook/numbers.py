"""How a stored number is written out: exact decimal digits, a percentage, a date or a time; never through a float."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Context, Decimal

Shown = Callable[[str], str]

_DIGITS = Context(prec=15)  # what Excel keeps of a number; more are traces of binary arithmetic
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_DAY = 2_958_465  # 9999-12-31
_LEAP_DAY = 60  # 1900-02-29, which never was: days before it count from one later
_SECONDS = 86_400

_DATES = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)}
_TIMES = {18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47}
_PERCENT = {9, 10}
_ASIDE = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]|am/pm|a/p', re.IGNORECASE)


def exact(said: str) -> str:
    """`1234.5` for `1.2345E3`, `1000` for `999.9999999999999`; what is no number as it is."""
    if said.isascii() and said.isdigit():
        return said
    return said if (number := _decimal(said)) is None else _plain(number)


def percent(said: str) -> str:
    """`12.5%` for 0.125."""
    return said if (number := _decimal(said)) is None else f"{_plain(number * 100)}%"


def dated(said: str, *, from_1904: bool = False) -> str:
    """A serial day as `2023-05-02` or `2023-05-02T14:30:00`; a number that is no day in digits."""
    if (number := _decimal(said)) is None or not 0 <= number < _LAST_DAY + 1:
        return exact(said)
    day, seconds = divmod(round(number * _SECONDS), _SECONDS)
    return f"{_day(day, from_1904)}T{clock(seconds)}" if seconds else _day(day, from_1904)


def timed(said: str) -> str:
    """A part of a day as `14:30:00`; hours go on beyond 24."""
    if (number := _decimal(said)) is None or not 0 <= number < _LAST_DAY + 1:
        return exact(said)
    return clock(round(number * _SECONDS))


def shown_as(number: int, code: str | None, *, from_1904: bool = False) -> Shown:
    """How a number format prints, as far as it is a date, a time or a percentage. `code` is None for built-in ones."""
    if code is None:
        letters = "y" if number in _DATES else "h" if number in _TIMES else "%" if number in _PERCENT else ""
    else:
        letters = _ASIDE.sub("", code.split(";")[0]).lower()
        letters = "" if "general" in letters else letters
    if "%" in letters:
        return percent
    if "y" in letters or "d" in letters or ("m" in letters and not re.search("[hs]", letters)):
        return lambda said: dated(said, from_1904=from_1904)
    return timed if re.search("[hs]", letters) else exact


def _decimal(said: str) -> Decimal | None:
    return _DIGITS.create_decimal(said) if _NUMBER.fullmatch(said) else None


def _plain(number: Decimal) -> str:
    return f"{number.normalize(_DIGITS):f}" if number else "0"


def _day(count: int, from_1904: bool) -> str:
    if from_1904:
        return str(_EPOCH_1904 + timedelta(count)) if count <= _LAST_DAY - 1462 else str(count)
    if count == _LEAP_DAY:
        return "1900-02-29"
    return str(_EPOCH + timedelta(count + (count < _LEAP_DAY)))


def clock(seconds: int) -> str:
    """Hours, minutes and seconds of a length of time."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
