"""Everything that can be asked of a journal. Nothing here writes."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from functools import cache, partial
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any, Final

from ledger.journal.connection import damaged, told
from ledger.model.entry import (
    Attachment,
    Balance,
    Based,
    Cell,
    Header,
    Measure,
    Posting,
    Row,
    Seal,
    Transaction,
    Version,
)
from ledger.model.errors import Refused, StorageFailure
from ledger.model.record import Body
from ledger.model.text import Text

SEALED = tuple(f.name for f in fields(Seal))
HEADED = tuple(f.name for f in fields(Header))
COLUMNS: Final = ", ".join(f'"{name}"' for name in SEALED + HEADED)
_LAST = 2**63 - 1
_HEAD = "nttttt" + "t" * (len(HEADED) - 1) + "N"
_MEASURES = {measure.value: measure for measure in Measure}
_TYPES = {"t": (str,), "n": (int,), "b": (bytes,), "T": (str, type(None)), "N": (int, type(None))}


@cache
def _types_of(shape: str) -> frozenset[tuple[type, ...]]:
    """The types that a record may have: t text, n whole number, b bytes, in capitals where NULL is allowed."""
    return frozenset(product(*(_TYPES[letter] for letter in shape)))


def _within_reach(parameters: Sequence[Any] | dict[str, Any]) -> Sequence[Any] | dict[str, Any]:
    """A number that SQLite cannot hold is beyond every transaction, as the last that it can hold is."""
    if isinstance(parameters, dict):
        return {name: _clamped(value) for name, value in parameters.items()}
    return [_clamped(value) for value in parameters]


def _clamped(value: Any) -> Any:
    return max(-_LAST, min(value, _LAST)) if type(value) is int else value


class Reader:
    """The questions, over an open connection. StorageFailure when the book holds what was never written by us."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    def node_of_book(self) -> str:
        """The random id of this book: 32 hex digits."""
        for (node,) in self._select("t", "SELECT node FROM book"):
            return str(node)
        raise damaged(self.path, Text(en="it has lost its id", ko="장부의 고유 번호가 없습니다"))

    def last_seal(self) -> Seal | None:
        """The seal of the last transaction, as the file has it now."""
        newest = f"SELECT {COLUMNS} FROM transactions ORDER BY number DESC LIMIT 1"
        return next((self._headed(record).seal for record in self._select(_HEAD, newest)), None)

    def balances(self, *, as_of: date | None = None, at: int | None = None) -> dict[Cell, Balance]:
        """What every cell that is not blank holds, of the transactions effective on or before `as_of` and numbered
        up to `at`. Reads the kept balances, not the postings, when no transaction is left out."""
        if self._leaves_none_out(as_of, at):
            sums = "SELECT project, source, period, measure, won, entries FROM cells WHERE entries <> 0 ORDER BY id"
            found = self._select("ttttnn", sums)
        else:
            found = self._select(
                "ttttnn",
                """
                SELECT project, source, period, measure, standing.won, standing.entries
                FROM (
                    SELECT cell, sum(won) AS won, sum(entries) AS entries
                    FROM postings JOIN transactions USING (number)
                    WHERE number <= ? AND effective <= ?
                    GROUP BY cell HAVING sum(entries) <> 0
                ) AS standing JOIN cells ON id = cell ORDER BY id
                """,
                (_LAST if at is None else at, (as_of or date.max).isoformat()),
            )
        return {self._cell(*cell): Balance(won, entries) for *cell, won, entries in found}

    def versions(self, *, at: int | None = None) -> list[Version]:
        """Every version of every register row in the order it was recorded, of the transactions up to `at`.

        Which of them is in force on a day is for `ledger.cube.registers` to say.
        """
        return self._versions("number <= ?", (_LAST if at is None else at,))

    def versions_of(self, kind: str, key: str) -> list[Version]:
        """Every version of one register row, oldest first."""
        return self._versions('kind = ? AND "key" = ?', (kind, key))

    def headers(self, first: int = 1, last: int | None = None) -> Iterator[Transaction]:
        """The transactions of these numbers, without postings, rows and files. Streamed."""
        between = f"SELECT {COLUMNS} FROM transactions WHERE number BETWEEN ? AND ? ORDER BY number"
        return map(self._headed, self._select(_HEAD, between, (first, _LAST if last is None else last)))

    def transactions(self, first: int = 1, last: int | None = None) -> Iterator[Transaction]:
        """The transactions of these numbers, whole. Streamed: one at a time is in memory."""
        cells: dict[int, Cell] = {}
        for headed in self.headers(first, last):
            postings = tuple(self.postings_of(headed.number, cells))
            rows, files = tuple(self.rows_of(headed.number)), tuple(self.files_of(headed.number))
            yield replace(headed, postings=postings, rows=rows, files=files)

    def transaction(self, number: int) -> Transaction:
        """One transaction, whole. Refused: there is none of that number."""
        for found in self.transactions(number, number):
            return found
        raise Refused(
            Text(en="there is no transaction {number}", ko="전표 {number}번이 없습니다").format(number=number),
            where=str(self.path),
        )

    def postings_of(self, number: int, cells: dict[int, Cell] | None = None) -> Iterator[Posting]:
        """The postings of one transaction in order, streamed. `cells` remembers cells between calls."""
        known = {} if cells is None else cells
        lines = "SELECT cell, won, entries, paid_on FROM postings WHERE number = ? ORDER BY line"
        for cell, won, entries, paid_on in self._select("nnnT", lines, (number,)):
            if cell not in known:
                known[cell] = self._cell_of(cell)
            yield Posting(known[cell], won, entries, None if paid_on is None else self._day(paid_on, number))

    def bases(self, *, at: int | None = None) -> list[str]:
        """What the transactions up to `at` name as their basis, each once."""
        every = "SELECT DISTINCT basis FROM transactions WHERE basis <> '' AND number <= ? ORDER BY basis"
        return [basis for (basis,) in self._select("t", every, (_LAST if at is None else at,))]

    def based_on(
        self, bases: Sequence[str], measure: Measure, *, as_of: date | None = None, at: int | None = None
    ) -> Iterator[Based]:
        """The postings on a measure of the transactions of these bases, of those effective on or before `as_of` and
        numbered up to `at`, in order."""
        postings = f"""
            SELECT number, effective, basis, document, project, source, period, measure, postings.won
            FROM transactions JOIN postings USING (number) JOIN cells ON id = cell
            WHERE basis IN ({", ".join("?" * len(bases))}) AND measure = ? AND effective <= ? AND number <= ?
            ORDER BY number, line
            """
        limits = (measure.value, (as_of or date.max).isoformat(), _LAST if at is None else at)
        for number, effective, basis, document, *cell, won in self._select("ntttttttn", postings, (*bases, *limits)):
            yield Based(number, self._day(effective, number), basis, document, self._cell(*cell), won)

    def rows_of(self, number: int) -> Iterator[Row]:
        """The register versions of one transaction in order."""
        lines = 'SELECT kind, "key", body FROM registers WHERE number = ? ORDER BY line'
        for kind, key, body in self._select("ttT", lines, (number,)):
            yield Row(kind, key, self._body(body, number))

    def files_of(self, number: int) -> Iterator[Attachment]:
        """The attached files of one transaction in order; their bytes are read when they are asked for."""
        lines = "SELECT line, name, sha256, length(content) FROM files WHERE number = ? ORDER BY line"
        for line, name, digest, size in self._select("nttn", lines, (number,)):
            yield Attachment(name, digest, size, partial(self._content, number, line))

    def file(self, digest: str) -> bytes:
        """The bytes of the attached file with that sha256. StorageFailure: there is none, or none that still has it."""
        contents = "SELECT content FROM files WHERE sha256 = ? ORDER BY number, line"
        for (content,) in self._select("b", contents, (digest,)):
            if sha256(content).hexdigest() == digest:
                return bytes(content)
        lost = Text(en="an attached file is gone or changed", ko="붙임 파일이 없어졌거나 바뀌었습니다")
        raise damaged(self.path, lost)

    def has_file(self, digest: str) -> bool:
        """Whether a file with that sha256 is attached to any transaction."""
        return any(self._select("n", "SELECT 1 FROM files WHERE sha256 = ? LIMIT 1", (digest,)))

    def numbers_on(self, is_meant: Callable[[Cell], bool]) -> list[int]:
        """The numbers of the transactions that posted on any of the cells meant."""
        every = self._select("ntttt", "SELECT id, project, source, period, measure FROM cells ORDER BY id")
        meant = [number for number, *cell in list(every) if is_meant(self._cell(*cell))]
        posted = "SELECT DISTINCT number FROM postings WHERE cell = ?"
        return sorted({number for cell in meant for (number,) in self._select("n", posted, (cell,))})

    def numbers_of(self, uids: Iterable[str]) -> dict[str, int]:
        """uid -> number, for those that are recorded here."""
        lookup = "SELECT uid, number FROM transactions WHERE uid = ?"
        return {uid: number for asked in uids for uid, number in self._select("tn", lookup, (asked,))}

    def with_origin(self, origin: str) -> list[int]:
        """The numbers of the transactions that were imported from input of this hash."""
        lookup = "SELECT number FROM transactions WHERE origin = ? AND origin <> '' ORDER BY number"
        return [number for (number,) in self._select("n", lookup, (origin,))]

    def undone(self, *, at: int | None = None) -> dict[int, int]:
        """number -> number of the transaction up to `at` that undoes it and has not been undone itself by then."""
        undos = "SELECT number, undoes FROM transactions WHERE undoes IS NOT NULL AND number <= ? ORDER BY number DESC"
        undone: dict[int, int] = {}
        for number, undoes in self._select(
            "nn", undos, (_LAST if at is None else at,)
        ):  # from the newest on, so that what undoes an undo is known first
            if number not in undone:
                undone[undoes] = number
        return undone

    def later_on(self, number: int) -> list[int]:
        """The later transactions that posted on a cell of this one or changed a register row of it, without those
        that were undone later still, and what undid them."""
        later = self._select(
            "n",
            """
            SELECT number FROM postings
            WHERE number > :number AND cell IN (SELECT cell FROM postings WHERE number = :number)
            UNION
            SELECT later.number FROM registers JOIN registers AS later USING (kind, "key")
            WHERE registers.number = :number AND later.number > :number
            """,
            {"number": number},
        )
        pairs = [pair for pair in self.undone().items() if pair[0] > number]
        cancelled = {each for pair in pairs for each in pair}
        return sorted(each for (each,) in later if each not in cancelled)

    def _leaves_none_out(self, as_of: date | None, at: int | None) -> bool:
        if as_of is None and at is None:
            return True
        ((last, latest),) = self._select("NT", "SELECT max(number), max(effective) FROM transactions")
        return last is None or ((at is None or at >= last) and (as_of is None or as_of.isoformat() >= latest))

    def _select(
        self, shape: str, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """Records of that shape, one letter a column. The tables are strict, but a torn page keeps no promise."""
        expected = _types_of(shape)
        with told(self.path):
            # not `yield from`, which would close the cursor of an abandoned walk, perhaps after its connection
            for record in self.connection.execute(sql, _within_reach(parameters)):
                if tuple(map(type, record)) not in expected:
                    raise damaged(self.path, Text(en="a value has another type", ko="값의 형식이 다릅니다"))
                yield record

    def _versions(self, condition: str, parameters: Sequence[Any]) -> list[Version]:
        found = self._select(
            "ntttT",
            'SELECT number, effective, kind, "key", body FROM registers JOIN transactions USING (number)'
            f" WHERE {condition} ORDER BY number, line",
            parameters,
        )
        return [
            Version(number, self._day(effective, number), Row(kind, key, self._body(body, number)))
            for number, effective, kind, key, body in found
        ]

    def _headed(self, record: tuple[Any, ...]) -> Transaction:
        """A record of `COLUMNS` as a transaction without its lines."""
        seal = Seal(**dict(zip(SEALED, record, strict=False)))
        facts = dict(zip(HEADED, record[len(SEALED) :], strict=True))
        self._require_time(seal)
        return Transaction(
            header=Header(**facts | {"effective": self._day(facts["effective"], seal.number)}), seal=seal
        )

    def _cell_of(self, number: int) -> Cell:
        lookup = "SELECT project, source, period, measure FROM cells WHERE id = ?"
        for record in self._select("tttt", lookup, (number,)):
            return self._cell(*record)
        raise damaged(self.path, Text(en="cell {number} is lost", ko="칸 {number}번이 없습니다").format(number=number))

    def _cell(self, project: str, source: str, period: str, measure: str) -> Cell:
        if measure in _MEASURES:
            return Cell(project, source, period, _MEASURES[measure])
        unknown = Text(en="unknown measure '{measure}'", ko="알 수 없는 단계 '{measure}'")
        raise damaged(self.path, unknown.format(measure=measure))

    def _content(self, number: int, line: int) -> bytes:
        lookup = "SELECT content FROM files WHERE number = ? AND line = ?"
        for (content,) in self._select("b", lookup, (number, line)):
            return bytes(content)
        raise self._unreadable(number)

    def _body(self, body: str | None, number: int) -> Body | None:
        try:
            fields_of_row = None if body is None else json.loads(body)
        except (ValueError, RecursionError):
            fields_of_row = ()
        if fields_of_row is None or isinstance(fields_of_row, dict):
            return fields_of_row
        raise self._unreadable(number)

    def _day(self, text: str, number: int) -> date:
        try:
            return date.fromisoformat(text)
        except (ValueError, TypeError):
            raise self._unreadable(number) from None

    def _require_time(self, seal: Seal) -> None:
        try:
            if datetime.fromisoformat(seal.recorded).isoformat(timespec="seconds") == seal.recorded:
                return
        except ValueError:
            pass
        raise self._unreadable(seal.number)

    def _unreadable(self, number: int) -> StorageFailure:
        what = Text(en="transaction {number} is not readable", ko="전표 {number}번을 읽을 수 없습니다")
        return damaged(self.path, what.format(number=number))
