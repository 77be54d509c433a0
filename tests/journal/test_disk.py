"""Twin of disk: whole or not at all."""

from pathlib import Path

import pytest

from ledger.journal.disk import placed
from ledger.model.errors import StorageFailure


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
    assert failure.value.what.en == "the file cannot be written: No such file or directory"
