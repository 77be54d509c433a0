"""성과지표: what is measured of a project, which way is better, and how its periods come together."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from ledger.model.record import Record
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
    등급. `cumulative`: every actual includes those before it, so that it cannot fall.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """목표 of an indicator in one period (`key`: indicator and period), as printed: 100, 100 내외, 30 이상, 4~5, S."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual(Record):
    """실적 of an indicator in one period (`key`: indicator and period).

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
