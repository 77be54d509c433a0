"""Twin of lock: one at a time, and the dead hold nothing."""

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from ledger.journal import lock
from ledger.journal.lock import Holder, OwnerLock, lock_of, stale_of, unlock
from ledger.model.errors import Busy, StorageFailure


def left_by(book: Path, **facts: Any) -> Holder:
    holder = replace(Holder.here(), **facts)
    lock_of(book).write_text(json.dumps(asdict(holder)), encoding="utf-8")
    return holder


@pytest.fixture
def dead() -> int:
    process = subprocess.Popen([sys.executable, "-S", "-c", ""])
    process.wait()
    return process.pid


def test_the_second_is_told_who_holds_the_book(desk: Any) -> None:
    desk.create().close()
    with desk.open(), pytest.raises(Busy) as busy:
        desk.open()
    said = busy.value.line
    for fact in (os.uname().nodename, f"process {os.getpid()}", str(desk.path), "ledger unlock"):
        assert fact in said.en
    assert busy.value.exit_code == 4
    with desk.open():
        assert lock_of(desk.path).exists()
    assert not lock_of(desk.path).exists()


def test_the_second_waits_for_its_turn(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDGER_WAIT", "20")
    first = OwnerLock(desk.path)
    first.acquire()
    threading.Timer(0.2, first.release).start()
    start = time.monotonic()
    second = OwnerLock(desk.path)
    assert second.acquire() is None
    assert 0.1 < time.monotonic() - start < 10
    second.release()


def test_the_lock_of_an_ended_process_is_cleared_and_told(desk: Any, dead: int) -> None:
    desk.create().close()
    left_by(desk.path, pid=dead)
    with desk.open(write=True) as journal:
        assert [f"process {dead}" in note.en for note in journal.notes] == [True]
    assert sorted(each.suffix for each in desk.path.parent.iterdir()) == [".db"]


def test_the_lock_of_another_computer_is_never_cleared(desk: Any, dead: int) -> None:
    desk.create().close()
    holder = left_by(desk.path, host="예산과-PC", pid=dead)
    with pytest.raises(Busy, match="예산과-PC"):
        desk.open()
    assert unlock(desk.path) == holder
    with desk.open() as journal:
        assert journal.notes == []


def said(**facts: object) -> str:
    return json.dumps({"host": "a", "user": "b", "pid": 1, "since": "2026", "mark": "", **facts})


@pytest.mark.parametrize(
    "content",
    [
        *("", "{", "[]", '{"pid": 1}', "null", "[" * 200_000),
        *(said(since=5), said(user=None), said(host=[]), said(pid=True), said(pid=-1), said(pid=1.0)),
        said(user="a" * 5000),
    ],
    ids=lambda content: content[:40],
)
def test_a_lock_without_a_name_is_not_cleared(desk: Any, content: str) -> None:
    desk.create().close()
    lock_of(desk.path).write_text(content)
    with pytest.raises(Busy, match="by whom is not recorded"):
        desk.open()
    holder = unlock(desk.path)
    assert holder is not None
    assert holder.user == "?"
    desk.open().close()


def test_a_folder_in_the_place_of_the_lock_has_a_way_out(desk: Any) -> None:
    desk.create().close()
    for file in (lock_of(desk.path), stale_of(lock_of(desk.path))):
        file.mkdir()
        (file / "note.txt").touch()
        with pytest.raises(StorageFailure, match="folder") as failure:
            unlock(desk.path)
        assert (failure.value.where, failure.value.way_out is not None) == (str(file), True)
        (file / "note.txt").unlink()
    assert unlock(desk.path) is not None
    desk.open().close()


@pytest.mark.skipif(os.name == "nt", reason="pipes of Unix")
def test_a_pipe_in_the_place_of_the_lock_is_not_waited_for(desk: Any) -> None:
    desk.create().close()
    os.mkfifo(lock_of(desk.path))
    with pytest.raises(Busy, match="by whom is not recorded"):
        desk.open()
    unlock(desk.path)


def test_names_in_a_lock_do_not_steer_the_terminal(desk: Any) -> None:
    desk.create().close()
    left_by(desk.path, host="x\u202ey", user="\x1b[31m김" + "k" * 500, pid=1)
    with pytest.raises(Busy) as busy:
        desk.open()
    assert "?[31m김kkk" in busy.value.line.ko
    assert busy.value.line.ko.isprintable()
    assert len(busy.value.line.ko) < 400


def test_a_login_that_is_no_text_holds_and_gives_back(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "\udcff")
    with desk.create():
        assert lock_of(desk.path).exists()
    assert not lock_of(desk.path).exists()


def test_a_link_to_the_book_has_the_lock_of_the_book(desk: Any) -> None:
    desk.create().close()
    book, desk.path = desk.path, desk.path.with_name("link.db")
    desk.path.symlink_to(book)
    assert lock_of(desk.path) == lock_of(book)
    with desk.open(), pytest.raises(Busy):
        OwnerLock(book).acquire()
    left_by(book, host="elsewhere")
    assert unlock(desk.path) is not None


def test_unlocking_what_is_not_locked_names_nobody(desk: Any) -> None:
    desk.create().close()
    assert unlock(desk.path) is None


def test_only_the_own_lock_is_given_back(desk: Any) -> None:
    first, second = OwnerLock(desk.path), OwnerLock(desk.path)
    first.acquire()
    unlock(desk.path)
    second.acquire()
    first.release()
    assert lock_of(desk.path).exists()
    second.release()
    assert not lock_of(desk.path).exists()


def test_the_second_of_two_clearers_leaves_the_fresh_lock_alone(
    desk: Any, dead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale, fresh, read = left_by(desk.path, pid=dead), OwnerLock(desk.path), lock._read

    def overtaken(file: Path) -> Holder | None:
        """Reads the stale lock, then loses the processor to a first clearer that takes the book."""
        monkeypatch.setattr(lock, "_read", read)
        found = read(file)
        assert fresh.acquire() == stale
        return found

    monkeypatch.setattr(lock, "_read", overtaken)
    with pytest.raises(Busy, match=f"process {os.getpid()}"):
        OwnerLock(desk.path).acquire()
    assert read(lock_of(desk.path)) == fresh._mine
    fresh.release()


def test_many_find_one_stale_lock_and_one_clears_it(desk: Any, dead: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDGER_WAIT", "20")
    left_by(desk.path, pid=dead)
    inside, most, cleared = [], [], []

    def work() -> None:
        mine = OwnerLock(desk.path)
        cleared.append(mine.acquire())
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.005)
        inside.pop()
        mine.release()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert len([holder for holder in cleared if holder]) == 1
    assert list(desk.path.parent.iterdir()) == []


def test_a_clearer_that_died_leaves_the_book_locked_until_unlock(desk: Any, dead: int) -> None:
    desk.create().close()
    left_by(desk.path, pid=dead)
    stale_of(lock_of(desk.path)).touch()
    with pytest.raises(Busy, match=f"process {dead}"):
        desk.open()
    unlock(desk.path)
    desk.open().close()
    assert not stale_of(lock_of(desk.path)).exists()


def test_a_lock_that_cannot_be_made_is_a_failure_of_the_storage(tmp_path: Path) -> None:
    with pytest.raises(StorageFailure):
        OwnerLock(tmp_path / "nowhere" / "book.db").acquire()
