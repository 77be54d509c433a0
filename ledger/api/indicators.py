"""Recording indicators: what is measured, what was set as target, what was reached."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ledger.api.desk import Desk
from ledger.api.recording import Recorded, record_act
from ledger.cube.assignments import values
from ledger.cube.drafting import Drafting
from ledger.cube.registers import Registers
from ledger.journal.store import Journal
from ledger.model.book import Book
from ledger.model.entry import Act, Row
from ledger.model.errors import Refused
from ledger.model.quantity import Value
from ledger.model.record import Body
from ledger.model.registers.indicator import Actual, Aggregation, Direction, Indicator, Target, value_key
from ledger.model.text import Text, folded, nearest

Fields = Mapping[str, Any]
ValueKind = type[Target] | type[Actual]

# What one actual alone can have: several periods cannot share it.
_OF_ONE = ("numerator", "denominator", "before", "items")


def define(
    desk: Desk, code: str, fields: Fields, act: Act, *, correction: bool = False, dry_run: bool = False
) -> Recorded:
    """A new indicator, or new values for the fields given of one that there is. In force from the start of the term
    unless the act says otherwise.

    Refused: what no indicator can be, an unknown project, and a change after which recorded values cannot be read.
    """

    def stated(drafting: Drafting, _: Journal) -> Act:
        now = drafting.registers
        standing = next((each for each in now.records(Indicator) if each.key == code), None)
        body = (standing.body() if standing else {}) | _typed(fields, now)
        if standing is None and not (body.get("name") and body.get("unit")):
            raise Refused(
                Text(en="a new indicator needs its name and unit", ko="새 지표에는 지표명과 단위가 필요합니다"),
                where=code,
                way_out=Text(
                    en='ledger kpi define CODE "NAME" --unit 명', ko='ledger kpi define 지표코드 "지표명" --unit 명'
                ),
            )
        indicator = Indicator.from_body(code, body)
        _check_values(indicator, now)
        start = now.records(Book)[0].start or desk.today
        on = act.effective or (None if standing else min(start, desk.today))
        return replace(act, act="kpi", effective=on, rows=_changed(now, [Row.of(indicator)]))

    return record_act(desk, stated, correction=correction, dry_run=dry_run)


def set_values(
    desk: Desk,
    kind: ValueKind,
    code: str,
    assignments: Sequence[str],
    fields: Fields,
    act: Act,
    *,
    correction: bool = False,
    dry_run: bool = False,
) -> Recorded:
    """Targets or actuals of an indicator, as typed: `23=100`, `24='120 이상'`, `25=빈칸`. Fields that are not given
    stay as they are.

    Refused: an unknown indicator, a value that cannot be read in its unit, a ratio without its two counts.
    """

    def stated(drafting: Drafting, _: Journal) -> Act:
        now = drafting.registers
        indicator = _indicator(code, now)
        given = values(assignments, now.names)
        if len(given) > 1 and any(name in fields for name in _OF_ONE):
            raise Refused(
                Text(en="these details belong to one period", ko="분자·분모·이전값·증빙목록은 한 연차씩 기록합니다"),
                where=" ".join(assignments),
            )
        on = {"on": act.effective.isoformat()} if act.effective else {}
        rows = [_value(kind, indicator, period, text, {**fields, **on}, now) for period, text in given.items()]
        return replace(act, act="kpi", rows=_changed(now, rows))

    return record_act(desk, stated, correction=correction, dry_run=dry_run)


def _value(
    kind: ValueKind,
    indicator: Indicator,
    period: str,
    text: str | None,
    fields: Fields,
    now: Registers,
) -> Row:
    key = value_key(indicator.key, period)
    if text is None:
        return Row(kind.KIND, key, None)
    standing = now.rows.get((kind.KIND, key))
    body: Body = dict(standing.body or {}) if standing else {}
    where = f"{indicator.key} {now.names.periods[period].label}"
    try:
        _reader(kind, indicator)(text)
        record = kind.from_body(key, {**body, "indicator": indicator.key, "period": period, "value": text, **fields})
        if isinstance(record, Actual):
            if record.before:
                indicator.actual(record.before)
            _check_counts(indicator, record)
    except Refused as refusal:
        raise Refused(refusal.what, where=where, way_out=refusal.way_out) from None
    return Row.of(record)


def _check_counts(indicator: Indicator, actual: Actual) -> None:
    if indicator.aggregation is Aggregation.RATIO and actual.ratio is None:
        raise Refused(
            Text(
                en="needs its two counts, {numerator} and {denominator}",
                ko="분자({numerator})와 분모({denominator})가 필요합니다",
            ).format(numerator=indicator.numerator, denominator=indicator.denominator),
            way_out=Text(en="--numerator 954 --denominator 1000", ko="--numerator 954 --denominator 1000"),
        )


def _check_values(indicator: Indicator, now: Registers) -> None:
    """What was recorded must still be readable."""
    kinds: tuple[ValueKind, ...] = (Target, Actual)
    for kind in kinds:
        for record in now.records(kind):
            if record.indicator == indicator.key:
                try:
                    _reader(kind, indicator)(record.value)
                except Refused as refusal:
                    raise Refused(
                        refusal.what,
                        where=f"{kind.LABEL} {record.key}",
                        way_out=Text(
                            en="blank the recorded value first, or define another indicator",
                            ko="기록된 값을 먼저 빈칸으로 하거나 다른 지표를 만드십시오",
                        ),
                    ) from None


def _reader(kind: ValueKind, indicator: Indicator) -> Callable[[str], Value]:
    return indicator.target if kind is Target else indicator.actual


def _typed(fields: Fields, now: Registers) -> Body:
    """The fields of an indicator from typed text."""
    body: Body = {
        name: value if isinstance(value, bool) else Indicator.typed(name, value)
        for name, value in fields.items()
        if name not in _CHOICES
    }
    if body.get("project"):
        body["project"] = now.names.project(body["project"])
    return body | {name: _choice(choices, fields[name]) for name, choices in _CHOICES.items() if name in fields}


_CHOICES: dict[str, type[Direction] | type[Aggregation]] = {"direction": Direction, "aggregation": Aggregation}


def _choice(choices: type[Direction] | type[Aggregation], typed: str) -> str:
    for each in choices:
        if folded(typed) in (each.value, folded(each.label.ko)):
            return each.value
    said = Text(en="'{typed}' is not one of {known}", ko="'{typed}': {known} 가운데 하나를 쓰십시오")
    known = Text(
        en=", ".join(each.value for each in choices), ko=", ".join(f"{each.value}({each.label.ko})" for each in choices)
    )
    raise Refused(said.format(typed=typed, known=known))


def _indicator(typed: str, now: Registers) -> Indicator:
    """By its code, or by a name that only one has."""
    every = now.records(Indicator)
    named = [each for each in every if folded(each.name) == folded(typed)]
    found = [each for each in every if each.key == typed] or named
    if len(found) == 1:
        return found[0]
    if found:
        said = Text(en="'{typed}' names several indicators: {codes}", ko="'{typed}' 이름의 지표가 여럿입니다: {codes}")
        raise Refused(said.format(typed=typed, codes=", ".join(each.key for each in found)))
    near = nearest(typed, [name for each in every for name in (each.key, each.name)])
    raise Refused(
        Text(en="unknown indicator '{typed}'", ko="없는 지표 '{typed}'").format(typed=typed),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near)
        if near
        else Text(en="see `ledger list indicators`", ko="`ledger list indicators`로 보십시오"),
    )


def _changed(now: Registers, rows: Sequence[Row]) -> list[Row]:
    """The rows that do not stand so already."""
    return [row for row in rows if now.rows.get((row.kind, row.key)) != row]
