"""Twin of copies: kept before the first write of a day, proven, and brought back under a new name only."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger import disk
from ledger.journal import copies
from ledger.journal.copies import KEPT, copies_of, restore
from ledger.journal.store import Journal
from ledger.journal.verify import verify
from ledger.model.errors import Refused, StorageFailure


def names(desk: Any) -> list[str]:
    return [copy.name for copy in copies_of(desk.path)]


def test_the_first_write_of_a_day_keeps_a_copy_of_what_was(desk: Any) -> None:
    (seal,) = desk.record(desk.draft({desk.cell(): 1}))
    assert names(desk) == []  # an empty book is nothing to keep
    desk.next_day()
    with desk.open():
        assert names(desk) == []
    desk.record(desk.draft({desk.cell(): 2}))
    desk.record(desk.draft({desk.cell(): 3}))
    assert names(desk) == ["시청-20260106.db"]
    restored = desk.path.with_name("되살림.db")
    assert restore(copies_of(desk.path)[0], restored) == seal
    with Journal.open(restored, now=lambda: desk.today, new_id=desk.new_id, write=True) as journal:
        assert journal.balances() == {desk.cell(): (1, 1)}
        assert verify(journal) == []
        journal.append([desk.draft({desk.cell(): 5})])


def test_ten_daily_copies_are_kept(desk: Any) -> None:
    desk.record(desk.draft())
    desk.path.with_name("시청.db.copies").mkdir()
    (desk.path.with_name("시청.db.copies") / "시청-before-v1.db").touch()
    for _ in range(KEPT + 2):
        desk.next_day()
        desk.record(desk.draft())
    assert names(desk) == [f"시청-202601{day:02}.db" for day in range(8, 18)] + ["시청-before-v1.db"]


def test_a_copy_that_fails_stops_the_write_and_drops_nothing(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "KEPT", 1)
    desk.record(desk.draft())
    desk.next_day()
    desk.record(desk.draft())
    before = desk.rows_of_every_table()
    desk.next_day()

    def unsound(copy: Path, expected: Any) -> None:
        copy.write_bytes(copy.read_bytes()[:5000])
        whole(copy, expected)

    whole = copies._require_sound
    monkeypatch.setattr(copies, "_require_sound", unsound)
    with desk.open(write=True) as journal, pytest.raises(StorageFailure, match="not sound"):
        journal.append([desk.draft()])
    assert desk.rows_of_every_table() == before
    assert names(desk) == ["시청-20260106.db"]


def test_a_full_disk_while_copying_leaves_no_half_a_copy(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.record(desk.draft())

    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "_sync", full)
    with desk.open(write=True) as journal, pytest.raises(StorageFailure, match="the disk is full"):
        journal.append([desk.draft()])
    assert names(desk) == []
    assert list(desk.path.with_name("시청.db.copies").iterdir()) == []


def test_the_copy_before_a_migration_is_of_the_book_as_it_is(desk: Any) -> None:
    for won in (1, 2):
        (seal,) = desk.record(desk.draft({desk.cell(): won}))
        with desk.open(write=True) as journal:
            copy = copies.keep_copy_before(desk.path, journal.connection, 2)
    assert restore(copy, desk.path.with_name("new.db")) == seal


def test_a_copy_ends_where_the_book_ends(desk: Any) -> None:
    desk.record(desk.draft())
    with pytest.raises(StorageFailure, match="ends elsewhere"):
        copies._require_sound(desk.path, None)


def test_restoring_takes_no_name_that_is_taken(desk: Any) -> None:
    desk.record(desk.draft())
    before = desk.fingerprint
    with pytest.raises(Refused, match="already a file"):
        restore(desk.path, desk.path)
    assert desk.fingerprint == before


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_text("x"), lambda path: path.write_bytes(b"")])
def test_what_is_no_copy_is_not_restored(desk: Any, spoil: Callable[[Path], object]) -> None:
    desk.record(desk.draft())
    spoil(desk.path)
    target = desk.path.with_name("new.db")
    with pytest.raises(Refused):
        restore(desk.path, target)
    assert not target.exists()


def test_a_damaged_copy_is_not_restored(desk: Any) -> None:
    desk.record(desk.draft({desk.cell(f"1/{i}"): i for i in range(500)}))
    whole = desk.path.read_bytes()
    target = desk.path.with_name("new.db")
    desk.path.write_bytes(whole[:-8192] + b"\xff" * 8192)
    with pytest.raises(StorageFailure):
        restore(desk.path, target)
    assert [each.name for each in target.parent.iterdir() if each.name.startswith("new")] == []
