"""What departments do to their forms: fill them in, and all that happens to a workbook on a desk. By openpyxl alone:
rows and columns are found by their hidden keys, as the contract of a form says, not by the code that reads them."""

from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook

from tests.office_macros import all_edited, as_text, row_inserted, rows_sorted, unlocked
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

    def rows(self, pledge: str) -> tuple[str, int, int]:
        """The sheet of a pledge, the first and the last row of its amounts."""
        own = [cell for spot, cell in self.cells.items() if spot.grid == "money" and cell.parent.title == pledge]
        return pledge, min(cell.row for cell in own), max(cell.row for cell in own)

    def save(self, path: Path) -> None:
        """Saved under the name under which it is handed in."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.workbook.save(path)


def disordered(sorted_one: Path, pledge: str, inserted_one: Path, other: str) -> None:
    """One form with the rows of a pledge sorted by source, another with a row of notes inserted, both by LibreOffice
    after their protection was taken off."""
    sheet, first, last = Desk(sorted_one).rows(pledge)
    page, top, _ = Desk(inserted_one).rows(other)
    edited = all_edited(
        {
            sorted_one: [unlocked(sheet), rows_sorted(sheet, f"A{first}:P{last}", 4)],
            inserted_one: [unlocked(page), row_inserted(page, top + 3), as_text(page, f"D{top + 3}", "별도 첨부")],
        }
    )
    for path, saved in edited.items():
        saved.replace(path)
    saved.parent.rmdir()
