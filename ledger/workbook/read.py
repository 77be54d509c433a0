"""What a workbook says, whoever saved it last: values, the stamp of a report, differences between two."""

from datetime import date, datetime, time, timedelta
from math import isclose
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ledger.model.errors import Refused
from ledger.model.table import column_letters
from ledger.model.text import Text
from ledger.workbook.scan import scan

STAMP = "_ledger"

Value = str | int | float | bool | date | datetime | time | timedelta
Values = dict[str, dict[tuple[int, int], Value]]


class Difference(NamedTuple):
    """A cell (`B7`) that two workbooks do not share; None where one of them has nothing."""

    sheet: str
    cell: str
    was: Value | None
    now: Value | None


def values(path: Path) -> Values:
    """Every filled cell by sheet (hidden ones too), at (row, column) from 1; formulas give their stored result.

    Refused: a file that `scan` does not let through, or that cannot be read.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    scan(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            return {
                name: _filled(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
                for name in book.sheet_names
            }
    except (CalamineError, OSError, ValueError) as broken:
        said = Text(en="cannot be read as an Excel file", ko="엑셀 파일로 읽을 수 없습니다")
        raise Refused(said, where=path.name) from broken


def stamp_of(path: Path) -> dict[str, str] | None:
    """What the report says of the book it was made from, or None where there is no such sheet."""
    cells = values(path).get(STAMP)
    if cells is None:
        return None
    return {str(name): str(cells.get((row, 2), "")) for (row, column), name in sorted(cells.items()) if column == 1}


def differences(old: Path | bytes, new: Path | bytes) -> list[Difference]:
    """Every cell whose value differs, sheet by sheet in the old order. The order of sheets and looks do not count."""
    before, after = _values_of(old), _values_of(new)
    return [
        Difference(sheet, _address(place), was, now)
        for sheet in [*before, *(name for name in after if name not in before)]
        for place in sorted({*before.get(sheet, {}), *after.get(sheet, {})})
        if not _alike(was := before.get(sheet, {}).get(place), now := after.get(sheet, {}).get(place))
    ]


def _values_of(source: Path | bytes) -> Values:
    if isinstance(source, Path):
        return values(source)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        path.write_bytes(source)
        return values(path)


def _filled(rows: list[list[Value]]) -> dict[tuple[int, int], Value]:
    return {
        (row, column): value
        for row, cells in enumerate(rows, 1)
        for column, value in enumerate(cells, 1)
        if value != ""
    }


def _alike(was: Value | None, now: Value | None) -> bool:
    """Whole numbers are compared exactly, whichever type they were read as; fractions but for their last binary
    digits, which differ from one program to the next."""
    if not (isinstance(was, int | float) and isinstance(now, int | float)):
        return was == now
    if float(was).is_integer() and float(now).is_integer():
        return int(was) == int(now)
    return isclose(was, now, rel_tol=1e-12)


def _address(place: tuple[int, int]) -> str:
    row, column = place
    return f"{column_letters(column)}{row}"
