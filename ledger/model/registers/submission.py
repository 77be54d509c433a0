"""제출: what became of a form that came back."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.record import Record
from ledger.model.text import Text


class Verdict(StrEnum):
    """Whether what was handed in stands in the book, or was given back with reasons."""

    ACCEPTED = "accepted"
    RETURNED = "returned"

    @property
    def label(self) -> Text:
        return _VERDICTS[self]


_VERDICTS = {
    Verdict.ACCEPTED: Text(en="handed in", ko="제출"),
    Verdict.RETURNED: Text(en="returned", ko="반려"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Record):
    """The last verdict on a form (`key`: that of the form). `form` is the same key: a form stands while this does.

    `file` and `sha256` say what was handed in, `reasons` why it was given back. `unseen` are digests of the answers
    that the form would not show again as they were given: new lines of a story, and what gave way to the book.
    """

    KIND: ClassVar[str] = "submission"
    LABEL: ClassVar[Text] = Text(en="submission", ko="제출")
    REPORTED: ClassVar[bool] = False
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "verdict": Text(en="verdict", ko="처리"),
        "file": Text(en="file", ko="파일"),
        "reasons": Text(en="reasons", ko="사유"),
    }
    form: str
    verdict: Verdict
    file: str
    sha256: str
    reasons: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()

    def check(self) -> None:
        """Refused: given back without a reason."""
        if self.verdict is Verdict.RETURNED and not self.reasons:
            raise Refused(Text(en="a return needs its reason", ko="반려에는 사유가 필요합니다"), where=self.key)
