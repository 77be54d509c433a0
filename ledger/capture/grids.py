"""Lines that are rows of fields, laid out as a grid."""

from collections.abc import Iterable

from ledger.model.errors import Refused
from ledger.model.page import PageGrid
from ledger.model.text import Text

_MOST_COLUMNS = 16_384  # as many as a worksheet has


def rows_as_grid(rows: Iterable[tuple[int, list[str]]]) -> PageGrid | None:
    """The grid of (line in the file, fields); short rows are filled up. Empty rows before the first and after the last
    are left out, a run of them in between is one. None where nothing is filled."""
    kept: list[tuple[int, list[str]]] = []
    for number, fields in rows:
        if any(fields) or (kept and any(kept[-1][1])):
            kept.append((number, fields))
    if kept and not any(kept[-1][1]):
        kept.pop()
    if not kept:
        return None
    width = max(len(fields) for _, fields in kept)
    if width > _MOST_COLUMNS:
        raise Refused(
            Text(
                en="a line has {count} fields; no table has so many", ko="한 줄에 칸이 {count}개입니다. 표가 아닙니다"
            ).format(count=width)
        )
    return PageGrid(
        texts=[(*fields, *("",) * (width - len(fields))) for _, fields in kept],
        lines=[number for number, _ in kept],
        columns=range(1, width + 1),
        fields=[len(fields) for _, fields in kept],
    )
