"""Twin of verify: a sound book is proven, and every kind of tampering is named."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from ledger.journal.connection import Damaged, connect
from ledger.journal.reading import Reader
from ledger.journal.schema import GUARDS, TABLES
from ledger.journal.store import Journal
from ledger.journal.verify import unreadable, verify
from ledger.model.entry import Attachment, Posting, Row
from ledger.model.errors import LedgerError

HASH_OF_1 = "(SELECT hash FROM transactions WHERE number = 1)"

# What is done to the book -> what verify says: (kind, transaction).
TAMPERINGS: dict[str, set[tuple[str, int | None]]] = {
    "UPDATE postings SET won = 9 WHERE number = 1 AND line = 1": {("hash", 1), ("balance", None)},
    "UPDATE postings SET paid_on = '2024-01-01' WHERE number = 1 AND line = 1": {("hash", 1)},
    "DELETE FROM postings WHERE number = 2 AND line = 1": {("hash", 2), ("balance", None)},
    "UPDATE postings SET cell = 3 - cell, won = 3 - won WHERE number = 1": {("hash", 1)},  # reordered
    'UPDATE registers SET body = \'{"name":"나"}\' WHERE number = 1': {("hash", 1)},
    'UPDATE registers SET body = \'{"name": "가"}\' WHERE number = 1': {("unreadable", 1)},
    'UPDATE registers SET body = \'{"name":"가"\' WHERE number = 1': {("unreadable", 1)},
    "UPDATE registers SET body = NULL WHERE number = 1": {("hash", 1)},
    "DELETE FROM registers WHERE number = 1": {("hash", 1)},
    "UPDATE files SET content = x'6a706568' WHERE line = 1": {("attachment", 3)},
    "UPDATE files SET content = x'00' WHERE line = 1": {("hash", 3), ("attachment", 3)},
    "UPDATE files SET name = 'x' WHERE line = 1": {("hash", 3)},
    f"UPDATE files SET sha256 = '{'0' * 64}' WHERE line = 2": {("hash", 3), ("attachment", 3)},
    "DELETE FROM files WHERE line = 1": {("hash", 3), ("attachment", 3)},
    "DELETE FROM files WHERE line = 2": {("hash", 3)},
    f"INSERT INTO files VALUES (4, 1, 'x', '{'0' * 64}', x'00')": {("line", None), ("line", 4)},
    "UPDATE transactions SET reason = 'x' WHERE number = 3": {("hash", 3)},
    "UPDATE transactions SET recorded = 'x' WHERE number = 3": {("unreadable", 3)},
    "UPDATE transactions SET recorded = '2026-01-05T09:00:01+09:00' WHERE number = 3": {("hash", 3)},
    "UPDATE transactions SET effective = '2026-99-99' WHERE number = 3": {("unreadable", 3)},
    f"UPDATE transactions SET hash = '{'0' * 64}' WHERE number = 2": {("hash", 2), ("link", 3)},
    f"UPDATE transactions SET previous = {HASH_OF_1} WHERE number = 3": {("hash", 3), ("link", 3)},
    f"UPDATE transactions SET node = '{'0' * 32}' WHERE number = 2": {("hash", 2), ("node", 2)},
    f"UPDATE book SET node = '{'0' * 32}'": {("node", 1), ("node", 2), ("node", 3)},
    "DELETE FROM transactions WHERE number = 2": {
        ("link", 3),
        ("line", 2),
        ("line", None),
        ("number", 3),
        ("balance", None),
    },
    "UPDATE cells SET won = won + 1 WHERE id = 1": {("balance", None)},
    "UPDATE cells SET entries = 7 WHERE id = 1": {("balance", None)},
    "UPDATE cells SET project = '9/9' WHERE id = 2": {("hash", 1)},
    "INSERT INTO postings VALUES (2, 3, 1, 5, 1, NULL)": {("hash", 2), ("balance", None)},
    "INSERT INTO postings VALUES (4, 1, 1, 5, 1, NULL)": {("line", None), ("line", 4)},
    "UPDATE postings SET won = 10000000000000000 WHERE number = 1 AND line = 1": {("hash", 1), ("balance", None)},
    "CREATE TRIGGER helpful AFTER INSERT ON postings BEGIN SELECT 1; END": {("guard", None)},
}


@pytest.fixture(scope="module")
def written(new_desk: Callable[[], Any]) -> bytes:
    desk = new_desk()
    first = [Posting(desk.cell("1/1"), 1), Posting(desk.cell("1/2"), 2)]
    photo, file = desk.photo()
    desk.record(
        desk.draft(first, Row("project", "1", {"name": "가"})),
        desk.draft({desk.cell("1/1"): 3, desk.cell("1/3"): 0}),
        desk.draft(None, photo, files=(file, Attachment.of("도면.jpg", b"other"))),
    )
    content: bytes = desk.path.read_bytes()
    return content


@pytest.fixture
def recorded(desk: Any, written: bytes) -> Any:
    desk.path.write_bytes(written)
    return desk


def proven(desk: Any) -> set[tuple[str, int | None]]:
    with closing(connect(desk.path, "ro")) as connection:
        return {(damage.kind, damage.number) for damage in verify(Reader(desk.path, connection))}


def test_a_sound_book_is_proven_and_not_changed(recorded: Any) -> None:
    before = recorded.fingerprint
    with recorded.open() as journal:
        assert verify(journal) == []
    assert recorded.fingerprint == before


def test_an_empty_book_is_sound(desk: Any) -> None:
    with desk.create() as journal:
        assert verify(journal) == []


@pytest.mark.parametrize("harm", TAMPERINGS)
def test_tampering_is_named(recorded: Any, harm: str) -> None:
    recorded.tamper(harm)
    assert proven(recorded) == TAMPERINGS[harm]


@pytest.mark.parametrize("guard", GUARDS)
def test_every_guard_is_missed_and_compared_by_its_text(recorded: Any, guard: str) -> None:
    with closing(sqlite3.connect(recorded.path, isolation_level=None)) as tool:
        tool.execute(f"DROP TRIGGER {guard}")
        with recorded.open() as journal:
            assert [damage.message.en for damage in verify(journal)] == [f"guard {guard} is gone"]
        tool.execute(GUARDS[guard].replace("BEGIN", "BEGIN SELECT 1;"))
    with recorded.open() as journal:
        assert [damage.message.en for damage in verify(journal)] == [f"guard {guard} was changed"]


@pytest.mark.parametrize("table", TABLES)
def test_a_lost_table_is_named_whatever_has_its_name_instead(recorded: Any, table: str) -> None:
    endless = "WITH RECURSIVE e(n) AS (SELECT 1 UNION ALL SELECT n FROM e) SELECT n AS number FROM e"
    with closing(sqlite3.connect(recorded.path)) as tool:
        tool.execute(f"ALTER TABLE {table} RENAME TO money")
        tool.execute(f"CREATE VIEW {table} AS {endless}")
    assert ("table", None) in proven(recorded)


def test_a_book_that_does_not_open_is_a_damage_too(recorded: Any) -> None:
    with closing(sqlite3.connect(recorded.path)) as tool:
        tool.execute("ALTER TABLE book RENAME TO money")
    with pytest.raises(Damaged) as refusal:
        recorded.open()
    assert unreadable(refusal.value).kind == "unreadable"


def test_a_flipped_byte_of_a_picture_and_a_lost_one_are_named(recorded: Any) -> None:
    recorded.tamper("UPDATE files SET content = x'6a706568' WHERE line = 1", "DELETE FROM files WHERE line = 2")
    with recorded.open() as journal:
        said = [damage.message for damage in verify(journal)]
    assert [each.en for each in said] == [
        "transaction 3 was changed after it was recorded",
        "transaction 3 attached file '5-2-1 01.jpg' was changed",
    ]
    recorded.tamper("DELETE FROM files")
    with recorded.open() as journal:
        *_, last = verify(journal)
    assert last.message.en == "transaction 3 a file of photo '5-2/1 01' is gone"
    assert last.message.ko == "전표 3번: 사진 '5-2/1 01'의 붙임 파일이 없어졌습니다"


def test_messages_speak_both_languages(recorded: Any) -> None:
    recorded.tamper("UPDATE cells SET won = won + 1000000 WHERE id = 1")
    with recorded.open() as journal:
        (damage,) = verify(journal)
    assert damage.message.en == "1/1 시비 2024 plan: the kept balance is 1,000,004, the postings give 4"
    assert damage.message.ko.encode("cp949")


def test_flipped_bits_are_found_wherever_they_change_what_is_read(recorded: Any) -> None:
    whole, seed = recorded.path.read_bytes(), random.Random(7)
    truth = readable(recorded)
    for _ in range(60):
        torn = bytearray(whole)
        place = seed.randrange(len(torn) * 8)
        torn[place // 8] ^= 1 << place % 8
        recorded.path.write_bytes(torn)
        try:
            seen = readable(recorded)
            if seen != truth:
                with recorded.open() as journal:
                    assert verify(journal), place
        except LedgerError:
            continue
    recorded.path.write_bytes(whole)
    assert proven(recorded) == set()


def readable(desk: Any) -> object:
    with Journal.open(desk.path, now=lambda: desk.today, new_id=desk.new_id, write=False) as journal:
        return list(journal.transactions()), journal.balances(), journal.versions(), journal.node
