"""The canonical form of a transaction and its hash, by which each transaction seals the one before it."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date
from itertools import islice
from typing import Any
from unicodedata import normalize

from ledger.model.entry import Attachment, Cell, Header, Posting, Row, Seal

FORMAT = "ledger-transaction-1"
GENESIS = ""  # what stands for the previous hash in the first transaction
_SEALED = ("number", "uid", "node", "recorded", "previous")
_AT_ONCE = 4096


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces, of text in NFC, whole numbers, dates, True, False, None, lists and
    dicts of these. TypeError for anything else: a fraction has no one spelling."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(
    header: Header,
    seal: Seal,
    postings: Iterable[Posting],
    rows: Iterable[Row],
    files: Iterable[Attachment] = (),
) -> str:
    """sha256 (64 hex digits) of the transaction; the `hash` of the seal does not count.

    The hashed object has the keys files (name, sha256 and size of each), format, header (with number, uid, node,
    recorded and previous), postings and registers. It is fed piece by piece: a million postings make no big string.
    """
    sha = hashlib.sha256()
    head = {f.name: getattr(header, f.name) for f in fields(header)} | {n: getattr(seal, n) for n in _SEALED}
    attached = canonical([[file.name, file.sha256, file.size] for file in files])
    sha.update(f'{{"files":{attached},"format":"{FORMAT}","header":{canonical(head)},"postings":['.encode())
    _feed(sha.update, _posting_pieces(postings))
    sha.update(b'],"registers":[')
    _feed(sha.update, (canonical(row) for row in rows))
    sha.update(b"]}")
    return sha.hexdigest()


def _feed(update: Callable[[bytes], object], pieces: Iterator[str]) -> None:
    comma = ""
    while some := list(islice(pieces, _AT_ONCE)):
        update((comma + ",".join(some)).encode())
        comma = ","


class _Openings(dict[Cell, str]):
    """The start of the array of a posting, made once for each cell: most of the work of a large import."""

    def __missing__(self, cell: Cell) -> str:
        self[cell] = opening = canonical(cell)[:-1]
        return opening


def _posting_pieces(postings: Iterable[Posting]) -> Iterator[str]:
    openings = _Openings()
    for cell, won, entries, paid_on in postings:
        paid = "null" if paid_on is None else f'"{paid_on.isoformat()}"'
        yield f"{openings[cell]},{won:d},{entries:d},{paid}]"


def _plain(value: Any) -> Any:
    if value is None or type(value) in (bool, int):
        return value
    if isinstance(value, str):
        return normalize("NFC", value)
    if type(value) is date:
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {_plain_name(name): _plain(each) for name, each in value.items()}
    raise TypeError(f"no canonical form for {value!r}")


def _plain_name(name: Any) -> str:
    if not isinstance(name, str):
        raise TypeError(f"no canonical form for the name {name!r}")
    return normalize("NFC", name)
