"""Attached files: each is of a row that names it; of a photo it is the picture, and the photo says its size."""

from collections.abc import Callable, Iterable, Sequence

from ledger.model.entry import Attachment, Row
from ledger.model.errors import Refused
from ledger.model.jpeg import size_of
from ledger.model.record import attached_to
from ledger.model.registers.photo import Photo
from ledger.model.text import Text


def photos_in(rows: Iterable[Row]) -> list[Photo]:
    """The photos that rows define or change."""
    return [Photo.from_body(row.key, row.body) for row in rows if row.kind == Photo.KIND and row.body is not None]


def check_pictures(rows: Sequence[Row], files: Sequence[Attachment], kept: Callable[[str], bytes | None]) -> None:
    """Refused: a file that none of the rows names, a photo whose picture is not one as this program makes it or has
    another size. `kept` gives a file that was attached before; a picture that nobody has is left to the journal."""
    photos = photos_in(rows)
    named = {digest for row in rows for digest in attached_to(row.kind, row.body)}
    for file in files:
        if file.sha256 not in named:
            raise Refused(
                Text(en="no photo shows this attached file", ko="이 붙임 파일을 보이는 사진 항목이 없습니다"),
                where=file.name,
                way_out=Text(
                    en="give the photo (its sha256) in the same transaction",
                    ko="같은 전표에 사진(photo) 항목과 그 sha256을 적으십시오",
                ),
            )
    attached = {file.sha256: file for file in files}
    for photo in photos:
        file_here = attached.get(photo.sha256)
        content = file_here.read() if file_here else kept(photo.sha256)
        if content is not None:
            _check_shown(photo, content)


def _check_shown(photo: Photo, content: bytes) -> None:
    try:
        width, height = size_of(content)
    except Refused as refusal:
        raise refusal.at(photo.key) from None
    if (width, height) != (photo.width, photo.height):
        raise Refused(
            Text(
                en="the picture has {width} x {height} pixels, not {said}",
                ko="그림의 크기는 {width} x {height} 화소입니다(적힌 값 {said})",
            ).format(width=width, height=height, said=f"{photo.width} x {photo.height}"),
            where=photo.key,
            way_out=Text(en="correct width and height", ko="width와 height를 고치십시오"),
        )
