"""Photos as people hand them in, made small and anonymous: nothing but the picture is kept.

Pillow is met only here. A camera writes where and when it was, whose it is and a second, uncropped picture into its
files: the pixels are therefore drawn anew on an empty sheet, and that is what is written.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledger.capture.file import MEGABYTE, File
from ledger.model.errors import Refused
from ledger.model.jpeg import LONGEST_SIDE
from ledger.model.text import Text

if TYPE_CHECKING:
    from PIL.Image import Image, Transpose

FORMATS = ("JPEG", "PNG", "BMP", "GIF", "WEBP")
LARGEST_FILE = 20 * MEGABYTE
_QUALITY = 85
_MOST_PIXELS = 40_000_000  # A4 at 600 dots an inch; of what is unpacked whole, as all but JPEG is
_ORIENTATION = 0x0112  # the EXIF field that says how the camera was held
_PLAIN = ("L", "RGB", "RGBA", "CMYK")  # modes whose pixels can be averaged


class Jpeg(NamedTuple):
    """A picture without metadata, in sRGB, its pixels turned upright."""

    data: bytes
    width: int
    height: int


def picture(path: Path) -> Jpeg:
    """The picture in a file, at most 1200 pixels long; of a moving one the first. Equal files give equal bytes.

    Refused: what `File.read` refuses, more than 20 MB, what is no picture of these formats, is cut short, or unpacks to
    more than 40 million pixels (a JPEG: more than Pillow trusts), and Pillow itself missing. StorageFailure: the file
    cannot be read.
    """
    file = File.read(path, LARGEST_FILE)
    with _refusing(file.name):
        from PIL import Image

        with Image.open(BytesIO(file.data), formats=FORMATS) as image:
            if image.format not in ("JPEG", "MPO") and image.width * image.height > _MOST_PIXELS:
                raise Image.DecompressionBombError
            drawn = _upright(image)
        written = BytesIO()
        drawn.save(written, "JPEG", quality=_QUALITY)
        return Jpeg(written.getvalue(), *drawn.size)


def _upright(image: "Image") -> "Image":
    from PIL import Image

    turn, profile = _turn(image), image.info.get("icc_profile")
    image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unpacked at a fraction of its size
    if image.mode.startswith("I;16"):
        image = image.point(lambda grey: grey / 256).convert("L")
    small = image if image.mode in _PLAIN else image.convert("RGBA")
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if small.mode == "RGBA":
        paper = Image.new("RGB", small.size, "white")
        paper.paste(small, mask=small.getchannel("A"))
        small = paper
    small = _in_srgb(small, profile)
    upright = small if turn is None else small.transpose(turn)
    sheet = Image.new("RGB", upright.size)
    sheet.paste(upright)
    return sheet


def _turn(image: "Image") -> "Transpose | None":
    """How to turn the pixels so that they stand upright; as they are where the camera does not say it legibly."""
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    try:
        return turns.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        return None


def _in_srgb(image: "Image", profile: bytes | None) -> "Image":
    """The colours that its profile means; without a profile, or with one that says nothing, as they are."""
    from PIL import ImageCms

    if profile:
        try:
            known = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, known, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            return image.convert("RGB")
        assert converted is not None  # it is, in place only
        return converted
    return image.convert("RGB")


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    """Whatever a hostile or broken file makes Pillow raise is said in our words."""
    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError:
        raise Refused(
            Text(en="photos need Pillow, which is not installed", ko="사진을 읽으려면 Pillow 설치가 필요합니다"),
            where=name,
            way_out=Text(en='pip install "budget-ledger[photo]"', ko='pip install "budget-ledger[photo]"'),
        ) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(
            Text(en="the picture has too many pixels", ko="그림의 화소가 너무 많습니다"),
            where=name,
            way_out=Text(en="make it smaller and try again", ko="크기를 줄여 다시 넣으십시오"),
        ) from None
    except UnidentifiedImageError:
        raise Refused(
            Text(en="not a picture that can be read", ko="읽을 수 있는 그림 파일이 아닙니다"),
            where=name,
            way_out=Text(en="save it as JPEG or PNG", ko="JPEG나 PNG로 저장하십시오"),
        ) from None
    except Exception:  # each format of Pillow has its own ways to fail
        raise Refused(
            Text(en="the picture is cut short or damaged", ko="그림 파일이 잘렸거나 깨져 있습니다"),
            where=name,
            way_out=Text(en="copy it anew, or save it as JPEG or PNG", ko="다시 복사하거나 JPEG나 PNG로 저장하십시오"),
        ) from None
