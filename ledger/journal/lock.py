"""The owner lock: `<book>.lock` beside the book, held from opening to closing, for reading too.

Locks of the operating system do not reach across every office share; a file made with O_EXCL does.
"""

import json
import os
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from ledger.disk import beyond_links, cannot_write
from ledger.journal.patience import attempts
from ledger.model.errors import Busy, StorageFailure
from ledger.model.text import Text

_LARGEST = 4096  # bytes of a lock that names its holder
_SHOWN = 60  # characters of each name in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who has a book open: computer, login, process, since when (ISO), and a random mark of this one opening."""

    host: str
    user: str
    pid: int
    since: str
    mark: str

    @classmethod
    def here(cls) -> "Holder":
        """This process, now. The clock is the real one: the lock is about people waiting, not about the book."""
        since = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        return cls(host=_host(), user=_user(), pid=os.getpid(), since=since, mark=os.urandom(8).hex())

    @property
    def text(self) -> Text:
        return Text(
            en="{user} on {host}, process {pid}, since {since}",
            ko="{host} 컴퓨터, {user}, 프로세스 {pid}, 시작 {since}",
        ).format(
            user=_shown(self.user),
            host=_shown(self.host),
            pid=self.pid,
            since=_shown(self.since.replace("T", " ")[:19]),
        )

    @property
    def is_gone(self) -> bool:
        """True only when it is certain: the process was on this computer and has ended."""
        return self.host == _host() and not _is_running(self.pid)


_ANONYMOUS = Holder(host="?", user="?", pid=0, since="?", mark="")  # has not written its name into its lock


class OwnerLock:
    """The lock of one opening of a book."""

    def __init__(self, book: Path) -> None:
        self.book = book
        self.file = lock_of(book)
        self._mine: Holder | None = None

    def acquire(self) -> Holder | None:
        """Takes the lock, waiting for it. Returns whose stale lock was cleared on the way, or None.

        Busy: somebody else holds it. StorageFailure: this folder takes no new file.
        """
        cleared = None
        for _ in attempts():
            if self._made():
                return cleared
            cleared = self._clear_stale() or cleared
            if cleared and self._made():
                return cleared
        raise self._held()

    def release(self) -> None:
        """Gives the lock back, unless `unlock` has given it to someone else meanwhile."""
        if self._mine is not None and _read(self.file) == self._mine:
            with suppress(OSError):
                self.file.unlink()
        self._mine = None

    def _made(self) -> bool:
        mine = Holder.here()
        with _undisturbed():
            try:
                handle = os.open(self.file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
            except FileExistsError:
                return False
            except OSError as error:
                if isinstance(error, PermissionError) and self.file.exists():  # on Windows: its holder is deleting it
                    return False
                raise cannot_write(self.file, error) from error
            try:
                with os.fdopen(handle, "w", encoding="ascii") as file:
                    json.dump(asdict(mine), file)  # escaped: a login need not be text
            except OSError as error:
                self.file.unlink(missing_ok=True)
                raise cannot_write(self.file, error) from error
            self._mine = mine
        return True

    def _clear_stale(self) -> Holder | None:
        """Removes the lock of an ended process. Only who has made `.stale` may remove, and judges again then:
        otherwise the second of two clearers would remove the fresh lock of the first."""
        if (holder := _read(self.file)) is None or not holder.is_gone:
            return None
        guard = stale_of(self.file)
        try:
            os.close(os.open(guard, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except OSError:
            return None
        try:
            holder = _read(self.file)
            if holder is None or not holder.is_gone:
                return None
            self.file.unlink()
            return holder
        except OSError:
            return None
        finally:
            guard.unlink(missing_ok=True)

    def _held(self) -> Busy:
        holder = _read(self.file)
        if holder is None:
            what = Text(en="the book is locked, by whom is not recorded", ko="장부가 잠겨 있습니다(사용자 기록 없음)")
        else:
            what = Text(
                en="the book is open elsewhere: {holder}", ko="장부를 다른 곳에서 사용 중입니다: {holder}"
            ).format(holder=holder.text)
        way_out = Text(
            en="wait until it is closed; if nobody has it open any more, run ledger unlock",
            ko="닫힐 때까지 기다리십시오. 아무도 쓰고 있지 않다면 ledger unlock 명령을 실행하십시오",
        )
        return Busy(what, where=str(self.book), way_out=way_out)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C waits until the block has ended: a lock cut short names nobody, so nobody could say that it is stale."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def unlock(book: Path) -> Holder | None:
    """Removes the lock of a book because a person says so. Returns who held it, None if nobody did.

    StorageFailure: it cannot be removed.
    """
    file = lock_of(book)
    holder = _read(file) or _ANONYMOUS
    _removed(stale_of(file))
    return holder if _removed(file) else None


def _removed(file: Path) -> bool:
    """Removes what has the name of a lock, an empty folder too. False when there was nothing."""
    is_folder = file.is_dir() and not file.is_symlink()
    try:
        if is_folder:
            file.rmdir()
        else:
            file.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _folder_in_its_place(file) if is_folder else cannot_write(file, error) from error
    return True


def _folder_in_its_place(file: Path) -> StorageFailure:
    return StorageFailure(
        Text(
            en="a folder with files in it stands in the place of the lock",
            ko="잠금 파일 자리에 빈 폴더가 아닌 폴더가 있습니다",
        ),
        where=str(file),
        way_out=Text(
            en="move the folder elsewhere, then run the command again",
            ko="폴더를 다른 곳으로 옮긴 뒤 명령을 다시 실행하십시오",
        ),
    )


def lock_of(book: Path) -> Path:
    """Where the lock of a book lies: beside the file itself, whatever link leads to it."""
    book = beyond_links(book)
    return book.with_name(f"{book.name}.lock")


def stale_of(lock: Path) -> Path:
    """The mark of the one process that is clearing a stale lock."""
    return lock.with_name(f"{lock.name}.stale")


def _read(file: Path) -> Holder | None:
    """None when there is no lock, or one whose maker has not written his name into it. Anybody may have written it: a
    pipe would never end, and deep brackets fell the parser."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return None
        with file.open("rb") as opened:
            holder = Holder(**json.loads(opened.read(_LARGEST)))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    texts = (holder.host, holder.user, holder.since, holder.mark)
    well_formed = type(holder.pid) is int and holder.pid > 0 and all(type(text) is str for text in texts)
    return holder if well_formed else None


def _shown(name: str) -> str:
    """A name as a terminal may be given it: what steers the terminal instead of being printed is a question mark."""
    return "".join(char if char.isprintable() else "?" for char in name[:_SHOWN])


def _host() -> str:
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "?")


def _user() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return "?"


if sys.platform == "win32":

    def _is_running(pid: int) -> bool:
        """False only when the system knows no such process."""
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if not handle:
            return ctypes.get_last_error() != 87  # ERROR_INVALID_PARAMETER: no such process
        status = ctypes.c_ulong()
        known = kernel.GetExitCodeProcess(handle, ctypes.byref(status))
        kernel.CloseHandle(handle)
        return not known or status.value == 259  # STILL_ACTIVE

else:

    def _is_running(pid: int) -> bool:
        """False only when the system knows no such process."""
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except (OSError, OverflowError):
            return True
        return True
