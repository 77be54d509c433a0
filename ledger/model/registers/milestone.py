"""추진실적 and 추진계획: the dated lines of a project's story."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.moment import moment
from ledger.model.record import Record
from ledger.model.text import Text

# A row of Excel is at most 409 points high; more could not be printed in one piece.
LONGEST = 1_000


def check_length(text: str, where: str) -> None:
    """Refused: a text that one row of a report cannot hold, or an empty one."""
    if not text or len(text) > LONGEST:
        raise Refused(
            Text(
                en="a text has 1 to {most} characters, this one {count}",
                ko="글은 1자에서 {most}자까지입니다(지금 {count}자)",
            ).format(most=f"{LONGEST:,}", count=f"{len(text):,}"),
            where=where,
            way_out=Text(en="break it into several lines", ko="여러 줄로 나누어 적으십시오"),
        )


def check_moment(key: str, where: str) -> None:
    """Refused: a stored date that is none."""
    try:
        moment(key)
    except Refused as refusal:
        raise refusal.at(where) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Record):
    """One line of a project's story (`key`: project and running number).

    `on` is written as exactly as it is known: 2023, 2023H2, 2023Q3, 2023-07 or 2023-07-21; empty for a line that is
    dated by the ones below it. `under` is the key of the line that it is nested in.
    """

    KIND: ClassVar[str] = "milestone"
    LABEL: ClassVar[Text] = Text(en="milestone", ko="추진실적")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "on": Text(en="on", ko="시기"),
        "text": Text(en="text", ko="내용"),
        "done": Text(en="done", ko="완료"),
        "under": Text(en="under", ko="상위"),
    }
    WORDS: ClassVar[Mapping[str, tuple[Text, Text]]] = {
        "done": (Text(en="planned", ko="예정"), Text(en="done", ko="완료")),
    }
    COUNTED: ClassVar[bool] = True
    project: str
    on: str
    text: str
    done: bool = True
    under: str = ""

    def check(self) -> None:
        """Refused: a date that is none, no text or one too long, a line nested in itself."""
        if self.on:
            check_moment(self.on, self.key)
        check_length(self.text, self.key)
        if self.under == self.key:
            raise Refused(
                Text(en="a line cannot be nested in itself", ko="자기 자신 아래에 둘 수 없습니다"), where=self.key
            )
