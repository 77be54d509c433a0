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
    """`sum`: the total is the signed sum of the parts. `ratio`: it is the first part over the second."""

    SUM = "sum"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Relation:
    """`total` = its parts under `operation`; `scope` says what kind of total it is (row, column, grand...)."""

    total: Place
    parts: tuple[Part, ...]
    scope: str = ""
    operation: Operation = Operation.SUM
