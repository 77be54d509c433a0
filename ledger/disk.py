"""Files that appear whole or not at all: made under a passing name, synced, then given their own."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Self

from ledger.model.errors import Refused, StorageFailure
from ledger.model.text import Text, same

DATABASE = b"SQLite format 3\0"  # how every book begins

_REASONS = {
    errno.ENOENT: Text(en="there is no such folder", ko="그런 폴더가 없습니다"),
    errno.ENOTDIR: Text(en="part of the path is no folder", ko="경로 가운데 폴더가 아닌 것이 있습니다"),
    errno.EEXIST: Text(en="a file of that name is there", ko="같은 이름의 파일이 있습니다"),
    errno.EISDIR: Text(en="a folder of that name is there", ko="같은 이름의 폴더가 있습니다"),
    errno.EACCES: Text(en="you may not write there", ko="쓰기 권한이 없습니다"),
    errno.EPERM: Text(en="you may not write there", ko="쓰기 권한이 없습니다"),
    errno.EROFS: Text(en="the disk is read-only", ko="읽기 전용 디스크입니다"),
    errno.ENOSPC: Text(en="the disk is full", ko="디스크에 남은 공간이 없습니다"),
    errno.EFBIG: Text(en="the file would be too large", ko="파일이 너무 커집니다"),
    errno.EIO: Text(en="the disk does not answer", ko="디스크 입출력 오류입니다"),
}


def beyond_links(path: Path) -> Path:
    """The file that a symbolic link stands for; any other path as it is."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


@contextmanager
def placed(target: Path) -> Iterator[Path]:
    """Gives a free name beside `target`; what the block has made there becomes `target` when the block ends well.
    A symbolic link stays one: the file behind it is meant.

    After any exception nothing is left, and an old file of that name is as it was. StorageFailure when the disk
    refuses. Refused: a device or a pipe, whose place no file may take; a book, whose place only a book may take.
    """
    passing = _passing(target)
    try:
        yield passing
        _sync(passing)
        _put(passing, target)
    except OSError as error:
        raise cannot_write(beyond_links(target), error) from error
    finally:
        _remove(passing)


class Waiting:
    """Files that are whole on the disk before something else happens, and take their places after it: a full disk
    stops them before, and hardly anything stops a renaming. What has no place when the block ends is removed."""

    def __init__(self) -> None:
        self._files: list[tuple[Path, Path]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        for passing, _ in self._files:
            _remove(passing)

    def add(self, data: bytes, target: Path) -> None:
        """Write a file beside its target. StorageFailure and Refused as `save`."""
        passing = _passing(target)
        self._files.append((passing, target))
        try:
            passing.write_bytes(data)
            _sync(passing)
        except OSError as error:
            raise cannot_write(beyond_links(target), error) from error

    def place(self) -> list[Path]:
        """Give each file its name; the paths really written, as `save` gives them."""
        return [self._placed(passing, target) for passing, target in self._files]

    def _placed(self, passing: Path, target: Path) -> Path:
        try:
            try:
                return _put(passing, target)
            except PermissionError:  # another program holds it
                if not target.is_file():
                    raise
            return _put(passing, next(each for each in _beside(target) if not each.exists()))
        except OSError as error:
            raise cannot_write(beyond_links(target), error) from error


def save(data: bytes, target: Path) -> Path:
    """Write a file whole and return the path really written.

    That is `name (2).xlsx` while another program (Excel on Windows) holds the target. StorageFailure: it cannot be
    written. Refused: it is a device or a pipe, or a book.
    """
    with Waiting() as waiting:
        waiting.add(data, target)
        return waiting.place()[0]


def _beside(target: Path) -> Iterator[Path]:
    return (target.with_stem(f"{target.stem} ({number})") for number in count(2))


def _passing(target: Path) -> Path:
    """A free name beside a file that may be replaced."""
    _require_replaceable(target)
    there = beyond_links(target)
    return there.with_name(f"{there.name}.{os.urandom(4).hex()}.part")


def _put(passing: Path, target: Path) -> Path:
    there = beyond_links(target)
    if _is_database(there) and not _is_database(passing):
        raise _over_a_book(target)
    passing.replace(there)
    _sync_folder(there.parent)
    return target


def _remove(passing: Path) -> None:
    for left in (passing, passing.with_name(f"{passing.name}-journal")):
        with suppress(OSError):
            left.unlink(missing_ok=True)


def _require_replaceable(target: Path) -> None:
    if target.exists() and not target.is_file() and not target.is_dir():  # of a folder the system speaks itself
        raise Refused(
            Text(en="this is a device or a pipe, not a file", ko="파일이 아니라 장치나 파이프입니다"),
            where=str(target),
            way_out=Text(en="give the name of a file", ko="파일 이름을 주십시오"),
        )


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(DATABASE)) == DATABASE


def _over_a_book(path: Path) -> Refused:
    return Refused(
        Text(
            en="a book (an SQLite database) is there: no other file takes its place",
            ko="장부(SQLite 데이터베이스)가 있는 자리이며, 다른 파일로 덮어쓰지 않습니다",
        ),
        where=str(path),
        way_out=Text(en="give another name", ko="다른 파일 이름을 주십시오"),
    )


def reason(error: OSError) -> Text:
    """What the system said, in the user's language where it is a usual thing."""
    said = error.strerror or type(error).__name__
    return _REASONS.get(error.errno or 0, same(said))


def cannot_write(path: Path, error: OSError) -> StorageFailure:
    """The failure to raise when a file could not be written."""
    return StorageFailure(
        Text(en="the file cannot be written: {why}", ko="파일에 쓸 수 없습니다: {why}").format(why=reason(error)),
        where=str(path),
        way_out=Text(
            en="look at the folder, its free space and your rights on it",
            ko="폴더와 남은 용량, 쓰기 권한을 확인하십시오",
        ),
    )


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Make a new name last through a power cut, where a folder can be opened (not on Windows) and synced (not on
    some shares); the file itself is synced in any case."""
    if os.name != "nt":
        with suppress(OSError):
            _sync(folder)
