"""Output files are whole or not there."""

import os
from pathlib import Path

import pytest

from ledger.model.errors import StorageFailure
from ledger.render.save import save


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
    with pytest.raises(StorageFailure, match="No space left on device"):
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
