"""Output files: a report is either the old one or the new one, never half of each."""

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

from ledger.model.errors import StorageFailure
from ledger.model.text import Text


def save(data: bytes, target: Path) -> Path:
    """Write the bytes to `target` and return the path really written.

    That is `name (2).xlsx` while another program (Excel on Windows) holds the target. The file is written beside its
    target, synced and renamed: whatever fails, the old file stays as it was. StorageFailure: it cannot be written.
    """
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        written = _take_place(unfinished, target)
        _sync_folder(target.parent)
    except OSError as failed:
        raise _failure(target, failed) from failed
    finally:
        with suppress(OSError):
            unfinished.unlink()
    return written


def _take_place(unfinished: Path, target: Path) -> Path:
    try:
        return unfinished.replace(target)
    except PermissionError:
        if not target.is_file():
            raise
    for number in count(2):
        beside = target.with_stem(f"{target.stem} ({number})")
        if not beside.exists():
            return unfinished.replace(beside)
    raise AssertionError("count() does not end")


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where a folder can be opened (not on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # some network shares cannot; the file itself is synced
    finally:
        os.close(descriptor)


def _failure(target: Path, failed: OSError) -> StorageFailure:
    return StorageFailure(
        Text(en="cannot be written: {reason}", ko="저장할 수 없습니다: {reason}").format(
            reason=failed.strerror or type(failed).__name__
        ),
        where=str(target),
        way_out=Text(
            en="choose another folder with -o, or close the program that holds the file",
            ko="-o로 다른 폴더를 지정하거나, 파일을 연 프로그램을 닫으십시오",
        ),
    )
