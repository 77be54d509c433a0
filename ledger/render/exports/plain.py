"""The plain text book (`.ledger`): every transaction as `ledger.capture.formats.plain` reads it back."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from typing import Any

from ledger.model.entry import Posting, Row, Transaction

SUFFIX = ".ledger"

# What needs no quotes: starts with a letter or digit, holds nothing that the reader takes for a sign.
_BARE = re.compile(r'[^\W_][^\s"=;\[\]\x00-\x1f\x7f]*')
_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_TEXTS = ("by", "reason", "procedure", "basis", "document", "evidence", "origin")


def write(transactions: Iterable[Transaction]) -> Iterator[bytes]:
    """The book as UTF-8, line by line; amounts in whole 원."""
    yield b"; ledger\n"
    for transaction in transactions:
        yield f"\n{_header(transaction)}\n".encode()
        for row in transaction.rows:
            yield f"  {_row(row)}\n".encode()
        for file in transaction.files:
            yield b"  + file %b content=%b\n" % (_word(file.name).encode(), b64encode(file.read()))
        for posting in transaction.postings:
            yield f"  {_posting(posting)}\n".encode()


def _header(transaction: Transaction) -> str:
    header, seal = transaction.header, transaction.seal
    words = [header.effective.isoformat()]
    if header.act:
        words.append(_word(header.act))
    words += [f"{name}={_word(text)}" for name in _TEXTS if (text := getattr(header, name))]
    if header.undoes is not None:
        words.append(f"undoes={header.undoes}")
    words.append(f"number={seal.number}")
    if seal.uid:
        words.append(f"uid={_word(seal.uid)}")
    return " ".join(words)


def _row(row: Row) -> str:
    if row.body is None:
        return f"- {_word(row.kind)} {_word(row.key)}"
    return " ".join(
        [f"+ {_word(row.kind)} {_word(row.key)}", *(f"{name}={_value(each)}" for name, each in row.body.items())]
    )


def _posting(posting: Posting) -> str:
    project, source, period, measure = posting.cell
    line = f"{_word(project)} {_word(source)} {_word(period)} {measure} {posting.won}"
    if posting.entries != 1:
        line += f" entries={posting.entries}"
    if posting.paid_on is not None:
        line += f" paid={posting.paid_on.isoformat()}"
    return line


def _word(text: str) -> str:
    if _BARE.fullmatch(text) and not _DATED.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _value(value: Any) -> str:
    """A field of a register row; the text `null` is quoted, for bare it means no value."""
    return _word(value) if isinstance(value, str) and value != "null" else json.dumps(value, ensure_ascii=False)
