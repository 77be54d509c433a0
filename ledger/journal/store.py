"""The journal of a book: opened under its lock, read, and appended to in one way only."""

import io
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from ledger.disk import placed
from ledger.journal.admission import admitted
from ledger.journal.chain import GENESIS
from ledger.journal.connection import connect, damaged, patiently, recognised, told
from ledger.journal.copies import keep_copy_before, keep_daily_copy
from ledger.journal.entering import enter
from ledger.journal.lock import OwnerLock
from ledger.journal.reading import Reader
from ledger.journal.schema import MIGRATIONS, migrate, version_of
from ledger.model.entry import Draft, Header, Seal
from ledger.model.errors import Busy, Refused, StorageFailure
from ledger.model.text import Text

Clock = Callable[[], datetime]
Ids = Callable[[str], str]


class Journal(Reader):
    """An open book. Use it in a `with` block: the lock beside the book is held until it is closed.

    `now` gives the time, with its zone, that transactions are recorded at; `new_id` gives 32 hex digits for a
    purpose (`node`, `transaction 12`). `notes` are what the user should be told about the opening.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: OwnerLock | None, *, now: Clock, new_id: Ids
    ) -> None:
        super().__init__(path, connection)
        self.notes: list[Text] = []
        self._lock = lock
        self._now = now
        self._new_id = new_id
        self.writable = False
        self.node = self.node_of_book()
        self.head = self.last_seal()

    @classmethod
    def create(cls, path: Path, *, now: Clock, new_id: Ids) -> Self:
        """Makes a new book and opens it for writing. After any failure there is no file.

        Refused: the name is taken, the folder does not exist. StorageFailure: the folder takes no new file.
        """
        _require_free(path)
        lock, notes = _locked(path)
        try:
            _require_free(path)  # once more: whoever held the lock may have made it
            with placed(path) as passing, closing(connect(passing, "rwc")) as connection, told(path):
                migrate(connection)
                connection.execute("INSERT INTO book (id, node) VALUES (1, ?)", (new_id("node"),))
        except BaseException:
            lock.release()
            raise
        return cls._opened(path, lock, notes, write=True, now=now, new_id=new_id)

    @classmethod
    def open(cls, path: Path, *, now: Clock, new_id: Ids, write: bool) -> Self:
        """Opens an existing book; one of an older version is migrated, after a copy of it was kept.

        Refused: it is missing, not a book, or of a newer version. Busy: somebody has it open. StorageFailure: the
        disk or the folder. A folder that is read-only is read without a lock.
        """
        path = recognised(path)
        try:
            lock, notes = _locked(path)
        except StorageFailure:
            if write:
                raise
            return cls._opened(path, None, [], write=False, now=now, new_id=new_id)
        return cls._opened(path, lock, notes, write=write, now=now, new_id=new_id)

    @classmethod
    def _opened(
        cls, path: Path, lock: OwnerLock | None, notes: list[Text], *, write: bool, now: Clock, new_id: Ids
    ) -> Self:
        connection = None
        try:
            connection = connect(path, "rw" if lock else "ro")
            with told(path):
                _bring_up_to_date(path, connection, locked=lock is not None)
                if lock is None:
                    connection.execute("BEGIN")  # one state for all questions, though others may write meanwhile
                if not write:
                    connection.execute("PRAGMA query_only = ON")
                journal = cls(path, connection, lock, now=now, new_id=new_id)
        except BaseException:
            if connection is not None:
                connection.close()
            if lock is not None:
                lock.release()
            raise
        journal.writable = write
        journal.notes += notes
        return journal

    def close(self) -> None:
        """Closes the book and gives its lock back."""
        try:
            self.connection.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def append(self, drafts: Sequence[Draft]) -> list[Seal]:
        """Records each draft as a transaction, all of them or none. Returns their seals in order.

        Refused: an amount or a balance beyond 10^15 won, an act that is recorded already, an undo of what does not
        stand. Busy: the book has changed since it was opened. StorageFailure: the disk, or the copy of the day.
        """
        if not self.writable:
            raise io.UnsupportedOperation("the book was opened for reading")
        ready = [admitted(draft) for draft in drafts]
        if not ready:
            return []
        if self.head is not None:
            keep_daily_copy(self.path, self.connection, self._now().date())
        with self._writing():
            seals = self._recorded(ready)
        self.head = seals[-1]
        return seals

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One write transaction on the state that was opened: committed at the end, or nothing of it remains."""
        with told(self.path):
            try:
                patiently(self.path, lambda: self.connection.execute("BEGIN IMMEDIATE"))
                self._require_unchanged()
                yield
                patiently(self.path, lambda: self.connection.execute("COMMIT"))
            finally:
                if self.connection.in_transaction:
                    with suppress(sqlite3.Error):  # after a failure of the disk SQLite may have done it itself
                        self.connection.execute("ROLLBACK")

    def _require_unchanged(self) -> None:
        if self.last_seal() != self.head:
            raise Busy(
                Text(
                    en="somebody else has recorded in this book meanwhile",
                    ko="그사이 다른 사람이 이 장부에 기록했습니다",
                ),
                where=str(self.path),
                way_out=Text(en="run the command again", ko="명령을 다시 실행하십시오"),
            )
        number = self.head.number if self.head else 0
        for table in ("postings", "registers"):
            if self.connection.execute(f"SELECT 1 FROM {table} WHERE number > ? LIMIT 1", (number,)).fetchone():
                raise damaged(self.path, Text(en="it has lines without a transaction", ko="전표 없는 기장이 있습니다"))

    def _recorded(self, drafts: Sequence[Draft]) -> list[Seal]:
        recorded = self._now()
        if recorded.tzinfo is None:
            raise TypeError("the clock must tell its time zone")
        seals: list[Seal] = []
        head = self.head
        for draft in drafts:
            number = head.number + 1 if head else 1
            uid = draft.uid or self._new_id(f"transaction {number}")
            self._require_new(uid)
            self._require_standing(draft.header)
            seal = Seal(
                number=number,
                uid=uid,
                node=self.node,
                recorded=recorded.isoformat(timespec="seconds"),
                previous=head.hash if head else GENESIS,
                hash="",
            )
            head = enter(self.connection, draft, seal)
            seals.append(head)
        return seals

    def _require_new(self, uid: str) -> None:
        if number := self.numbers_of([uid]).get(uid):
            raise Refused(
                Text(
                    en="this act is already recorded, as transaction {number}",
                    ko="이미 기록된 내용입니다(전표 {number}번)",
                ).format(number=number)
            )

    def _require_standing(self, header: Header) -> None:
        """What is to be undone exists and is not undone already: money must not be taken back twice."""
        if header.undoes is None:
            return
        undone = self.transaction(header.undoes)
        if by := self.undone().get(undone.number):
            raise Refused(
                Text(
                    en="transaction {number} is already undone, by transaction {by}",
                    ko="전표 {number}번은 이미 취소되었습니다(전표 {by}번)",
                ).format(number=undone.number, by=by)
            )


def _require_free(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise Refused(
            Text(en="there is already a file of this name", ko="같은 이름의 파일이 이미 있습니다"), where=str(path)
        )
    if not path.parent.is_dir():
        raise Refused(Text(en="there is no such folder", ko="폴더가 없습니다"), where=str(path.parent))


def _locked(path: Path) -> tuple[OwnerLock, list[Text]]:
    """The lock, taken, and what is to be said about it."""
    lock = OwnerLock(path)
    cleared = lock.acquire()
    if cleared is None:
        return lock, []
    note = Text(
        en="cleared the lock of a command that had ended without closing the book ({holder})",
        ko="장부를 닫지 못하고 끝난 명령의 잠금을 풀었습니다({holder})",
    )
    return lock, [note.format(holder=cleared.text)]


def _bring_up_to_date(path: Path, connection: sqlite3.Connection, *, locked: bool) -> None:
    version, ours = version_of(connection), len(MIGRATIONS)
    if version > ours:
        raise Refused(
            Text(
                en="the book was made by a newer version of ledger (schema {version}, this one knows {ours})",
                ko="더 새로운 버전의 ledger 장부입니다(장부 형식 {version}, 이 프로그램 {ours})",
            ).format(version=version, ours=ours),
            where=str(path),
            way_out=Text(en="update ledger", ko="ledger 프로그램을 새 버전으로 바꾸십시오"),
        )
    if version == ours:
        return
    if version < 1:
        raise damaged(path, Text(en="it has no tables", ko="표가 없습니다"))
    if not locked:
        raise Refused(
            Text(
                en="a book of an older version cannot be brought up to date in a read-only folder",
                ko="읽기 전용 폴더에서는 이전 버전의 장부를 새 형식으로 바꿀 수 없습니다",
            ),
            where=str(path),
            way_out=Text(en="open it once where you may write", ko="쓸 수 있는 곳에서 장부를 한 번 열어 주십시오"),
        )
    keep_copy_before(path, connection, ours)
    migrate(connection)
