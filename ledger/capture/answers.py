"""What a department typed into an input of a form, as the value that it is asked for."""

from fractions import Fraction

from ledger.model.errors import Refused
from ledger.model.figure import amount_typed, quoted, read
from ledger.model.form import Input, Kind
from ledger.model.money import Unit, printed, unit_named
from ledger.model.table import Figure
from ledger.model.table import Kind as Spelled
from ledger.model.text import Text, clean, folded

Value = int | str | None


def issued(given: Input) -> Value:
    """What an input held when the form was made, as `answered` gives it."""
    if given.kind is Kind.AMOUNT:
        return given.won
    if given.kind is Kind.COUNT:
        return int(given.text) if given.text else None
    return given.text


def answered(given: Input, said: str, label: str) -> Value:
    """The value of a text: 원 or a count (None for a blank, 0 for `-`), a text for any other kind of input.

    `label` is the unit of the grid. Refused: what cannot be read exactly, another unit than that of the form, a
    fraction, what lies beyond the bounds, none of the choices, characters that nobody can see.
    """
    if not said:  # most inputs
        return None if given.kind in (Kind.AMOUNT, Kind.COUNT) else ""
    if given.kind is Kind.AMOUNT:
        return _within(given, _amount(said, unit_named(label)), unit_named(label))
    if given.kind is Kind.COUNT:
        return _within(given, _count(said, given.unit), None)
    text = _text(said)
    if given.kind is Kind.TEXT and given.most is not None and len(text) > given.most:
        raise Refused(_TOO_LONG.format(count=len(text), most=given.most))
    if given.kind is Kind.CHOICE and text:
        return _choice(given, text)
    is_same = folded(text) == folded(given.text) or (given.kind is Kind.QUANTITY and _same(text, given.text))
    return given.text if is_same else text


def _amount(said: str, unit: Unit) -> int | None:
    figure, plain = _figure(said, unit.label)
    if figure is None or figure.kind is Spelled.DASH:
        return None if figure is None else 0
    if figure.unit:
        way_out = Text(en="type it in {unit}", ko="{unit} 단위로 고쳐 쓰십시오").format(unit=unit)
        other = Text(en="'{said}' is in another unit: the form is in {unit}", ko="'{said}': 양식의 단위({unit})가 아님")
        raise Refused(other.format(said=quoted(said), unit=unit), way_out=way_out)
    if figure.exponent < 0 and figure.value % 10**-figure.exponent:
        raise Refused(_FRACTION.format(said=quoted(said), unit=unit), way_out=_WHOLE)
    return amount_typed(plain, unit)


def _count(said: str, unit: str) -> int | None:
    figure, plain = _figure(said.replace("％", "%"), unit)
    if figure is None or figure.kind is Spelled.DASH:
        return None if figure is None else 0
    is_exact = figure.kind is not Spelled.APPROXIMATE and figure.span == (0, len(plain))
    if figure.unit or not is_exact or figure.value % 10 ** max(0, -figure.exponent):
        raise Refused(_NO_COUNT.format(said=quoted(said)), way_out=_LIKE_COUNT)
    count: int = figure.value * 10 ** max(0, figure.exponent) // 10 ** max(0, -figure.exponent)
    return count


def _figure(said: str, label: str) -> tuple[Figure | None, str]:
    """The one figure of a text, and the text without the form's own unit; no figure where it is blank."""
    plain = said.strip()
    bare = plain.removesuffix(label).rstrip() if label else plain
    if bare != plain and bare[-1:].isdecimal():
        plain = bare
    if not plain:
        return None, ""
    reading = read(plain)
    if not reading.figures:
        raise Refused(_UNREADABLE.format(said=quoted(said)), way_out=_LIKE)
    if len(reading.figures) > 1 or reading.is_ambiguous:
        raise Refused(_SEVERAL.format(said=quoted(said)), way_out=_LIKE)
    return reading.figures[0], plain


def _same(text: str, other: str) -> bool:
    """Whether two texts are one and the same exact number: a number loses its commas and zeros in a workbook."""
    numbers = [_number(each) for each in (text, other)]
    return numbers[0] is not None and numbers[0] == numbers[1]


def _number(text: str) -> tuple[Fraction, str] | None:
    figures = read(text).figures
    if len(figures) != 1 or figures[0].kind not in (Spelled.VALUE, Spelled.ZERO) or figures[0].span != (0, len(text)):
        return None
    return Fraction(figures[0].value) * Fraction(10) ** figures[0].exponent, figures[0].unit


def _within(given: Input, value: int | None, unit: Unit | None) -> int | None:
    scale = unit.won if unit else 1
    if value is not None and given.least is not None and value < given.least:
        raise Refused(_TOO_SMALL.format(value=quoted(printed(value // scale)), least=printed(given.least // scale)))
    if value is not None and given.most is not None and value > given.most:
        raise Refused(_TOO_LARGE.format(value=quoted(printed(value // scale)), most=printed(given.most // scale)))
    return value


def _choice(given: Input, text: str) -> str:
    for choice in given.choices:
        if folded(choice) == folded(text):
            return choice
    raise Refused(
        Text(en="'{text}' is none of the choices", ko="'{text}': 고를 수 있는 값이 아닙니다").format(text=quoted(text)),
        way_out=Text(en="one of {choices}", ko="쓸 수 있는 것: {choices}").format(choices=", ".join(given.choices)),
    )


def _text(said: str) -> str:
    try:
        return clean(said)
    except ValueError as unseen:
        raise Refused(
            Text(en="an invisible character ({code})", ko="보이지 않는 글자({code})가 있습니다").format(code=unseen)
        ) from None


_LIKE = Text(en="write it like 1,234", ko="1,234처럼 하나의 수로 쓰십시오")
_WHOLE = Text(en="a whole number", ko="소수점 없이 쓰십시오")
_UNREADABLE = Text(en="'{said}' cannot be read as a figure", ko="'{said}': 수로 읽을 수 없습니다")
_SEVERAL = Text(en="'{said}' can be read as several figures", ko="'{said}': 수가 여럿이거나 두 가지로 읽힙니다")
_FRACTION = Text(en="'{said}' is not whole in {unit}", ko="'{said}': {unit} 단위에서 소수입니다")
_NO_COUNT = Text(en="'{said}' is no whole count", ko="'{said}': 정수가 아닙니다")
_LIKE_COUNT = Text(en="a whole number like 55", ko="정수로 쓰십시오: 55")
_TOO_SMALL = Text(en="{value} is below {least}", ko="{value}: {least}보다 작습니다")
_TOO_LARGE = Text(en="{value} is above {most}", ko="{value}: {most}보다 큽니다")
_TOO_LONG = Text(en="{count} characters: at most {most}", ko="{count}자: {most}자까지 쓸 수 있습니다")
