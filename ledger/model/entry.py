"""What is recorded: transactions, their postings on cells, and their versions of register rows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple, Self

from ledger.model.errors import Refused
from ledger.model.record import Body, Record
from ledger.model.text import Text, clean


class Measure(StrEnum):
    """단계: how far the money is. A fixed set."""

    PLAN = "plan"
    SECURED = "secured"
    EXECUTED = "executed"

    @property
    def label(self) -> Text:
        return _MEASURES[self]


_MEASURES = {
    Measure.PLAN: Text(en="plan", ko="계획"),
    Measure.SECURED: Text(en="secured", ko="확보"),
    Measure.EXECUTED: Text(en="executed", ko="집행"),
}


class Cell(NamedTuple):
    """칸: project path, source label, period id, measure. Its balance is the sum of its postings."""

    project: str
    source: str
    period: str
    measure: Measure


class Balance(NamedTuple):
    """What a cell holds: the amount in 원 and how many entries stand in it. No entries: blank, which is not zero."""

    won: int
    entries: int

    @property
    def is_blank(self) -> bool:
        return self.entries == 0


class Posting(NamedTuple):
    """기장: one line of a transaction. `entries` is 1, or what undoes it: the reverse of a posting negates both
    numbers, so that an undone cell is blank again and not zero. `paid_on` is the day the money moved."""

    cell: Cell
    won: int
    entries: int = 1
    paid_on: date | None = None


class Based(NamedTuple):
    """A posting with the basis and the document of its transaction."""

    number: int
    effective: date
    basis: str
    document: str
    cell: Cell
    won: int


class Row(NamedTuple):
    """A version of one register row: its kind, its key and its fields; a body of None removes the row."""

    kind: str
    key: str
    body: Body | None

    @classmethod
    def of(cls, record: Record) -> Self:
        """The version that a record is."""
        return cls(record.KIND, record.key, record.body())


@dataclass(frozen=True, slots=True)
class Attachment:
    """붙임: a file of a transaction; its name stands once in it. `read` gives the bytes, from the book only when they
    are asked for."""

    name: str
    sha256: str
    size: int
    read: Callable[[], bytes] = field(compare=False, repr=False)

    @classmethod
    def of(cls, name: str, content: bytes) -> Self:
        """A file whose bytes are at hand."""
        return cls(name, sha256(content).hexdigest(), len(content), lambda: content)


_LONGEST_NAME = 120
_NO_NAME = re.compile(r".*[/\\].*|\.\.?|(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # folders, devices


def check_file_name(name: str) -> None:
    """Refused: what is no name of a file on every disk, or holds a character that nobody can see."""
    try:
        if name == clean(name) and 0 < len(name) <= _LONGEST_NAME and not _NO_NAME.fullmatch(name):
            return
        said = Text(
            en="'{name}' is no name of a file: one name without folders, of 1 to {most} characters",
            ko="'{name}': 파일 이름이 아닙니다. 폴더 없이 1자에서 {most}자까지입니다",
        ).format(name=name[:_LONGEST_NAME], most=_LONGEST_NAME)
    except ValueError as unseen:
        said = Text(
            en="the name of an attached file holds an invisible character ({code})",
            ko="붙임 파일 이름에 보이지 않는 글자({code})가 있습니다",
        ).format(code=unseen)
    raise Refused(said, way_out=Text(en="write it like '5-2 01.jpg'", ko="'5-2 01.jpg'처럼 쓰십시오"))


# Bytes of an attached file: a page of photos is printed from less, and every daily copy holds them all again.
LARGEST_FILE = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Who did what, effective when, and why. Every field is part of the hash of the transaction."""

    act: str
    effective: date
    by: str
    reason: str = ""
    procedure: str = ""
    basis: str = ""
    document: str = ""
    evidence: str = ""
    origin: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """전표 before it is recorded. `uid` is set when the act was first recorded elsewhere."""

    header: Header
    postings: Sequence[Posting] = ()
    rows: Sequence[Row] = ()
    files: Sequence[Attachment] = ()
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What the journal adds when it records: the number in this book, identity, time, and the chain."""

    number: int
    uid: str
    node: str
    recorded: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """전표: one recorded act, as read back from the journal."""

    header: Header
    seal: Seal
    postings: Sequence[Posting] = ()
    rows: Sequence[Row] = ()
    files: Sequence[Attachment] = ()

    @property
    def number(self) -> int:
        return self.seal.number


class Version(NamedTuple):
    """A register row and the transaction that made it so."""

    number: int
    effective: date
    row: Row


class Operator(StrEnum):
    """How a typed amount meets the balance: `=` sets it, `+=` and `-=` move it."""

    SET = "="
    ADD = "+="
    TAKE = "-="


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One amount as a command or a file states it: names as typed, not looked up yet. `won` of None blanks the
    cell. `where` is the place to name when it is refused (`file.csv:12`)."""

    project: str
    source: str
    period: str
    measure: str
    won: int | None
    operator: Operator = Operator.SET
    entries: int = 1
    paid_on: date | None = None
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """전표 as a command or a file states it. What is empty takes its value from the command line; `number` is the
    number it had in the book it comes from, which the `undoes` of a later act may mean. `file` and `sha256` name the
    file whose places the instructions give; the book keeps them as the provenance of the postings."""

    act: str = ""
    effective: date | None = None
    by: str = ""
    reason: str = ""
    procedure: str = ""
    basis: str = ""
    document: str = ""
    evidence: str = ""
    origin: str = ""
    undoes: int | None = None
    number: int | None = None
    uid: str = ""
    instructions: Sequence[Instruction] = ()
    rows: Sequence[Row] = ()
    files: Sequence[Attachment] = ()
    where: str = ""
    file: str = ""
    sha256: str = ""
