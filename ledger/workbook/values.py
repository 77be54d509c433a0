"""The values of spreadsheets that calamine reads for us (.xls, .xlsb, .ods): no formulas, number formats or errors."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO

from ledger.model.text import Text
from ledger.workbook.archive import Archive, locked, parts_of, refused
from ledger.workbook.book import LONGEST, too_long, unescaped
from ledger.workbook.extents import check_extents
from ledger.workbook.grid import MOST_CELLS, Area, Cells, too_many
from ledger.workbook.numbers import clock, exact
from ledger.workbook.sheets import Sheet

Value = str | int | float | bool | date | datetime | time | timedelta

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = [name.encode("utf-16-le") for name in ("Workbook", "Book\0", "EncryptedPackage")]


def is_spreadsheet(data: bytes) -> bool:
    """Whether the bytes are an .xls, .xlsb or .ods, or a workbook behind a password."""
    if data.startswith(_COMPOUND):
        return any(name in data for name in _STREAMS)
    return "xl/workbook.bin" in (parts := parts_of(data)) or ("content.xml" in parts and _is_ods(data))


def is_behind_password(data: bytes) -> bool:
    """Whether the bytes are a workbook that opens with a password only."""
    return data.startswith(_COMPOUND) and _STREAMS[-1] in data


def sheets_of_values(data: bytes, where: str) -> Iterator[Sheet]:
    """The sheets in their order, hidden ones too.

    Refused: a password, a damaged file, and cells so far apart that the room between them would not fit in memory.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    if is_behind_password(data):
        raise locked(where)
    if data.startswith(_COMPOUND):
        check_extents(data, None, where)
    else:
        check_extents(data, Archive(data, where), where)
    left = MOST_CELLS
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            for meta in book.sheets_metadata:
                if meta.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(meta.name)
                cells = Cells(f"{where}!{meta.name}", merges=_areas(sheet.merged_cell_ranges))
                left = _fill(cells, sheet.iter_rows(), (sheet.start or (0, 0))[1] + 1, left)
                grid, buried = cells.laid_out()
                yield Sheet(meta.name, grid, meta.visible != SheetVisibleEnum.Visible, buried)
    except PasswordError as broken:
        raise locked(where) from broken
    except (CalamineError, OSError, ValueError) as broken:
        raise refused("cannot be read as a spreadsheet", "스프레드시트로 읽을 수 없습니다", where) from broken
    except BaseException as broken:
        if type(broken).__name__ != "PanicException":  # how a defect of calamine shows itself; it is no Exception
            raise
        raise refused("cannot be read as a spreadsheet", "스프레드시트로 읽을 수 없습니다", where) from broken


def _is_ods(data: bytes) -> bool:
    return b"application/vnd.oasis.opendocument.spreadsheet" in data[:200]


def _areas(ranges: list[tuple[tuple[int, int], tuple[int, int]]] | None) -> list[Area]:
    return [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges or ()]


def _fill(cells: Cells, rows: Iterator[list[Value]], first: int, left: int) -> int:
    for number, row in enumerate(rows, 1):
        texts = [_text(value, cells.where) for value in row]
        filled = [place for place, text in enumerate(texts) if text]
        if filled:
            left -= len(filled)
            if left < 0:
                raise too_many(MOST_CELLS, Text(en="cells", ko="칸"), cells.where)
            cells.add(number, [first + place for place in filled], [texts[place] for place in filled])
    return left


def _text(value: Value, where: str) -> str:
    if isinstance(value, str):
        if len(value) > LONGEST:
            raise too_long(where)
        return unescaped(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, timedelta):
        return clock(round(value.total_seconds()))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return exact(repr(value))
