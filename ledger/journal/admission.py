"""What a draft must be before it may touch the book: types, limits, spelling. Writes nothing."""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any
from unicodedata import normalize

from ledger.model.book import Book
from ledger.model.entry import LARGEST_FILE, Attachment, Cell, Draft, Header, Measure, Posting, Row
from ledger.model.errors import Refused
from ledger.model.money import LIMIT, within_limit
from ledger.model.record import Body
from ledger.model.text import Text

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # SQLite ends text at the first, UTF-8 has no second
_UID = re.compile("[0-9a-f]{32}")


def admitted(draft: Draft) -> Draft:
    """The draft with its text in NFC, ready to be hashed and stored as it is.

    Refused: an amount beyond 10^15 won, text that UTF-8 or SQLite cannot keep, a uid that is none, a second book or
    none, an attached file that is empty, larger than 2 MB or of a name that another has. A value of another type (a
    float, a bool, a datetime) is a defect of the caller: TypeError.
    """
    if draft.uid and not _UID.fullmatch(draft.uid):
        raise Refused(
            Text(en="'{uid}' is no id of a transaction", ko="'{uid}' 값은 전표의 고유 번호가 아닙니다").format(
                uid=draft.uid
            )
        )
    return replace(
        draft,
        header=_header(draft.header),
        postings=_postings(draft.postings),
        rows=[_row(row) for row in draft.rows],
        files=_files(draft.files),
    )


def named(cell: Cell) -> str:
    """A cell as a message names it: 5-2/1 시비 2024 plan."""
    return " ".join(cell)


def _header(header: Header) -> Header:
    _is(header.effective, date)
    if header.undoes is not None:
        _is(header.undoes, int)
    names = (f.name for f in fields(Header) if f.name not in ("effective", "undoes"))
    texts: dict[str, Any] = {name: _text(getattr(header, name)) for name in names}
    return replace(header, **texts)


def _postings(postings: Sequence[Posting]) -> Sequence[Posting]:
    spelled = {cell: _cell(cell) for cell in {posting.cell for posting in postings}}
    for cell, won, entries, paid_on in postings:
        if type(won) is not int or not -LIMIT <= won <= LIMIT:
            _refuse_amount(cell, won)
        if type(entries) is not int or not -LIMIT <= entries <= LIMIT:
            _refuse_amount(cell, entries)
        if paid_on is not None:
            _is(paid_on, date)
    if all(cell == kept for cell, kept in spelled.items()):
        return postings
    return [posting._replace(cell=spelled[posting.cell]) for posting in postings]


def _refuse_amount(cell: Cell, amount: Any) -> None:
    try:
        within_limit(amount)
    except Refused as refusal:
        raise refusal.at(named(cell)) from None


def _cell(cell: Cell) -> Cell:
    return Cell(_text(cell.project), _text(cell.source), _text(cell.period), Measure(cell.measure))


def _row(row: Row) -> Row:
    body = None if row.body is None else _body(row.body)
    admitted = Row(_text(row.kind), _text(row.key), body)
    if admitted.kind == Book.KIND and (admitted.key != Book.KIND or body is None):
        raise Refused(
            Text(
                en="a book has one row of itself, '{book}', which stays",
                ko="장부 자체의 항목은 '{book}' 하나이며, 없애거나 더할 수 없습니다",
            ).format(book=Book.KIND),
            where=f"{admitted.kind} {admitted.key}",
        )
    return admitted


def _files(files: Sequence[Attachment]) -> Sequence[Attachment]:
    admitted: dict[str, Attachment] = {}
    for file in files:
        name, content = _text(file.name), file.read()
        if not name or name in admitted:
            said = Text(en="an attached file needs a name of its own", ko="붙임 파일마다 다른 이름이 필요합니다")
            raise Refused(said, where=name)
        if not 0 < len(content) <= LARGEST_FILE:
            said = Text(en="an attached file has 1 byte to 2 MB", ko="붙임 파일은 1바이트에서 2MB까지입니다")
            raise Refused(said, where=name)
        admitted[name] = Attachment.of(name, content)
    return list(admitted.values())


def _body(body: Body) -> Body:
    _is(body, dict)
    return {_text(name): _value(value) for name, value in body.items()}


def _value(value: Any) -> Any:
    """JSON without fractions. A whole number is held to the limit of amounts: several fields are amounts."""
    if value is None or type(value) is bool:
        return value
    if type(value) is int:
        return within_limit(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list | tuple):
        return [_value(each) for each in value]
    return _body(value)


def _text(text: str) -> str:
    if not isinstance(text, str):
        raise TypeError(f"text is expected, not {text!r}")
    if _UNSTORABLE.search(text):
        raise Refused(
            Text(
                en="{text} holds a character that cannot be stored", ko="{text} 값에 저장할 수 없는 글자가 있습니다"
            ).format(text=ascii(text[:40]))
        )
    return normalize("NFC", text)


def _is(value: object, kind: type) -> None:
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} is expected, not {value!r}")
