"""Relations that repeat along a table, kept as one pattern each and spelled out on demand."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import overload

from ledger.model.relation import Operation, Part, Place, Relation
from ledger.model.text import Text


@dataclass(frozen=True, slots=True)
class Pattern:
    """One relation between lines, true at each of their `crosses`: 계 = 국비 + 도비 in every row.

    `place(cross, line, figure)` is where the figure stands. `scopes` are the crosses whose relation has another
    scope, `doubtful` those whose total is not printed. `closes`: it holds to the last digit wherever it is stated.
    """

    total: int
    parts: tuple[tuple[int, int], ...]
    crosses: Sequence[int]
    place: Callable[[int, int, int], Place]
    scope: str
    because: Text
    confidence: int = 100
    operation: Operation = Operation.SUM
    figure: int = 0
    closes: bool = False

    def at(self, index: int) -> Relation:
        cross = self.crosses[index]
        return Relation(
            total=self.place(cross, self.total, self.figure),
            parts=tuple(Part(self.place(cross, line, self.figure), sign) for line, sign in self.parts),
            scope=self.scope,
            operation=self.operation,
            confidence=self.confidence,
            because=str(self.because),
        )


class Relations(Sequence[Relation]):
    """All relations of a table: each is made when it is asked for, for a column of 200,000 rows has as many."""

    def __init__(self, patterns: Sequence[Pattern], single: Sequence[Relation] = ()) -> None:
        self._patterns, self._single = tuple(patterns), tuple(single)
        self._ends = list(accumulate(len(pattern.crosses) for pattern in self._patterns))

    def __len__(self) -> int:
        return (self._ends[-1] if self._ends else 0) + len(self._single)

    @overload
    def __getitem__(self, index: int) -> Relation: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Relation, ...]: ...
    def __getitem__(self, index: int | slice) -> Relation | tuple[Relation, ...]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        which = bisect_right(self._ends, index)
        if which == len(self._patterns):
            return self._single[index - (self._ends[-1] if self._ends else 0)]
        return self._patterns[which].at(index - (self._ends[which] - len(self._patterns[which].crosses)))

    def __iter__(self) -> Iterator[Relation]:
        for pattern in self._patterns:
            yield from map(pattern.at, range(len(pattern.crosses)))
        yield from self._single
