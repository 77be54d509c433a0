"""Twin of disk: whole or not at all."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.disk import placed, save
from ledger.model.errors import Refused, StorageFailure


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "사본.db"
    with placed(target) as passing:
        passing.write_text("whole")
        assert passing.parent == tmp_path
        assert not target.exists()
    assert [each.name for each in tmp_path.iterdir()] == ["사본.db"]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, ValueError])
def test_after_any_failure_nothing_is_left(tmp_path: Path, fault: type[BaseException]) -> None:
    def cut() -> None:
        with placed(tmp_path / "사본.db") as passing:
            passing.write_text("half")
            raise fault

    with pytest.raises(fault):
        cut()
    assert list(tmp_path.iterdir()) == []


def test_a_failure_of_the_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageFailure) as failure, placed(tmp_path / "nowhere" / "사본.db") as passing:
        passing.write_text("half")
    assert failure.value.what.en == "the file cannot be written: there is no such folder"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_and_an_old_one_replaced(tmp_path: Path) -> None:
    target = tmp_path / "보고서.xlsx"

    assert save(b"one", target) == target
    assert save(b"two", target) == target

    assert target.read_bytes() == b"two"
    assert names(tmp_path) == ["보고서.xlsx"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failed_save_leaves_the_old_file(call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.xlsx"
    save(b"old", target)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if call == "fsync" else (Path, "replace")), fail)
    with pytest.raises(StorageFailure, match="the disk is full"):
        save(b"new", target)

    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["report.xlsx"]


def test_while_excel_holds_the_file_the_report_goes_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.xlsx"
    save(b"old", target)
    (tmp_path / "report (2).xlsx").write_bytes(b"other")
    replace = Path.replace

    def held(self: Path, other: Path) -> Path:
        if other == target:
            raise PermissionError(13, "Permission denied")
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", held)

    assert save(b"new", target) == tmp_path / "report (3).xlsx"
    assert target.read_bytes() == b"old"
    assert (tmp_path / "report (3).xlsx").read_bytes() == b"new"
    assert len(names(tmp_path)) == 3


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageFailure) as caught:
        save(b"", tmp_path / "none" / "report.xlsx")

    assert caught.value.exit_code == 5
    assert "report.xlsx" in caught.value.line.ko


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "report.xlsx").mkdir()
    with pytest.raises(StorageFailure):
        save(b"", tmp_path / "report.xlsx")

    assert names(tmp_path) == ["report.xlsx"]


def test_a_link_stays_one_and_its_file_is_written(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    link = tmp_path / "report.xlsx"
    link.symlink_to("share/report.xlsx")

    for data in (b"one", b"two"):
        assert save(data, link) == link
        assert link.is_symlink()
        assert (tmp_path / "share" / "report.xlsx").read_bytes() == data

    assert names(tmp_path) == ["report.xlsx", "share"]
    assert names(tmp_path / "share") == ["report.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices of Unix")
def test_a_pipe_or_a_device_is_refused_and_stays(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe.csv", tmp_path / "link.csv"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for target in (pipe, link, Path("/dev/full"), Path("/dev/null")):
        with pytest.raises(Refused, match="a device or a pipe"):
            save(b"data", target)
    assert pipe.is_fifo()
    assert names(tmp_path) == ["link.csv", "pipe.csv"]


@pytest.mark.parametrize("name", ["book.db", "link.xlsx", "second.xlsx"])
def test_nothing_but_a_book_takes_the_place_of_a_book(name: str, tmp_path: Path) -> None:
    book = tmp_path / "book.db"
    with closing(sqlite3.connect(book)) as tool:
        tool.execute("CREATE TABLE t (a)")
    (tmp_path / "link.xlsx").symlink_to("book.db")
    (tmp_path / "second.xlsx").hardlink_to(book)
    before, present = book.read_bytes(), names(tmp_path)
    with pytest.raises(Refused, match=r"^a book .* is there") as refusal:
        save(b"PK report", tmp_path / name)
    assert (refusal.value.where, refusal.value.exit_code) == (str(tmp_path / name), 2)
    assert (book.read_bytes(), names(tmp_path)) == (before, present)
    save(before + b"another book", tmp_path / name)
    assert (tmp_path / name).read_bytes() == before + b"another book"
