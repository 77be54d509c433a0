"""출처: the file that a transaction was read from, and the place in it of each of its postings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ledger.model.record import Record
from ledger.model.text import Text

MOST_PLACES = 20_000  # of one transaction; of a larger one only the file is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance(Record):
    """Where the postings of the transaction that holds this row came from (`key`: sha256 of the file).

    `places` are as many as its postings and in their order (`5-2!F12`, a line of a text); none where they are too many.
    """

    KIND: ClassVar[str] = "provenance"
    LABEL: ClassVar[Text] = Text(en="provenance", ko="출처")
    REPORTED: ClassVar[bool] = False
    FIELDS: ClassVar[Mapping[str, Text]] = {"file": Text(en="file", ko="파일")}
    file: str
    places: tuple[str, ...] = ()
