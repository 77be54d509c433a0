"""The one door to SQLite: what is opened, how every connection is set, and what its failures are called."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeVar
from unicodedata import normalize
from urllib.parse import quote

from ledger.disk import DATABASE, beyond_links
from ledger.journal.patience import attempts
from ledger.model.errors import Busy, LedgerError, Refused, StorageFailure
from ledger.model.text import Text, nearest, same


class Damaged(StorageFailure):
    """The book holds what the program never wrote."""


Mode = Literal["ro", "rw", "rwc"]
Result = TypeVar("Result")

APPLICATION = int.from_bytes(b"LDGR", "big")
OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables

# The waiting is ours (patience), so SQLite itself waits but briefly. The cache holds the working set of an import
# of a million postings. The journal is truncated, not deleted: no folder entry has to survive a power cut.
PRAGMAS = {
    "busy_timeout": "50",
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
    "mmap_size": "0",
    "foreign_keys": "ON",
    "recursive_triggers": "ON",
    "cache_size": "-131072",
    "fullfsync": "ON",
    "synchronous": "EXTRA",
    "journal_mode": "TRUNCATE",
}


def connect(path: Path, mode: Mode = "rw") -> sqlite3.Connection:
    """A connection with every pragma of `PRAGMAS`, each statement its own transaction until `BEGIN`.

    Refused: too old a SQLite. Busy: locked for longer than the wait. StorageFailure: whatever the disk does.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise Refused(
            Text(en="SQLite {version} is too old", ko="SQLite {version} 버전은 너무 오래되었습니다").format(
                version=sqlite3.sqlite_version
            ),
            way_out=Text(en="install Python 3.11 or later anew", ko="파이썬 3.11 이상을 새로 설치하십시오"),
        )
    with told(path):
        connection = sqlite3.connect(_uri(path, mode), uri=True, isolation_level=None, timeout=0.05)
        try:
            patiently(path, lambda: _settle(connection))
        except BaseException:
            connection.close()
            raise
    return connection


def _settle(connection: sqlite3.Connection) -> None:
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()


def _uri(path: Path, mode: Mode) -> str:
    """Written out by hand: `Path.as_uri` gives a share (`//server/...`) an authority, which SQLite refuses."""
    name = path.absolute().as_posix()
    rooted = name if name.startswith("/") else f"/{name}"
    return f"file://{quote(os.fsencode(rooted))}?mode={mode}"  # as bytes: a name need not be text


def recognised(path: Path) -> Path:
    """The file itself, as the disk spells it and behind any symbolic link (so that whoever opens it finds the same
    lock), once its first 100 bytes are those of a book. Runs no SQL, creates nothing.

    Refused: missing, a folder, a pipe or device, empty, not SQLite, of another application. StorageFailure: not
    readable.
    """
    found = beyond_links(_as_spelled(path))
    if found.is_dir():
        raise Refused(Text(en="this is a folder, not a book", ko="장부가 아니라 폴더입니다"), where=str(path))
    if not found.exists():
        said = Text(en="it is a link to a book that is not there: {found}", ko="연결된 곳에 장부가 없습니다: {found}")
        raise Refused(said.format(found=found.name), where=str(path), way_out=_INIT)
    if not found.is_file():  # merely opening a pipe would wait for ever
        raise Refused(
            Text(en="this is a device or a pipe, not a book", ko="장부가 아니라 장치나 파이프입니다"), where=str(path)
        )
    try:
        with found.open("rb") as file:
            start = file.read(100)
    except OSError as error:
        raise StorageFailure(
            Text(en="the book cannot be read: {why}", ko="장부를 읽을 수 없습니다: {why}").format(
                why=error.strerror or type(error).__name__
            ),
            where=str(path),
        ) from error
    if not start:
        raise Refused(
            Text(en="the file is empty, not a book", ko="빈 파일이며 장부가 아닙니다"), where=str(path), way_out=_INIT
        )
    if not start.startswith(DATABASE) or len(start) < 100:
        raise Refused(Text(en="this file is not a book", ko="장부 파일이 아닙니다"), where=str(path), way_out=_INIT)
    if int.from_bytes(start[68:72], "big") != APPLICATION:
        raise Refused(
            Text(
                en="this is a database of another program, not a book",
                ko="다른 프로그램의 데이터베이스이며 장부가 아닙니다",
            ),
            where=str(path),
            way_out=_INIT,
        )
    return found


_INIT = Text(en="ledger init makes a new book", ko="새 장부는 ledger init 명령으로 만듭니다")


def _as_spelled(path: Path) -> Path:
    """A name from macOS or a zip may be stored decomposed; typed composed, it is still the same name."""
    if path.exists():
        return path
    try:
        names = {each.name for each in path.parent.iterdir()}
    except OSError:
        names = set()
    for name in names:
        if normalize("NFC", name) == normalize("NFC", path.name):
            return path.with_name(name)
    near = nearest(path.name, [name for name in names if Path(name).suffix == path.suffix])
    raise Refused(
        Text(en="there is no such book", ko="장부가 없습니다"),
        where=str(path),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 파일입니까?").format(near=near) if near else _INIT,
    )


def patiently(path: Path, action: Callable[[], Result]) -> Result:
    """The result of the action, tried again while SQLite says that the book is locked. Busy after the wait."""
    for _ in attempts():
        try:
            return action()
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                raise
    raise _busy(path)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Within it, what SQLite raises for disk, rights, damage or locks is said in our words: StorageFailure, Busy."""
    try:
        yield
    except sqlite3.Error as error:
        said = _in_our_words(error, path)
        if said is None:
            raise
        raise said from error
    except UnicodeDecodeError as error:  # the message itself quotes the torn bytes
        raise damaged(path, same(error.reason)) from error


def damaged(path: Path, what: Text) -> Damaged:
    """The failure to raise, with its ways out."""
    return Damaged(
        Text(en="the book is damaged: {what}", ko="장부가 손상되었습니다: {what}").format(what=what),
        where=str(path),
        way_out=Text(
            en="ledger verify shows all of it, ledger restore brings back a copy",
            ko="ledger verify 명령으로 확인하고 ledger restore 명령으로 사본을 되살리십시오",
        ),
    )


def _in_our_words(error: sqlite3.Error, path: Path) -> LedgerError | None:
    if _is_busy(error):
        return _busy(path)
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # raised by the Python module itself: text in the file that is not UTF-8, or a defect of ours
        return damaged(path, same(str(error))) if isinstance(error, sqlite3.OperationalError) else None
    # Our statements are fixed and fit our tables: where one has an error, the tables (or a trigger) are not ours.
    if code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
        return damaged(path, same(str(error)))
    if code in (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY):
        return StorageFailure(
            Text(
                en="a write was cut short and cannot be taken back in a read-only folder",
                ko="쓰다가 끊긴 기록이 있으나, 읽기 전용 폴더에서는 되돌릴 수 없습니다",
            ),
            where=str(path),
            way_out=Text(
                en="open the book once where you may write", ko="쓸 수 있는 곳에서 장부를 한 번 열어 주십시오"
            ),
        )
    what = _STORAGE.get(code & 0xFF)
    if what is None:
        return None
    return StorageFailure(what.format(why=error), where=str(path), way_out=_WAYS.get(code & 0xFF))


def _is_busy(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _busy(path: Path) -> Busy:
    return Busy(
        Text(en="another program is using the book", ko="다른 프로그램이 장부를 사용하고 있습니다"),
        where=str(path),
        way_out=Text(en="close it there, then run the command again", ko="그쪽에서 닫은 뒤 명령을 다시 실행하십시오"),
    )


_WAYS = {
    sqlite3.SQLITE_READONLY: Text(en="give yourself the right to write", ko="쓰기 권한을 확인하십시오"),
    sqlite3.SQLITE_FULL: Text(en="free some space and run it again", ko="공간을 비우고 다시 실행하십시오"),
    sqlite3.SQLITE_NOMEM: Text(en="close other programs", ko="다른 프로그램을 닫으십시오"),
    sqlite3.SQLITE_PROTOCOL: Text(
        en="keep the book on a disk of this machine", ko="장부를 이 컴퓨터의 디스크에 두십시오"
    ),
}
_STORAGE = {
    sqlite3.SQLITE_READONLY: Text(en="the book is read-only", ko="장부가 읽기 전용입니다"),
    sqlite3.SQLITE_PERM: Text(en="you may not open the book", ko="장부를 열 권한이 없습니다"),
    sqlite3.SQLITE_CANTOPEN: Text(en="the book cannot be opened ({why})", ko="장부를 열 수 없습니다({why})"),
    sqlite3.SQLITE_IOERR: Text(en="the disk failed ({why})", ko="디스크 오류가 났습니다({why})"),
    sqlite3.SQLITE_FULL: Text(en="the disk is full", ko="디스크가 가득 찼습니다"),
    sqlite3.SQLITE_NOMEM: Text(en="the memory is used up", ko="메모리가 부족합니다"),
    sqlite3.SQLITE_PROTOCOL: Text(
        en="the file locks of this folder fail", ko="이 폴더의 파일 잠금이 동작하지 않습니다"
    ),
}
