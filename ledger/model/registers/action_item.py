"""처리요구사항: what an audit or a council asked for, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.project import LONGEST_DEPARTMENT
from ledger.model.record import Record
from ledger.model.registers.milestone import check_length
from ledger.model.text import Text


class Outcome(StrEnum):
    """How far it is, in the order of the official table."""

    DONE = "done"
    UNDER_WAY = "under-way"
    UNDER_REVIEW = "under-review"
    NOT_TAKEN_UP = "not-taken-up"

    @property
    def label(self) -> Text:
        return _OUTCOMES[self]


_OUTCOMES = {
    Outcome.DONE: Text(en="done", ko="완료"),
    Outcome.UNDER_WAY: Text(en="under way", ko="추진중"),
    Outcome.UNDER_REVIEW: Text(en="under review", ko="검토중"),
    Outcome.NOT_TAKEN_UP: Text(en="not taken up", ko="미반영"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem(Record):
    """One item (`key`: its number). `category` is one of the institution's own: 시정·처리요구사항, 건의사항..."""

    KIND: ClassVar[str] = "action-item"
    LABEL: ClassVar[Text] = Text(en="action item", ko="처리요구사항")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "category": Text(en="category", ko="구분"),
        "text": Text(en="text", ko="요구내용"),
        "departments": Text(en="departments", ko="부서"),
        "outcome": Text(en="outcome", ko="추진상황"),
        "result": Text(en="result", ko="조치결과"),
        "project": Text(en="project", ko="사업"),
        "order": Text(en="order", ko="순서"),
    }
    LONGEST: ClassVar[Mapping[str, int]] = {"departments": LONGEST_DEPARTMENT}
    category: str
    text: str
    departments: tuple[str, ...] = ()
    outcome: Outcome = Outcome.UNDER_REVIEW
    result: str = ""
    project: str = ""
    order: int = 0

    def check(self) -> None:
        """Refused: no category, no text or one too long."""
        check_length(self.text, self.key)
        if not self.category:
            raise Refused(Text(en="an item needs a category", ko="구분이 필요합니다"), where=self.key)
