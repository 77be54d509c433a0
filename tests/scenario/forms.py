"""What departments do to their forms: fill them in, and all that happens to a workbook on a desk. By openpyxl alone:
rows and columns are found by their hidden keys, as the contract of a form says, not by the code that reads them."""

from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook

META, GRID, KEY = "_form", "@", "|"


class Spot(NamedTuple):
    """An input by its keys: sheet, grid, row, column."""

    sheet: str
    grid: str
    row: str
    column: str


class Sheets:
    """A form that somebody has opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.workbook = load_workbook(path)
        self.meta = {
            str(name): str(value) for name, value in self.workbook[META].iter_rows(values_only=True, max_col=2)
        }

    @property
    def cells(self) -> dict[Spot, Any]:
        """Every cell under a column key in a row with a key, whether it is open or not."""
        found = {}
        for sheet in self.workbook.worksheets:
            marks = [cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith(GRID)]
            for mark in marks:
                grid = str(mark.value).removeprefix(GRID)
                heads = {cell.column: str(cell.value) for cell in sheet[mark.row] if cell.value and cell is not mark}
                for row in range(1, sheet.max_row + 1):
                    of, sign, key = str(sheet.cell(row, mark.column).value or "").partition(KEY)
                    if sign and of == grid:
                        for column, name in heads.items():
                            found[Spot(sheet.title, grid, key, name)] = sheet.cell(row, column)
        return found

    def save(self, path: Path) -> Path:
        """Saved under another name."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.workbook.save(path)
        return path
