"""시민참여(소통) 실적: how often citizens were heard."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.record import Record
from ledger.model.registers.milestone import check_moment
from ledger.model.text import Text

# The columns of the official table, in their order; a category of another name is counted under the last.
CATEGORIES = ("공약 관련 회의", "설명회, 민생탐방", "전문가 자문", "언론/방송 보도", "기타")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Record):
    """How often citizens were heard, by category, with the dates that prove it."""

    KIND: ClassVar[str] = "participation"
    LABEL: ClassVar[Text] = Text(en="participation", ko="시민참여")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "category": Text(en="category", ko="구분"),
        "label": Text(en="label", ko="이름"),
        "count": Text(en="count", ko="횟수"),
        "dates": Text(en="dates", ko="날짜"),
        "details": Text(en="details", ko="내용"),
    }
    project: str
    category: str
    count: int
    label: str = ""
    dates: tuple[str, ...] = ()
    details: tuple[str, ...] = ()

    def check(self) -> None:
        """Refused: no category, a count below nothing, more details than dates, a date that is none."""
        if not self.category or self.count < 0 or len(self.details) > max(len(self.dates), self.count):
            raise Refused(
                Text(
                    en="needs a category, a count of 0 or more, and one detail for a date at most",
                    ko="구분과 0 이상의 횟수가 필요하고, 내용은 날짜마다 하나까지입니다",
                ),
                where=self.key,
            )
        for day in self.dates:
            check_moment(day, self.key)
