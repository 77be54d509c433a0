"""배부한 수합양식: every form that went out, so that it is known when it comes back, and missed when it does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.record import Record
from ledger.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedForm(Record):
    """A form that went out to a department (`key`: as the form itself says), made from transaction `number` of the
    book, whose hash is `head`, in a `language`. A later one of the same template for the same department makes it
    obsolete."""

    KIND: ClassVar[str] = "form"
    LABEL: ClassVar[Text] = Text(en="form", ko="수합양식")
    REPORTED: ClassVar[bool] = False
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "department": Text(en="department", ko="부서"),
        "template": Text(en="template", ko="서식"),
        "as_of": Text(en="as of", ko="기준일"),
        "due": Text(en="due", ko="제출기한"),
    }
    template: str
    department: str
    as_of: date
    unit: str
    number: int
    head: str
    layout: str
    due: date | None = None
    language: str = "ko"

    def check(self) -> None:
        """Refused: no department, or no state of a book."""
        if not self.department:
            raise Refused(Text(en="a form needs a department", ko="수합양식에는 부서가 필요합니다"), where=self.key)
        if self.number < 1:
            raise Refused(
                Text(en="a form needs the state of a book", ko="장부의 상태가 없는 양식입니다"), where=self.key
            )
