"""Twin of jpeg: what this program writes is known by its structure, and nothing else can be in such a file."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ledger.capture.pictures import picture
from ledger.model.errors import Refused
from ledger.model.jpeg import size_of
from tests.photos import drawn, encoded, from_a_camera


def segment(kind: int, body: bytes) -> bytes:
    return bytes([0xFF, kind]) + (len(body) + 2).to_bytes(2, "big") + body


OURS = encoded(drawn(40, 30), quality=85)
SIZE = OURS.index(b"\xff\xc0")
HUGE = OURS[: SIZE + 5] + (20_000).to_bytes(2, "big") * 2 + OURS[SIZE + 9 :]
EMPTY = OURS[: SIZE + 5] + bytes(4) + OURS[SIZE + 9 :]
FIRST = OURS.index(b"\xff\xdb")  # after the segment of JFIF
SCAN = OURS.index(b"\xff\xda") + 14

STRAY = {
    "what a camera wrote": from_a_camera(400, 300),
    "a comment": encoded(drawn(40, 30), comment=b"x"),
    "a colour profile": encoded(drawn(40, 30), icc_profile=b"x"),
    "grey": encoded(drawn(40, 30, "L")),
    "CMYK": encoded(drawn(40, 30, "CMYK")),
    "progressive": encoded(drawn(40, 30), progressive=True),
    "PNG": encoded(drawn(40, 30), "PNG"),
    "GIF": encoded(drawn(40, 30), "GIF"),
    "TIFF": encoded(drawn(40, 30), "TIFF"),
    "text": "회의록".encode(),
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "nothing": b"",
    "the two ends alone": b"\xff\xd8\xff\xd9",
    "no scan": OURS[:SCAN] + b"\xff\xd9",
    "half": OURS[: len(OURS) // 2],
    "all but the end": OURS[:-1],
    "something behind": OURS + b"GPS",
    "a second picture behind": OURS + OURS,
    "a second picture in the scan": OURS[:-2] + OURS,
    "a small picture in JFIF": OURS[:18] + b"\1\1" + OURS[20:FIRST] + b"GPS" + OURS[FIRST:],
    "a long JFIF": OURS[:2] + segment(0xE0, OURS[6:20] + b"GPS") + OURS[FIRST:],
    "no JFIF": OURS[:2] + OURS[FIRST:],
    "a text among the codes": OURS[:SIZE] + segment(0xC4, b"\0" + b"\0" * 16 + b"GPS") + OURS[SIZE:],
    "codes cut short": OURS[:SIZE] + segment(0xC4, b"\0" + b"\0" * 15) + OURS[SIZE:],
    "a text among the steps": OURS[:SIZE] + segment(0xDB, b"\0GPS") + OURS[SIZE:],
    "two sizes": OURS[:SIZE] + OURS[SIZE : SIZE + 19] + OURS[SIZE:],
    "a length of none": OURS[:SIZE] + b"\xff\xdb\0\0" + OURS[SIZE:],
} | {f"segment {kind:02X}": OURS[:FIRST] + segment(kind, b"GPS") + OURS[FIRST:] for kind in (*range(0xE1, 0xF0), 0xFE)}


@pytest.mark.parametrize("stray", STRAY)
def test_any_other_file_is_refused(stray: str) -> None:
    with pytest.raises(Refused, match="no JPEG as"):
        size_of(STRAY[stray])


@pytest.mark.parametrize("size", [(1, 1), (40, 30), (1200, 900), (7, 1200)])
def test_what_the_program_writes_is_known(size: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    for data in (from_a_camera(*size), encoded(Image.effect_noise(size, 90), "PNG")):
        path.write_bytes(data)
        assert size_of(picture(path).data) == size


def test_every_cut_is_seen() -> None:
    for cut in range(len(OURS)):
        with pytest.raises(Refused):
            size_of(OURS[:cut])


@pytest.mark.parametrize("data", [HUGE, EMPTY, encoded(Image.new("RGB", (1201, 1)))])
def test_a_picture_has_at_most_1200_pixels(data: bytes) -> None:
    with pytest.raises(Refused, match="a side has 1 to 1200"):
        size_of(data)


def test_the_pixels_are_those_that_pillow_sees() -> None:
    with Image.open(BytesIO(OURS)) as image:
        assert size_of(OURS) == image.size
