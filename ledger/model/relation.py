"""합계 관계: a total and the parts that make it: found in documents, declared by reports, written as formulas."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Place(NamedTuple):
    """A figure of a table: row and column of its cell, which of the cell's figures, and the table's name
    (empty: the table that the relation belongs to)."""

    row: int
    column: int
    figure: int = 0
    table: str = ""


class Part(NamedTuple):
    """A place that a total adds (sign 1) or takes away (sign -1)."""

    place: Place
    sign: int = 1


class Operation(StrEnum):
    """What the total is of its parts.

    `sum`: their signed sum. `same`: the one part, stated again, maybe in another unit. `ratio`: the first over the
    second. `share`: the first as per cent of the second. `growth`: the first over the second, less one, in per cent.
    `count`: how many they are. `order`: the parts, not the total, are a range; the first is not beyond the second.
    """

    SUM = "sum"
    SAME = "same"
    RATIO = "ratio"
    SHARE = "share"
    GROWTH = "growth"
    COUNT = "count"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Relation:
    """`total` = its parts under `operation`; `scope` says what kind of total it is (row, column, subtotal, grand,
    label, breakdown, unit, change, share, share-sum, growth, count, range).

    `confidence` in per cent: 100 is declared or labelled, less is inferred from the figures. A document's broken
    relation is reported as an error only where its confidence is high; the reason is in `because`, for
    `--explain-tables`.
    """

    total: Place
    parts: tuple[Part, ...]
    scope: str = ""
    operation: Operation = Operation.SUM
    confidence: int = 100
    because: str = ""
