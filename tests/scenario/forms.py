"""What departments do to their forms: fill them in, and all that happens to a workbook on a desk. By openpyxl alone:
rows and columns are found by their hidden keys, as the contract of a form says, not by the code that reads them."""

from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook

from tests.scenario.city import MILLION, THOUSAND, Amounts, Place

META, GRID, KEY = "_form", "@", "|"
_UNITS = {"원": 1, "천원": THOUSAND, "백만원": MILLION}


class Spot(NamedTuple):
    """An input by its keys: grid, row, column."""

    grid: str
    row: str
    column: str


class Desk:
    """A form that somebody has opened. `cells` are those under a column key in a row with a key, by their keys."""

    def __init__(self, path: Path) -> None:
        self.workbook = load_workbook(path)
        pairs = self.workbook[META].iter_rows(values_only=True, max_col=2)
        self.meta = {str(name): str(value) for name, value in pairs}
        self.cells: dict[Spot, Any] = {}
        for sheet in self.workbook.worksheets:
            for mark in [cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith(GRID)]:
                self._read(sheet, mark)

    def _read(self, sheet: Any, mark: Any) -> None:
        grid = str(mark.value).removeprefix(GRID)
        heads = {cell.column: str(cell.value) for cell in sheet[mark.row] if cell.value and cell is not mark}
        for (key,) in sheet.iter_rows(min_col=mark.column, max_col=mark.column):
            of, sign, row = str(key.value or "").partition(KEY)
            if sign and of == grid:
                for column, name in heads.items():
                    self.cells[Spot(grid, row, name)] = sheet.cell(key.row, column)

    def spent(self, amounts: Amounts, times: int = 1, as_text: bool = False) -> None:
        """Fill in executed amounts, in the unit of the form; so many times too large, or as text with commas."""
        unit = _UNITS[self.meta["unit"]]
        for place, won in amounts.items():
            value = won // unit * times
            self.cell(place).value = f"{value:,}" if as_text else value

    def reached(self, indicator: str, period: str, value: int) -> None:
        """Fill in the actual of an indicator."""
        self.cells[Spot("indicators", f"{indicator}|value", period)].value = value

    def cell(self, place: Place, measure: str = "executed") -> Any:
        """The cell of an amount."""
        return self.cells[Spot("money", f"{place.project}{KEY}{place.source}{KEY}{measure}", place.period)]

    def save(self, path: Path) -> None:
        """Saved under the name under which it is handed in."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.workbook.save(path)
