"""One bit of the file turned over: what anybody could see of it is found, in the page of a table or of an index."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.torture.suffered import Suffered
from benchmarks.torture.written import desk_at, is_proved, written
from ledger.journal.schema import TABLES
from ledger.model.errors import LedgerError

TIMES, SHORT = 1_000, 30


def inflict(folder: Path, times: int, chance: random.Random) -> Iterator[Suffered]:
    """Bits of a book of 2,000 postings; of a twentieth of them where it is done seldom."""
    path, head = written(folder, 2_000 if times >= 1_000 else 500, chance)
    sound, shown = path.read_bytes(), visible(path)
    assert is_proved(path, head)
    suffered = Suffered("one bit of the file turned over")
    seen = torn = 0
    for _ in range(times):
        spoiled = bytearray(sound)
        place = chance.randrange(8 * len(spoiled))
        spoiled[place // 8] ^= 1 << place % 8
        path.write_bytes(spoiled)
        is_seen, is_found = visible(path) != shown, not is_proved(path, head)
        seen += is_seen
        torn += is_seen and _is_whole(path)
        if (error := _unforeseen(path)) is not None:
            suffered.failed("wrong_message", f"bit {place}: {error!r}")
        elif is_seen and not is_found:
            suffered.failed("lost", f"bit {place} changed what is shown, and verify found nothing")
        else:
            suffered.came_through()
    suffered.notes.append(f"{seen} of them changed what is shown; SQLite's own integrity_check misses {torn} of these")
    yield suffered


def visible(path: Path) -> object:
    """Every value of every table, as any program would read it; the error where none can."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as tool:
            tool.text_factory = bytes
            return {table: tool.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the second where the schema itself is hit
        return repr(error)


def _unforeseen(path: Path) -> Exception | None:
    """What reading the whole book ends in, other than in an error of ours."""
    try:
        with desk_at(path).reading() as journal:
            journal.balances()
            journal.versions()
            for transaction in journal.transactions():
                for file in transaction.files:
                    file.read()
    except LedgerError:
        pass
    except Exception as error:
        return error
    return None


def _is_whole(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as tool:
            return tool.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except (sqlite3.Error, UnicodeDecodeError):
        return False
