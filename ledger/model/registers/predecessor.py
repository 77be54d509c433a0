"""이전 관리번호: which project of the book of the last term goes on in a project of this one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.record import Record
from ledger.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Predecessor(Record):
    """A project that moved here (`key`: its code in this book) from `code` of the book `book`, as that stood at its
    transaction `number`, whose hash is `head`. `term` is the one that book was for."""

    KIND: ClassVar[str] = "predecessor"
    LABEL: ClassVar[Text] = Text(en="predecessor", ko="이전 관리번호")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "code": Text(en="old code", ko="이전 관리번호"),
        "term": Text(en="term", ko="임기"),
    }
    REPORTED: ClassVar[bool] = False
    code: str
    term: str
    book: str
    number: int
    head: str

    def check(self) -> None:
        """Refused: no old code."""
        if not self.code:
            raise Refused(Text(en="the old code is missing", ko="이전 관리번호가 없습니다"), where=self.key)
