"""Proof that a book holds what was recorded: file, guards, chain, lines and balances. Streams; changes nothing."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from ledger.journal.chain import GENESIS, canonical, digest
from ledger.journal.reading import Reader
from ledger.journal.schema import LINES, lost_tables, wrong_guards
from ledger.model.entry import Balance, Cell, Posting, Row, Seal, Transaction
from ledger.model.errors import LedgerError
from ledger.model.record import attached_to, kinds
from ledger.model.text import Text, same

_NAMED_AT_MOST = 20  # a file with a torn page has thousands of one cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One thing that is not as it was recorded. `kind`: file, table, guard, number, node, link, hash, line, balance,
    attachment or unreadable. `number`: the transaction, or None when it is none in particular."""

    kind: str
    message: Text
    number: int | None = None


def verify(journal: Reader) -> list[Damage]:
    """Everything that is wrong with the book; an empty list proves it sound up to its last transaction.

    It cannot know of transactions cut off at the end: only a report handed in, which names its head, can.
    """
    found: list[Damage] = []
    for proof in (_file, _guards, _tables, _Chain(journal).damages, _headless):
        if any(damage.kind == "table" for damage in found):
            break  # what has the name of a table instead may never end
        try:
            found.extend(proof(journal))
        except (sqlite3.Error, LedgerError, ValueError, TypeError, OverflowError) as error:
            found.append(unreadable(error))
    return found


def unreadable(error: Exception) -> Damage:
    """The damage that shows itself as this error, perhaps already at opening."""
    why = error.what if isinstance(error, LedgerError) else same(str(error) or type(error).__name__)
    return Damage(
        kind="unreadable", message=Text(en="not readable: {why}", ko="읽을 수 없습니다: {why}").format(why=why)
    )


def _file(journal: Reader) -> Iterator[Damage]:
    for (verdict,) in journal.connection.execute(f"PRAGMA integrity_check({_NAMED_AT_MOST})"):
        if verdict != "ok":
            yield Damage(
                kind="file",
                message=Text(en="the file is torn: {what}", ko="파일이 깨졌습니다: {what}").format(what=verdict),
            )
    for table, *_ in journal.connection.execute("PRAGMA foreign_key_check").fetchmany(_NAMED_AT_MOST):
        yield Damage(
            kind="line",
            message=Text(en="a line of {table} belongs to nothing", ko="속한 곳이 없는 줄이 있습니다({table})").format(
                table=table
            ),
        )


def _guards(journal: Reader) -> Iterator[Damage]:
    return (Damage(kind="guard", message=what) for what in wrong_guards(journal.connection))


def _tables(journal: Reader) -> Iterator[Damage]:
    return (Damage(kind="table", message=what) for what in lost_tables(journal.connection))


def _headless(journal: Reader) -> Iterator[Damage]:
    for table in LINES:
        stray = f"SELECT DISTINCT number FROM {table} WHERE number NOT IN (SELECT number FROM transactions) LIMIT ?"
        for (number,) in journal.connection.execute(stray, (_NAMED_AT_MOST,)):
            yield Damage(
                kind="line",
                number=number,
                message=Text(
                    en="there are lines of transaction {number}, but no such transaction",
                    ko="전표 {number}번은 없는데 기장이 있습니다",
                ).format(number=number),
            )


@dataclass(slots=True)
class _Chain:
    """One walk along the transactions: each is hashed anew, and its postings are summed by cell."""

    journal: Reader
    cells: dict[int, Cell] = field(default_factory=dict)
    attached: set[str] = field(default_factory=set)
    sums: dict[Cell, list[int]] = field(default_factory=dict)
    previous: str = GENESIS
    last: int = 0

    def damages(self, journal: Reader) -> Iterator[Damage]:
        node = journal.node_of_book()
        for (number,) in journal.connection.execute("SELECT number FROM transactions ORDER BY number").fetchall():
            if number != self.last + 1:
                yield self._missing(number)
            try:
                yield from self._damages_of(number, node)
            except (sqlite3.Error, LedgerError, ValueError, TypeError, OverflowError) as error:
                yield replace(unreadable(error), number=number)
            self.last = number
        yield from self._balances()

    def _damages_of(self, number: int, node: str) -> Iterator[Damage]:
        for headed in self.journal.headers(number, number):
            seal = headed.seal
            linked, self.previous = seal.previous == self.previous, seal.hash
            if not linked:
                yield _of(
                    seal, "link", Text(en="does not follow the one before", ko="바로 앞 전표와 이어지지 않습니다")
                )
            if seal.node != node:
                yield _of(seal, "node", Text(en="is of another book", ko="다른 장부의 전표입니다"))
            if self._hash(headed) != seal.hash:
                yield _of(seal, "hash", Text(en="was changed after it was recorded", ko="기록된 뒤에 바뀌었습니다"))
            yield from self._attached(seal)

    def _hash(self, headed: Transaction) -> str:
        number = headed.number
        files = self.journal.files_of(number)
        return digest(headed.header, headed.seal, self._summed(number), self._spelled(number), files)

    def _attached(self, seal: Seal) -> Iterator[Damage]:
        """Files whose bytes are not those that were attached, and rows that name a file of no transaction so far."""
        for file in self.journal.files_of(seal.number):
            self.attached.add(file.sha256)
            if sha256(file.read()).hexdigest() != file.sha256:
                what = Text(en="attached file '{name}' was changed", ko="붙임 파일 '{name}' 내용이 바뀌었습니다")
                yield _of(seal, "attachment", what.format(name=file.name))
        for row in self.journal.rows_of(seal.number):
            if not self.attached.issuperset(attached_to(row.kind, row.body)):
                what = Text(en="a file of {kind} '{key}' is gone", ko="{kind} '{key}'의 붙임 파일이 없어졌습니다")
                yield _of(seal, "attachment", what.format(kind=kinds()[row.kind].LABEL, key=row.key))

    def _summed(self, number: int) -> Iterator[Posting]:
        sums = self.sums
        for posting in self.journal.postings_of(number, self.cells):
            cell, won, entries, _ = posting
            held = sums.get(cell)
            if held is None:
                sums[cell] = [won, entries]
            else:
                held[0] += won
                held[1] += entries
            yield posting

    def _spelled(self, number: int) -> Iterator[Row]:
        """The rows; ValueError for a body that says the same as the recorded one in another spelling."""
        stored = self.journal.connection.execute("SELECT body FROM registers WHERE number = ? ORDER BY line", (number,))
        for row, (body,) in zip(self.journal.rows_of(number), stored, strict=True):
            if body is not None and canonical(row.body) != body:
                raise ValueError(f"{row.kind} {row.key}")
            yield row

    def _balances(self) -> Iterator[Damage]:
        kept: dict[Cell, Any] = {
            Cell(*cell): Balance(won, entries)
            for *cell, won, entries in self.journal.connection.execute(
                "SELECT project, source, period, measure, won, entries FROM cells"
            )
        }
        for cell in dict.fromkeys([*kept, *self.sums]):
            summed, stands = Balance(*self.sums.get(cell, (0, 0))), kept.get(cell)
            if stands != summed:
                yield Damage(
                    kind="balance",
                    message=Text(
                        en="{cell}: the kept balance is {kept}, the postings give {summed}",
                        ko="{cell}: 보관된 잔액 {kept}원, 기장 합계 {summed}원",
                    ).format(
                        cell=" ".join(cell), kept="-" if stands is None else f"{stands.won:,}", summed=f"{summed.won:,}"
                    ),
                )

    def _missing(self, number: int) -> Damage:
        return Damage(
            kind="number",
            number=number,
            message=Text(
                en="transactions {first} to {last} are gone", ko="전표 {first}번부터 {last}번까지 없어졌습니다"
            ).format(first=self.last + 1, last=number - 1),
        )


def _of(seal: Seal, kind: str, what: Text) -> Damage:
    message = Text(en="transaction {number} {what}", ko="전표 {number}번: {what}").format(number=seal.number, what=what)
    return Damage(kind=kind, number=seal.number, message=message)
