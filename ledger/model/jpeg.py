"""The pictures that a book keeps: JPEG as this program writes it, told by its structure alone.

Whatever else could stand in such a file (where and when it was taken, a second picture, a text) has no place in this
structure, so that no import brings it into a book. The pixels themselves are not unpacked.
"""

import re
import struct

from ledger.model.errors import Refused
from ledger.model.text import Text

LONGEST_SIDE = 1200  # pixels: half the width of A4 at 330 dots an inch

_START, _END, _SCAN, _SIZE, _CODES = b"\xff\xd8", b"\xff\xd9", 0xDA, 0xC0, 0xC4
_BODIES = {
    0xE0: rb"JFIF\x00\x01.[\x00-\x02].{4}\x00\x00",  # no small picture in it
    0xDB: rb"([\x00-\x03].{64})+",
    _SIZE: rb"\x08.{4}\x03(.{3}){3}",  # three colours of 8 bits
    _CODES: rb".+",
    _SCAN: rb"\x03(..){3}\x00\x3f\x00",
}
_ORDER = re.compile(rb"\xe0\xdb+\xc0\xc4+\xda")


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of a picture. Refused: any other file, anything beside the picture, more than 1200 pixels."""
    try:
        size = _walked(data)
    except (struct.error, ValueError):
        raise Refused(
            Text(
                en="no JPEG as `ledger photo` makes it: no other format, camera data, comment or cut file is kept",
                ko="`ledger photo` 명령이 만든 JPEG가 아닙니다. 다른 형식, 촬영 정보, 덧붙은 글, 잘린 파일은 안 됩니다",
            ),
            way_out=Text(en="add the photo with `ledger photo`", ko="사진은 `ledger photo` 명령으로 넣으십시오"),
        ) from None
    if not 1 <= min(size) <= max(size) <= LONGEST_SIDE:
        raise Refused(
            Text(
                en="the picture has {width} x {height} pixels; a side has 1 to {most}",
                ko="그림이 {width} x {height} 화소입니다. 한 변은 1에서 {most}화소까지입니다",
            ).format(width=size[0], height=size[1], most=LONGEST_SIDE),
            way_out=Text(en="add the photo with `ledger photo`", ko="사진은 `ledger photo` 명령으로 넣으십시오"),
        )
    return size


def _walked(data: bytes) -> tuple[int, int]:
    """Every segment is one of ours, in our order, and after them is one scan up to the end of the file."""
    if not (data.startswith(_START) and data.endswith(_END)):
        raise ValueError
    at, kinds, size = len(_START), b"", (0, 0)
    while not kinds.endswith(bytes([_SCAN])):
        marker, kind, length = struct.unpack_from(">BBH", data, at)
        body = data[at + 4 : at + 2 + length]
        if marker != 0xFF or len(body) != length - 2 or not re.fullmatch(_BODIES.get(kind, b"(?!)"), body, re.DOTALL):
            raise ValueError
        if kind == _SIZE:
            height, width = struct.unpack_from(">HH", body, 1)
            size = width, height
        if kind == _CODES:
            _require_codes(body)
        at, kinds = at + 2 + length, kinds + bytes([kind])
    scan = data[at : -len(_END)]
    if not _ORDER.fullmatch(kinds) or not scan or scan.count(b"\xff") != scan.count(b"\xff\0"):
        raise ValueError
    return size


def _require_codes(body: bytes) -> None:
    """Tables of codes: a class, how many codes there are of each length, and the codes."""
    at = 0
    while at < len(body):
        counts = body[at + 1 : at + 17]
        if body[at] not in (0x00, 0x01, 0x10, 0x11) or len(counts) != 16:
            raise ValueError
        at += 17 + sum(counts)
    if at != len(body):
        raise ValueError
