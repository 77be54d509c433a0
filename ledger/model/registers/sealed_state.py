"""확정본: a state of the book that was frozen under a name, with the report that was handed in then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.record import Record
from ledger.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedState(Record):
    """The book as of a date as it was known at transaction `number`, whose hash is `head` (`key`: the name).

    Where a report was sealed with it: its `template` with the sha256 of what that said then, the `options` it was asked
    for with (`unit=백만원`), the version of the `tool`, the sha256 of the workbook, and in `document` those of the
    attached files that together hold its figures.
    """

    KIND: ClassVar[str] = "seal"
    LABEL: ClassVar[Text] = Text(en="seal", ko="확정본")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "as_of": Text(en="as of", ko="기준일"),
        "template": Text(en="template", ko="서식"),
    }
    ATTACHED: ClassVar[str] = "document"
    REPORTED: ClassVar[bool] = False
    as_of: date
    number: int
    head: str
    template: str = ""
    template_sha256: str = ""
    options: tuple[str, ...] = ()
    tool: str = ""
    sha256: str = ""
    document: tuple[str, ...] = ()

    def check(self) -> None:
        """Refused: no state of a book, an option that is no `name=value`."""
        if self.number < 1 or not all("=" in option for option in self.options):
            raise Refused(
                Text(en="a seal needs the state of a book", ko="장부의 상태가 없는 확정본입니다"), where=self.key
            )
