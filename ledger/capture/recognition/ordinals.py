"""Cells that number things and measure nothing: 1팀, 2팀; 2022, 2023; 20대, 30대."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ledger.capture.recognition.cells import FIGURES, Scan, Sort

_ORDINAL = re.compile(
    r"\s*(?:제\s*)?['‘’]?([0-9]{1,4})\s*(|[가-힣]{1,3}|/\s*4(?:\s*분기)?)\.?\s*(?:이상|이하|미만|초과|이후|이전)?\s*"
)
# What is counted by one from row to row is numbered; these are numbered in larger steps too.
_NUMBERED = ("호", "동", "층", "급", "대", "차", "기", "번", "월", "년", "년도", "반", "학년")


class Ordinals(NamedTuple):
    """Numbers in order: the first, how far each is from the one before (0 where that varies), their unit."""

    first: int
    step: int
    unit: str
    is_ordered: bool


def ordinals(texts: Sequence[str]) -> Ordinals | None:
    """The cells as numbers of one unit; None where they are not."""
    found = [_ORDINAL.fullmatch(text) if len(text) <= 20 else None for text in texts]
    units = {match[2].replace(" ", "") if match else None for match in found}
    if len(units) != 1 or None in units:
        return None
    numbers = [int(match[1]) for match in found if match]
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    is_ordered = bool(steps) and (min(steps) > 0 or max(steps) < 0)
    [unit] = units
    return Ordinals(numbers[0], steps.pop() if len(steps) == 1 else 0, unit or "", is_ordered)


def labels_rows(scanned: Scan, column: int, rows: range) -> bool:
    """Whether a column of figures numbers its rows: the first column, or each group of the labels before it anew."""
    printed = [row for row in rows if scanned.sorts[column][row] in FIGURES and scanned.sorts[column][row] != Sort.DASH]
    texts = [scanned.grid.texts[row][column] for row in printed]
    if not column:
        return _is_first_label(texts)
    groups: list[list[str]] = []
    for row, text in zip(printed, texts, strict=True):
        if not groups or any(scanned.sorts[before][row] for before in range(column)):
            groups.append([])
        groups[-1].append(text)
    made = [ordinals(group) for group in groups]
    return max(map(len, groups), default=0) > 1 and all(
        each is not None and each.unit and each.first == 1 and (each.step == 1 or len(group) == 1)
        for each, group in zip(made, groups, strict=True)
    )


def _is_first_label(texts: Sequence[str]) -> bool:
    found = ordinals(texts) if len(texts) > 1 else None
    if found is None or not found.is_ordered:
        return False
    is_year = not found.unit and all(1900 <= int(text) < 2100 for text in texts if text.strip().isdecimal())
    if abs(found.step) == 1:
        return bool(found.unit) or is_year or len(texts) > 2
    return found.unit in _NUMBERED or (is_year and len(texts) > 2)
