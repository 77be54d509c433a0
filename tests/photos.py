"""Photos for tests, made here: a camera's, with where and by whom it was taken, and any other."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational

# What must not come out of a book: texts of the metadata, and the seconds of the latitude as EXIF writes them.
_SECONDS = 48_765_433
SECRETS = (b"GPS-OF-THE-CITY-HALL", b"Officer Nobody", b"XMP-WITH-PLACE", b"A-COMMENT", _SECONDS.to_bytes(4, "big"))


def drawn(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A red square in the upper left corner of a grey picture."""
    image = Image.new("RGB", (width, height), (128, 128, 128))
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height // 2), fill=(255, 0, 0))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str = "JPEG", **more: Any) -> bytes:
    """The file of a picture."""
    target = BytesIO()
    image.save(target, kind, **more)
    return target.getvalue()


def metadata(orientation: int = 1) -> Image.Exif:
    """EXIF of a camera that tells everything."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = orientation, "Officer Nobody"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (IFDRational(37), IFDRational(39), IFDRational(_SECONDS, 1_000_000))
    place[28] = b"GPS-OF-THE-CITY-HALL"
    return exif


def from_a_camera(width: int = 1600, height: int = 1200, orientation: int = 1) -> bytes:
    """A JPEG with EXIF, GPS, XMP and a comment."""
    more = {"exif": metadata(orientation), "xmp": b"<x>XMP-WITH-PLACE</x>", "comment": b"A-COMMENT"}
    return encoded(drawn(width, height), quality=95, **more)
