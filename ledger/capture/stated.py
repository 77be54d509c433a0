"""What the lines of a file state, whatever its format: dates, counts, amounts, register rows, and the act they make.

Everything is refused with its place.
"""

import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, get_args, get_type_hints

from ledger.discover import modules_in
from ledger.model.entry import LARGEST_FILE, Act, Attachment, Instruction, Row, check_file_name
from ledger.model.errors import Refused
from ledger.model.money import WON, Unit, unit_named, within_limit
from ledger.model.record import Body, Record, kinds
from ledger.model.text import Text, nearest

# The word that makes a cell blank again; an empty place never does.
BLANK = "blank"

# The word that stands in the place of a register where a line holds an attached file.
FILE = "file"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)
_EXACT = re.compile(r"0|-?[1-9]\d{0,15}", re.ASCII)


@dataclass
class Stated:
    """An act while its lines are read; `unit` is the one that its header states."""

    where: str
    header: dict[str, Any] = field(default_factory=dict)
    unit: Unit = WON
    instructions: list[Instruction] = field(default_factory=list)
    _rows: dict[tuple[str, str], tuple[Row, str]] = field(default_factory=dict)
    _files: dict[str, bytes] = field(default_factory=dict)

    def take(self, row: Row, where: str) -> None:
        """Add a register row. Refused: a second version of the same row."""
        if known := self._rows.get((row.kind, row.key)):
            raise twice(f"{row.kind} {row.key}", where, known[1])
        self._rows[row.kind, row.key] = row, where

    def attach(self, name: str, content: str, where: str, *, goes_on: bool = False) -> None:
        """Add a file, or where a file `goes_on`, the next piece of it. Refused: what is not base64, more than 2 MB, a
        second file of one name, a name that is none."""
        try:
            check_file_name(name)
        except Refused as refusal:
            raise refusal.at(where) from None
        if name in self._files and not goes_on:
            raise twice(f"{FILE} {name}", where)
        try:
            piece = binascii.a2b_base64(content.encode("ascii"), strict_mode=True)
        except ValueError:
            said = Text(en="the content of file '{name}' is not base64", ko="파일 '{name}'의 내용이 base64가 아닙니다")
            raise Refused(said.format(name=name), where=where) from None
        self._files[name] = self._files.get(name, b"") + piece
        if len(self._files[name]) > LARGEST_FILE:
            said = Text(en="file '{name}' is larger than 2 MB", ko="파일 '{name}': 2MB보다 큽니다")
            raise Refused(said.format(name=name), where=where)

    def act(self) -> Act:
        rows = [row for row, _ in self._rows.values()]
        files = tuple(Attachment.of(name, content) for name, content in self._files.items())
        return Act(where=self.where, instructions=self.instructions, rows=rows, files=files, **self.header)


def day(text: str, where: str) -> date:
    """`2023-01-02`. Refused: any other spelling, a day that no calendar has."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Refused(
        Text(en="'{text}' is not a date like 2023-01-02", ko="'{text}': 2023-01-02 같은 날짜가 아닙니다").format(
            text=text
        ),
        where=where,
    )


def whole(text: str, where: str) -> int:
    """`12`, `-1`. Refused: anything else."""
    if _WHOLE.fullmatch(text):
        return int(text)
    raise Refused(
        Text(en="'{text}' is not a whole number", ko="'{text}': 정수가 아닙니다").format(text=text), where=where
    )


def unit(label: str, where: str) -> Unit:
    """The unit of that label. Refused: an unknown one."""
    try:
        return unit_named(label)
    except Refused as refusal:
        raise refusal.at(where) from None


def amount(said: str | int, of: Unit, where: str) -> int | None:
    """An amount in 원; a number without a unit is in `of`. `blank` gives None. Refused: what the lexer cannot read."""
    if said == BLANK:
        return None
    try:
        if isinstance(said, int):
            return within_limit(said * of.won)
        if _EXACT.fullmatch(said):  # exports hold a million of these: the shortest way that gives the same
            return within_limit(int(said) * of.won)
        from ledger.model.figure import amount_typed

        return amount_typed(said, of)
    except Refused as refusal:
        raise refusal.at(where) from None


def row(kind: str, key: str, body: Body | None, where: str) -> Row:
    """A version of a register row, in the form in which the journal keeps it; a body of None removes the row.

    Refused: an unknown register or field, a missing field, a value of another type.
    """
    record = register(kind, where)
    if body is None:
        return Row(kind, key, None)
    try:
        stored = record.from_body(key, body)
    except Refused as refusal:
        raise refusal.at(where) from None
    return Row(kind, stored.key, stored.body())


def register(kind: str, where: str) -> type[Record]:
    """The register of that name. Refused: an unknown one."""
    known = registers()
    if kind not in known:
        raise unknown(Text(en="register", ko="대장"), kind, known, where)
    return known[kind]


@cache
def registers() -> dict[str, type[Record]]:
    """Every kind of register by name."""
    modules_in("ledger.model")  # a kind is known once its module is loaded
    return kinds()


def field_types(record: type[Record]) -> dict[str, tuple[object, ...]]:
    """Field name -> the types that it may hold."""
    return {name: get_args(hint) or (hint,) for name, hint in get_type_hints(record).items()}


def unknown(what: Text, name: str, known: Iterable[str], where: str) -> Refused:
    """The refusal of a name that is none of the known ones; it names the nearest, or else all of them."""
    near = nearest(name, names := list(known))
    hint = (
        Text(en="use one of {names}", ko="쓸 수 있는 것: {names}").format(names=", ".join(names))
        if near is None
        else Text(en="did you mean '{near}'?", ko="혹시 '{near}' 입니까?").format(near=near)
    )
    return Refused(
        Text(en="unknown {what} '{name}'", ko="없는 {what} '{name}'").format(what=what, name=name),
        where=where,
        way_out=hint,
    )


def twice(what: str, where: str, first: str = "") -> Refused:
    """The refusal of something stated twice; `first` is where it was stated before."""
    if not first:
        return Refused(Text(en="'{what}' stands twice", ko="'{what}' 두 번 나옵니다").format(what=what), where=where)
    said = Text(en="'{what}' stands twice, first at {first}", ko="'{what}' 두 번 나옵니다. 앞의 것: {first}")
    return Refused(said.format(what=what, first=first), where=where)
