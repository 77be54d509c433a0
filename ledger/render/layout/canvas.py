"""One sheet while it is drawn."""

from collections import defaultdict

from ledger.workbook.plan import Area, Cell, Look, Row, Value

_USUAL_HEIGHT = 15.0
_TALLEST = 409.0  # more Excel does not take


class Canvas:
    """Cells by place, heights by row. Nothing is put twice on one place."""

    def __init__(self) -> None:
        self._cells: defaultdict[int, list[Cell]] = defaultdict(list)
        self._heights: dict[int, float] = {}
        self.merges: list[Area] = []

    def put(self, area: Area, value: Value, look: Look, comment: str = "") -> None:
        """Fill an area with one value, merged where it is more than one cell; the look's lines go around it."""
        if area.top == area.bottom and area.left == area.right:
            self._cells[area.top].append(Cell(area.left, look, value, comment))
            return
        self.merges.append(area)
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                first = row == area.top and column == area.left
                edge = _edge(look, area, row, column)
                self._cells[row].append(Cell(column, edge, value, comment) if first else Cell(column, edge))

    def cut(self, row: int) -> None:
        """Start a page with a row within merged areas: they end above it and begin anew with it, ruled off."""
        self.merges = [part for area in self.merges for part in _parts(area, row)]
        self._cells[row - 1] = [cell._replace(look=cell.look._replace(bottom="thin")) for cell in self._cells[row - 1]]
        self._cells[row] = [cell._replace(look=cell.look._replace(top="thin")) for cell in self._cells[row]]

    def raise_row(self, row: int, height: float) -> None:
        """Make a row at least that high, in points."""
        self._heights[row] = min(_TALLEST, max(height, self._heights.get(row, 0.0)))

    def raise_area(self, area: Area, height: float) -> None:
        """Make the rows of an area together at least that high: each by the same amount."""
        rows = range(area.top, area.bottom + 1)
        lacking = height - sum(self.height(row) for row in rows)
        if lacking > 0:
            for row in rows:
                self.raise_row(row, self.height(row) + lacking / len(rows))

    def height(self, row: int) -> float:
        return self._heights.get(row, _USUAL_HEIGHT)

    def rows(
        self, last: int, breaks: frozenset[int] = frozenset(), hidden: frozenset[int] = frozenset()
    ) -> tuple[Row, ...]:
        """Every row from the first to the last; a page starts with each row of `breaks`."""
        return tuple(
            Row(round(self.height(row), 2), tuple(sorted(self._cells[row], key=_column)), row in breaks, row in hidden)
            for row in range(1, last + 1)
        )


def _column(cell: Cell) -> int:
    return cell.column


def _parts(area: Area, row: int) -> list[Area]:
    if not area.top < row <= area.bottom:
        return [area]
    both = (area._replace(bottom=row - 1), area._replace(top=row))
    return [part for part in both if (part.top, part.left) != (part.bottom, part.right)]


def _edge(look: Look, area: Area, row: int, column: int) -> Look:
    return Look(
        look.style,
        look.top if row == area.top else "",
        look.bottom if row == area.bottom else "",
        look.left if column == area.left else "",
        look.right if column == area.right else "",
        look.format,
    )
