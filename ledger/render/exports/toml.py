"""TOML (`.toml`): every transaction as `ledger.capture.formats.toml` reads it back, one posting to a line.

The shape is fixed and each value plain, so it is written line by line; tomlkit would hold the whole book in memory and
take ten times as long.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator

from ledger.model.entry import Posting, Row, Transaction
from ledger.specs.toml import written

SUFFIX = ".toml"

_TEXTS = ("act", "by", "reason", "procedure", "basis", "document", "evidence", "origin")


def write(transactions: Iterable[Transaction]) -> Iterator[bytes]:
    """The book as UTF-8, line by line; amounts in whole 원."""
    yield b"schema = 1\n"
    for transaction in transactions:
        yield f"\n[[transaction]]\n{_header(transaction)}".encode()
        if transaction.postings:
            yield b"postings = [\n"
            for posting in transaction.postings:
                yield f"    {_posting(posting)},\n".encode()
            yield b"]\n"
        for row in transaction.rows:
            yield f"\n[[transaction.{row.kind}]]\n{_row(row)}".encode()
        for file in transaction.files:
            yield f"\n[[transaction.file]]\nname = {written(file.name)}\n".encode()
            yield b'content = "%b"\n' % b64encode(file.read())


def _header(transaction: Transaction) -> str:
    header, seal = transaction.header, transaction.seal
    lines = [f"number = {seal.number}"]
    if seal.uid:
        lines.append(f"uid = {written(seal.uid)}")
    lines.append(f"effective = {written(header.effective)}")
    lines += [f"{name} = {written(text)}" for name in _TEXTS if (text := getattr(header, name))]
    if header.undoes is not None:
        lines.append(f"undoes = {header.undoes}")
    return "".join(f"{line}\n" for line in lines)


def _posting(posting: Posting) -> str:
    project, source, period, measure = posting.cell
    values = [project, source, period, str(measure), posting.won]
    if posting.entries != 1:
        values.append(posting.entries)
    if posting.paid_on is not None:
        values.append(posting.paid_on)
    return written(values)


def _row(row: Row) -> str:
    lines = [f"key = {written(row.key)}"]
    if row.body is None:
        lines.append("removed = true")
    else:
        lines += [f"{name} = {written(value)}" for name, value in row.body.items() if value is not None]
        if blank := [name for name, value in row.body.items() if value is None]:
            lines.append(f"blank = {written(blank)}")  # TOML has no word for no value
    return "".join(f"{line}\n" for line in lines)
