"""Totals inside label text: `서울시 창업생태계 혁신 (31,221,861천원)` heads the rows that it is the sum of.

So do counts: `경영기획실 (4팀)` heads four rows.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ledger.capture.recognition.cells import Scan, nano
from ledger.capture.recognition.layout import Block
from ledger.capture.recognition.lines import Stack
from ledger.capture.recognition.words import MONEY
from ledger.model.figure import read
from ledger.model.relation import Operation, Part, Place, Relation
from ledger.model.text import Text

_COUNT = re.compile(r".*\([^()]+\)\s*", re.DOTALL)
_COUNTS = Text(en="the label states how many rows it heads", ko="이름에 적힌 행의 수")
_BECAUSE = Text(en="the label states the total of its rows", ko="이름에 적힌 합계")


class _Item(NamedTuple):
    """An amount, or a label that states one (`level`: its column; amounts have none)."""

    place: Place
    value: int
    level: int | None = None


def label_totals(scanned: Scan, block: Block, unit: str) -> list[Relation]:
    """Each label's total over its rows, or over the labels inside it; none unless a clear majority closes."""
    if len(block.values) != 1:
        return []
    items = list(_items(scanned, block, unit))
    if sum(item.level is not None for item in items) < 2:
        return []
    found = list(_nested(items))
    closing = sum(total.value == sum(part.value for part in made) for total, made in found)
    if closing * 3 < len(found) * 2:
        return []
    return [
        Relation(total.place, tuple(Part(part.place) for part in made), "label", confidence=100, because=str(_BECAUSE))
        for total, made in reversed(found)
        if made
    ]


def _items(scanned: Scan, block: Block, unit: str) -> Iterator[_Item]:
    for row in range(len(block.row_labels)):
        amount = block.spots.place(row, 0)
        for column in range(amount.column):
            text = scanned.grid.texts[amount.row][column]
            if text and (value := _stated(text, unit)) is not None:
                yield _Item(Place(amount.row, column), value, column)
        yield _Item(amount, block.values[0][row])


def _stated(text: str, unit: str) -> int | None:
    """The one amount of money in a label, in the table's unit (in its own, where the table states none)."""
    if not text.rstrip().endswith((")", "원")):
        return None
    figures = read(text).figures
    if len(figures) != 1 or figures[0].unit != "원" or not figures[0].is_number:
        return None
    scale = MONEY.get(unit, figures[0].exponent)
    return nano(figures[0]) // int(10**scale)


def _nested(items: list[_Item]) -> Iterator[tuple[_Item, list[_Item]]]:
    """Every label with its parts, from the last one up: inner totals stand for their rows in outer ones.

    A label takes what follows until the next label of its column or further out; where that does not close, the run
    that does, for a cell that is shifted has lost its level; and else, as printed, the former.
    """
    values = [item.value for item in items]
    stack = Stack([values])
    for index in reversed(range(len(items))):
        level = items[index].level
        if level is not None:
            length = _length(items, stack, index, level)
            yield items[index], [items[each] for each in reversed(stack.lines[-length:])] if length else []
            stack.pop(length)
        stack.push(index)


def _length(items: list[_Item], stack: Stack, index: int, level: int) -> int:
    usual = 0
    for other in reversed(stack.lines):
        outer = items[other].level
        if outer is not None and outer <= level:
            break
        usual += 1
    if sum(items[other].value for other in stack.lines[-usual:] if usual) == items[index].value:
        return usual
    return next(stack.runs(index), usual)


# --- counts ---------------------------------------------------------------------------------------------------------


def label_counts(scanned: Scan, heads: int) -> list[Relation]:
    """First labels that state how many rows they head; none unless two and a clear majority are right."""
    if scanned.width < 2:
        return []
    starts = [row for row in range(heads, scanned.height) if scanned.grid.texts[row][0].strip()]
    found = []
    for start, end in pairwise([*starts, scanned.height]):
        rows = [row for row in range(start, end) if scanned.grid.texts[row][1].strip()]
        if rows and (count := _counted(scanned.grid.texts[start][0])) is not None:
            found.append((start, count, rows))
    closing = sum(count == len(rows) for _, count, rows in found)
    if closing < 2 or 3 * closing < 2 * len(found):
        return []
    return [
        Relation(
            Place(start, 0), tuple(Part(Place(row, 1)) for row in rows), "count", Operation.COUNT, 90, str(_COUNTS)
        )
        for start, _, rows in found
    ]


def _counted(text: str) -> int | None:
    """The one count in brackets at the end of a label."""
    if not text.rstrip().endswith(")") or len(text) > 60 or not _COUNT.fullmatch(text):
        return None
    figures = read(text).figures
    is_count = len(figures) == 1 and figures[0].unit not in ("", "원", "%") and figures[0].exponent == 0
    return figures[0].value if is_count else None
