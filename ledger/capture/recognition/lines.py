"""Lines of figures in one direction: a block's rows, or its columns; every rule of sums is written once for both."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ledger.capture.recognition.cells import ONE, Sort
from ledger.capture.recognition.layout import Block, Label
from ledger.capture.recognition.words import Rank, is_aside, is_average, is_cumulative, is_measure, name, rank_of
from ledger.model.relation import Place

_MINUS = re.compile(r"\s*[-−–]\s*")


class Fit(NamedTuple):
    """How well lines make up a total: crosses where they do, where they do not, and how unlikely that is by chance."""

    closing: int
    failing: int
    digits: int

    @property
    def is_clear(self) -> bool:
        """A clear majority closes."""
        return self.closing >= 2 * self.failing and self.closing > 0


@dataclass(frozen=True, slots=True)
class Lines:
    """`crosses[k][i]` is line i's figure where it crosses line k of the other direction.

    `is_down`: the lines are rows, so that sums run down the columns.
    """

    labels: Sequence[Label]
    crosses: Sequence[Sequence[int]]
    is_down: bool
    blank: Callable[[int, int], bool]  # whether nothing is printed at (cross, line)
    place: Callable[[int, int, int], Place]  # (cross, line, figure)
    means: frozenset[int] = frozenset()  # crosses of averages and of what is counted to date: no rates of their lines
    measures: Sequence[str] = ()  # of every line, where they are of several
    codes: Sequence[str] = ()  # the numbers of the lines, where they have any
    _lines: dict[str, int] = field(default_factory=dict)  # by name, once someone asks

    def __len__(self) -> int:
        return len(self.labels)

    def rank(self, line: int) -> Rank:
        return rank_of(self.labels[line].own)

    def is_aside(self, line: int) -> bool:
        """A line that no sum in this direction takes: a rate, a change, an average, 현원-정원."""
        label = self.labels[line]
        return is_aside(label.own) or label.is_below_rate or self.difference(line) is not None

    def difference(self, line: int) -> tuple[int, int] | None:
        """The two other lines that the line's label names with a minus between: 현원-정원."""
        names = _MINUS.split(self.labels[line].own)
        if len(names) != 2 or not all(names):
            return None
        new, old = (self._named(each, line) for each in names)
        return (new, old) if new is not None and old is not None else None

    def _named(self, called: str, but: int) -> int | None:
        if not self._lines:
            self._lines.update((name(label.own), at) for at, label in enumerate(self.labels))
        found = self._lines.get(name(called))
        return found if found != but else None

    def fit(self, total: int, parts: Sequence[int]) -> Fit:
        """How well the parts make the total; crosses where the total is blank, or all is nothing, do not count.

        Where so many fail that it cannot become clear any more, the rest is not looked at.
        """
        closing = failing = 0
        left = len(self.crosses)
        seen: set[int] = set()
        for index, cross in enumerate(self.crosses):
            if 2 * failing > closing + left:
                break
            left -= 1
            stated = cross[total]
            computed = sum([cross[part] for part in parts])
            if stated == computed:
                closing += stated != 0
                seen.add(abs(stated))
            elif stated or not self.blank(index, total):
                failing += 1
        return Fit(closing, failing, sum(_digits(value) for value in seen))

    def closing(self, total: int, parts: Sequence[int]) -> int:
        """In how many crosses the parts make the total."""
        return sum(cross[total] == sum([cross[part] for part in parts]) != 0 for cross in self.crosses)

    def witnesses(self, count: int = 2) -> list[Sequence[int]]:
        """The crosses with most figures; a total with one wrong cell is still seen by the other one."""
        if len(self.crosses) <= count:
            return list(self.crosses)
        sample = self.crosses if len(self.crosses) <= 2_000 else self.crosses[:: len(self.crosses) // 1_000]
        return sorted(sample, key=lambda cross: -sum(map(bool, cross)))[:count]


def _digits(billionths: int) -> int:
    """How much a figure says against chance: a number of n digits closes by accident about once in 10^(n-1)."""
    return max(len(str(billionths).rstrip("0")), len(str(billionths)) - 9) - 1 if billionths else 0


def down(block: Block) -> Lines:
    """The rows as lines: sums run down."""
    return Lines(
        block.row_labels,
        block.values,
        True,
        lambda cross, line: block.sorts[cross][line] == Sort.BLANK,
        block.spots.of_rows,
        _means(block.column_labels) | (_to_date(block.column_labels) if block.measures else frozenset()),
        block.measures,
        block.codes,
    )


def across(block: Block) -> Lines:
    """The columns as lines: sums run to the side."""
    return Lines(
        block.column_labels,
        list(zip(*block.values, strict=True)) if block.values else [],
        False,
        lambda cross, line: block.sorts[line][cross] == Sort.BLANK,
        block.spots.of_columns,
        _means(block.row_labels),
        _measures(block.column_labels),
    )


def _to_date(labels: Sequence[Label]) -> frozenset[int]:
    """누계 over 목표, 실적 and 달성률: its target may be of more periods than the rate, which waits for actuals."""
    return frozenset(at for at, label in enumerate(labels) if is_cumulative(label.own))


def _measures(labels: Sequence[Label]) -> Sequence[str]:
    """The outer heads of columns where two at least are measures, 계획 and 확보, and no total is over them all."""
    outer = [label.path[0] if len(label.path) > 1 and is_measure(label.path[0]) else "" for label in labels]
    is_over = any(
        not head and rank_of(label.own) and not label.is_below_rate for head, label in zip(outer, labels, strict=True)
    )
    return () if is_over or len(set(outer) - {""}) < 2 else outer


def rate_rows(lines: Lines) -> frozenset[int]:
    """The one row that by its figures alone is a rate among amounts: 40.9 and 41.2 below 1,234 and 1,310.

    All of its figures, two at least, have decimals and are less than 100; no other row's have any. A single slip of
    a decimal point looks otherwise.
    """
    if not lines.is_down or len(lines.crosses) < 2 or len(lines) < 3:
        return frozenset()
    found: set[int] = set()
    for cross in lines.crosses:
        found.update(line for line, value in enumerate(cross) if value % ONE and not is_aside(lines.labels[line].own))
        if len(found) > 1:
            return frozenset()
    return frozenset(line for line in found if not lines.rank(line) and _is_rate(lines, line))


def _is_rate(lines: Lines, line: int) -> bool:
    values = [cross[line] for cross in lines.crosses]
    stated = [value for value in values if value]
    is_small = all(0 < value < 100 * ONE for value in stated)
    return len(stated) > 1 and is_small and sum(value % ONE != 0 for value in stated) == len(stated)


def _means(labels: Iterable[Label]) -> frozenset[int]:
    return frozenset(at for at, label in enumerate(labels) if label.own and is_average(label.own))


class Stack:
    """Lines not yet taken by a total, nearest last, with running sums in a few crosses.

    The run that makes a total is found by looking its sum up, not by adding every run: linear in the lines.
    """

    def __init__(self, witnesses: Iterable[Sequence[int]]) -> None:
        self._crosses = list(witnesses)
        self._sums: list[list[int]] = [[0] for _ in self._crosses]
        self._where: list[dict[int, int]] = [{0: 0} for _ in self._crosses]
        self.lines: list[int] = []

    def push(self, line: int) -> None:
        self.lines.append(line)
        for cross, sums, where in zip(self._crosses, self._sums, self._where, strict=True):
            total = sums[-1] + cross[line]
            sums.append(total)
            where.setdefault(total, len(self.lines))

    def pop(self, count: int) -> None:
        for _ in range(count):
            depth = len(self.lines)
            self.lines.pop()
            for sums, where in zip(self._sums, self._where, strict=True):
                total = sums.pop()
                if where.get(total) == depth:
                    del where[total]

    def runs(self, line: int) -> Iterator[int]:
        """Lengths of the runs at the top that make the line in some cross; the longest of each."""
        found = set()
        for cross, sums, where in zip(self._crosses, self._sums, self._where, strict=True):
            if cross[line] and (start := where.get(sums[-1] - cross[line])) is not None:
                found.add(len(self.lines) - start)
        yield from sorted(found, reverse=True)
