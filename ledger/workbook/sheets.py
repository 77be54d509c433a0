"""Every sheet of a workbook that someone sent, read in one pass over its XML: values, formulas, merges, what is hidden.

Excel's own macros are not run and its formulas not computed: a formula shows the value that was stored with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ledger.model.errors import Refused
from ledger.model.page import PageGrid, Spot
from ledger.model.table import column_letters
from ledger.model.text import Text
from ledger.workbook.book import LONGEST, MAIN, Book, SheetPart, is_true, too_long, unescaped
from ledger.workbook.grid import MOST_CELLS, Area, Cells, too_many
from ledger.workbook.sharing import Shared, column_number

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its grid, or None where it is empty. `buried` are cells (row, column from 1) that hold a value under a
    merged cell, where nobody sees it; the grid leaves them out. `locked`: its protection is on."""

    name: str
    grid: PageGrid | None
    hidden: bool = False
    buried: tuple[Spot, ...] = ()
    locked: bool = False


def sheets(book: Book) -> Iterator[Sheet]:
    """The sheets in their order, hidden ones too.

    Refused, naming the cell: cells out of order or twice, and more than 200,000 rows of a sheet or 2,000,000 cells.
    """
    left = MOST_CELLS
    for part in book.sheets:
        reading = _Pass(book, part, left)
        book.archive.parse(part.part, reading.start, reading.end, reading.said.append, within=MAIN)
        left = reading.left
        grid, buried = reading.cells.laid_out()
        yield Sheet(part.name, grid, part.hidden, buried, reading.locked)


class _Columns(dict[str, int]):
    """Numbers of columns by their letters; 0 for what names none."""

    def __missing__(self, letters: str) -> int:
        valid = len(letters) <= 3 and letters.isascii() and letters.isalpha() and letters.isupper()
        number = column_number(letters) if valid else 0
        self[letters] = number if number <= LAST_COLUMN else 0
        return self[letters]


_COLUMNS = _Columns()


class _Pass:
    """One sheet being read. `row`, `column` are where the reading stands; the rest of the state is of the open cell."""

    def __init__(self, book: Book, part: SheetPart, left: int) -> None:
        self.cells = Cells(f"{book.archive.where}!{part.name}")
        self.said: list[str] = []
        self.left = left
        self._texts, self._shown_as, self._book = book.texts, book.shown_as, book
        self._row = self._column = 0
        self._digits = ""
        self._in_row = self._in_cell = False
        self._kind: str | None = None
        self._style: str | None = None
        self._value: str | None = None
        self._formula: dict[str, str] | None = None
        self._expression = ""
        self._inline: list[str] = []
        self._aside = False
        self._columns: list[int] = []
        self._filled: list[str] = []
        self._shared: dict[str, Shared] = {}
        self._rows_hidden = False
        self.locked = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if tag == "c":
            self._open_cell(attributes)
        elif tag == "row":
            self._open_row(attributes)
        elif self._in_cell:
            self.said.clear()
            if tag == "f":
                self._formula = attributes
            elif tag == "rPh":
                self._aside = True
        elif not self._in_row:
            self._about(tag, attributes)

    def end(self, tag: str) -> None:
        """An element closes; a cell or a row is whole."""
        if tag == "v":
            self._value = self._taken()
        elif tag == "c":
            self._close_cell()
        elif tag == "row":
            if self._columns:
                self.cells.add(self._row, self._columns, self._filled)
                self._columns, self._filled = [], []
            self._in_row = False
        elif not self._in_cell:
            self.said.clear()
        elif tag == "f":
            self._expression = self._taken()
        elif tag == "t" and not self._aside:
            self._inline.append(self._taken())
        elif tag == "rPh":
            self._aside = False

    def _open_row(self, attributes: dict[str, str]) -> None:
        said = attributes.get("r")
        number = self._row + 1 if said is None else int(said) if said.isdecimal() else 0
        if self._in_row or not self._row < number <= LAST_ROW:
            raise self._misplaced(f"{self.cells.where}!{said or number}")
        self._row, self._column, self._digits, self._in_row = number, 0, str(number), True
        if is_true(attributes.get("hidden", "1" if self._rows_hidden else None)):
            self.cells.hidden_rows.add(number)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        said = attributes.get("r")
        if said is None:
            column = self._column + 1
        else:
            column = _COLUMNS[said[: -len(self._digits)]] if said.endswith(self._digits) else 0
        if self._in_cell or not self._in_row or not self._column < column <= LAST_COLUMN:
            raise self._misplaced(f"{self.cells.where}!{said or ''}")
        self._column, self._in_cell = column, True
        self._kind, self._style = attributes.get("t"), attributes.get("s")
        self._value = self._formula = None
        self._expression = ""
        self._inline.clear()
        self.said.clear()

    def _close_cell(self) -> None:
        self._in_cell = False
        if self._value is None and self._formula is None and not self._inline:
            return
        text = self._text()
        if self._formula is not None:
            self._take_formula(self._formula)
        elif not text:
            return
        if not self.left:
            raise too_many(MOST_CELLS, Text(en="cells", ko="칸"), self._book.archive.where)
        self.left -= 1
        self._columns.append(self._column)
        self._filled.append(text)

    def _text(self) -> str:
        value, kind = self._value, self._kind
        if kind == "inlineStr" and (self._inline or value is None):
            return self._short(unescaped("".join(self._inline)))
        if value is None:
            return ""
        if kind == "s":
            return self._common(value)
        if kind is None or kind == "n":
            return self._shown_as(self._style)(value.strip())
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value.strip(), value)
        return self._short(unescaped(value))

    def _common(self, value: str) -> str:
        try:
            place = int(value)
            if place >= 0:
                return self._texts[place]
        except (IndexError, ValueError):
            pass
        raise Refused(Text(en="the text of the cell is missing", ko="칸의 글이 파일에 없습니다"), where=self._address())

    def _take_formula(self, attributes: dict[str, str]) -> None:
        spot, expression = (self._row, self._column), self._short(self._expression)
        if attributes.get("t") == "shared":
            group = attributes.get("si", "")
            if expression:
                self._shared[group] = Shared(expression, *spot)
            elif group in self._shared:
                expression = self._shared[group].at(*spot)
        self.cells.formulas[spot] = expression
        if self._value is None or (not self._value and self._kind != "str"):
            self.cells.stale.add(spot)

    def _about(self, tag: str, attributes: dict[str, str]) -> None:
        """What the sheet says outside its cells."""
        if tag == "col" and is_true(attributes.get("hidden")):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self.cells.hidden_columns.append((int(first), int(last)))
        elif tag == "sheetFormatPr":
            self._rows_hidden = is_true(attributes.get("zeroHeight"))
        elif tag == "sheetProtection":
            self.locked = is_true(attributes.get("sheet"))
        elif tag == "mergeCell":
            self.cells.merges.append(self._area(attributes.get("ref", "")))

    def _area(self, said: str) -> Area:
        first, _, last = said.partition(":")
        (top, left), (bottom, right) = self._spot(first, said), self._spot(last or first, said)
        return min(top, bottom), min(left, right), max(top, bottom), max(left, right)

    def _spot(self, cell: str, said: str) -> Spot:
        letters = cell.rstrip("0123456789")
        row, column = int(cell[len(letters) :] or 0), _COLUMNS[letters]
        if not (column and 0 < row <= LAST_ROW):
            raise Refused(
                Text(en="a merged range that is none", ko="병합 범위가 잘못되었습니다"),
                where=f"{self.cells.where}!{said}",
            )
        return row, column

    def _taken(self) -> str:
        text = self.said[0] if len(self.said) == 1 else "".join(self.said)
        self.said.clear()
        return text

    def _short(self, text: str) -> str:
        if len(text) > LONGEST:
            raise too_long(self._address())
        return text

    def _address(self) -> str:
        return f"{self.cells.where}!{column_letters(self._column)}{self._row}"

    def _misplaced(self, where: str) -> Refused:
        return Refused(
            Text(en="cells out of order, or one of them twice", ko="칸의 순서가 어긋났거나 같은 칸이 두 번 있습니다"),
            where=where,
            way_out=Text(en="save it anew in Excel", ko="엑셀에서 다시 저장하십시오"),
        )
