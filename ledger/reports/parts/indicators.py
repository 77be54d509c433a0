"""성과지표 실적: a row for each indicator, a column for each period; of a rate its two counts as well."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ledger.cube.books import Books
from ledger.model.entry import Instruction, Row
from ledger.model.errors import Refused
from ledger.model.form import Answer, Changed, Column, Input, InputGrid, InputRow, Kind, Taken, joined, parted
from ledger.model.money import Unit
from ledger.model.period import Period
from ledger.model.quantity import Step
from ledger.model.record import Body
from ledger.model.registers.indicator import Actual, Aggregation, Indicator, value_key
from ledger.model.text import Text
from ledger.reports.asked import Asked, Faults, text_in

_VALUE, _COUNTS = "value", ("numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Options:
    """Nothing but the title and the name."""

    title: str
    name: str = "indicators"


def build(asked: Asked, unit: Unit, options: Options) -> InputGrid | None:
    """The actuals of the indicators that the department answers for; none where it has none."""
    every = asked.books.records(Indicator)
    mine = sorted((each for each in every if asked.holds(each.project)), key=lambda each: each.order)
    actuals = {actual.key: actual for actual in asked.books.records(Actual)}
    periods = [period for period in asked.books.periods if _is_asked(period, mine, actuals)]
    rows = tuple(row for indicator in mine for row in _rows(indicator, periods, actuals))
    if not rows:
        return None
    return InputGrid(
        part="indicators",
        name=options.name,
        title=options.title,
        heads=(str(Indicator.LABEL), str(Text(en="Measured", ko="구분")), str(Indicator.FIELDS["unit"])),
        columns=tuple(Column(period.key, period.label) for period in periods),
        rows=rows,
    )


def _is_asked(period: Period, mine: list[Indicator], actuals: Mapping[str, Actual]) -> bool:
    """A period of the term, or one in which something was measured."""
    return period.is_in_term or any(value_key(each.key, period.key) in actuals for each in mine)


def _rows(indicator: Indicator, periods: list[Period], actuals: Mapping[str, Actual]) -> Iterator[InputRow]:
    said = [actuals.get(value_key(indicator.key, period.key)) for period in periods]
    yield InputRow(
        key=joined(indicator.key, _VALUE),
        labels=(indicator.name, str(Actual.LABEL), indicator.unit),
        inputs=tuple(_input(indicator, actual) for actual in said),
    )
    if indicator.aggregation is Aggregation.RATIO:
        for count in _COUNTS:
            yield InputRow(
                key=joined(indicator.key, count),
                labels=(indicator.name, str(getattr(indicator, count)), ""),
                inputs=tuple(
                    Input(kind=Kind.QUANTITY, text=getattr(actual, count) if actual else "") for actual in said
                ),
            )


def _input(indicator: Indicator, actual: Actual | None) -> Input:
    text = actual.value if actual else ""
    if not indicator.steps:
        return Input(kind=Kind.QUANTITY, text=text)
    value = indicator.actual(text) if text else None
    return Input(kind=Kind.CHOICE, text=value.name if isinstance(value, Step) else text, choices=indicator.steps)


def faults(books: Books, grid: InputGrid, changed: Changed) -> Faults:
    """What no indicator takes, at the place to change: unreadable, in another unit, a rate without its counts."""
    found: Faults = {}
    for (code, period), answers in _by_actual(changed).items():
        try:
            _actual(books, code, period, answers)
        except Refused as refusal:
            place = next(name for name in (_VALUE, *_COUNTS) if name in answers)
            found[joined(code, place), period] = refusal.what
    return found


def stated(
    books: Books, project: str, grid: InputGrid, changed: Changed, unit: Unit, taken: Taken = ()
) -> tuple[list[Instruction], list[Row]]:
    """A new version of each actual, its other fields as they are now; a blank takes it out."""
    rows = (_actual(books, code, period, answers) for (code, period), answers in _by_actual(changed).items())
    return [], [row for row in rows if row is not None]


def _by_actual(changed: Changed) -> dict[tuple[str, str], dict[str, Answer]]:
    """The answers about each actual by indicator and period: its value, numerator and denominator."""
    found: dict[tuple[str, str], dict[str, Answer]] = {}
    for (row, period), answer in changed.items():
        code, name = parted(row)
        found.setdefault((code, period), {})[name] = answer
    return found


def _actual(books: Books, code: str, period: str, answers: dict[str, Answer]) -> Row | None:
    """The row of an actual; None where a blank is blank already. Refused: what the indicator does not take."""
    indicator = next((each for each in books.records(Indicator) if each.key == code), None)
    if indicator is None:
        raise Refused(Text(en="the indicator '{code}' is gone", ko="없어진 지표: '{code}'").format(code=code))
    key = value_key(code, period)
    now = next((each.body() for each in books.records(Actual) if each.key == key), None)
    body: Body = {**(now or {}), "indicator": code, "period": period}
    body |= {name: text_in(answers, name) for name in answers}
    if not body.get(_VALUE) and not any(body.get(name) for name in _COUNTS):
        return Row(Actual.KIND, key, None) if now else None
    if not body.get(_VALUE):
        raise Refused(
            Text(en="the actual of '{name}' is missing", ko="실적값 없음: '{name}'").format(name=indicator.name)
        )
    indicator.actual(body[_VALUE])
    actual = Actual.from_body(key, body)
    if indicator.aggregation is Aggregation.RATIO and actual.ratio is None:
        raise Refused(
            Text(
                en="needs its two counts, {numerator} and {denominator}",
                ko="분자({numerator})와 분모({denominator})가 필요합니다",
            ).format(numerator=indicator.numerator, denominator=indicator.denominator)
        )
    return Row.of(actual)
