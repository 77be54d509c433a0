"""관련 사진: what a pledge has to show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.moment import moment
from ledger.model.record import Record
from ledger.model.text import Text

# Ten lines below a photo: it has half the width of a page.
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Record):
    """A photo with its caption (`key`: project and running number).

    Its picture is the attached file of that sha256: a JPEG of `width` x `height` pixels, attached by the transaction
    that first had the photo. `on` is when it was taken, written as exactly as it is known; empty when it is not.
    """

    KIND: ClassVar[str] = "photo"
    LABEL: ClassVar[Text] = Text(en="photo", ko="사진")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "caption": Text(en="caption", ko="설명"),
        "on": Text(en="on", ko="촬영일"),
        "sha256": Text(en="sha256", ko="그림 파일"),
        "width": Text(en="width", ko="너비"),
        "height": Text(en="height", ko="높이"),
        "order": Text(en="order", ko="순서"),
    }
    COUNTED: ClassVar[bool] = True
    FIXED: ClassVar[tuple[str, ...]] = ("sha256", "width", "height")
    ATTACHED: ClassVar[str] = "sha256"
    project: str
    caption: str
    sha256: str
    width: int
    height: int
    on: str = ""
    order: int = 0

    def check(self) -> None:
        """Refused: no caption or one too long, a date that is none, a picture without a size."""
        if not 0 < len(self.caption) <= LONGEST:
            raise Refused(
                Text(
                    en="a caption has 1 to {most} characters, this one {count}",
                    ko="사진 설명은 1자에서 {most}자까지입니다(지금 {count}자)",
                ).format(most=LONGEST, count=len(self.caption)),
                where=self.key,
            )
        if self.on:
            try:
                moment(self.on)
            except Refused as refusal:
                raise refusal.at(self.key) from None
        if self.width < 1 or self.height < 1:
            raise Refused(
                Text(en="a picture has a width and a height", ko="그림에는 너비와 높이가 있어야 합니다"), where=self.key
            )
