"""Which rows are heads: those above the first figures, and rows of years, months or quarters, which look like them."""

import re
from collections.abc import Sequence

from ledger.capture.recognition.cells import FIGURES, Scan, Sort
from ledger.capture.recognition.ordinals import ordinals
from ledger.capture.recognition.words import rank_of

_YEAR = re.compile(r"\s*(?:19|20)[0-9]{2}\s*")
# The corner of a table that has heads; a row of two-digit years is known by it.
_CORNER = re.compile(r"(?:.*(?:구분|연도|년도|항목|과목|내역|부문|분야|재원|명|별)|월|분기|사업|부서|기관|지역)?")


def heads(scanned: Scan) -> int:
    """The rows above the first one that holds figures."""
    for row in range(scanned.height):
        found = [column for column in range(scanned.width) if scanned.sorts[column][row] in FIGURES]
        if found and not _is_head(scanned, row, found):
            return row
    return min(1, scanned.height)


def _is_head(scanned: Scan, row: int, columns: list[int]) -> bool:
    """Whether a row with figures in some columns is a head in spite of them."""
    if row + 1 >= scanned.height:
        return False
    texts, below = ([scanned.grid.texts[at][column] for column in columns] for at in (row, row + 1))
    if row and rank_of(next(filter(None, scanned.grid.texts[row]))):
        return False  # 합계 1,992 below a head is no year
    if _are_years(texts):
        return not _are_years(below)
    if not row and _is_of_words(scanned, columns):
        return True
    is_under = sum(bool(scanned.grid.texts[above][column].strip()) for above in range(row) for column in columns) > 1
    return not is_under and _counts_up(texts, scanned.grid.texts[row][0]) and not _are_steps(below)


def _are_years(texts: Sequence[str]) -> bool:
    return all(map(_YEAR.fullmatch, texts))


def _is_of_words(scanned: Scan, columns: list[int]) -> bool:
    """Whether over the figures of the second row the first one has words: 계 남 여 20대 30대."""
    over = [column for column in range(1, scanned.width) if scanned.sorts[column][1] == Sort.NUMBER]
    words = sum(scanned.sorts[column][0] == Sort.TEXT for column in over)
    found = ordinals([scanned.grid.texts[0][column] for column in columns])
    return columns[0] > 0 and words > 0 and found is not None and (bool(found.unit) or found.step == 1)


def _are_steps(texts: Sequence[str]) -> bool:
    found = ordinals(texts)
    return found is not None and found.step == 1


def _counts_up(texts: Sequence[str], corner: str) -> bool:
    """Cells that ascend by one; bare numbers must look like years or months, and stand behind the corner of a head."""
    found = ordinals(texts)
    if found is None or found.step != 1:
        return False
    if found.unit:
        return len(texts) > 1
    is_bare_year = 10 <= found.first < 60 and len(texts) > 2
    is_month = found.first == 1 and len(texts) > 3
    return (is_bare_year or is_month) and _CORNER.fullmatch("".join(corner.split())) is not None
