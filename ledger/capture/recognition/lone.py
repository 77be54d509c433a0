"""A 계 column over a single row: no other row shows that it is a sum, so its label and those of its parts must."""

import re
from collections.abc import Sequence
from itertools import combinations

from ledger.capture.recognition.cells import ONE
from ledger.capture.recognition.lines import Lines
from ledger.capture.recognition.words import MONEY, unit_in_head
from ledger.model.text import Text

BY_LABEL_ALONE = Text(
    en="the label says that it is a total; the table has one row, so that no other row confirms it",
    ko="합계를 뜻하는 이름. 행이 하나뿐이라 다른 행으로는 확인되지 않음",
)
# Heads of what is multiplied, or of what stands beside a total as its plan or its past, and is no part of it.
_OTHER = re.compile(
    r"단가|수량|물량|횟수|건수|개수|인원|면적|기간|일수|시간|가격|계획|목표|실적|집행|잔액|예산|결산|"
    r"전년|당초|변경|한도|대비|정원|현원|비고"
)


def is_lone(lines: Lines, total: int, parts: Sequence[int]) -> bool:
    """Whether a total that does not close is, by all its heads, the sum of those parts in the only row."""
    rows = [cross for cross in lines.crosses if cross[total] and any(cross[part] for part in parts)]
    heads = [lines.labels[part].own for part in parts]
    if len(rows) != 1 or sum(bool(rows[0][part]) for part in parts) < 2 or not all(heads):
        return False
    units = {unit_in_head(head) for head in (*heads, lines.labels[total].own)} - {""}
    is_alike = len(units) < 2 and units <= {*MONEY, "명", "건", "개"}
    return is_alike and not any(map(_OTHER.search, heads)) and not _is_product(rows[0], total, parts)


def _is_product(row: Sequence[int], total: int, parts: Sequence[int]) -> bool:
    """Whether two of the parts multiplied are the total."""
    return any(row[one] * row[other] == row[total] * ONE for one, other in combinations(parts[:20], 2))
