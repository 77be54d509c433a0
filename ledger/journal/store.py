"""The journal of a book: opened under its lock, read, and appended to in one way only."""

import io
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
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
from ledger.journal.schema import (
    LINES,
    MIGRATIONS,
    migrate,
    require_guarded,
    require_pending,
    require_tables,
    version_of,
)
from ledger.model.entry import Draft, Seal
from ledger.model.errors import Busy, Refused, StorageFailure
from ledger.model.record import attached_to
from ledger.model.text import Text

Clock = Callable[[], datetime]
Ids = Callable[[str], str]


class Journal(Reader):
    """An open book. Use it in a `with` block: the lock beside the book is held until it is closed.

    `now` gives the time, with its zone, that transactions are recorded at; `new_id` gives 32 hex digits for a
    purpose (`node`, `transaction 12`). `notes` are what the user should be told about the opening.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, *, write: bool, notes: list[Text], now: Clock, new_id: Ids
    ) -> None:
        super().__init__(path, connection)
        self.writable = write
        self.notes = notes
        self._now = now
        self._new_id = new_id
        self._ending = ExitStack()  # what is to be done when the book is closed
        self._is_placed = True
        self.node = self.node_of_book()
        self.head = self.last_seal()

    @classmethod
    def create(cls, path: Path, *, now: Clock, new_id: Ids) -> Self:
        """Makes a new book, open for writing. It takes its name when it is closed: where its `with` block ends in an
        exception, as by a refused first `append`, there is no file.

        Refused: the name is taken, the folder does not exist. StorageFailure: the folder takes no new file.
        """
        _require_free(path)
        with ExitStack() as ending:
            notes = _locked(path, ending)
            _require_free(path)  # once more: whoever held the lock may have made it
            passing = ending.enter_context(placed(path))
            connection = ending.enter_context(closing(connect(passing, "rwc")))
            with told(path):
                migrate(connection)
                connection.execute("INSERT INTO book (id, node) VALUES (1, ?)", (new_id("node"),))
                journal = cls(path, connection, write=True, notes=notes, now=now, new_id=new_id)
            journal._ending = ending.pop_all()
        journal._is_placed = False
        return journal

    @classmethod
    def open(cls, path: Path, *, now: Clock, new_id: Ids, write: bool) -> Self:
        """Opens an existing book; one of an older version is migrated, after a copy of it was kept.

        Refused: it is missing, not a book, of a newer version, or to be written though it has a second name. Busy:
        somebody has it open. StorageFailure: the disk, the folder or the book. A folder that is read-only is read
        without a lock.
        """
        path = recognised(path)
        notes = _told_of_names(path, write=write)
        with ExitStack() as ending:
            locked = True
            try:
                notes += _locked(path, ending)
            except StorageFailure:
                if write:
                    raise
                locked = False
            connection = ending.enter_context(closing(connect(path, "rw" if locked else "ro")))
            with told(path):
                _bring_up_to_date(path, connection, locked=locked)
                require_tables(path, connection)
                if not locked:
                    connection.execute("BEGIN")  # one state for all questions, though others may write meanwhile
                if not write:
                    connection.execute("PRAGMA query_only = ON")
                journal = cls(path, connection, write=write, notes=notes, now=now, new_id=new_id)
            journal._ending = ending.pop_all()
        return journal

    def close(self) -> None:
        """Closes the book and gives its lock back. A new book takes its name."""
        self._ending.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.__exit__(kind, error, trace)

    def append(self, drafts: Sequence[Draft]) -> list[Seal]:
        """Records each draft as a transaction, all of them or none. Returns their seals in order.

        Refused: an amount or a balance beyond 10^15 won, an act that is recorded already, an undo of what does not
        stand or that is not its reverse. Busy: the book has changed since it was opened. StorageFailure: the disk, the
        copy of the day, or a book without its guards.
        """
        if not self.writable:
            raise io.UnsupportedOperation("the book was opened for reading")
        ready = [admitted(draft) for draft in drafts]
        if not ready:
            return []
        if self.head is not None and self._is_placed:
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
        require_guarded(self.path, self.connection)
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
        for table in LINES:
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
            self._require_reverse(draft)
            self._require_files(draft)
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
        number = self.numbers_of([uid]).get(uid)
        if number is None:
            return
        if self.head is None or number > self.head.number:  # written a moment ago, and about to be taken back
            said = Text(
                en="what is to be recorded holds the same act twice (id {uid})",
                ko="기록할 내용에 같은 전표가 두 번 있습니다(고유 번호 {uid})",
            )
            raise Refused(said.format(uid=uid))
        raise Refused(
            Text(
                en="this act is already recorded, as transaction {number}",
                ko="이미 기록된 내용입니다(전표 {number}번)",
            ).format(number=number)
        )

    def _require_reverse(self, draft: Draft) -> None:
        """What is to be undone exists, is not undone already (money must not be taken back twice), and nothing else is
        done in the name of its undoing."""
        if draft.header.undoes is None:
            return
        undone = self.transaction(draft.header.undoes)
        if by := self.undone().get(undone.number):
            raise Refused(
                Text(
                    en="transaction {number} is already undone, by transaction {by}",
                    ko="전표 {number}번은 이미 취소되었습니다(전표 {by}번)",
                ).format(number=undone.number, by=by)
            )
        reverse = [posting._replace(won=-posting.won, entries=-posting.entries) for posting in undone.postings]
        if Counter(reverse) != Counter(draft.postings):
            raise Refused(
                Text(
                    en="this is said to undo transaction {number}, but is not its exact reverse",
                    ko="전표 {number}번의 취소라고 하지만 그 전표의 정확한 반대 기장이 아닙니다",
                ).format(number=undone.number)
            )

    def _require_files(self, draft: Draft) -> None:
        """What a row names is attached here, or was before."""
        attached = {file.sha256 for file in draft.files}
        for row in draft.rows:
            for digest in attached_to(row.kind, row.body):
                if digest not in attached and not self.has_file(digest):
                    raise Refused(
                        Text(en="it comes without a file that it names", ko="함께 있어야 할 붙임 파일이 없습니다"),
                        where=row.key,
                    )


def _require_free(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise Refused(
            Text(en="there is already a file of this name", ko="같은 이름의 파일이 이미 있습니다"),
            where=str(path),
            way_out=Text(en="give another name", ko="다른 이름을 주십시오"),
        )
    if not path.parent.is_dir():
        raise Refused(
            Text(en="there is no such folder", ko="폴더가 없습니다"),
            where=str(path.parent),
            way_out=Text(en="make the folder first, or give another", ko="폴더를 먼저 만들거나 다른 폴더를 쓰십시오"),
        )


def _told_of_names(path: Path, *, write: bool) -> list[Text]:
    """What is to be said of a book with another name (a hard link) that has a lock of its own: two could write at once.
    Copies that programs for backups make may share a file in this way: they can be read."""
    if path.stat().st_nlink < 2:
        return []
    said = Text(en="the book has a second name (a hard link)", ko="장부 파일에 다른 이름(하드 링크)이 더 있습니다")
    if write:
        raise Refused(
            said,
            where=str(path),
            way_out=Text(en="copy it under a new name and record there", ko="새 이름으로 복사한 파일에 기록하십시오"),
        )
    return [said]


def _locked(path: Path, ending: ExitStack) -> list[Text]:
    """Takes the lock, to be given back in the end. Returns what is to be said about it."""
    lock = OwnerLock(path)
    ending.callback(lock.release)
    cleared = lock.acquire()
    if cleared is None:
        return []
    note = Text(
        en="cleared the lock of a command that had ended without closing the book ({holder})",
        ko="장부를 닫지 못하고 끝난 명령의 잠금을 풀었습니다({holder})",
    )
    return [note.format(holder=cleared.text)]


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
    require_pending(path, connection)
    keep_copy_before(path, connection, ours)
    migrate(connection)
