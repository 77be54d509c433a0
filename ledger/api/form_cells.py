"""A cell of a form that went out or came back: which input it is, from the keys in the form itself."""

from dataclasses import dataclass
from pathlib import Path

from ledger.api.report_cells import CELL
from ledger.model.errors import Refused
from ledger.model.form import GRID_MARK, KEY_MARK, META
from ledger.model.table import column_letters
from ledger.model.text import Text
from ledger.workbook.read import Cells, Said, cells_of


@dataclass(frozen=True, slots=True)
class FormCell:
    """An input of a form and what stands in it; `keys` are those of its row and its column: of an amount they are the
    words that name a cell of the book."""

    file: str
    sheet: str
    cell: str
    form: str
    department: str
    text: str
    keys: tuple[str, ...]


def form_cell(word: str) -> FormCell | None:
    """The input that `form.xlsx!5-2!F12` names; None where there is no such form. Refused: no input there."""
    parts = CELL.fullmatch(word)
    if parts is None or not Path(parts["file"]).is_file():
        return None
    path, letters, row = Path(parts["file"]), parts["column"].upper(), int(parts["row"])
    cells = cells_of(path.read_bytes(), path.name)
    if META not in cells:
        return None
    pairs = {
        at.text: cells[META].get((line, 2), Said()).text for (line, column), at in cells[META].items() if column == 1
    }
    for sheet in cells if parts["sheet"] is None else [parts["sheet"]]:
        keys = _keys(cells, sheet, row, letters)
        if keys:
            text = next(
                (at.text for (line, c), at in cells[sheet].items() if (line, column_letters(c)) == (row, letters)), ""
            )
            return FormCell(
                path.name, sheet, f"{letters}{row}", pairs.get("form", ""), pairs.get("department", ""), text, keys
            )
    said = Text(en="{cell} of this form is no input", ko="{cell} 칸은 수합양식의 작성란이 아닙니다")
    raise Refused(said.format(cell=f"{letters}{row}"), where=path.name)


def _keys(cells: Cells, sheet: str, row: int, letters: str) -> tuple[str, ...]:
    """The keys of the row and the column of an input; none where no input stands."""
    there = cells.get(sheet, {})
    for (line, column), at in there.items():
        name, mark, keys = at.text.partition(KEY_MARK)
        if line != row or not mark:
            continue
        heads = [number for (number, c), head in there.items() if c == column and head.text == f"{GRID_MARK}{name}"]
        for (number, c), key in there.items():
            if number in heads and c != column and column_letters(c) == letters:
                return (*keys.split(KEY_MARK), key.text)
    return ()
