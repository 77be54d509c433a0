"""Everything of a sheet that is no grid: title, headings, header block, captions, notes."""

from collections.abc import Sequence

from ledger.model.document import Fields
from ledger.render.layout.canvas import Canvas
from ledger.render.layout.columns import Span, spans_of_fields
from ledger.render.layout.measure import height
from ledger.workbook.plan import Area, Look

TITLE_HEIGHT, HEADING_HEIGHT, FIELD_HEIGHT, NOTE_HEIGHT = 30.0, 24.0, 18.0, 13.0
GAP = 6.0
_NOTE_SIZE = 9.0


class Blocks:
    """Draws blocks on a canvas with columns of these widths (in characters)."""

    def __init__(self, canvas: Canvas, widths: Sequence[float]) -> None:
        self._canvas, self._widths = canvas, widths

    def title(self, row: int, text: str) -> None:
        self._line(row, text, "보고_제목", TITLE_HEIGHT)
        self.gap(row + 1)

    def heading(self, row: int, text: str) -> None:
        self._line(row, f"□ {text}", "보고_소제목", HEADING_HEIGHT)

    def note(self, row: int, text: str) -> None:
        line = f"※ {text}"
        self._line(row, line, "보고_주", max(NOTE_HEIGHT, height(line, sum(self._widths), _NOTE_SIZE)))

    def caption(self, row: int, text: str, unit: str) -> None:
        """The heading of a table at the left, its unit at the right, right above the grid."""
        last = len(self._widths)
        said = f"(단위 : {unit})" if unit else ""
        first = self._first_of_unit(said) if unit and last > 1 else last + 1
        if text and first > 1:
            self._canvas.put(Area(row, 1, row, first - 1), f"□ {text}", Look("보고_소제목"))
        if unit:
            self._canvas.put(Area(row, min(first, last), row, last), said, Look("보고_단위"))
        self._canvas.raise_row(row, HEADING_HEIGHT if text else 16.0)

    def fields(self, row: int, block: Fields) -> None:
        """머리표. The last value of a row runs to the edge; an empty pair continues the one above it."""
        columns = spans_of_fields(block, self._widths)
        for index, pairs in enumerate(block.rows):
            self._canvas.raise_row(row + index, FIELD_HEIGHT)
            for number, (name, value) in enumerate(pairs):
                rows = rows_of_field(block, index, number)
                if not rows:
                    continue
                last = number == len(pairs) - 1
                label = columns[2 * number]
                beside = (columns[2 * number + 1][0], columns[-1][1] if last else columns[2 * number + 1][1])
                self._field(Area(row + index, *_both(label, rows, row + index)), name, "보고_표지", block, row)
                style = "보고_이름" if len(pairs) == 1 else "보고_내용"
                self._field(Area(row + index, *_both(beside, rows, row + index)), value, style, block, row)
        self.gap(row + len(block.rows))

    def gap(self, row: int) -> None:
        self._canvas.raise_row(row, GAP)

    def _field(self, area: Area, text: str, style: str, block: Fields, top: int) -> None:
        last = top + len(block.rows) - 1
        lined = Look(
            style,
            top="thick" if area.top == top else "thin",
            bottom="thick" if area.bottom == last else "thin",
            left="" if area.left == 1 else "thin",
            right="" if area.right == len(self._widths) else "thin",
        )
        self._canvas.put(area, text or None, lined)
        room = sum(self._widths[area.left - 1 : area.right])
        self._canvas.raise_area(area, height(text, room, 11 if style == "보고_이름" else 10))

    def _line(self, row: int, text: str, style: str, points: float) -> None:
        self._canvas.put(Area(row, 1, row, len(self._widths)), text, Look(style))
        self._canvas.raise_row(row, points)

    def _first_of_unit(self, said: str) -> int:
        """The first of the last columns that together hold the unit."""
        room, first = 0.0, len(self._widths) + 1
        while room < len(said) + 8 and first > 2:
            first -= 1
            room += self._widths[first - 1]
        return first


def _both(span: Span, rows: int, top: int) -> tuple[int, int, int]:
    return span[0], top + rows - 1, span[1]


def rows_of_field(block: Fields, index: int, number: int) -> int:
    """Rows of a pair: its own, and those below where it is left empty; none where it continues the one above it."""
    if index and block.rows[index][number] == ("", "") and number < len(block.rows[index - 1]):
        return 0
    rows = 1
    for pairs in block.rows[index + 1 :]:
        if number >= len(pairs) or pairs[number] != ("", ""):
            break
        rows += 1
    return rows
