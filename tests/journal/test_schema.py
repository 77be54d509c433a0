"""Twin of schema: history stays as it is, whoever writes and with whatever tool."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlite_utils import Database

from ledger.journal import schema
from ledger.journal.connection import APPLICATION, Damaged
from ledger.journal.copies import copies_of, restore
from ledger.journal.verify import verify
from ledger.model.entry import LARGEST_FILE, Attachment, Row
from ledger.model.errors import Refused

UID, HASH, OTHER = "f" * 32, "e" * 64, "0" * 32
HEADER = (
    '(number, uid, node, recorded, previous, hash, act, effective, "by", reason, procedure, basis, document, evidence,'
    " origin) SELECT {number}, '{uid}', node, '', {previous}, '{hash}', '', '2026-01-01', '', '', '', '', '', '', ''"
    " FROM book"
)
LAST = "(SELECT hash FROM transactions ORDER BY number DESC LIMIT 1)"


def header(number: int = 3, uid: str = UID, previous: str = LAST) -> str:
    return "INTO transactions " + HEADER.format(number=number, uid=uid, previous=previous, hash=HASH)


FORBIDDEN = [
    f"UPDATE book SET node = '{OTHER}'",
    "DELETE FROM book",
    f"INSERT OR REPLACE INTO book VALUES (1, '{OTHER}')",
    "UPDATE transactions SET reason = 'x' WHERE number = 1",
    "DELETE FROM transactions WHERE number = 2",
    "INSERT OR REPLACE " + header(number=2),
    "INSERT " + header(number=4),
    "INSERT " + header(number=0),
    "INSERT " + header(previous=f"'{'0' * 64}'"),
    "INSERT OR REPLACE " + header(uid="UID-OF-1"),
    "INSERT " + header().replace("SELECT 3", "SELECT NULL"),
    "INSERT " + header().replace(", node, '', ", f", '{OTHER}', '', "),
    "UPDATE postings SET won = 9",
    "UPDATE OR REPLACE postings SET line = 1",
    "DELETE FROM postings",
    "INSERT INTO postings VALUES (2, 2, 1, 9, 1, NULL)",
    "INSERT INTO postings VALUES (4, 1, 1, 9, 1, NULL)",
    "INSERT INTO postings VALUES (3, 2, 1, 9, 1, NULL)",
    "INSERT OR REPLACE INTO postings VALUES (1, 1, 1, 9, 1, NULL)",
    "INSERT INTO postings VALUES (1, 1, 1, 9, 1, NULL) ON CONFLICT DO UPDATE SET won = 9",
    "INSERT INTO postings VALUES (3, 1, 1, 1.5, 1, NULL)",
    "INSERT INTO postings VALUES (3, 1, 1, '1,234', 1, NULL)",
    "INSERT INTO postings VALUES (3, 1, 1, NULL, 1, NULL)",
    "INSERT INTO postings VALUES (3, 1, 1, 1000000000000001, 1, NULL)",
    "INSERT INTO postings VALUES (3, 1, 1, 1, 1, 'soon')",
    "INSERT INTO postings VALUES (3, 1, 2, 1000000000000000, 1, NULL)",
    "UPDATE files SET content = x'00'",
    "UPDATE OR REPLACE files SET line = 2",
    "DELETE FROM files",
    f"INSERT INTO files VALUES (2, 1, 'a', '{OTHER * 2}', x'00')",
    f"INSERT INTO files VALUES (3, 2, 'a', '{OTHER * 2}', x'00')",
    f"INSERT INTO files VALUES (3, 1, 'a', '{OTHER}', x'00')",
    f"INSERT INTO files VALUES (3, 1, 'a', '{OTHER * 2}', x'')",
    f"INSERT INTO files VALUES (3, 1, 'a', '{OTHER * 2}', zeroblob({LARGEST_FILE + 1}))",
    f"INSERT INTO files VALUES (3, 1, 'a', '{OTHER * 2}', 'text')",
    f"INSERT OR REPLACE INTO files VALUES (1, 1, 'a', '{OTHER * 2}', x'00')",
    "UPDATE registers SET body = '{}'",
    "DELETE FROM registers",
    "INSERT INTO registers VALUES (2, 1, 'project', '1', '{}')",
    "INSERT OR REPLACE INTO registers VALUES (1, 1, 'project', '1', '{}')",
    "UPDATE cells SET project = 'x'",
    "UPDATE cells SET id = 7 WHERE id = 1",
    "DELETE FROM cells",
    "INSERT INTO cells VALUES (3, '9', '시비', '2024', 'plan', 5, 1)",
    "INSERT INTO cells VALUES (3, '9', '시비', '2024', 'paid', 0, 0)",
    "INSERT OR REPLACE INTO cells VALUES (1, '9', '시비', '2024', 'plan', 0, 0)",
    "INSERT OR REPLACE INTO cells SELECT 3, project, source, period, measure, 0, 0 FROM cells WHERE id = 1",
]


@pytest.fixture(scope="module")
def written(new_desk: Callable[[], Any]) -> bytes:
    desk = new_desk()
    files = (Attachment.of("가.jpg", b"jpeg"),)
    first = desk.draft({desk.cell("1/1"): 1, desk.cell("1/2"): 2}, Row("project", "1", {}), files=files)
    desk.record(first, desk.draft({desk.cell("1/1"): 3}))
    content: bytes = desk.path.read_bytes()
    return content


@pytest.fixture
def recorded(desk: Any, written: bytes) -> Any:
    desk.path.write_bytes(written)
    return desk


@pytest.fixture(params=[True, False], ids=["recursive", "not recursive"])
def tool(recorded: Any, request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(recorded.path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA recursive_triggers = {'ON' if request.param else 'OFF'}")
        yield connection


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_history_is_refused(recorded: Any, tool: sqlite3.Connection, statement: str) -> None:
    before = recorded.rows_of_every_table()
    (uid,) = tool.execute("SELECT uid FROM transactions WHERE number = 1").fetchone()
    with pytest.raises(sqlite3.IntegrityError):
        tool.execute(statement.replace("UID-OF-1", uid))
    assert recorded.rows_of_every_table() == before


@pytest.mark.parametrize(
    "line",
    [
        "postings VALUES (3, 1, 1, 9, 1, NULL)",
        "registers VALUES (3, 1, 'a', 'b', '{}')",
        f"files VALUES (3, 1, 'a', '{OTHER * 2}', x'00')",
    ],
)
def test_a_line_without_a_header_cannot_be_committed(recorded: Any, tool: sqlite3.Connection, line: str) -> None:
    tool.execute("PRAGMA foreign_keys = ON")
    tool.execute("BEGIN")
    tool.execute(f"INSERT INTO {line}")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        tool.execute("COMMIT")


def test_the_next_of_the_chain_is_let_in(recorded: Any, tool: sqlite3.Connection) -> None:
    tool.execute("BEGIN")
    tool.execute("INSERT INTO postings VALUES (3, 1, 1, 9, 1, NULL)")
    tool.execute("INSERT " + header())
    with pytest.raises(sqlite3.IntegrityError):
        tool.execute("INSERT INTO postings VALUES (3, 2, 1, 9, 1, NULL)")
    tool.execute("COMMIT")
    assert tool.execute("SELECT won, entries FROM cells WHERE id = 1").fetchone() == (13, 3)


def test_names_are_ascii_and_tables_strict(recorded: Any, tool: sqlite3.Connection) -> None:
    every = tool.execute("SELECT name, sql FROM sqlite_schema").fetchall()
    assert all(name.isascii() for name, _ in every)
    tables = tool.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'"
    )
    assert dict(tables) == dict.fromkeys(["book", "transactions", "cells", "postings", "registers", "files"], 1)
    assert tool.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"LDGR", "big"),)
    assert schema.version_of(tool) == len(schema.MIGRATIONS)


def m002_shape(db: Database) -> None:
    db["cells"].transform(rename={"won": "amount"})
    db["cells"].transform(rename={"amount": "won"})


def test_a_migration_keeps_a_copy_the_history_and_the_guards(recorded: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = recorded.rows_of_every_table()
    monkeypatch.setattr("ledger.journal.schema.MIGRATIONS", (*schema.MIGRATIONS, m002_shape))
    monkeypatch.setattr("ledger.journal.store.MIGRATIONS", schema.MIGRATIONS)
    with recorded.open() as journal:
        assert schema.version_of(journal.connection) == 3
        assert schema.guards_of(journal.connection) == schema.GUARDS
        assert verify(journal) == []
        assert journal.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert recorded.rows_of_every_table() == before
    assert [copy.name for copy in copies_of(recorded.path)] == ["시청-before-v3.db"]
    recorded.record(recorded.draft())


def test_a_book_of_the_first_schema_takes_photos_after_a_copy_was_kept(desk: Any) -> None:
    desk.record(desk.draft({desk.cell(): 1}, Row("project", "1", {})), desk.draft({desk.cell(): 3}))
    whole = desk.path.with_name("whole.db")
    desk.path.rename(whole)
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as tool:
        schema.m001_journal(Database(tool))
        tool.execute("ATTACH ? AS whole", (str(whole),))
        for table in ("book", "transactions", "cells", "postings", "registers"):
            tool.execute(f"INSERT INTO {table} SELECT * FROM whole.{table}")
        for name, guard in schema.GUARDS.items():
            if not name.startswith("files"):
                tool.execute(guard)
        tool.execute(f"PRAGMA application_id = {APPLICATION}")
        tool.execute("PRAGMA user_version = 1")
    row, file = desk.photo()
    desk.record(desk.draft(None, row, files=(file,)))
    *_, copy = copies_of(desk.path)
    assert copy.name == "시청-before-v2.db"
    with desk.open() as journal:
        assert verify(journal) == []
        assert journal.file(file.sha256) == b"jpeg"
        hashes = [seal.hash for seal in (headed.seal for headed in journal.headers(1, 2))]
    with closing(sqlite3.connect(copy)) as tool:
        assert schema.version_of(tool) == 1
        assert [each for (each,) in tool.execute("SELECT hash FROM transactions ORDER BY number")] == hashes
    again = desk.path.with_name("되살림.db")
    restore(copy, again)
    with desk.__class__(again).open() as journal:
        assert schema.version_of(journal.connection) == 2
        assert verify(journal) == []


def test_a_book_that_understates_its_schema_is_told_as_damaged_and_stays(recorded: Any) -> None:
    with closing(sqlite3.connect(recorded.path)) as tool:
        tool.execute("PRAGMA user_version = 1")
    before = recorded.fingerprint
    with pytest.raises(Damaged) as failure:
        recorded.open()
    assert failure.value.line.ko == (
        f"{recorded.path}: 장부가 손상되었습니다: 장부 형식이 1이라고 적혀 있으나 형식 2의 표(files)가 있습니다"
        " (ledger verify 명령으로 확인하고 ledger restore 명령으로 사본을 되살리십시오)"
    )
    assert (recorded.fingerprint, copies_of(recorded.path)) == (before, [])


def test_a_failed_migration_changes_nothing(recorded: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(db: Database) -> None:
        m002_shape(db)
        raise KeyboardInterrupt

    def schema_and_rows() -> object:
        with closing(sqlite3.connect(recorded.path)) as tool:
            return tool.execute("SELECT name, sql FROM sqlite_schema").fetchall(), recorded.rows_of_every_table()

    before = schema_and_rows()
    monkeypatch.setattr("ledger.journal.schema.MIGRATIONS", (*schema.MIGRATIONS, m002_shape, broken))
    monkeypatch.setattr("ledger.journal.store.MIGRATIONS", schema.MIGRATIONS)
    with pytest.raises(KeyboardInterrupt):
        recorded.open(write=True)
    assert schema_and_rows() == before


def test_an_older_book_is_not_migrated_where_nothing_may_be_written(
    recorded: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.journal.store.MIGRATIONS", (*schema.MIGRATIONS, m002_shape))
    monkeypatch.setattr("ledger.journal.store._locked", _no_lock)
    with pytest.raises(Refused, match="read-only folder"):
        recorded.open()


def _no_lock(path: Any, _: Any) -> None:
    from ledger.disk import cannot_write

    raise cannot_write(path, OSError(30, "Read-only file system"))
