"""What the reader of a sheet must know before trusting its table: what is hidden, uncomputed or out of sight."""

from collections.abc import Iterable, Iterator

from ledger.model.page import PageGrid
from ledger.model.table import column_letters
from ledger.model.text import Text
from ledger.workbook.sheets import Sheet

_NAMED = 10


def remarks_on(sheet: Sheet) -> Iterator[Text]:
    """One line for each thing that cannot be seen on the sheet as it opens."""
    if sheet.hidden:
        yield Text(en="the sheet is hidden", ko="숨긴 시트입니다")
    if (grid := sheet.grid) is not None:
        yield from _unseen(grid)
    if sheet.buried:
        yield Text(
            en="values under merged cells are left out: {cells}", ko="병합된 칸에 가려진 값은 읽지 않습니다: {cells}"
        ).format(cells=_named(f"{column_letters(column)}{row}" for row, column in sheet.buried))


def _unseen(grid: PageGrid) -> Iterator[Text]:
    if grid.hidden_rows:
        yield Text(en="hidden rows are read too: {rows}", ko="숨긴 행도 읽습니다: {rows}").format(
            rows=_named(str(grid.lines[row]) for row in sorted(grid.hidden_rows))
        )
    if grid.hidden_columns:
        yield Text(en="hidden columns are read too: {columns}", ko="숨긴 열도 읽습니다: {columns}").format(
            columns=_named(column_letters(grid.columns[column]) for column in sorted(grid.hidden_columns))
        )
    if grid.stale:
        yield Text(en="formulas that were never calculated: {cells}", ko="계산된 적이 없는 수식: {cells}").format(
            cells=_named(
                f"{column_letters(grid.columns[column])}{grid.lines[row]}" for row, column in sorted(grid.stale)
            )
        )


def _named(places: Iterable[str]) -> str:
    every = list(places)
    more = len(every) - _NAMED
    return ", ".join(every[:_NAMED]) + (f" ... (+{more})" if more > 0 else "")
