"""확정본: a state of the book that was frozen under a name, with the report that was handed in then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ledger.model.record import Record
from ledger.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedState(Record):
    """The book as of a date as it was known at transaction `number`, whose hash is `head` (`key`: the name)."""

    KIND: ClassVar[str] = "seal"
    LABEL: ClassVar[Text] = Text(en="seal", ko="확정본")
    FIELDS: ClassVar[Mapping[str, Text]] = {"as_of": Text(en="as of", ko="기준일")}
    as_of: date
    number: int
    head: str
