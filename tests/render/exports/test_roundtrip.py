"""A book that is exported and read again is the same book, in every format; and the formats agree."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from types import ModuleType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.capture.file import File
from ledger.capture.identify import acts_of
from ledger.discover import modules_in, names_in
from ledger.model.entry import (
    Act,
    Attachment,
    Cell,
    Header,
    Instruction,
    Measure,
    Operator,
    Posting,
    Row,
    Seal,
    Transaction,
    check_file_name,
)
from ledger.model.errors import Refused
from ledger.model.money import LIMIT, MILLION
from ledger.model.record import Record, kinds
from ledger.model.text import clean

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
EXPORTS = modules_in("ledger.render.exports")
FORMATS = pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.SUFFIX)

# Whatever a format takes for a sign of its own, and what Excel runs, changes or cuts.
_AWKWARD = [
    *(
        "=1+1",
        "+1",
        "-1",
        "@a",
        "＝1",
        "＋",
        "－",
        "＠",
        "'",
        "''=a",
        "'23",
        "5-2",
        "5-2/1",
        "007",
        "1E5",
        "123456789012",
    ),
    *("#", ";", "; a", "a;b", '"', '""', '"""', "'''", 'a"b', "\\", "\\n", "[", "]", "[a]", "{", "a=b", "by=c", "*"),
    *(
        "+",
        "-",
        "+=",
        "null",
        "true",
        "false",
        "blank",
        "2023-01-02",
        "schema = 1",
        "산·학·연 컨소시엄",
        "△1,234",
        "５-２",
    ),
    *("a,b", "a\nb", "a\r\nb", "\t", " a ", "", "\x7f", "\u2028", "\x85", "\ufeff"),
]
# Neither surrogates nor NUL can come out of a book: what is recorded is clean text, and CSV has no way to write them.
_texts = st.sampled_from(_AWKWARD) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12
)


def _is_name(text: str) -> bool:
    try:
        return clean(text) == text != ""
    except ValueError:
        return False


_names = st.sampled_from(list(filter(_is_name, _AWKWARD))) | st.text(
    st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12
).filter(_is_name)
_days = st.dates(date(1950, 1, 1), date(2100, 1, 1))
_won = st.integers(-LIMIT, LIMIT)

modules_in("ledger.model")  # so that every register is known


def _values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of the type of a field."""
    if kind in (str, int, bool, date, type(None)):
        return {str: _names, int: _won, bool: st.booleans(), date: _days, type(None): st.none()}[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    if get_origin(kind) is tuple:
        return st.lists(_names, max_size=3).map(tuple)
    return st.one_of(*map(_values, get_args(kind)))


def _records_of(kind: type[Record]) -> st.SearchStrategy[Record]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{field: _values(hints[field]) for field in kind.__dataclass_fields__ if field != "KIND"})


_records = st.one_of(*map(_records_of, kinds().values()))
_rows = st.one_of(
    _records.map(lambda record: Row(record.KIND, record.key, record.body())),
    _records.map(lambda record: Row(record.KIND, record.key, None)),
)
_cells = st.builds(Cell, _names, _names, _names, st.sampled_from(Measure))
_postings = st.builds(Posting, _cells, _won, st.sampled_from([1, 1, -1, 0, 7]), st.none() | _days)


def _is_file_name(text: str) -> bool:
    try:
        check_file_name(text)
    except Refused:
        return False
    return True


_files = st.builds(
    Attachment.of, _texts.filter(_is_file_name), st.binary(min_size=1, max_size=40) | st.just(bytes(100_000))
)
_headers = st.builds(
    Header,
    effective=_days,
    undoes=st.none() | st.integers(1, 10**6),
    **dict.fromkeys(["act", "by", "reason", "procedure", "basis", "document", "evidence", "origin"], _texts),
)


@st.composite
def _books(draw: st.DrawFn) -> list[Transaction]:
    transactions = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        seal = Seal(number=number, uid=f"{draw(_texts)}{number}", node="n", recorded="r", previous="p", hash="h")
        postings = draw(st.lists(_postings, max_size=4))
        rows = draw(st.lists(_rows, max_size=4, unique_by=lambda row: row[:2]))
        files = draw(st.lists(_files, max_size=2, unique_by=lambda file: file.name))
        transactions.append(Transaction(header=draw(_headers), seal=seal, postings=postings, rows=rows, files=files))
    return transactions


def written(export: ModuleType, book: Iterable[Transaction]) -> File:
    return File(f"book{export.SUFFIX}", b"".join(export.write(book)))


def _act(transaction: Transaction) -> Act:
    """What a reader must find in an export, places aside."""
    header, seal = transaction.header, transaction.seal
    said = {name: getattr(header, name) for name in Header.__dataclass_fields__}
    instructions = [
        Instruction(
            project=cell.project,
            source=cell.source,
            period=cell.period,
            measure=str(cell.measure),
            won=won,
            operator=Operator.ADD,
            entries=entries,
            paid_on=paid_on,
        )
        for cell, won, entries, paid_on in transaction.postings
    ]
    rows, files = list(transaction.rows), tuple(transaction.files)
    return Act(**said, number=seal.number, uid=seal.uid, instructions=instructions, rows=rows, files=files)


def _placeless(act: Act) -> Act:
    said = {name: getattr(act, name) for name in Act.__dataclass_fields__}
    instructions = [
        Instruction(**{name: getattr(each, name) for name in Instruction.__dataclass_fields__} | {"where": ""})
        for each in act.instructions
    ]
    return Act(**said | {"where": "", "instructions": instructions, "rows": list(act.rows)})


@FORMATS
@SLOW
@given(book=_books())
def test_reading_what_was_written_gives_the_same_book(export: ModuleType, book: list[Transaction]) -> None:
    read = acts_of(written(export, book), MILLION)
    assert [_placeless(act) for act in read] == [_act(transaction) for transaction in book]
    contents = [file.read() for transaction in book for file in transaction.files]
    assert [file.read() for act in read for file in act.files] == contents


@SLOW
@given(book=_books())
def test_the_formats_agree(book: list[Transaction]) -> None:
    first, *others = ([_placeless(act) for act in acts_of(written(export, book), MILLION)] for export in EXPORTS)
    assert others == [first] * len(others)


@SLOW
@given(book=_books())
def test_writing_what_was_written_gives_the_same_bytes(book: list[Transaction]) -> None:
    for export in EXPORTS:
        assert b"".join(export.write(iter(book))) == b"".join(export.write(book))


def test_every_export_has_its_reader() -> None:
    readers = {module.SUFFIX for module in modules_in("ledger.capture.formats")}
    assert {export.SUFFIX for export in EXPORTS} <= readers
    assert set(names_in("ledger.render.exports")) <= set(names_in("ledger.capture.formats"))


def test_registers_and_their_fields_leave_the_words_of_the_formats_alone() -> None:
    from ledger.capture.formats import toml

    assert not set(kinds()) & set(toml._KEYS)
    assert not {name for kind in kinds().values() for name in kind.__dataclass_fields__} & {"removed", "blank"}


@FORMATS
def test_exports_stream(export: ModuleType) -> None:
    header = Header(act="plan", effective=date(2023, 1, 2), by="예산담당")
    posting = Posting(Cell("5-2/1", "시비", "2023", Measure.PLAN), 4_000_000)

    def endless() -> Iterable[Transaction]:
        number = 0
        while number := number + 1:
            seal = Seal(number=number, uid=f"u{number}", node="", recorded="", previous="", hash="")
            yield Transaction(header=header, seal=seal, postings=[posting] * 1000)

    chunks = iter(export.write(endless()))
    assert sum(len(next(chunks)) for _ in range(4)) < 1_000_000
