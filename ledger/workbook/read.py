"""What a workbook says, whoever saved it last: the stamp of a report, and the differences between two."""

import re
from pathlib import Path
from typing import NamedTuple

from ledger.model.page import Spot
from ledger.model.table import column_letters
from ledger.workbook.archive import refused
from ledger.workbook.book import is_workbook, opened
from ledger.workbook.sheets import sheets

STAMP = "_ledger"
TRACE = "_trace"


class Said(NamedTuple):
    """What a cell shows, and the formula that gives it. `is_stale`: the formula was saved without its value."""

    text: str = ""
    formula: str = ""
    is_stale: bool = False


class Difference(NamedTuple):
    """A cell (`B7`) that two workbooks do not share."""

    sheet: str
    cell: str
    was: Said
    now: Said


Cells = dict[str, dict[Spot, Said]]


def cells_of(data: bytes, where: str) -> Cells:
    """Every filled cell by sheet (hidden ones too), at (row, column) from 1.

    Refused: what is no workbook, or one that cannot be opened safely.
    """
    if not is_workbook(data):
        raise refused("is no Excel workbook (.xlsx)", "엑셀 통합문서(.xlsx)가 아닙니다", where)
    found: Cells = {}
    for sheet in sheets(opened(data, where)):
        here = found.setdefault(sheet.name, {})
        if sheet.grid is None:
            continue
        for row, texts in enumerate(sheet.grid.texts):
            for column, text in enumerate(texts):
                said = Said(text, sheet.grid.formulas.get((row, column), ""), (row, column) in sheet.grid.stale)
                if said != Said():
                    here[sheet.grid.lines[row], sheet.grid.columns[column]] = said
    return found


def stamp_of(path: Path) -> dict[str, str] | None:
    """What the report says of the book it was made from, or None where there is no such sheet."""
    cells = cells_of(path.read_bytes(), path.name).get(STAMP)
    if cells is None:
        return None
    return {said.text: cells.get((row, 2), Said()).text for (row, column), said in cells.items() if column == 1}


def differences(old: Path | bytes, new: Path | bytes) -> list[Difference]:
    """Every cell that shows something else or has another formula, sheet by sheet in the old order; cells that only
    lost their value come last. The order of sheets and looks do not count."""
    before, after = _read(old), _read(new)
    found = [
        Difference(sheet, f"{column_letters(column)}{row}", was, now)
        for sheet in [*before, *(name for name in after if name not in before)]
        for row, column in sorted({*before.get(sheet, {}), *after.get(sheet, {})})
        if not _alike(
            was := before.get(sheet, {}).get((row, column), Said()),
            now := after.get(sheet, {}).get((row, column), Said()),
        )
    ]
    return sorted(found, key=lambda difference: difference.now.is_stale)


def _read(source: Path | bytes) -> Cells:
    return cells_of(source, "") if isinstance(source, bytes) else cells_of(source.read_bytes(), source.name)


def _alike(was: Said, now: Said) -> bool:
    return was.text == now.text and _plain(was.formula) == _plain(now.formula) and not now.is_stale


def _plain(formula: str) -> str:
    """A formula as every program means it: how it quotes sheets and spaces its parts is its own."""
    return re.sub(r"[\s']", "", formula).upper()
