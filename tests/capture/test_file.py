"""Files from outside: what is refused before anything is read, and in which encodings text is read."""

import unicodedata
from hashlib import sha256
from pathlib import Path

import pytest

from ledger.capture import file
from ledger.capture.file import File
from ledger.model.errors import Refused, StorageFailure

TEXT = "5-2/1 시비 2023 plan △1,000\r\n"


def test_a_file_has_its_name_its_bytes_and_their_hash(tmp_path: Path) -> None:
    path = tmp_path / unicodedata.normalize("NFD", "장부.Ledger")
    path.write_bytes(b"abc")
    read = File.read(path)
    assert (read.name, read.suffix, read.data) == ("장부.Ledger", ".ledger", b"abc")
    assert read.sha256 == sha256(b"abc").hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_text_is_read_in_the_encodings_of_offices(encoding: str) -> None:
    assert File("a", TEXT.encode(encoding)).text() == TEXT


@pytest.mark.parametrize(
    ("data", "en", "ko"),
    [
        (
            b"\xff\xff\x80",
            "a.csv: not a text in UTF-8, UTF-16 (with BOM) or cp949 (save it as UTF-8)",
            "a.csv: UTF-8, UTF-16(BOM 있음), cp949 가운데 어느 것으로도 읽히지 않습니다 (UTF-8로 저장하십시오)",
        ),
        (
            b"a\nb\0",
            "a.csv:2: the text holds a NUL character (save it as UTF-8)",
            "a.csv:2: 글에 NUL 문자가 있습니다 (UTF-8로 저장하십시오)",
        ),
    ],
)
def test_text_is_never_guessed(data: bytes, en: str, ko: str) -> None:
    with pytest.raises(Refused) as refusal:
        File("a.csv", data).text()
    assert (refusal.value.line.en, refusal.value.line.ko) == (en, ko)


def test_what_is_no_readable_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    with (tmp_path / "large.csv").open("wb") as large:
        large.truncate(file.LIMIT + 1)
    (tmp_path / "folder").mkdir()
    said = {}
    for name in ("empty.csv", "large.csv", "folder", "absent.csv"):
        with pytest.raises(Refused) as refusal:
            File.read(tmp_path / name)
        said[name] = (refusal.value.line.en, refusal.value.line.ko)
    assert said == {
        "empty.csv": (
            "empty.csv: the file is empty (save it anew, or get it again)",
            "empty.csv: 빈 파일입니다 (다시 저장하거나 다시 받으십시오)",
        ),
        "large.csv": (
            "large.csv: the file is larger than 64 MB (take out what is not needed, or divide it)",
            "large.csv: 파일이 64 MB보다 큽니다 (필요 없는 내용을 빼거나 나누십시오)",
        ),
        "folder": ("folder: a folder, not a file", "folder: 파일이 아니라 폴더입니다"),
        "absent.csv": ("absent.csv: no such file", "absent.csv: 파일이 없습니다"),
    }


def test_a_file_that_is_there_and_cannot_be_read_is_a_failure_of_storage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "held.csv"
    path.write_bytes(b"1")

    def held(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(StorageFailure) as failure:
        File.read(path)
    assert failure.value.line.en == "held.csv: cannot be read: Permission denied (close it in Excel)"
