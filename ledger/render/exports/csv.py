"""CSV for Excel on Korean Windows and for other programs: one line per posting or register row, as
`ledger.capture.formats.csv` reads it back. Every line repeats the header of its transaction, so that it can be
filtered, sorted and summed; `amount` is in whole 원. An attached file is a row of the register `file`, in base64 over
as many lines as it takes: Excel cuts a cell at 32,767 characters.

A text that Excel would run or change gets a ' before it, which the reader takes off: one that starts with a formula
sign or a ' of its own, and whatever starts with a digit and is no plain number (Excel makes 5-2 a date, 1E5 a number,
and takes the zeros off 007).
"""

import csv
import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence

from ledger.model.entry import Attachment, Posting, Row, Transaction

SUFFIX = ".csv"

_TEXTS = ("reason", "procedure", "basis", "document", "evidence", "origin")
_HEADER = ("number", "uid", "act", "effective", "by", *_TEXTS, "undoes")
_POSTING = ("project", "source", "period", "measure", "amount", "entries", "paid_on")
_ROW = ("register", "key", "fields")

_GUARDED = re.compile("[=+\\-@\t\r\n'＝＋－＠0-9]")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,10}")  # from the twelfth digit on Excel shows, and saves, 1.23E+11
_CHUNK = 1000
_PIECE = 24_000  # bytes, as base64 32,000 characters

_Field = str | int | None


def write(transactions: Iterable[Transaction]) -> Iterator[bytes]:
    """The book as UTF-8 with the byte order mark that Excel needs, CRLF, every text quoted."""
    sheet = _Sheet()
    yield b"\xef\xbb\xbf" + sheet.lines([(*_HEADER, *_POSTING, *_ROW)])
    batch: list[Sequence[_Field]] = []
    for transaction in transactions:
        for line in _lines(transaction):
            batch.append(line)
            if len(batch) == _CHUNK:
                yield sheet.lines(batch)
                batch.clear()
    yield sheet.lines(batch)


class _Sheet:
    """A csv writer that hands back the bytes of what it has just written."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._writer = csv.writer(self, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)

    def write(self, text: str) -> None:
        self._written.append(text)

    def lines(self, rows: Iterable[Sequence[_Field]]) -> bytes:
        self._writer.writerows(rows)
        text = "".join(self._written)
        self._written.clear()
        return text.encode()


def _lines(transaction: Transaction) -> Iterator[Sequence[_Field]]:
    head = _header(transaction)
    no_posting, no_row = ("",) * len(_POSTING), ("",) * len(_ROW)
    if not transaction.rows and not transaction.postings and not transaction.files:
        yield (*head, *no_posting, *no_row)
    for row in transaction.rows:
        yield (*head, *no_posting, *_row(row))
    for file in transaction.files:
        yield from ((*head, *no_posting, *piece) for piece in _pieces(file))
    for posting in transaction.postings:
        yield (*head, *_posting(posting), *no_row)


def _header(transaction: Transaction) -> tuple[_Field, ...]:
    header, seal = transaction.header, transaction.seal
    return (
        seal.number,
        _guarded(seal.uid),
        _guarded(header.act),
        header.effective.isoformat(),
        _guarded(header.by),
        *(_guarded(getattr(header, name)) for name in _TEXTS),
        header.undoes,
    )


def _posting(posting: Posting) -> tuple[_Field, ...]:
    project, source, period, measure = posting.cell
    paid = posting.paid_on.isoformat() if posting.paid_on else ""
    return (_guarded(project), _guarded(source), _guarded(period), str(measure), posting.won, posting.entries, paid)


def _row(row: Row) -> tuple[_Field, ...]:
    fields = "" if row.body is None else json.dumps(row.body, ensure_ascii=False)
    return (_guarded(row.kind), _guarded(row.key), fields)


def _pieces(file: Attachment) -> Iterator[tuple[_Field, ...]]:
    content = file.read()
    for start in range(0, len(content), _PIECE):
        piece = b64encode(content[start : start + _PIECE]).decode()
        yield "file", _guarded(file.name), _guarded(piece)


def _guarded(text: str) -> str:
    return f"'{text}" if _GUARDED.match(text) and not _NUMBER.fullmatch(text) else text
