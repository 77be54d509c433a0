"""The last pass over the zip of a workbook: results into formula cells, fixed times and order."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import IO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

Cached = int | Decimal | str

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?><f>([^<]*)</f>(?:<v ?/>|<v></v>)</c>')


def sealed(source: IO[bytes], results: Sequence[Sequence[Cached]]) -> bytes:
    """The same workbook, the same bytes for the same content wherever and whenever it is made.

    `results[i]` holds the values of the formulas of sheet i + 1 in reading order.
    """
    target = BytesIO()
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=_place):
            part = old.read(name)
            if number := re.fullmatch(r"xl/worksheets/sheet([0-9]+)\.xml", name):
                part = _filled(part, results[int(number[1]) - 1], name)
            info = ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = 0, 0
            info.compress_type = (
                ZIP_STORED if name.startswith("xl/media/") else ZIP_DEFLATED
            )  # photos are packed already
            new.writestr(info, part)
    return target.getvalue()


def _place(name: str) -> tuple[int, list[str]]:
    """The table of contents first; then by name, numbers by size."""
    first = ("[Content_Types].xml", "_rels/.rels")
    pieces = [piece.zfill(9) if piece.isdigit() else piece for piece in re.split("([0-9]+)", name)]
    return (first.index(name) if name in first else len(first), pieces)


def _filled(part: bytes, results: Sequence[Cached], name: str) -> bytes:
    if not results:
        return part
    following: Iterator[Cached] = iter(results)

    def cell(found: re.Match[bytes]) -> bytes:
        where, style, formula = found.groups()
        value = next(following, 0)
        kind = b' t="str"' if isinstance(value, str) else b""
        return b'<c r="%b"%b%b><f>%b</f><v>%b</v></c>' % (where, style or b"", kind, formula, _spelled(value))

    filled, count = _FORMULA.subn(cell, part)
    if count != len(results):
        raise RuntimeError(f"{name}: {len(results)} formulas planned, {count} written")
    return filled


def _spelled(value: Cached) -> bytes:
    return escape(
        value if isinstance(value, str) else f"{value:f}" if isinstance(value, Decimal) else str(value)
    ).encode()
