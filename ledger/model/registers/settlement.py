"""이월·불용: what was left of a budget when its year was closed, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.event import ACCIDENT_CARRY, CONTINUING_CARRY, LAPSE, STATED_CARRY
from ledger.model.money import within_limit
from ledger.model.record import Record
from ledger.model.text import Text


class Leftover(StrEnum):
    """What becomes of money that is left: it is carried over, in one of three ways, or it lapses."""

    STATED = STATED_CARRY.key
    ACCIDENT = ACCIDENT_CARRY.key
    CONTINUING = CONTINUING_CARRY.key
    LAPSE = LAPSE.key

    @property
    def label(self) -> Text:
        return _NAMES[self]


_NAMES = {Leftover(event.key): event.name for event in (STATED_CARRY, ACCIDENT_CARRY, CONTINUING_CARRY, LAPSE)}
CARRIES = (Leftover.STATED, Leftover.ACCIDENT, Leftover.CONTINUING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement(Record):
    """So much was left at the closing of the fiscal `year` of what was voted for a project from a source in a
    `period` (`key`: all of these and the kind). It moves no amount: 확보 stays with the period it was voted for.

    Money that was carried over and is left again a year later keeps its period: only the year is another. `to` is the
    period into which it is carried, empty where the book has none.
    """

    KIND: ClassVar[str] = "settlement"
    LABEL: ClassVar[Text] = Text(en="settlement", ko="결산")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "kind": Text(en="kind", ko="구분"),
        "year": Text(en="fiscal year", ko="결산연도"),
        "won": Text(en="amount in 원", ko="금액(원)"),
        "to": Text(en="carried into", ko="이월연차"),
    }
    project: str
    source: str
    period: str
    year: int
    kind: Leftover
    won: int
    to: str = ""

    def check(self) -> None:
        """Refused: a key that does not say what the row says, an amount below 0 or beyond the limit, money that
        lapses and goes on."""
        key = settlement_key(self.project, self.source, self.period, self.year, self.kind)
        if self.key != key:
            raise Refused(Text(en="the key must be '{key}'", ko="키는 '{key}' 이어야 합니다").format(key=key))
        if within_limit(self.won) < 0:
            raise Refused(
                Text(en="what is left cannot be less than nothing", ko="이월·불용액은 0보다 작을 수 없습니다")
            )
        if self.kind is Leftover.LAPSE and self.to:
            raise Refused(Text(en="what lapses is not carried over", ko="불용액에는 이월연차가 없습니다"))


def settlement_key(project: str, source: str, period: str, year: int, kind: Leftover) -> str:
    """A closing has one row of a kind for a project, source and period."""
    return f"{project}:{source}:{period}:{year}:{kind}"
