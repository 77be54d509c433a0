"""Twin of pictures: whatever a camera wrote beside the picture is gone, and no file can harm the reader."""

import struct
import sys
import time
import tracemalloc
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from ledger.capture.file import MEGABYTE
from ledger.capture.pictures import Jpeg, picture
from ledger.model.entry import LARGEST_FILE
from ledger.model.errors import Refused
from tests.photos import SECRETS, drawn, encoded, from_a_camera, metadata

RED, GREY = (254, 0, 0), (128, 128, 128)


def read(path: Path, data: bytes) -> Jpeg:
    path.write_bytes(data)
    return picture(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "개소식.jpg"


def pixel(jpeg: Jpeg, across: float, down: float) -> tuple[int, ...]:
    with Image.open(BytesIO(jpeg.data)) as image:
        found = image.convert("RGB").getpixel((int(across * jpeg.width), int(down * jpeg.height)))
    assert isinstance(found, tuple)
    return found


def alike(found: tuple[int, ...], wanted: tuple[int, ...], within: int = 4) -> bool:
    return all(abs(a - b) <= within for a, b in zip(found, wanted, strict=True))


def test_nothing_but_the_picture_is_kept(path: Path) -> None:
    taken = from_a_camera()
    assert all(secret in taken for secret in SECRETS), "the test itself must hold what is to be lost"
    kept = read(path, taken)
    assert not [secret for secret in SECRETS if secret in kept.data]
    with Image.open(BytesIO(kept.data)) as image:
        assert image.format == "JPEG"
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert (image.size, kept.width, kept.height) == ((1200, 900), 1200, 900)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_metadata_of_other_formats_is_lost_too(path: Path, kind: str) -> None:
    taken = encoded(drawn(40, 30), kind, exif=metadata())
    assert b"GPS-OF-THE-CITY-HALL" in taken
    kept = read(path, taken)
    assert not [secret for secret in SECRETS if secret in kept.data]


def test_equal_files_give_equal_bytes(path: Path) -> None:
    assert read(path, from_a_camera()) == read(path.with_name("other.png"), from_a_camera())


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_however_the_camera_was_held(path: Path, orientation: int) -> None:
    kept = read(path, from_a_camera(400, 300, orientation))
    corners = {(0.2, 0.2): {1, 5}, (0.8, 0.2): {2, 6}, (0.8, 0.8): {3, 7}, (0.2, 0.8): {4, 8}}
    assert (kept.width, kept.height) == ((400, 300) if orientation < 5 else (300, 400))
    for corner, turns in corners.items():
        assert alike(pixel(kept, *corner), RED if orientation in turns else GREY)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_every_kind_of_jpeg_is_read(path: Path, mode: str) -> None:
    assert alike(pixel(read(path, encoded(drawn(40, 30, mode))), 0.8, 0.8), GREY)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_every_kind_of_png_is_read(path: Path, mode: str) -> None:
    image = Image.new("I;16", (40, 30), 128 * 256) if mode == "I;16" else drawn(40, 30, mode)
    kept = read(path, encoded(image, "PNG"))
    assert (kept.width, kept.height) == (40, 30)
    assert mode == "1" or alike(pixel(kept, 0.8, 0.8), GREY, within=8)  # a palette has no such grey


def test_what_is_transparent_is_white(path: Path) -> None:
    assert alike(pixel(read(path, encoded(Image.new("RGBA", (9, 9), (0, 0, 0, 0)), "PNG")), 0.5, 0.5), (255, 255, 255))


def test_the_first_of_moving_pictures_is_taken(path: Path) -> None:
    moving = {"save_all": True, "append_images": [Image.new("RGB", (40, 30), "blue")] * 3}
    for kind, more in (("GIF", moving), ("WEBP", moving | {"lossless": True}), ("MPO", moving)):
        assert alike(pixel(read(path, encoded(drawn(40, 30), kind, **more)), 0.2, 0.2), RED), kind


def test_colours_mean_what_their_profile_says(path: Path) -> None:
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    known = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (known, b"no profile at all", swapped.tobytes()):
        kept = read(path, encoded(drawn(40, 30), icc_profile=profile))
        assert alike(pixel(kept, 0.2, 0.2), RED)
        assert b"ICC_PROFILE" not in kept.data


def test_illegible_metadata_does_not_cost_the_picture(path: Path) -> None:
    for exif in (b"Exif\0\0garbage", b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\xff\xff\xff\xff\0\0\0\0"):
        assert alike(pixel(read(path, encoded(drawn(40, 30), exif=exif)), 0.2, 0.2), RED)


def test_the_noisiest_picture_fits_the_journal(path: Path) -> None:
    noise = Image.effect_noise((1300, 1300), 200).convert("RGB")
    channels = [Image.effect_noise((1300, 1300), 200) for _ in range(3)]
    for image in (noise, Image.merge("RGB", channels)):
        assert len(read(path, encoded(image, "PNG")).data) <= LARGEST_FILE


def png(width: int, height: int, claimed: int = 0) -> bytes:
    """A PNG that holds so many zeros, a thousandth of them packed, and may claim another size."""
    pack = zlib.compressobj()
    lines = b"".join(pack.compress(bytes(1 + 3 * width)) for _ in range(height)) + pack.flush()

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", claimed or width, claimed or height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


HOSTILE = {
    "a text": (b"the minutes of a meeting " * 99, "not a picture that can be read"),
    "a workbook": (b"PK\x03\x04" + bytes(99), "not a picture that can be read"),
    "a vector picture": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "not a picture that can be read"),
    "a TIFF": (encoded(drawn(4, 3), "TIFF"), "not a picture that can be read"),
    "a JPEG cut in half": (from_a_camera()[:9000], "the picture is cut short or damaged"),
    "a PNG cut in half": (encoded(drawn(400, 300), "PNG")[:300], "the picture is cut short or damaged"),
    "the head of a JPEG": (from_a_camera()[:20], "not a picture that can be read"),
    "no width": (png(0, 5), "not a picture that can be read"),
    "what unpacks to 140 MB": (png(8_000, 6_000), "the picture has too many pixels"),
    "a bomb": (png(12_000, 12_000), "the picture has too many pixels"),
    "a larger bomb": (png(2, 2, claimed=10**5), "the picture has too many pixels"),
    "nothing": (b"", "the file is empty"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_is_refused_at_once(path: Path, name: str) -> None:
    data, said = HOSTILE[name]
    started = time.monotonic()
    with pytest.raises(Refused, match=said) as refusal:
        read(path, data)
    assert refusal.value.where == "개소식.jpg"
    assert refusal.value.way_out or name == "nothing"
    assert time.monotonic() - started < 2


def test_a_file_beyond_20_mb_is_not_even_read(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(60 * MEGABYTE)
    tracemalloc.start()
    with pytest.raises(Refused, match="larger than 20 MB"):
        picture(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 45 * MEGABYTE


def test_a_missing_file_and_a_folder_are_refused(path: Path) -> None:
    with pytest.raises(Refused, match="no such file"):
        picture(path)
    path.mkdir()
    with pytest.raises(Refused, match="a folder"):
        picture(path)


def test_flipped_bits_are_read_or_refused(path: Path) -> None:
    import random

    seed = random.Random(7)
    for whole in (from_a_camera(200, 150), encoded(drawn(99, 99, "P"), "PNG"), encoded(drawn(99, 99), "WEBP")):
        for _ in range(40):
            torn = bytearray(whole)
            for _ in range(3):
                torn[seed.randrange(len(torn))] = seed.randrange(256)
            try:
                read(path, bytes(torn))
            except Refused:
                continue


def test_without_pillow_a_photo_is_refused_with_the_way_to_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(from_a_camera(40, 30))
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(Refused) as refusal:
        picture(path)
    assert refusal.value.line.en == (
        '개소식.jpg: photos need Pillow, which is not installed (pip install "budget-ledger[photo]")'
    )
