"""Groups of rows with their totals: the sums down a column that one total row, or one label, states."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from ledger.checks.diagnosis.system import System
from ledger.checks.documents import is_linear
from ledger.model.relation import Relation


class Key(NamedTuple):
    """The total row; and the column of a label that states the total itself, else -1."""

    table: str
    row: int
    label: int


@dataclass(frozen=True, slots=True)
class Group:
    """By column and figure, the relation that sums it; `rows` are the rows it sums."""

    key: Key
    sums: dict[tuple[int, int], int] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)


class Groups:
    """All groups of a document; those with a broken sum are the ones to explain."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.every: dict[Key, Group] = {}
        self.of: dict[int, Group] = {}
        tables = {system.judgements[number].relation.total.table for number in system.open}
        for number, judged in enumerate(system.judgements):
            relation = judged.relation
            if relation.total.table in tables and number in system.differences and is_downward(relation):
                column, figure = relation.parts[0].place.column, relation.parts[0].place.figure
                label = -1 if relation.total.column == column else relation.total.column
                key = Key(relation.total.table, relation.total.row, label)
                group = self.every.setdefault(key, Group(key))
                group.sums[column, figure] = number
                group.rows.update(part.place.row for part in relation.parts)
                self.of[number] = group

    def open_groups(self) -> dict[Key, dict[tuple[int, int], int]]:
        """Of every group with open sums: column and figure -> stated less computed."""
        found: dict[Key, dict[tuple[int, int], int]] = defaultdict(dict)
        for number, difference in self.system.broken_sums():
            if number in self.of:
                place = self.system.judgements[number].relation.parts[0].place
                found[self.of[number].key][place.column, place.figure] = difference
        return found


def is_downward(relation: Relation) -> bool:
    """Whether the parts stand below one another in the table of their total."""
    if not is_linear(relation) or not relation.parts:
        return False
    first = relation.parts[0].place
    rows = {part.place.row for part in relation.parts} | {relation.total.row}
    return len(rows) > 1 and all(
        (part.place.table, part.place.column, part.place.figure)
        == (relation.total.table, first.column, first.figure)
        for part in relation.parts
    )

