"""The tables of a book, the guards that keep its history, and the numbered migrations that lead to them.

A migration is never edited once released: a change of the schema is the next one.
"""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.journal.connection import APPLICATION, damaged
from ledger.model.entry import LARGEST_FILE
from ledger.model.money import LIMIT
from ledger.model.text import Text

if TYPE_CHECKING:
    from sqlite_utils import Database

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_AMOUNT = f"INTEGER NOT NULL CHECK (typeof({{0}}) = 'integer' AND {{0}} BETWEEN -{LIMIT} AND {LIMIT})"
_WON, _ENTRIES = _AMOUNT.format("won"), _AMOUNT.format("entries")

# Lines are clustered under their transaction, so that reading one costs its own lines. The header comes last, which
# is why its key is referred to deferred: a line whose header never comes cannot be committed.
_SCHEMA = (
    """
    CREATE TABLE book (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        node TEXT NOT NULL CHECK (length(node) = 32)
    ) STRICT
    """,
    f"""
    CREATE TABLE transactions (
        number INTEGER PRIMARY KEY CHECK (number > 0),
        uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 32),
        node TEXT NOT NULL,
        recorded TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL CHECK (length(hash) = 64),
        act TEXT NOT NULL,
        effective TEXT NOT NULL CHECK (effective {_DAY}),
        "by" TEXT NOT NULL,
        reason TEXT NOT NULL,
        procedure TEXT NOT NULL,
        basis TEXT NOT NULL,
        document TEXT NOT NULL,
        evidence TEXT NOT NULL,
        origin TEXT NOT NULL,
        undoes INTEGER REFERENCES transactions (number) CHECK (undoes < number)
    ) STRICT
    """,
    f"""
    CREATE TABLE cells (
        id INTEGER PRIMARY KEY,
        project TEXT NOT NULL,
        source TEXT NOT NULL,
        period TEXT NOT NULL,
        measure TEXT NOT NULL CHECK (measure IN ('plan', 'secured', 'executed')),
        won {_WON},
        entries {_ENTRIES},
        UNIQUE (project, source, period, measure)
    ) STRICT
    """,
    f"""
    CREATE TABLE postings (
        number INTEGER NOT NULL REFERENCES transactions (number) DEFERRABLE INITIALLY DEFERRED,
        line INTEGER NOT NULL,
        cell INTEGER NOT NULL REFERENCES cells (id),
        won {_WON},
        entries {_ENTRIES},
        paid_on TEXT CHECK (paid_on {_DAY}),
        PRIMARY KEY (number, line)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE registers (
        number INTEGER NOT NULL REFERENCES transactions (number) DEFERRABLE INITIALLY DEFERRED,
        line INTEGER NOT NULL,
        kind TEXT NOT NULL,
        "key" TEXT NOT NULL,
        body TEXT,
        PRIMARY KEY (number, line)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX transactions_effective ON transactions (effective)",
    "CREATE INDEX transactions_origin ON transactions (origin) WHERE origin <> ''",
    "CREATE INDEX transactions_undoes ON transactions (undoes) WHERE undoes IS NOT NULL",
    "CREATE INDEX postings_cell ON postings (cell, number)",
    'CREATE INDEX registers_key ON registers (kind, "key", number)',
)


# A file stands whole under each transaction that has it: what is stored once would need a count of its uses.
_FILES = (
    f"""
    CREATE TABLE files (
        number INTEGER NOT NULL REFERENCES transactions (number) DEFERRABLE INITIALLY DEFERRED,
        line INTEGER NOT NULL,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        content BLOB NOT NULL CHECK (length(content) BETWEEN 1 AND {LARGEST_FILE}),
        PRIMARY KEY (number, line)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX files_sha256 ON files (sha256)",
)

LINES = ("postings", "registers", "files")  # what a transaction is made of
TABLES = ("book", "transactions", "cells", *LINES)


def m001_journal(db: "Database") -> None:
    """The first schema. Its checks, deferred keys and clustered tables are beyond `table.create`."""
    for statement in _SCHEMA:
        db.execute(statement)


def m002_files(db: "Database") -> None:
    """Attached files."""
    for statement in _FILES:
        db.execute(statement)


MIGRATIONS: tuple[Callable[["Database"], None], ...] = (m001_journal, m002_files)


def _refusing(name: str, act: str, table: str, when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {act} ON {table}{condition} "
        f"BEGIN SELECT RAISE(ABORT, 'the journal is append-only: {name}'); END"
    )


def _guards() -> dict[str, str]:
    """Trigger name -> SQL.

    `INSERT OR REPLACE` fires no delete trigger when recursive_triggers is off, as in most tools: so an insert that
    meets any existing key is refused by the insert guard itself.
    """
    guards = {
        f"{table}_{act.lower()}": _refusing(f"{table}_{act.lower()}", act, table)
        for table in ("book", "transactions", *LINES)
        for act in ("UPDATE", "DELETE")
    }
    following = "NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM transactions)"
    inserts = {
        "book": "EXISTS (SELECT 1 FROM book)",
        "transactions": f"{following} OR NEW.node IS NOT (SELECT node FROM book)"
        " OR NEW.previous <> coalesce((SELECT hash FROM transactions ORDER BY number DESC LIMIT 1), '')"
        " OR EXISTS (SELECT 1 FROM transactions WHERE uid = NEW.uid)",
        "cells": "NEW.won <> 0 OR NEW.entries <> 0 OR NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM cells)"
        " OR EXISTS (SELECT 1 FROM cells WHERE project = NEW.project AND source = NEW.source"
        " AND period = NEW.period AND measure = NEW.measure)",
    }
    for table in LINES:
        inserts[table] = (
            f"{following} OR NEW.line <> (SELECT coalesce(max(line), 0) + 1 FROM {table} WHERE number = NEW.number)"
        )
    for table, otherwise in inserts.items():
        guards[f"{table}_insert"] = _refusing(f"{table}_insert", "INSERT", table, otherwise)
    guards["cells_update"] = _refusing("cells_update", "UPDATE OF id, project, source, period, measure", "cells")
    guards["cells_delete"] = _refusing("cells_delete", "DELETE", "cells")
    guards["cells_balance"] = (
        "CREATE TRIGGER cells_balance AFTER INSERT ON postings "
        "BEGIN UPDATE cells SET won = won + NEW.won, entries = entries + NEW.entries WHERE id = NEW.cell; END"
    )
    return guards


GUARDS = _guards()


def version_of(connection: sqlite3.Connection) -> int:
    """The number of the last migration that this book has seen; 0 for an empty database."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection) -> None:
    """Runs every pending migration, all or none, and remakes the guards, which `table.transform()` drops."""
    from sqlite_utils import Database

    # SQLite ignores this pragma inside a transaction, and a transform would trip over every reference with it on.
    connection.execute("PRAGMA foreign_keys = OFF")
    db = Database(connection, execute_plugins=False)
    try:
        db.execute("BEGIN IMMEDIATE")
        for name in guards_of(connection):
            db.execute(f'DROP TRIGGER "{name}"')
        for migration in MIGRATIONS[version_of(connection) :]:
            migration(db)
        for guard in GUARDS.values():
            db.execute(guard)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        if stray := db.execute("PRAGMA foreign_key_check").fetchall():
            raise sqlite3.IntegrityError(f"a migration left lines without their transaction: {stray[:3]}")
        db.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")


def require_pending(path: Path, connection: sqlite3.Connection) -> None:
    """Damaged: the book says that it is of the first schema, and yet has the table of the second."""
    stored = "SELECT 1 FROM sqlite_schema WHERE name IN ('files', 'files_sha256')"
    if version_of(connection) == 1 and connection.execute(stored).fetchone():
        what = Text(
            en="it says schema 1, but has the table files of schema 2",
            ko="장부 형식이 1이라고 적혀 있으나 형식 2의 표(files)가 있습니다",
        )
        raise damaged(path, what)


def require_guarded(path: Path, connection: sqlite3.Connection) -> None:
    """Damaged: a guard is not as we made it. Without it postings may miss their balance, or history be changed."""
    for what in wrong_guards(connection):
        raise damaged(path, what)


def require_tables(path: Path, connection: sqlite3.Connection) -> None:
    """Damaged: a table is gone, or something else (a view that never ends) has its name."""
    for what in lost_tables(connection):
        raise damaged(path, what)


def wrong_guards(connection: sqlite3.Connection) -> Iterator[Text]:
    """What is wrong with the guards of the file, one by one."""
    stored = guards_of(connection)
    for name in sorted(GUARDS.keys() | stored.keys()):
        if name not in stored:
            what = Text(en="guard {name} is gone", ko="보호 장치가 없어졌습니다: {name}")
        elif name not in GUARDS:
            what = Text(en="trigger {name} is not of this program", ko="이 프로그램의 것이 아닌 트리거입니다: {name}")
        elif stored[name] != GUARDS[name]:
            what = Text(en="guard {name} was changed", ko="보호 장치가 바뀌었습니다: {name}")
        else:
            continue
        yield what.format(name=name)


def lost_tables(connection: sqlite3.Connection) -> Iterator[Text]:
    """The tables that the file should have and has not."""
    stored = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for name in TABLES:
        if name not in stored:
            yield Text(en="table {name} is gone", ko="표가 없어졌습니다: {name}").format(name=name)


def guards_of(connection: sqlite3.Connection) -> dict[str, str]:
    """The triggers that the file has now: name -> SQL."""
    return dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall())
