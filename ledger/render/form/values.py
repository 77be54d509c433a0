"""What stands in the inputs of a form: what the book said, or what was handed in, as it was typed."""

import re
from collections.abc import Mapping
from decimal import Decimal

from ledger.model.form import Answers, Form, Input, Kind, Said, Spot
from ledger.model.money import LIMIT, Unit
from ledger.workbook.plan import Value

# A number that a spreadsheet keeps, and whose digits come back as they are.
_EXACT = re.compile(r"-?(0|[1-9]\d{0,14}|(0|[1-9]\d{0,9})\.\d{0,4}[1-9])", re.ASCII)


def issued(given: Input, unit: Unit) -> Value:
    """What the book said when the form went out; an amount in the unit of the form."""
    if given.kind is Kind.AMOUNT:
        return None if given.won is None else given.won // unit.won
    return _typed(given, given.text)


def filled(form: Form, unit: Unit, answers: Answers | None) -> Mapping[Spot, Value]:
    """What every input holds. Where there are answers, an input without one is blank."""
    if answers is None:
        return {spot: issued(given, unit) for spot, given in form.inputs()}
    typed = {spot: _typed(given, answers.get(spot, Said("", "")).text) for spot, given in form.inputs()}
    # What is too large by far stays text, so that the totals of what somebody mistyped can still be shown.
    return {spot: f"{value:,}" if _is_beyond(value) else value for spot, value in typed.items()}


def _is_beyond(value: Value) -> bool:
    return isinstance(value, int) and abs(value) > LIMIT // 1000


def _typed(given: Input, text: str) -> Value:
    """A number where the kind takes one and its digits come back as they were typed; the text itself otherwise."""
    if not text:
        return None
    if given.kind in (Kind.TEXT, Kind.CHOICE) or not _EXACT.fullmatch(text) or text == "-0":
        return text
    return Decimal(text) if "." in text else int(text)
