"""Twin of connection: the wrong file is refused at once, and nothing is created or changed."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from ledger.journal import connection
from ledger.journal.connection import APPLICATION, Damaged, connect, recognised
from ledger.journal.copies import copies_of, restore
from ledger.journal.schema import TABLES
from ledger.model.errors import Busy, LedgerError, Refused, StorageFailure


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as tool:
        tool.execute("CREATE TABLE t (a)")
        tool.execute("CREATE VIEW book AS WITH RECURSIVE e(n) AS (SELECT 1 UNION ALL SELECT n FROM e) SELECT n FROM e")


WRONG = {
    "the file is empty, not a book": lambda path: path.touch(),
    "this is a folder, not a book": lambda path: path.mkdir(),
    "this file is not a book": lambda path: path.write_text("이것은 장부가 아님"),
    "this is a database of another program, not a book": other_program,
    "there is no such book": lambda path: None,
    "it is a link to a book that is not there: b.db": lambda path: path.symlink_to("b.db"),
}


@pytest.mark.parametrize("what", WRONG)
@pytest.mark.parametrize("write", [True, False])
def test_a_wrong_file_is_refused_and_nothing_is_created(desk: Any, what: str, write: bool) -> None:
    WRONG[what](desk.path)
    before = state_of(desk.path.parent)
    with pytest.raises(Refused) as refusal:
        desk.open(write=write)
    assert (refusal.value.what.en, refusal.value.where) == (what, str(desk.path))
    assert state_of(desk.path.parent) == before


def state_of(folder: Path) -> dict[str, str]:
    return {
        each.name: hashlib.sha256(each.read_bytes() if each.is_file() else b"").hexdigest() for each in folder.iterdir()
    }


def test_a_cut_book_is_told_as_damaged(desk: Any) -> None:
    desk.record(desk.draft({desk.cell(f"1/{i}"): i for i in range(500)}))
    desk.path.write_bytes(desk.path.read_bytes()[:8192])
    with pytest.raises(StorageFailure, match="damaged"):
        desk.open()
    assert [each.name for each in desk.path.parent.iterdir() if each.suffix == ".lock"] == []


def test_a_book_without_tables_is_told_as_damaged(desk: Any) -> None:
    with closing(sqlite3.connect(desk.path)) as tool:
        tool.execute(f"PRAGMA application_id = {APPLICATION}")
    with pytest.raises(StorageFailure, match="no tables"):
        desk.open(write=True)


@pytest.mark.parametrize("table", TABLES)
def test_a_book_that_lost_a_table_is_told_as_damaged(desk: Any, table: str) -> None:
    desk.record(desk.draft({desk.cell(): 1}))
    endless = "WITH RECURSIVE e(n) AS (SELECT 1 UNION ALL SELECT n FROM e) SELECT n AS number FROM e"
    for harm in (f"ALTER TABLE {table} RENAME TO money", f"CREATE VIEW {table} AS {endless}"):
        with closing(sqlite3.connect(desk.path)) as tool:
            tool.execute(harm)
        for write in (False, True):
            with pytest.raises(Damaged, match=f"table {table} is gone") as refusal:
                desk.open(write=write)
            assert refusal.value.way_out is not None
            assert "ledger verify" in refusal.value.way_out.en
            assert "ledger restore" in refusal.value.way_out.en


def test_a_column_of_another_name_is_told_as_damaged(desk: Any) -> None:
    desk.record(desk.draft({desk.cell(): 1}))
    with closing(sqlite3.connect(desk.path)) as tool:
        tool.execute("ALTER TABLE postings RENAME COLUMN won TO money")
    with desk.open() as journal, pytest.raises(Damaged, match="no such column"):
        journal.transaction(1)


@pytest.mark.skipif(os.name == "nt", reason="pipes of Unix")
def test_a_pipe_is_refused_without_waiting_for_it(desk: Any) -> None:
    os.mkfifo(desk.path)
    with pytest.raises(Refused, match="a device or a pipe"):
        desk.open()


def test_a_book_is_itself_behind_a_link(desk: Any) -> None:
    desk.record(desk.draft({desk.cell(): 1}))
    book, desk.path = desk.path, desk.path.with_name("link.db")
    desk.path.symlink_to(book.name)
    assert recognised(desk.path) == book
    desk.next_day()
    desk.record(desk.draft({desk.cell(): 1}))
    assert desk.path.is_symlink()
    assert [copy.parent for copy in copies_of(desk.path)] == [book.with_name(f"{book.name}.copies")]


def test_a_book_with_a_second_name_is_read_and_not_written(desk: Any) -> None:
    desk.record(desk.draft({desk.cell(): 1}))
    desk.path.with_name("other.db").hardlink_to(desk.path)
    with pytest.raises(Refused, match="hard link"):
        desk.open(write=True)
    with desk.open() as journal:
        assert ["hard link" in note.en for note in journal.notes] == [True]
        assert journal.balances() == {desk.cell(): (1, 1)}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
def test_a_name_need_not_be_text(desk: Any) -> None:
    desk.path = desk.path.with_name(os.fsdecode(b"\xff\xfe"))
    (seal,) = desk.record(desk.draft({desk.cell(): 1}))
    target = desk.path.with_name(os.fsdecode(b"\xfe\xff"))
    assert restore(desk.path, target) == seal
    assert recognised(target) == target


def test_a_name_typed_composed_finds_the_file_stored_decomposed(desk: Any) -> None:
    desk.record(desk.draft())
    stored = desk.path.rename(desk.path.with_name(normalize("NFD", desk.path.name)))
    assert recognised(desk.path) == stored


def test_a_mistyped_name_is_answered_with_the_nearest(desk: Any) -> None:
    desk.record(desk.draft())
    with pytest.raises(Refused) as refusal:
        recognised(desk.path.with_name("시정.db"))
    assert refusal.value.way_out is not None
    assert "시청.db" in refusal.value.way_out.en


@pytest.mark.parametrize("name", ["장 부.db", "100%25.db", "a#b?c.db"])
def test_any_name_of_a_file_will_do(desk: Any, name: str) -> None:
    desk.path = desk.path.with_name(name)
    desk.record(desk.draft({desk.cell(): 1}))
    with desk.open() as journal:
        assert journal.balances() == {desk.cell(): (1, 1)}
    assert {each.name for each in desk.path.parent.iterdir()} <= {name, f"{name}-journal"}


def test_a_share_is_addressed_without_an_authority() -> None:
    class Share(type(Path())):  # type: ignore[misc]
        def absolute(self) -> "Share":
            return self

        def as_posix(self) -> str:
            return "//server/예산/b.db"

    assert connection._uri(Share("x"), "rw") == "file:////server/%EC%98%88%EC%82%B0/b.db?mode=rw"


def test_an_old_sqlite_is_refused(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(Refused, match="too old"):
        connect(desk.path, "rwc")
    assert not desk.path.exists()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_IOERR_WRITE, StorageFailure),
        (sqlite3.SQLITE_IOERR_FSYNC, StorageFailure),
        (sqlite3.SQLITE_FULL, StorageFailure),
        (sqlite3.SQLITE_READONLY, StorageFailure),
        (sqlite3.SQLITE_READONLY_ROLLBACK, StorageFailure),
        (sqlite3.SQLITE_CANTOPEN, StorageFailure),
        (sqlite3.SQLITE_CORRUPT, StorageFailure),
        (sqlite3.SQLITE_BUSY, Busy),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, Busy),
    ],
)
def test_failures_of_the_disk_are_told_in_our_words(tmp_path: Path, code: int, kind: type[LedgerError]) -> None:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    with pytest.raises(kind) as said, connection.told(tmp_path):
        raise error
    assert said.value.where == str(tmp_path)


def test_a_defect_of_ours_stays_one(desk: Any) -> None:
    desk.create().close()
    with desk.open() as journal, pytest.raises(sqlite3.ProgrammingError, match="bindings"):
        list(journal._select("n", "SELECT number FROM postings WHERE number = ?"))


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """Readable by everyone (pytest's own folders are not), writable by nobody but root."""
    folder = Path(tempfile.mkdtemp(prefix="ledger-read-only-"))
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def read_unprivileged(path: Path) -> str:
    """What a process without any rights on the folder is told, reading first and writing then."""
    code = """
import getpass, os, random, sys
from pathlib import Path
from ledger.journal.store import Journal
from ledger.model.errors import LedgerError
if os.geteuid() == 0:  # only now: Python itself may be installed where nobody else may read
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
try:
    for write in (False, True):
        with Journal.open(Path(sys.argv[1]), now=None, new_id=None, write=write) as journal:
            print(sum(balance.won for balance in journal.balances().values()))
except LedgerError as error:
    print(error.exit_code, error.what.en)
"""
    environment = os.environ | {"PYTHONPATH": str(Path(connection.__file__).parents[2])}
    reader = subprocess.run(
        [sys.executable, "-B", "-X", "utf8", "-c", code, str(path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert reader.stderr == ""
    return reader.stdout


@pytest.mark.skipif(os.name == "nt", reason="folders of Windows have no such mode")
def test_a_read_only_folder_is_read_without_a_lock(desk: Any, read_only_folder: Path) -> None:
    desk.record(desk.draft({desk.cell(): 700}))
    book = shutil.copy(desk.path, read_only_folder / "book.db")
    Path(book).chmod(0o644)
    read_only_folder.chmod(0o555)
    assert read_unprivileged(Path(book)) == "700\n5 the file cannot be written: you may not write there\n"
    assert [each.name for each in read_only_folder.iterdir()] == ["book.db"]


@pytest.mark.skipif(os.name == "nt", reason="folders of Windows have no such mode")
def test_a_write_cut_short_cannot_be_taken_back_in_a_read_only_folder(desk: Any, read_only_folder: Path) -> None:
    desk.record(desk.draft({desk.cell(): 700}))
    with closing(connect(desk.path)) as writer:
        writer.execute("PRAGMA cache_size = 2")
        writer.execute("BEGIN IMMEDIATE")
        for number in range(2, 5000):
            writer.execute("INSERT INTO cells VALUES (?, ?, '', '', 'plan', 0, 0)", (number, str(number)))
        for name in (desk.path.name, f"{desk.path.name}-journal"):
            Path(shutil.copy(desk.path.with_name(name), read_only_folder / name)).chmod(0o644)
        writer.execute("ROLLBACK")
    read_only_folder.chmod(0o555)
    told = read_unprivileged(read_only_folder / desk.path.name)
    assert told == "5 a write was cut short and cannot be taken back in a read-only folder\n"
