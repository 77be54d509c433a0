"""History rewritten past the program: refused by the book itself, however it came to its present form."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.torture.suffered import Suffered
from benchmarks.torture.written import desk_at, written
from ledger.api.history import restore
from ledger.journal.schema import GUARDS

TIMES, SHORT = 4, 1  # books of each kind

_OLD = ("DROP TABLE files", "PRAGMA user_version = 1")  # as the first version left it
_CHANGED = {
    "book": "node = lower(hex(zeroblob(16)))",
    "transactions": "reason = 'x'",
    "cells": "project = 'x'",
    "postings": "won = 1",
    "registers": "body = '{}'",
    "files": "name = 'x'",
}


def inflict(folder: Path, times: int, chance: random.Random) -> Iterator[Suffered]:
    """Every table of a new, a migrated and a restored book, with recursive triggers on and off."""
    suffered = Suffered("history rewritten with another tool, guards in place")
    for turn in range(times):
        aside = folder / str(turn)
        aside.mkdir()
        for path in _books(aside, chance):
            for recursive in (True, False):
                for table, statement in _forbidden():
                    _try(path, table, statement, suffered, recursive=recursive)
    yield suffered


def _books(folder: Path, chance: random.Random) -> Iterator[Path]:
    """A book as it was made; one that was migrated; a copy that was restored."""
    path, _ = written(folder, 50, chance)
    yield path
    old = Path(shutil.copy(path, folder / "old.db"))
    with closing(sqlite3.connect(old, isolation_level=None)) as tool:
        for name in GUARDS:
            tool.execute(f"DROP TRIGGER {name}")
        for statement in _OLD:
            tool.execute(statement)
    with desk_at(old).writing():
        pass
    yield old
    restore(path, folder / "restored.db")
    yield folder / "restored.db"


def _forbidden() -> Iterator[tuple[str, str]]:
    """Tables, and what must not happen to their rows."""
    for table, change in _CHANGED.items():
        yield table, f"DELETE FROM {table}"
        yield table, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1"
        yield table, f"INSERT INTO {table} SELECT * FROM {table} WHERE 1 ON CONFLICT DO UPDATE SET {change}"
        yield table, f"UPDATE {table} SET {change}"
        yield table, f"UPDATE OR REPLACE {table} SET {change}"


def _try(path: Path, table: str, statement: str, suffered: Suffered, *, recursive: bool) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as tool:
        tool.execute(f"PRAGMA recursive_triggers = {'ON' if recursive else 'OFF'}")
        if not tool.execute(f"SELECT 1 FROM {table}").fetchone():
            return
        before = list(tool.iterdump())
        try:
            tool.execute(statement)
        except sqlite3.IntegrityError:
            suffered.came_through()
        else:
            suffered.failed("lost" if list(tool.iterdump()) != before else "wrong_message", f"{path.name}: {statement}")
