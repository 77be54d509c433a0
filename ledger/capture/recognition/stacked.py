"""Rows that share their label and hold a measure each: 확보 over (집행), 목표 over 실적 over 달성률."""

import re
from collections.abc import Iterable, Sequence

from ledger.capture.recognition.cells import FIGURES, Scan
from ledger.capture.recognition.words import is_measure

_MOST = 4  # measures under one label


def stacked(scanned: Scan, rows: range, labels: range, columns: Sequence[int]) -> tuple[list[str], int | None]:
    """The measure of every row, and the column that says it; nothing where the rows are of one measure.

    A column says it, among the labels or behind the figures (a sheet hides it there); else labels that are merged
    over as many rows each, whatever they are called.
    """
    behind = range(columns[-1] + 1, scanned.width) if columns else ()
    for column in (*(labels if len(labels) > 1 else ()), *behind):
        said = [_plain(scanned.grid.texts[row][column]) for row in rows]
        if _is_said(scanned, rows, said, columns):
            return said, column
    return _merged(scanned, rows, labels), None


def _plain(text: str) -> str:
    return re.sub(r"[\s()（）]", "", text)


def _is_said(scanned: Scan, rows: range, said: Sequence[str], columns: Iterable[int]) -> bool:
    """Whether every row with figures names a measure, and some measure comes again under another label."""
    words = [word for word in said if word]
    if not words or len(set(words)) == len(words) or not all(map(is_measure, words)):
        return False
    blank = [row for row, word in zip(rows, said, strict=True) if not word]
    return not any(scanned.sorts[column][row] in FIGURES for row in blank for column in columns)


def _merged(scanned: Scan, rows: range, labels: range) -> list[str]:
    """The place of each row in its merged label, as its measure; none unless all are merged over as many rows."""
    heights = []
    row = rows.start
    while row < rows.stop:
        height = next(
            (
                down
                for column in labels
                if scanned.grid.texts[row][column]
                for down, right in (scanned.grid.spans.get((row, column), (1, 1)),)
                if column + right == labels.stop
            ),
            1,
        )
        heights.append(height)
        row += height
    if row != rows.stop or len(heights) < 2 or len(set(heights)) > 1 or not 1 < heights[0] <= _MOST:
        return []
    return [str(at) for _ in heights for at in range(heights[0])]
