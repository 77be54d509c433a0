"""Twin of store: opening, and the one way of writing."""

import io
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from ledger.journal import entering, schema, store
from ledger.journal.connection import PRAGMAS
from ledger.journal.copies import copies_of
from ledger.journal.lock import lock_of
from ledger.journal.schema import GUARDS
from ledger.model.entry import LARGEST_FILE, Attachment, Posting, Row
from ledger.model.errors import Busy, Refused, StorageFailure

CLIENT = """
import hashlib, os, sys
from datetime import date, datetime, timezone
from pathlib import Path
from ledger.journal.store import Journal
from ledger.model.entry import Cell, Draft, Header, Measure, Posting
from ledger.model.errors import LedgerError
now, new_id = lambda: datetime(2026, 1, 5, tzinfo=timezone.utc), lambda purpose: os.urandom(16).hex()
path = Path(sys.argv[1])
cell = Cell("5-2/1", "시비", "2024", Measure.PLAN)
draft = Draft(header=Header(act="plan", effective=date(2026, 1, 5), by="김"), postings=[Posting(cell, 1)])
"""


def client(code: str, path: Path, wait: float = 30, **settings: Any) -> "subprocess.Popen[str]":
    root = str(Path(store.__file__).parents[2])
    environment = os.environ | {"PYTHONPATH": root, "LEDGER_WAIT": str(wait), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", CLIENT + code, str(path)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        **settings,
    )


def test_what_is_appended_is_read_back(desk: Any) -> None:
    cell = desk.cell()
    paid = Posting(desk.cell(measure="executed"), -700, 1, date(2025, 12, 31))
    row = Row("project", "5-2/1", {"name": "통역 확대", "order": 1, "aliases": ["가", "나"], "open": True, "end": None})
    drafts = [desk.draft({cell: 10**15}, row, origin="f" * 64), desk.draft([paid], uid="0" * 32)]
    with desk.create() as journal:
        seals = journal.append(drafts)
        assert journal.head == seals[-1]
    with desk.open() as journal:
        found = list(journal.transactions())
        assert journal.head == seals[-1]
        assert journal.node == desk.new_id("node")
    assert [(t.seal, t.header, tuple(t.postings), tuple(t.rows)) for t in found] == [
        (s, d.header, tuple(d.postings), tuple(d.rows)) for s, d in zip(seals, drafts, strict=True)
    ]
    assert [seal.number for seal in seals] == [1, 2]
    assert seals[0].uid == desk.new_id("transaction 1")
    assert seals[1].uid == "0" * 32
    assert seals[1].previous == seals[0].hash
    assert seals[0].recorded == "2026-01-05T09:00:00+09:00"


def test_an_empty_book_has_no_head_and_nothing_to_append_is_nothing(desk: Any) -> None:
    with desk.create() as journal:
        assert journal.append([]) == []
        assert (journal.head, journal.balances(), journal.versions()) == (None, {}, [])


def test_several_drafts_are_whole_or_absent(desk: Any) -> None:
    cell = desk.cell()
    desk.record(desk.draft({cell: 1}))
    before = desk.fingerprint
    with pytest.raises(Refused), desk.open(write=True) as journal:
        journal.append([desk.draft({cell: 5}), desk.draft({cell: 10**15})])
    assert desk.fingerprint == before


def test_a_repeated_uid_is_refused(desk: Any) -> None:
    again = desk.draft({desk.cell(): 1}, uid="a" * 32)
    desk.record(again)
    with desk.open(write=True) as journal:
        with pytest.raises(Refused, match="already recorded, as transaction 1"):
            journal.append([again])
        with pytest.raises(Refused, match="holds the same act twice"):
            journal.append([desk.draft(uid="b" * 32), desk.draft(uid="b" * 32)])
        assert journal.head is not None
        assert journal.head.number == 1


def test_nothing_is_undone_twice_nor_before_it_exists(desk: Any) -> None:
    first = desk.draft({desk.cell(): 5})
    desk.record(first)
    desk.record(desk.reversed(first, 1))
    with desk.open(write=True) as journal:
        with pytest.raises(Refused, match="already undone, by transaction 2"):
            journal.append([desk.draft(undoes=1)])
        with pytest.raises(Refused, match="no transaction 9"):
            journal.append([desk.draft(undoes=9)])


def test_what_is_said_to_undo_is_the_exact_reverse(desk: Any) -> None:
    first = desk.draft([Posting(desk.cell(), 5), Posting(desk.cell(), 7, 1, date(2026, 1, 2))])
    desk.record(first)
    reverse = desk.reversed(first, 1)
    less, zero = reverse.postings[:1], [posting._replace(won=0) for posting in reverse.postings]
    with desk.open(write=True) as journal:
        for postings in ([], less, zero, [*reverse.postings, Posting(desk.cell("9/9"), 1)], first.postings):
            with pytest.raises(Refused, match="not its exact reverse"):
                journal.append([desk.draft(list(postings), undoes=1)])
        journal.append([desk.draft(reverse.postings[::-1], undoes=1)])
        assert journal.balances() == {}


@pytest.mark.parametrize("guard", GUARDS)
def test_nothing_is_recorded_without_every_guard(desk: Any, guard: str) -> None:
    desk.record(desk.draft({desk.cell(): 4}))
    desk.next_day()
    harms = [
        f"DROP TRIGGER {guard}",
        GUARDS[guard].replace("BEGIN", "BEGIN SELECT 1;"),
        f"CREATE TRIGGER more AFTER INSERT ON {guard.partition('_')[0]} BEGIN SELECT load_extension('x'); END",
    ]
    for harm in harms:
        with closing(sqlite3.connect(desk.path, isolation_level=None)) as tool:
            tool.execute(harm)
        before = desk.rows_of_every_table()
        with desk.open(write=True) as journal, pytest.raises(StorageFailure, match=r"guard|trigger") as refusal:
            journal.append([desk.draft({desk.cell(): 5})])
        assert "ledger restore" in refusal.value.line.en
        assert desk.rows_of_every_table() == before
        assert copies_of(desk.path) == [], "a copy without guards would push out a sound one"


def test_the_guards_cost_one_question(desk: Any) -> None:
    desk.record(desk.draft({desk.cell(): 4}))
    asked: list[str] = []
    with desk.open(write=True) as journal:
        journal.append([desk.draft({desk.cell(): 4})])
        journal.connection.set_trace_callback(asked.append)
        journal.append([desk.draft({desk.cell(): 4})] * 3)
    assert sum("sqlite_schema" in statement for statement in asked) == 1


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt, MemoryError])
def test_a_crash_in_the_middle_of_an_append_leaves_nothing(
    desk: Any, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    desk.record(desk.draft({desk.cell(): 1}))
    before, whole = desk.rows_of_every_table(), entering._lines

    def cut(*arguments: Any) -> Iterator[Any]:
        for count, line in enumerate(whole(*arguments)):
            if count == 700:
                raise fault
            yield line

    monkeypatch.setattr(entering, "_lines", cut)
    many = desk.draft([Posting(desk.cell(project=f"1/{i}"), i) for i in range(1000)])
    with desk.open(write=True) as journal:
        with pytest.raises(fault):
            journal.append([desk.draft({desk.cell(): 2}), many])
        assert desk.rows_of_every_table() == before
        monkeypatch.setattr(entering, "_lines", whole)
        assert journal.append([many])[0].number == 2


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt, OSError])
def test_a_fault_while_files_are_attached_leaves_nothing(
    desk: Any, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    row, file = desk.photo()
    desk.record(desk.draft(None, row, files=(file,)))
    before = desk.rows_of_every_table()

    def torn() -> bytes:
        raise fault

    monkeypatch.setattr(store, "admitted", lambda draft: draft)
    with desk.open(write=True) as journal:
        with pytest.raises(fault):
            journal.append([desk.draft({desk.cell(): 5}, files=(file, Attachment("late", "0" * 64, 1, torn)))])
        assert desk.rows_of_every_table() == before


def test_attached_files_are_read_back_when_they_are_asked_for(desk: Any) -> None:
    row, file = desk.photo()
    other = Attachment.of("도면.jpg", bytes(range(256)) * 4000)
    desk.record(desk.draft({desk.cell(): 1}), desk.draft(None, row, files=(file, other)))
    asked: list[str] = []
    with desk.open() as journal:
        journal.connection.set_trace_callback(asked.append)
        first, second = journal.transactions()
        assert not any("SELECT content" in statement for statement in asked)
        assert (first.files, second.files) == ((), (file, other))
        assert [each.read() for each in second.files] == [file.read(), other.read()]
        assert journal.file(other.sha256) == other.read()
        with pytest.raises(StorageFailure, match="attached file is gone or changed"):
            journal.file("0" * 64)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([Attachment.of("a", b"")], "1 byte to 2 MB"),
        ([Attachment.of("a", bytes(LARGEST_FILE + 1))], "1 byte to 2 MB"),
        ([Attachment.of("", b"x")], "a name of its own"),
        ([Attachment.of("가", b"x"), Attachment.of("\u1100\u1161", b"y")], "a name of its own"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused(desk: Any, files: list[Attachment], said: str) -> None:
    desk.record(desk.draft({desk.cell(): 1}))
    before = desk.fingerprint
    with desk.open(write=True) as journal, pytest.raises(Refused, match=said):
        journal.append([desk.draft(files=tuple(files))])
    assert desk.fingerprint == before


def test_a_photo_shows_a_file_that_the_book_has(desk: Any) -> None:
    row, file = desk.photo()
    with desk.create() as journal:
        with pytest.raises(Refused, match="without a file that it names") as refusal:
            journal.append([desk.draft(None, row)])
        assert refusal.value.where == "5-2/1 01"
        journal.append([desk.draft(None, row, files=(file,))])
        recaptioned = row._replace(body={**(row.body or {}), "caption": "준공식"})
        assert journal.append([desk.draft(None, recaptioned)])[0].number == 2


def test_a_killed_writer_of_a_large_file_leaves_nothing(desk: Any) -> None:
    row, file = desk.photo()
    desk.record(desk.draft(None, row, files=(file,)))
    before = desk.rows_of_every_table()
    code = """
import time
import ledger.journal.store as store
from ledger.model.entry import Attachment
def stop():
    print("half", flush=True)
    time.sleep(60)
files = [Attachment.of("large", bytes(2_000_000)), Attachment("late", "0" * 64, 1, stop)]
store.admitted = lambda draft: draft
with Journal.open(path, now=now, new_id=new_id, write=True) as journal:
    journal.connection.execute("PRAGMA cache_size = 2")
    journal.append([Draft(header=draft.header, files=files)])
"""
    writer = client(code, desk.path)
    assert writer.stdout
    assert writer.stdout.readline() == "half\n"
    writer.kill()
    writer.wait()
    writer.stdout.close()
    assert desk.path.with_name("시청.db-journal").stat().st_size > 0
    with desk.open() as journal:
        assert [t.number for t in journal.headers()] == [1]
    assert desk.rows_of_every_table() == before


def test_a_killed_writer_leaves_nothing(desk: Any) -> None:
    desk.record(desk.draft({desk.cell(): 1}))
    code = """
import time
import ledger.journal.store as store
def half(connection, draft, seal):
    cells = ((i, str(i)) for i in range(2, 30_000))
    connection.executemany("INSERT INTO cells VALUES (?, ?, '', '', 'plan', 0, 0)", cells)
    print("half", flush=True)
    time.sleep(60)
store.enter = half
with Journal.open(path, now=now, new_id=new_id, write=True) as journal:
    journal.connection.execute("PRAGMA cache_size = 2")
    journal.append([draft])
"""
    writer = client(code, desk.path)
    assert writer.stdout
    assert writer.stdout.readline() == "half\n"
    writer.kill()
    writer.wait()
    writer.stdout.close()
    assert desk.path.with_name("시청.db-journal").stat().st_size > 0
    with desk.open() as journal:
        assert [note.en.startswith("cleared the lock") for note in journal.notes] == [True]
        assert journal.balances() == {desk.cell(): (1, 1)}
        assert journal.connection.execute("SELECT count(*) FROM cells").fetchone() == (1,)


def test_a_book_changed_behind_our_back_is_not_written_to(desk: Any) -> None:
    desk.record(desk.draft({desk.cell(): 1}))
    with desk.open(write=True) as ours:
        desk.path.with_name("시청.db.lock").unlink()
        desk.record(desk.draft({desk.cell(): 2}))
        with pytest.raises(Busy, match="meanwhile"):
            ours.append([desk.draft({desk.cell(): 3})])
    with desk.open() as journal:
        assert journal.balances() == {desk.cell(): (3, 2)}


def test_lines_that_another_tool_left_without_a_header_stop_writing(desk: Any) -> None:
    desk.record(desk.draft({desk.cell(): 1}))
    tool = sqlite3.connect(desk.path, isolation_level=None)
    tool.execute("INSERT INTO postings VALUES (2, 1, 1, 5, 1, NULL)")  # foreign keys are off there
    tool.close()
    with desk.open(write=True) as journal, pytest.raises(StorageFailure, match="lines without a transaction"):
        journal.append([desk.draft({desk.cell(): 3})])


def test_a_book_that_another_program_holds_is_busy(desk: Any) -> None:
    desk.record(desk.draft({desk.cell(): 1}))
    tool = sqlite3.connect(desk.path, isolation_level=None)
    with desk.open(write=True) as journal:
        tool.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match="another program"):
            journal.append([desk.draft({desk.cell(): 3})])
        tool.execute("ROLLBACK")
        assert journal.append([desk.draft({desk.cell(): 3})])
    tool.close()


def test_a_book_opened_for_reading_is_not_written_and_not_changed(desk: Any) -> None:
    desk.record(desk.draft({desk.cell(): 1}))
    before = desk.fingerprint
    with desk.open() as journal:
        with pytest.raises(io.UnsupportedOperation):
            journal.append([desk.draft()])
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            journal.connection.execute("UPDATE cells SET won = 0")
    assert desk.fingerprint == before


def test_the_clock_must_tell_its_zone(desk: Any) -> None:
    desk.today = datetime(2026, 1, 5)  # noqa: DTZ001
    with desk.create() as journal, pytest.raises(TypeError, match="zone"):
        journal.append([desk.draft()])


def test_creating_refuses_a_taken_name_and_a_missing_folder(desk: Any) -> None:
    desk.path.write_text("keep me")
    with pytest.raises(Refused, match="already a file"):
        desk.create()
    assert desk.path.read_text() == "keep me"
    desk.path = desk.path.parent / "nowhere" / "book.db"
    with pytest.raises(Refused, match="no such folder"):
        desk.create()
    assert not desk.path.parent.exists()


def test_a_failed_creation_leaves_no_file(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, torn))
    with pytest.raises(KeyboardInterrupt):
        desk.create()
    assert list(desk.path.parent.iterdir()) == []


def test_a_refused_founding_leaves_no_file(desk: Any) -> None:
    for spoiled in (desk.draft(uid="zz"), desk.draft({desk.cell(): 10**15 + 1})):
        with pytest.raises(Refused), desk.create() as journal:
            journal.append([desk.draft({desk.cell(): 1}), spoiled])
        with pytest.raises(Refused), desk.create() as journal:
            found_then_append(desk, journal, spoiled)
        assert list(desk.path.parent.iterdir()) == []
    desk.record(desk.draft({desk.cell(): 1}))
    assert [each.name for each in desk.path.parent.iterdir()] == [desk.path.name]


def found_then_append(desk: Any, journal: Any, spoiled: Any) -> None:
    journal.append([desk.draft({desk.cell(): 1})])
    desk.next_day()
    journal.append([spoiled])


def test_a_new_book_has_its_name_when_it_is_whole(desk: Any) -> None:
    with desk.create() as journal:
        journal.append([desk.draft({desk.cell(): 1})])
        assert not desk.path.exists()
        assert lock_of(desk.path).exists()
    assert desk.path.exists()
    assert not lock_of(desk.path).exists()


def test_a_newer_book_is_refused_unchanged(desk: Any) -> None:
    desk.record(desk.draft())
    tool = sqlite3.connect(desk.path)
    tool.execute("PRAGMA user_version = 99")
    tool.close()
    before = desk.fingerprint
    with pytest.raises(Refused, match="newer version"):
        desk.open(write=True)
    assert desk.fingerprint == before
    assert not desk.path.with_name("시청.db.lock").exists()


@pytest.mark.parametrize("write", [True, False])
def test_every_connection_carries_the_pragmas(desk: Any, write: bool) -> None:
    desk.create().close()
    said = {"ON": 1, "OFF": 0, "EXTRA": 3, "TRUNCATE": "truncate"}
    with desk.open(write=write) as journal:
        for name, value in PRAGMAS.items():
            found = journal.connection.execute(f"PRAGMA {name}").fetchone()[0]
            assert found == (said[value] if value in said else int(value)), name


def test_four_processes_create_one_book(desk: Any) -> None:
    code = """
try:
    Journal.create(path, now=now, new_id=new_id).close()
    print("made")
except LedgerError as error:
    print(error.what.en)
"""
    said = [each.communicate()[0] for each in [client(code, desk.path) for _ in range(4)]]
    assert Counter(said) == {"made\n": 1, "there is already a file of this name\n": 3}


def test_four_processes_lose_nothing(desk: Any) -> None:
    desk.create().close()
    code = """
for _ in range(10):
    with Journal.open(path, now=now, new_id=new_id, write=True) as journal:
        journal.append([draft])
"""
    writers = [client(code, desk.path) for _ in range(4)]
    assert [(each.communicate()[0], each.returncode) for each in writers] == [("", 0)] * 4
    with desk.open() as journal:
        assert journal.balances() == {desk.cell(): (40, 40)}
        assert [t.number for t in journal.headers()] == list(range(1, 41))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
def test_a_full_disk_leaves_the_book_as_it_was(desk: Any) -> None:
    desk.record(desk.draft({desk.cell(): 1}))
    code = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
many = [Posting(cell._replace(project=f"1/{i}"), i) for i in range(5000)]
try:
    with Journal.open(path, now=now, new_id=new_id, write=True) as journal:
        journal.append([Draft(header=draft.header, postings=many)])
except LedgerError as error:
    print(error.exit_code, error.line.en)
"""
    said = client(code, desk.path).communicate()[0]
    assert said.startswith(f"5 {desk.path}: the disk")
    with desk.open() as journal:
        assert journal.balances() == {desk.cell(): (1, 1)}


def test_the_hot_path_loads_nothing_heavy(desk: Any) -> None:
    desk.create().close()
    code = """
with Journal.open(path, now=now, new_id=new_id, write=True) as journal:
    journal.append([draft])
    journal.append([draft])
    journal.balances(as_of=date(2026, 1, 1))
print(sorted({"sqlite_utils", "openpyxl", "typer", "rich", "pydantic", "tomlkit", "click"} & set(sys.modules)))
"""
    assert client(code, desk.path).communicate()[0] == "[]\n"
