"""문제점, 개선대책, 비고: what a pledge's sheet says in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from ledger.model.record import Record
from ledger.model.registers.milestone import check_length
from ledger.model.text import Text


class Sort(StrEnum):
    """What a remark is: a problem, its improvement, a goal, or something else to be noted."""

    PROBLEM = "problem"
    IMPROVEMENT = "improvement"
    GOAL = "goal"
    NOTE = "note"

    @property
    def label(self) -> Text:
        return _SORTS[self]


_SORTS = {
    Sort.PROBLEM: Text(en="problem", ko="문제점"),
    Sort.IMPROVEMENT: Text(en="improvement", ko="개선대책"),
    Sort.GOAL: Text(en="goal", ko="목표"),
    Sort.NOTE: Text(en="note", ko="비고"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(Record):
    """One line in words (`key`: project and running number); `under` is the key of the line that it is nested in."""

    KIND: ClassVar[str] = "remark"
    LABEL: ClassVar[Text] = Text(en="remark", ko="문제점·개선대책")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "sort": Text(en="sort", ko="구분"),
        "text": Text(en="text", ko="내용"),
        "under": Text(en="under", ko="상위"),
    }
    COUNTED: ClassVar[bool] = True
    project: str
    sort: Sort
    text: str
    under: str = ""

    def check(self) -> None:
        """Refused: no text, or one too long."""
        check_length(self.text, self.key)
