"""How far apart the cells of a spreadsheet stand, seen before calamine makes room for every place between them."""

import struct
from collections.abc import Iterable, Iterator

from ledger.model.text import Text
from ledger.workbook.archive import Archive, locked
from ledger.workbook.compound import workbook_stream
from ledger.workbook.grid import too_many

MOST_PLACES = 4_000_000

_ROW, _CELLS = 0, range(1, 12)  # records of .xlsb
_CELL_RECORDS = {0x06, 0xFD, 0x203, 0x204, 0x205, 0x27E, 0xD6, 0xBD}  # of .xls; blank cells do not count
_BEGIN, _LOCKED = 0x809, 0x2F


def check_extents(data: bytes, archive: Archive | None, where: str) -> None:
    """Refused: a sheet of an .xls (no archive), .xlsb or .ods that spans more than 4,000,000 places."""
    if archive is None:
        sheets: Iterable[Iterator[tuple[int, int]]] = _xls(data, where)
    elif "content.xml" in archive.names:
        if b"encryption-data" in (archive.part(name) if (name := "META-INF/manifest.xml") in archive.names else b""):
            raise locked(where)
        _check_ods(archive, where)
        return
    else:
        names = sorted(name for name in archive.names if name.startswith("xl/worksheets/") and name.endswith(".bin"))
        sheets = (_xlsb(archive.part(name)) for name in names)
    for places in sheets:
        _check(places, where)


def _check(places: Iterator[tuple[int, int]], where: str) -> None:
    spread = Spread(where)
    for row, column in places:
        spread.take(row, column, column)


class Spread:
    """The rectangle around the cells of a sheet, as it grows."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._top = self._left = 2**40
        self._bottom = self._right = -1

    def take(self, row: int, first: int, last: int) -> None:
        """Filled cells of a row, from one column to another. Refused: when the rectangle becomes too large."""
        self._top, self._bottom = min(self._top, row), max(self._bottom, row)
        self._left, self._right = min(self._left, first), max(self._right, last)
        if (self._bottom - self._top + 1) * (self._right - self._left + 1) > MOST_PLACES:
            raise too_many(MOST_PLACES, Text(en="places between its cells", ko="칸과 칸 사이 자리"), self._where)


def _check_ods(archive: Archive, where: str) -> None:
    """Rows and cells of an .ods may say that they are repeated; only those that hold something count."""
    spread = Spread(where)
    row = column = repeated = 0
    filled: list[tuple[int, int]] = []
    cell = 0
    holds = False

    def count(attributes: dict[str, str], what: str) -> int:
        said = next((value for key, value in attributes.items() if key.endswith(f" number-{what}-repeated")), "1")
        return int(said) if said.isdecimal() and len(said) < 10 else 1

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal spread, row, column, repeated, cell, holds
        if tag == "table":
            spread, row = Spread(where), 0
        elif tag == "table-row":
            column, repeated = 0, count(attributes, "rows")
            filled.clear()
        elif tag in ("table-cell", "covered-table-cell"):
            cell = count(attributes, "columns")
            holds = any(key.endswith(" value-type") for key in attributes)
        elif tag == "p":
            holds = True

    def end(tag: str) -> None:
        nonlocal row, column
        if tag in ("table-cell", "covered-table-cell"):
            if holds:
                filled.append((column, column + cell - 1))
            column += cell
        elif tag == "table-row":
            if filled:
                spread.take(row, filled[0][0], filled[-1][1])
                spread.take(row + repeated - 1, filled[0][0], filled[-1][1])
            row += repeated

    archive.parse("content.xml", start, end)


def _xlsb(sheet: bytes) -> Iterator[tuple[int, int]]:
    at = row = 0
    while at + 2 <= len(sheet):
        kind = sheet[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | sheet[at] << 7
            at += 1
        size = shift = 0
        for _ in range(4):
            if at >= len(sheet):
                return
            byte = sheet[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if kind == _ROW and size >= 4:
            row = int.from_bytes(sheet[at : at + 4], "little")
        elif kind in _CELLS and size >= 4:
            yield row, int.from_bytes(sheet[at : at + 4], "little")
        at += size


def _xls(data: bytes, where: str) -> Iterator[Iterator[tuple[int, int]]]:
    """The cells of every sheet of an .xls; a file too damaged to follow is left to calamine to refuse."""
    try:
        stream = workbook_stream(data)
    except (IndexError, struct.error):
        return
    places: list[tuple[int, int]] = []
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _LOCKED:
            raise locked(where)
        if kind == _BEGIN:
            yield iter(places)
            places = []
        elif kind in _CELL_RECORDS and size >= 4:
            places.append(struct.unpack_from("<HH", stream, at + 4) if at + 8 <= len(stream) else (0, 0))
        at += 4 + size
    yield iter(places)
