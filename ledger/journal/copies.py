"""사본: copies of a book in the folder `<book>.copies`, and bringing one back under a new name."""

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from ledger.disk import beyond_links, cannot_write, placed
from ledger.journal.connection import connect, damaged, recognised, told
from ledger.journal.reading import Reader
from ledger.journal.schema import require_guarded
from ledger.model.entry import Seal
from ledger.model.errors import LedgerError, Refused, StorageFailure
from ledger.model.text import Text

KEPT = 10
_DAILY = "[0-9]" * 8


def copies_of(book: Path) -> list[Path]:
    """The copies of a book: the daily ones by day, then those kept before a migration."""
    book = beyond_links(book)
    folder = _folder(book)
    return sorted(folder.glob(f"*-{_DAILY}{book.suffix}")) + sorted(folder.glob(f"*-before-v*{book.suffix}"))


def keep_daily_copy(book: Path, connection: sqlite3.Connection, day: date) -> Path | None:
    """Keeps a copy unless there is one of that day, then drops all but the last ten. Returns the new copy, or None.

    StorageFailure when the copy cannot be made or does not prove sound, or the book has lost its guards; older copies
    are then all still there.
    """
    copy = _folder(book) / f"{book.stem}-{day:%Y%m%d}{book.suffix}"
    if copy.exists():
        return None
    require_guarded(book, connection)
    _keep(book, connection, copy)
    daily = sorted(copy.parent.glob(f"*-{_DAILY}{book.suffix}"))
    for old in daily[:-KEPT]:
        old.unlink(missing_ok=True)
    return copy


def keep_copy_before(book: Path, connection: sqlite3.Connection, version: int) -> Path:
    """Keeps a copy of the book as it is now, about to be migrated to that version of the schema. It is not dropped
    with the daily ones; a second attempt replaces the copy of the first."""
    copy = _folder(book) / f"{book.stem}-before-v{version}{book.suffix}"
    _keep(book, connection, copy)
    return copy


def restore(copy: Path, target: Path) -> Seal | None:
    """Brings a copy back as `target`, a name that nothing has yet. Returns its last seal, None for an empty book.

    Refused: the name is taken, the copy is no book. StorageFailure: the copy is not sound, the disk refuses.
    """
    source = recognised(copy)
    if target.exists() or target.is_symlink():
        raise Refused(
            Text(en="there is already a file of this name", ko="같은 이름의 파일이 이미 있습니다"),
            where=str(target),
            way_out=Text(en="give the restored book a new name", ko="되살릴 장부에 새 이름을 주십시오"),
        )
    with closing(connect(source, "ro")) as connection:
        seal = Reader(source, connection).last_seal()
        _require_sound(source, seal)
        _copied(source, connection, target)
    return seal


def _folder(book: Path) -> Path:
    return book.with_name(f"{book.name}.copies")


def _keep(book: Path, connection: sqlite3.Connection, copy: Path) -> None:
    try:
        copy.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise cannot_write(copy.parent, error) from error
    _copied(book, connection, copy)


def _copied(book: Path, connection: sqlite3.Connection, target: Path) -> None:
    """`target` becomes a proven copy of the book, or nothing of it appears."""
    expected = Reader(book, connection).last_seal()
    with placed(target) as passing:
        with told(target):
            connection.execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(passing.absolute()),))
        _require_sound(passing, expected)


def _require_sound(copy: Path, expected: Seal | None) -> None:
    """The copy holds together and ends with the same transaction."""
    try:
        with told(copy), closing(connect(copy, "ro")) as connection:
            ((verdict,), *_) = connection.execute("PRAGMA integrity_check(1)").fetchall()
            if verdict != "ok":
                raise damaged(copy, Text(en=verdict, ko=verdict))
            if Reader(copy, connection).last_seal() != expected:
                raise damaged(copy, Text(en="it ends elsewhere", ko="마지막 전표가 다릅니다"))
    except LedgerError as error:
        raise StorageFailure(
            Text(en="the copy is not sound: {why}", ko="사본이 온전하지 않습니다: {why}").format(why=error.what),
            where=str(copy),
        ) from error
