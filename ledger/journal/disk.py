"""Files that appear whole or not at all: made under a passing name, synced, then given their own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ledger.model.errors import StorageFailure
from ledger.model.text import Text, same


@contextmanager
def placed(target: Path) -> Iterator[Path]:
    """Gives a free name beside `target`; what the block has made there becomes `target` when the block ends well.

    After any exception nothing is left. StorageFailure when the disk refuses.
    """
    passing = target.with_name(f"{target.name}.{os.urandom(4).hex()}.part")
    try:
        yield passing
        _sync(passing)
        passing.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise cannot_write(target, error) from error
    finally:
        for left in (passing, passing.with_name(f"{passing.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def cannot_write(path: Path, error: OSError) -> StorageFailure:
    """What the system said when a file could not be written."""
    return StorageFailure(
        Text(en="the file cannot be written: {why}", ko="파일에 쓸 수 없습니다: {why}").format(
            why=same(error.strerror or str(error)) if (error.strerror or str(error)) else Text(en="error", ko="오류")
        ),
        where=str(path),
        way_out=Text(
            en="look at the free space and your rights on this folder",
            ko="이 폴더의 남은 용량과 쓰기 권한을 확인하십시오",
        ),
    )


def _sync(path: Path) -> None:
    """Onto the disk. Windows cannot open a folder, and keeps a rename without it."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
