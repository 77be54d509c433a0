"""부서: a department that had other names before. Forms and letters under an old name are still its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.project import LONGEST_DEPARTMENT
from ledger.model.record import Record
from ledger.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Department(Record):
    """A department (`key`: its name), the names it or what was merged into it had, the oldest first, and since when it
    has this one."""

    KIND: ClassVar[str] = "department"
    LABEL: ClassVar[Text] = Text(en="department", ko="부서")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "formerly": Text(en="formerly", ko="이전 이름"),
        "since": Text(en="since", ko="변경일"),
    }
    REPORTED: ClassVar[bool] = False
    LONGEST: ClassVar[Mapping[str, int]] = {"key": LONGEST_DEPARTMENT}
    formerly: tuple[str, ...] = ()
    since: date | None = None

    def check(self) -> None:
        """Refused: no name, or one that is among the former ones."""
        if not self.key or self.key in self.formerly:
            raise Refused(
                Text(en="a department has one name, other than its former ones", ko="부서 이름과 이전 이름이 같습니다"),
                where=self.key,
            )
