"""What must not get past the door."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ledger.model.errors import Refused
from ledger.workbook import scan as room
from ledger.workbook.scan import scan

BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'


def workbook(path: Path, **extra: bytes) -> Path:
    parts = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, part in {**parts, **{name.replace("__", "/"): data for name, data in extra.items()}}.items():
            archive.writestr(name, part)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        scan(path)
    return str(caught.value.line.en)


def test_an_honest_workbook_passes(tmp_path: Path) -> None:
    scan(workbook(tmp_path / "a.xlsx"))


@pytest.mark.parametrize(
    ("name", "part", "said"),
    [
        ("xl__a.xml", BOMB, "declares a document type"),
        ("xl__a.xml", "\ufeff".encode("utf-16-le") + BOMB.decode().encode("utf-16-le"), "declares a document type"),
        ("xl__a.xml", b"<a>" * 30 + b"</a>" * 30, "nests its XML too deep"),
        ("xl__a.xml", b"<a><b></a>", "holds broken XML"),
        ("xl__a.xml", b" " * 5_000_000, "unpacks to far more than it holds"),
        ("xl__vbaProject.bin", b"", "holds macros"),
        ("XL__WORKBOOK.XML", b"<workbook/>", "holds one part twice"),
    ],
)
def test_a_hostile_part_is_refused_in_one_line(name: str, part: bytes, said: str, tmp_path: Path) -> None:
    line = refusal(workbook(tmp_path / "a.xlsx", **{name: part}))

    assert line == f"a.xlsx: the file {said} (save it anew as .xlsx in Excel)"


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    for name, data, said in (
        ("text.xlsx", b"a,b\n", "cannot be read as an Excel file"),
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"0" * 99, "has a password or is an old .xls file"),
        ("empty.xlsx", b"", "cannot be read as an Excel file"),
    ):
        (tmp_path / name).write_bytes(data)
        assert said in refusal(tmp_path / name)
    assert "cannot be read" in refusal(tmp_path / "none.xlsx")
    with ZipFile(tmp_path / "other.xlsx", "w") as archive:
        archive.writestr("mimetype", "x")
    assert "is not an Excel workbook" in refusal(tmp_path / "other.xlsx")


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", xl__a=b"x" * 1000)
    path.write_bytes(path.read_bytes()[:-40])

    assert "cannot be read as an Excel file" in refusal(path)


def test_limits_count_what_is_there_and_not_what_is_claimed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", xl__a=bytes(range(256)) * 40)
    monkeypatch.setattr(room, "LARGEST_UNPACKED", 5_000)
    assert "unpacks to more than 200 MB" in refusal(path)
    monkeypatch.setattr(room, "LARGEST_FILE", 100)
    assert "is larger than 20 MB" in refusal(path)
    monkeypatch.setattr(room, "LARGEST_FILE", 10_000)
    monkeypatch.setattr(room, "MOST_PARTS", 2)
    assert "holds too many parts" in refusal(path)
