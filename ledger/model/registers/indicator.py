"""성과지표: what is measured of a project, which way is better, and how its periods come together."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.moment import moment
from ledger.model.quantity import GRADE, Bound, Quantity, Value, check_unit, count_of, value_of
from ledger.model.record import Record
from ledger.model.registers.milestone import check_length
from ledger.model.text import Text


class Direction(StrEnum):
    """Which way is better: more, less, within a range, or reached at all."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    MILESTONE = "milestone"

    @property
    def label(self) -> Text:
        return _DIRECTIONS[self]


class Aggregation(StrEnum):
    """How the values of several periods make one: added, the last of them, their mean, sum over sum, or not at all."""

    SUM = "sum"
    LAST = "last"
    AVERAGE = "average"
    RATIO = "ratio"
    NONE = "none"

    @property
    def label(self) -> Text:
        return _AGGREGATIONS[self]


_CODE = re.compile(r"\w[\w.-]*")

# The stages of something that is reached or not, where the institution names none of its own.
REACHED = ("달성", "미달성")

_DIRECTIONS = {
    Direction.HIGHER: Text(en="higher is better", ko="상향"),
    Direction.LOWER: Text(en="lower is better", ko="하향"),
    Direction.RANGE: Text(en="within a range", ko="범위"),
    Direction.MILESTONE: Text(en="reached or not", ko="달성 여부"),
}
_AGGREGATIONS = {
    Aggregation.SUM: Text(en="sum", ko="합계"),
    Aggregation.LAST: Text(en="last", ko="최종값"),
    Aggregation.AVERAGE: Text(en="average", ko="평균"),
    Aggregation.RATIO: Text(en="ratio of sums", ko="합의 비율"),
    Aggregation.NONE: Text(en="none", ko="합산하지 않음"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Record):
    """What is measured (`key`: its code). `unit` is as printed: 회, 건, 명, 개사, 편, %, 점, 원, 등급.

    `baseline` is the value before, `baseline_on` its date. `formula` says in words how it is computed; `numerator` and
    `denominator` name the two counts of a rate. `grades`, from the best down, are the values of an indicator in
    등급, or the stages of one that is reached or not. `cumulative`: every actual includes those before it, so that it
    cannot fall.
    """

    KIND: ClassVar[str] = "indicator"
    LABEL: ClassVar[Text] = Text(en="indicator", ko="성과지표")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "name": Text(en="name", ko="지표명"),
        "project": Text(en="project", ko="사업"),
        "unit": Text(en="unit", ko="단위"),
        "direction": Text(en="direction", ko="방향"),
        "aggregation": Text(en="aggregation", ko="집계"),
        "baseline": Text(en="baseline", ko="기준값"),
        "baseline_on": Text(en="baseline date", ko="기준시점"),
        "formula": Text(en="formula", ko="산식"),
        "numerator": Text(en="numerator", ko="분자"),
        "denominator": Text(en="denominator", ko="분모"),
        "grades": Text(en="grades", ko="등급"),
        "cumulative": Text(en="cumulative", ko="누적"),
        "order": Text(en="order", ko="순서"),
        "note": Text(en="note", ko="비고"),
    }
    name: str
    unit: str
    project: str = ""
    direction: Direction | None = None
    aggregation: Aggregation = Aggregation.NONE
    baseline: str = ""
    baseline_on: str = ""
    formula: str = ""
    numerator: str = ""
    denominator: str = ""
    grades: tuple[str, ...] = ()
    cumulative: bool = False
    order: int = 0
    note: str = ""

    def check(self) -> None:
        """Refused: no name, no such unit, grades where there can be none or none where there must be, a baseline
        that is no value, a ratio without its two counts."""
        try:
            check_unit(self.unit)
            if not (_CODE.fullmatch(self.key) and self.name):
                raise Refused(
                    Text(
                        en="an indicator needs a code of letters, digits, - and ., and a name",
                        ko="지표코드(글자, 숫자, -, .)와 지표명이 필요합니다",
                    )
                )
            for text in (self.name, self.formula, self.note):
                check_length(text or "-", "")
            self._check_grades()
            if self.baseline:
                value_of(self.baseline, self.unit, self.steps)
            if self.baseline_on:
                moment(self.baseline_on)
            if self.aggregation is Aggregation.RATIO and not (self.numerator and self.denominator):
                raise Refused(
                    Text(en="a ratio of sums needs its two counts", ko="합의 비율에는 분자와 분모의 이름이 필요합니다"),
                    way_out=Text(
                        en='--numerator "..." --denominator "..."', ko='--numerator "분자" --denominator "분모"'
                    ),
                )
        except Refused as refusal:
            raise refusal.at(self.key) from None

    def _check_grades(self) -> None:
        if self.unit == GRADE and not self.grades:
            raise Refused(
                Text(en="the grades are missing", ko="등급의 순서가 필요합니다"),
                way_out=Text(en="from the best down: --grades S,A,B,C", ko="높은 등급부터 --grades S,A,B,C"),
            )
        if self.grades and self.unit != GRADE and self.direction is not Direction.MILESTONE:
            raise Refused(
                Text(en="an indicator in {unit} has no grades", ko="단위가 {unit}인 지표에는 등급이 없습니다").format(
                    unit=self.unit
                )
            )
        if len(set(self.grades)) != len(self.grades):
            raise Refused(Text(en="a grade stands twice", ko="같은 등급이 두 번 있습니다"))
        if self.unit == GRADE and self.direction in (Direction.LOWER, Direction.RANGE):
            raise Refused(
                Text(en="grades run from the best down", ko="등급 지표의 방향은 상향(높은 등급부터)입니다"),
                way_out=Text(en="--direction higher", ko="--direction higher"),
            )

    @property
    def steps(self) -> tuple[str, ...]:
        """The values in their order, the best first, where they are no numbers."""
        return self.grades or (REACHED if self.direction is Direction.MILESTONE else ())

    def target(self, text: str) -> Value:
        """What a printed target says. Refused: unreadable, or against the direction of the indicator."""
        value = value_of(text, self.unit, self.steps)
        if isinstance(value, Quantity) and self._is_against(value):
            raise Refused(
                Text(
                    en="'{text}' is no target of an indicator of which {direction}",
                    ko="'{text}': 방향이 {direction}인 지표의 목표가 될 수 없습니다",
                ).format(text=text, direction=(self.direction or Direction.HIGHER).label)
            )
        return value

    def actual(self, text: str) -> Value:
        """What a printed actual says. Refused: unreadable, or a range, or a bound (30 이상) instead of a number."""
        value = value_of(text, self.unit, self.steps)
        if isinstance(value, Quantity) and (value.is_range or value.bound):
            raise Refused(
                Text(en="an actual is one number, not '{text}'", ko="실적은 하나의 값이어야 합니다: '{text}'").format(
                    text=text
                )
            )
        return value

    def _is_against(self, value: Quantity) -> bool:
        """Whether a target asks for a range, or for the worse side of it, where a direction is given."""
        worse = {Direction.HIGHER: (Bound.AT_MOST, Bound.UNDER), Direction.LOWER: (Bound.AT_LEAST, Bound.OVER)}
        bad = worse.get(self.direction, ()) if self.direction else ()
        return (value.is_range and bool(bad)) or value.bound in bad


def value_key(indicator: str, period: str) -> str:
    """The key of a target or an actual: an indicator has one in a period."""
    return f"{indicator}:{period}"


def _check_value(record: "Target | Actual") -> None:
    """Refused: a key that is not of the indicator and the period, no value or one too long, a date that is none."""
    if record.key != value_key(record.indicator, record.period):
        raise Refused(
            Text(en="the key must be '{key}'", ko="키는 '{key}' 이어야 합니다").format(
                key=value_key(record.indicator, record.period)
            ),
            where=record.key,
        )
    check_length(record.value, record.key)
    check_length(record.note or "-", record.key)
    if record.on:
        try:
            moment(record.on)
        except Refused as refusal:
            raise refusal.at(record.key) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """목표 of an indicator in one period (`key`: `value_key`), as printed: 100, 100 내외, 30 이상, 4~5, S."""

    KIND: ClassVar[str] = "target"
    LABEL: ClassVar[Text] = Text(en="target", ko="목표")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "value": Text(en="value", ko="값"),
        "on": Text(en="set on", ko="설정일"),
        "note": Text(en="note", ko="비고"),
    }
    indicator: str
    period: str
    value: str
    on: str = ""
    note: str = ""

    def check(self) -> None:
        """See `_check_value`."""
        _check_value(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual(Record):
    """실적 of an indicator in one period (`key`: `value_key`).

    `before` is what it was before (4개 -> 8개). `numerator` and `denominator` are kept for a rate. `items` are the
    things that were counted, one by one, with their dates: as many as the value where there are any.
    """

    KIND: ClassVar[str] = "actual"
    LABEL: ClassVar[Text] = Text(en="actual", ko="실적")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "value": Text(en="value", ko="값"),
        "on": Text(en="measured on", ko="측정일"),
        "evidence": Text(en="evidence", ko="증빙"),
        "numerator": Text(en="numerator", ko="분자"),
        "denominator": Text(en="denominator", ko="분모"),
        "before": Text(en="before", ko="이전값"),
        "items": Text(en="items", ko="증빙목록"),
        "note": Text(en="note", ko="비고"),
    }
    indicator: str
    period: str
    value: str
    on: str = ""
    evidence: str = ""
    numerator: str = ""
    denominator: str = ""
    before: str = ""
    items: tuple[str, ...] = ()
    note: str = ""

    def check(self) -> None:
        """See `_check_value`. Refused too: one of numerator and denominator alone, or a denominator not above 0."""
        _check_value(self)
        try:
            if bool(self.numerator) != bool(self.denominator) or (self.ratio and self.ratio[1] <= 0):
                raise Refused(
                    Text(
                        en="numerator and denominator go together, and the denominator is above 0",
                        ko="분자와 분모는 함께 있어야 하고 분모는 0보다 커야 합니다",
                    )
                )
        except Refused as refusal:
            raise refusal.at(self.key) from None

    @property
    def ratio(self) -> tuple[Fraction, Fraction] | None:
        """Numerator and denominator, where they are kept."""
        return (count_of(self.numerator), count_of(self.denominator)) if self.numerator and self.denominator else None
