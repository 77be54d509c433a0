"""The compound file that an old .xls is: streams cut into sectors, which tables chain together."""

import struct
from collections.abc import Sequence

_END = 0xFFFFFFFA  # numbers of sectors end here
_SMALL, _SMALL_SIZE = 4096, 64  # a stream below this length lies in small sectors within the first entry's stream
_NAMES = ("Workbook", "Book")


def workbook_stream(data: bytes) -> bytes:
    """The stream of the workbook; empty where there is none. IndexError or struct.error: too damaged to follow."""
    size = 1 << (_number(data, 30) & 0xFF)
    if size not in (512, 4096):
        raise IndexError(size)
    table = _table(data, size)
    directory = _chained(data, table, _number(data, 48), size, 1)
    for at in range(0, len(directory) - 127, 128):
        length = int.from_bytes(directory[at + 64 : at + 66], "little")
        if directory[at : at + max(0, length - 2)].decode("utf-16-le", "replace") not in _NAMES:
            continue
        first, length = _number(directory, at + 116), _number(directory, at + 120)
        if length >= _SMALL:
            return _chained(data, table, first, size, 1)[:length]
        small = _chained(data, table, _number(data, 60), size, 1)
        within = _chained(data, table, _number(directory, 116), size, 1)
        return _chained(within, _numbers(small), first, _SMALL_SIZE, 0)[:length]
    return b""


def _table(data: bytes, size: int) -> list[int]:
    """Which sector follows which."""
    parts = list(struct.unpack_from("<109I", data, 76))
    following = _number(data, 68)
    while following < _END and len(parts) <= len(data) // size + 109:
        *more, following = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        parts += more
    sectors = (data[(part + 1) * size : (part + 2) * size] for part in parts if part < _END)
    return [number for sector in sectors for number in _numbers(sector)]


def _chained(data: bytes, table: Sequence[int], first: int, size: int, skipped: int) -> bytes:
    pieces: list[bytes] = []
    while first < _END and len(pieces) <= len(table):
        pieces.append(data[(first + skipped) * size : (first + skipped + 1) * size])
        first = table[first]
    return b"".join(pieces)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _number(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])
