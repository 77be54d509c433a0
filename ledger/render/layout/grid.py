"""A table as cells of a sheet: navy rules above and below, open sides, a double line under the headers."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from ledger.model.relation import Place
from ledger.model.table import Figure, Role, TableCell
from ledger.render.flat import amounts
from ledger.render.layout.canvas import Canvas
from ledger.render.layout.figures import look, text_look
from ledger.render.layout.measure import balanced, height, height_of_prose, hung
from ledger.render.layout.place import PlacedTable
from ledger.workbook.plan import Area, Formula, Look, Value

# Points. A total, and the row below the double line, get more than the others. The upper figure of two stands at
# the foot of its row, and needs more room above than the lower one below.
HEAD_HEIGHT, AMOUNT_HEIGHT, TOTAL_HEIGHT = 19.0, 14.75, 18.0
UPPER_HEIGHT, UPPER_TOTAL_HEIGHT, LOWER_HEIGHT = 13.25, 15.0, 12.0

Content = Callable[[Place], Value]


class Drawing:
    """A table while it is drawn. `content` says what stands at the place of a figure; `widths` are the sheet's.

    With `whole`, contents are whole 원 and not in the units of their figures, and nothing is merged: a label stands in
    every row that it covers, as in data. `links` are the names that sheets of the
    document have in the workbook.
    """

    def __init__(
        self,
        canvas: Canvas,
        placed: PlacedTable,
        widths: Sequence[float],
        content: Content,
        *,
        whole: bool = False,
        links: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._canvas, self._placed, self._widths, self._content = canvas, placed, widths, content
        self._whole = whole
        self._links = links
        self._table = placed.table
        self._breaks = frozenset(self._table.breaks)

    def draw(self) -> None:
        for row in range(len(self._table.rows)):
            self._set_heights(row)
        for row, cells in enumerate(self._table.rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    self._draw_cell(row, column, cell)
            self._draw_helper(row)

    def _set_heights(self, row: int) -> None:
        rows = range(self._placed.tops[row], self._placed.tops[row + 1])
        is_tall = row == self._table.heads or any(cell and cell.role is Role.TOTAL for cell in self._table.rows[row])
        if row < self._table.heads:
            points = [HEAD_HEIGHT]
        elif len(rows) == 1:
            points = [TOTAL_HEIGHT if is_tall else AMOUNT_HEIGHT]
        else:
            points = [UPPER_TOTAL_HEIGHT if is_tall else UPPER_HEIGHT, *[LOWER_HEIGHT] * (len(rows) - 1)]
        for physical, height_of_row in zip(rows, points, strict=True):
            self._canvas.raise_row(physical, height_of_row)

    def _draw_cell(self, row: int, column: int, cell: TableCell) -> None:
        area = self._area(row, column, cell)
        lined = self._lined(row, column, cell)
        measures = len(self._placed.measures)
        if row >= self._table.heads and measures > 1 and self._is_stacked(cell):
            for index in range(measures):
                self._draw_stacked(area, lined, Place(row, column, index, self._table.name), cell, measures)
        elif figures := amounts(cell):
            place = Place(row, column, 0, self._table.name)
            self._canvas.put(area, self._content(place), self._look(figures[0], cell, 0, 1, lined))
        else:
            self._draw_text(area, cell, lined)

    def _draw_stacked(self, area: Area, lined: Look, place: Place, cell: TableCell, measures: int) -> None:
        """One figure over the other, each in a row of its own, with no line between them."""
        row, last = area.top + place.figure, place.figure == measures - 1
        figures = amounts(cell)
        figure = figures[place.figure] if figures else None
        edges = lined._replace(top="" if place.figure else lined.top, bottom=lined.bottom if last else "")
        one_row = area._replace(top=row, bottom=row)
        self._canvas.put(one_row, self._content(place), self._look(figure, cell, place.figure, measures, edges))

    def _draw_text(self, area: Area, cell: TableCell, lined: Look) -> None:
        if self._whole:
            for row in range(area.top, area.bottom + 1):
                here = Area(row, area.left, row, area.left)
                self._canvas.put(here, cell.text or None, _dressed(Look("보고_원자료"), lined))
            return
        room = sum(self._widths[area.left - 1 : area.right])
        is_prose = cell.role in (Role.TEXT, Role.STRONG)
        text = hung(cell.text, room) if is_prose else balanced(cell.text, room)
        value = _leading(text, self._links[cell.link]) if cell.link in self._links else text or None
        self._canvas.put(area, value, _dressed(text_look(cell.role), lined))
        self._canvas.raise_area(area, height_of_prose(text, room) if is_prose else height(text, room))

    def _look(self, figure: Figure | None, cell: TableCell, index: int, measures: int, lined: Look) -> Look:
        figure = None if self._whole else figure
        return _dressed(look(figure, cell.role, index, measures, self._table), lined)

    def _draw_helper(self, row: int) -> None:
        """The hidden column that names the measure of each row, for SUMIF."""
        if row < self._table.heads:
            return
        for index, measure in enumerate(self._placed.measures):
            physical = self._placed.tops[row] + index
            self._canvas.put(
                Area(physical, self._placed.helper, physical, self._placed.helper), measure, Look("보고_도움")
            )

    def _is_stacked(self, cell: TableCell) -> bool:
        """Whether the cell keeps a row for each measure: it states them all, or nothing yet."""
        if cell.role not in (Role.AMOUNT, Role.TOTAL) or cell.rows > 1:
            return False
        figures = amounts(cell)
        return len(figures) == len(self._placed.measures) or not (figures or cell.text)

    def _area(self, row: int, column: int, cell: TableCell) -> Area:
        placed = self._placed
        left, right = placed.spans[column][0], placed.spans[column + cell.columns - 1][1]
        return Area(placed.tops[row], left, placed.tops[row + cell.rows] - 1, left if self._whole else right)

    def _lined(self, row: int, column: int, cell: TableCell) -> Look:
        right = column + cell.columns == self._table.width
        return Look(
            "",
            top=self._line_above(row),
            bottom=self._line_above(row + cell.rows),
            left="thin" if column else "",
            right="" if right else "thin",
        )

    def _line_above(self, row: int) -> str:
        if row in (0, len(self._table.rows)):
            return "thick"
        if row == self._table.heads:
            return "double"
        if row in self._breaks or row < self._table.heads:
            return "thin"
        return "" if self._table.prose else "hair"


def _leading(text: str, sheet: str) -> Formula:
    """A text that leads to the first cell of a sheet."""
    target, said = (part.replace('"', '""') for part in (f"#'{sheet.replace(chr(39), chr(39) * 2)}'!A1", text))
    return Formula(f'HYPERLINK("{target}","{said}")', text)


def _dressed(chosen: Look, lined: Look) -> Look:
    # Not `_replace`: it takes three times as long, and this runs once for each cell of a thousand sheets.
    return Look(chosen.style, lined.top, lined.bottom, lined.left, lined.right, chosen.format)
