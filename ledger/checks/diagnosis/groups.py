"""Groups of rows with their totals: the sums down a column that one total row, or one label, states."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from ledger.checks.diagnosis.system import System
from ledger.checks.documents import is_linear
from ledger.model.relation import Place, Relation

Spot = tuple[int, int]  # column and figure; column -1 where a label states the total of amounts in any columns


class Key(NamedTuple):
    """The total row; and the column of a label that states the total itself, else -1."""

    table: str
    row: int
    label: int


@dataclass(frozen=True, slots=True)
class Group:
    """By column and figure, the relation that sums it; `rows` are the rows it sums."""

    key: Key
    sums: dict[Spot, int] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)


class Groups:
    """All groups of a document; those with a broken sum are the ones to explain."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.every: dict[Key, Group] = {}
        self.of: dict[int, Group] = {}
        self.spot: dict[int, Spot] = {}
        tables = {system.judgements[number].relation.total.table for number in system.open}
        for number, judged in enumerate(system.judgements):
            relation = judged.relation
            if relation.total.table in tables and number in system.differences and is_downward(relation):
                self._take(number, relation)

    def open_groups(self) -> dict[Key, dict[Spot, int]]:
        """Of every group with open sums: column and figure -> stated less computed."""
        found: dict[Key, dict[Spot, int]] = defaultdict(dict)
        for number, difference in self.system.broken_sums():
            if number in self.of:
                found[self.of[number].key][self.spot[number]] = difference
        return found

    def cells(self, number: int) -> dict[int, Place]:
        """Row -> the part of a sum that stands there."""
        return {place.row: place for place, _ in self.system.judgements[number].relation.parts}

    def _take(self, number: int, relation: Relation) -> None:
        first = relation.parts[0].place
        is_label = relation.total.column != first.column
        key = Key(relation.total.table, relation.total.row, relation.total.column if is_label else -1)
        group = self.every.setdefault(key, Group(key))
        self.spot[number] = (-1, 0) if is_label else (first.column, first.figure)
        group.sums[self.spot[number]] = number
        group.rows.update(part.place.row for part in relation.parts)
        self.of[number] = group


def is_downward(relation: Relation) -> bool:
    """Whether the parts stand below one another in the table of their total: in its column, or in any for a label."""
    if not is_linear(relation) or not relation.parts:
        return False
    rows = {part.place.row for part in relation.parts}
    columns = {part.place.column for part in relation.parts}
    return (
        len(rows) == len(relation.parts)
        and len(rows | {relation.total.row}) > 1
        and all(part.place.table == relation.total.table for part in relation.parts)
        and (len(columns) == 1 or relation.total.column not in columns)
    )
