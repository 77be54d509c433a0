"""Forms as a department handles them: filled in, sorted, with rows inserted, by openpyxl and by their keys."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from ledger.api.desk import Desk, desk_of
from tests.conftest import FIXED

Place = tuple[int, int]
Filling = Mapping[str, Any]  # `5-2/1 국비 secured 2023`, `status: 5-2 progress` -> what is typed


def desk_at(book: Path) -> Desk:
    """A desk with a fixed clock and fixed ids."""
    return desk_of(FIXED | {"LEDGER_IDS": str(book)}, book, None, print)


@contextmanager
def opened(path: Path) -> Iterator[Workbook]:
    """A workbook to be changed; saved at the end."""
    book = load_workbook(path)
    yield book
    book.save(path)


def fill(path: Path, filling: Filling) -> None:
    """Type into inputs, each known by the keys of its row and column."""
    with opened(path) as book:
        for said, value in filling.items():
            cell_of(book, said).value = value


def cell_of(book: Workbook, said: str) -> Any:
    """The cell of `5-2/1 국비 secured 2023` or, in another grid than `money`, of `status: 5-2 progress`."""
    grid, colon, keys = said.partition(": ")
    *row, column = (keys if colon else said).split()
    name = grid if colon else "money"
    for page in book.worksheets:
        for key_row, keys_at in marks(page, name):
            wanted = f"{name}|{'|'.join(row)}"
            down = next((r for r in range(1, page.max_row + 1) if page.cell(r, keys_at).value == wanted), None)
            across = next((c for c in range(1, page.max_column + 1) if page.cell(key_row, c).value == column), None)
            if down and across:
                return page.cell(down, across)
    raise KeyError(said)


def marks(page: Worksheet, name: str) -> list[Place]:
    """Where `@NAME` stands on a sheet."""
    return [(cell.row, cell.column) for row in page.iter_rows() for cell in row if cell.value == f"@{name}"]


def rows_of(page: Worksheet, name: str) -> list[int]:
    """The numbers of the rows of a grid."""
    ((_, column),) = marks(page, name)
    return [r for r in range(1, page.max_row + 1) if str(page.cell(r, column).value).startswith(f"{name}|")]


def sort(path: Path, sheet: str, name: str = "money", *, first_column: int = 1, last_column: int | None = None) -> None:
    """Turn the rows of a grid upside down between two columns: from 1 on hidden columns go along, from 4 they stay."""
    with opened(path) as book:
        page = book[sheet]
        rows = rows_of(page, name)
        columns = range(first_column, (last_column or page.max_column) + 1)
        said = [[page.cell(r, c).value for c in columns] for r in rows]
        for r, values in zip(rows, reversed(said), strict=True):
            for c, value in enumerate(values, first_column):
                page.cell(r, c).value = value


def insert_row(page: Worksheet, at: int) -> None:
    """An empty row, merged cells below it moved along: openpyxl leaves those where they were."""
    merged = [str(each) for each in page.merged_cells.ranges]
    for each in merged:
        page.unmerge_cells(each)
    page.insert_rows(at)
    for each in merged:
        area = CellRange(each)
        area.shift(row_shift=1 if area.min_row >= at else 0)
        page.merge_cells(area.coord)


def change(path: Path, how: Callable[[Workbook], None]) -> None:
    """Do anything else to a form."""
    with opened(path) as book:
        how(book)
