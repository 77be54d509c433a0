"""Section figures against the rows of a table, by name.

`23,550백만원` under 창업허브운영 is the sum of the rows 창업허브(공덕)운영, 창업허브(성수)운영 and the like.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledger.capture.recognition.layout import Block
from ledger.capture.recognition.recognise import Seen
from ledger.capture.recognition.sections import Budget, Stated, is_near
from ledger.capture.recognition.words import MONEY, bare_name, name, rank_of
from ledger.model.relation import Operation, Part, Place, Relation
from ledger.model.table import Figure
from ledger.model.text import Text

_BY_NAME = Text(en="a row of that name in '{table}'", ko="'{table}' 표의 같은 이름의 행")
_BY_NAMES = Text(en="rows of that name in '{table}'", ko="'{table}' 표의 같은 이름의 행들")
# A section may take the row of its name with its neighbours, if their sum is its amount.
_NEIGHBOURS = 3


@dataclass(frozen=True, slots=True)
class Match:
    """Rows of a table that an amount is to be the sum of; `is_said`: names say so, not the figures."""

    amount: Stated
    budget: Budget
    rows: tuple[int, ...]
    closes: bool
    is_said: bool = True


class Index:
    """The rows of a table with one amount each, by the names that they and their groups go by."""

    def __init__(self, seen: Seen, block: Block, aliases: Mapping[str, str]) -> None:
        self.table, self._block, self._aliases = seen.table, block, aliases
        self._scale = MONEY[self.table.unit]
        self._rows: dict[str, list[int]] = defaultdict(list)
        self._bare: dict[str, list[int]] = defaultdict(list)
        self._groups: dict[str, list[int]] = defaultdict(list)
        for row, label in enumerate(block.row_labels):
            if label.own and not rank_of(label.own):
                self._rows[name(label.own)].append(row)
                if bare_name(label.own) != name(label.own):
                    self._bare[bare_name(label.own)].append(row)
                for outer in dict.fromkeys(map(bare_name, label.path[:-1])):
                    self._groups[outer].append(row)

    def row(self, called: str) -> int | None:
        """The one row of a name, spelled as it is, without its brackets, or by its alias."""
        for each in (name(called), bare_name(called)):
            rows = self._rows.get(self._aliases.get(each, each), [])
            if len(rows) == 1:
                return rows[0]
        return None

    def candidates(self, called: Sequence[str], parts: Sequence[Stated]) -> Iterator[tuple[tuple[int, ...], bool]]:
        """Rows that a section of those names may be the sum of, and whether its names alone say so."""
        of_parts = [self.row(part.label) for part in parts]
        if parts and all(row is not None for row in of_parts):
            yield tuple(sorted(row for row in of_parts if row is not None)), True
        for each in called:
            key = self._aliases.get(name(each), name(each))
            if len(self._bare[key]) > 1:
                yield tuple(self._bare[key]), True
            if (row := self.row(each)) is not None:
                yield (row,), True
            if group := self._groups[key]:
                yield tuple(group), False
            yield from self._runs(row, self._groups[key])

    def _runs(self, row: int | None, group: list[int]) -> Iterator[tuple[tuple[int, ...], bool]]:
        """The row with rows after it, and the group with rows after it."""
        starts = [[row]] if row is not None else []
        for start in [*starts, group] if group else starts:
            for end in range(start[-1] + 1, min(start[-1] + _NEIGHBOURS, len(self._block.row_labels))):
                yield tuple(range(start[0], end + 1)), False

    def figure(self, row: int) -> Figure:
        """A row's amount in 원."""
        value = self._block.values[0][row]
        return Figure(value, self._scale - 9, "원")

    def place(self, row: int) -> Place:
        return self._block.spots.place(row, 0)._replace(table=self.table.name)


def matched(budgets: Sequence[Budget], tables: Sequence[Seen], aliases: Mapping[str, str]) -> None:
    """Relate budgets and their breakdowns to the table that most of them are found in, if most of those close."""
    indexes = [
        Index(seen, block, aliases)
        for seen in tables
        if seen.table.unit in MONEY and len(seen.table.rows) > 1
        for block in seen.layout.blocks
        if len(block.values) == 1
    ]
    for index in indexes:
        found = [match for budget in budgets for match in _matches(index, budget)]
        closing = sum(match.closes for match in found)
        if closing >= 2 and closing * 3 >= len(found) * 2:
            for match in found:
                match.budget.sheet.relations.append(_relation(index, match))


def _matches(index: Index, budget: Budget) -> Iterator[Match]:
    if best := _best(index, budget):
        yield best
    for part in budget.parts:
        row = index.row(part.label)
        if row is not None:
            yield Match(part, budget, (row,), is_near(part.figure, [index.figure(row)]))


def _best(index: Index, budget: Budget) -> Match | None:
    """The first candidate that closes; else the one that its names declare."""
    declared = None
    for rows, is_said in index.candidates(budget.section.names, budget.parts):
        if is_near(budget.total.figure, [index.figure(row) for row in rows]):
            return Match(budget.total, budget, rows, closes=True, is_said=is_said)
        if is_said and declared is None:
            declared = Match(budget.total, budget, rows, closes=False)
    return declared


def _relation(index: Index, match: Match) -> Relation:
    is_one = len(match.rows) == 1
    return Relation(
        total=match.amount.place,
        parts=tuple(Part(index.place(row)) for row in match.rows),
        scope="unit",
        operation=Operation.SAME if is_one else Operation.SUM,
        confidence=100 if match.is_said and match.closes else 90,
        because=str((_BY_NAME if is_one else _BY_NAMES).format(table=index.table.name)),
    )
