"""Any document into pages: the same table in every format, and one clear line for what cannot be read."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.capture.file import File
from ledger.capture.pages import pages_of
from ledger.model.errors import Refused
from tests.capture import documents
from tests.capture.documents import as_xlsx, hwpx, texts, workbook, zipped

WRITERS = {
    "a.xlsx": documents.as_xlsx,
    "a.html": documents.as_html,
    "a.hwpx": documents.as_hwpx,
    "a.csv": documents.as_csv,
    "a.txt": documents.as_tabs,
    "a.md": documents.as_markdown,
}

_label = st.sampled_from(
    ["사업", "산·학·연", "계(A+B)", "R&D <강남>", "13,004 (13,004)", "△19,221", "'24", "a|b", "-", "=1"]
)
_text = st.one_of(_label, st.just(""), st.integers(0, 10**15).map(str))


@st.composite
def _rows(draw: st.DrawFn) -> list[list[str]]:
    """Rows and columns that each hold something, as a table does."""
    width, height = draw(st.integers(3, 5)), draw(st.integers(3, 6))
    body = [[draw(_label), *(draw(_text) for _ in range(width - 1))] for _ in range(height)]
    return [[f"구분 {number}" for number in range(width)], *body]


@settings(max_examples=40, deadline=None)
@given(_rows())
def test_a_table_reads_the_same_in_every_format(rows: list[list[str]]) -> None:
    for name, write in WRITERS.items():
        assert texts(name, write(rows)) == [rows], name


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("given", ["a", "a.xls", "a.csv", "-"])
def test_the_content_decides_and_not_the_name(name: str, given: str) -> None:
    rows = [["구분", "2023", "계"], ["가", "1", "1"], ["나", "2", "2"]]
    if (name, given) != ("a.md", "a.csv"):  # both are plain text: then the name decides
        assert texts(given, WRITERS[name](rows)) == [rows]


NESTED = "<a>" * 200 + "</a>" * 200
BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
MERGES = "<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>{}</mergeCells>"
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
HOSTILE = {
    "empty": (b"", "a.x: the file is empty"),
    "binary": (bytes(range(256)) * 9, "a.x: the content is none of the formats that are read"),
    "a pdf": (b"%PDF-1.7\n\xff\xfe\0", "copy the table from the PDF into a text file"),
    "an hwp": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1HWP Document File\0", "save it as .hwpx"),
    "another zip": (zipped({"word/document.xml": "<a/>"}), "a.x: the content is none of the formats"),
    "a password": (LOCKED, "a.x: the file has a password (save a copy without one)"),
    "a zip cut short": (as_xlsx([["a", "b"]])[:-60], "a.x: the file is cut short or damaged"),
    "half a zip": (as_xlsx([["a", "b"]])[:900], "a.x: the"),
    "half an hwpx": (hwpx("<hp:p/>")[:-30], "a.x: the file is cut short or damaged"),
    "a zip bomb": (workbook("", xl__sharedStrings_xml=b" " * 30_000_000), "unpacks to far more than it holds"),
    "a deep sheet": (workbook(NESTED), "a.x: the file nests its XML too deep"),
    "broken xml": (workbook("<sheetData><row></sheetData>"), "a.x: the file holds broken XML"),
    "10,000 merges": (
        workbook(MERGES.format("".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 10_001)))),
        "a.x!표: more than 5,000 merged ranges",
    ),
    "one merge over all": (
        workbook(MERGES.format('<mergeCell ref="A1:XFD1048576"/>')),
        "a.x!표: more than 200,000 merged cells",
    ),
    "overlapping merges": (
        workbook(
            '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row></sheetData><mergeCells>'
            '<mergeCell ref="A1:B1"/><mergeCell ref="B1:C2"/></mergeCells>'
        ),
        "a.x!표!B1: merged cells overlap",
    ),
    "no merge": (workbook(MERGES.format('<mergeCell ref="A0:?1"/>')), "a.x!표!A0:?1: a merged range that is none"),
    "html without end": (b"<table " + b"<a b='" * 400_000, "a tag of the HTML has no end"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_bad_input_is_one_clear_line_at_once(what: str) -> None:
    data, said = HOSTILE[what]
    before = time.perf_counter()
    with pytest.raises(Refused) as caught:
        pages_of(File("a.x", data))
    line = caught.value.line
    assert said in line.en
    assert line.en.startswith("a.x")
    assert "\n" not in line.en + line.ko
    assert time.perf_counter() - before < 8


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "Contents/section0.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_bomb_is_refused_unread(part: str, encoding: str) -> None:
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": documents.WORKBOOK.format(properties=""),
        "xl/_rels/workbook.xml.rels": documents.RELATED,
    }
    data = zipped({**(parts if part.startswith("xl") else {}), part: BOMB.encode(encoding)})
    with pytest.raises(Refused, match="declares a document type"):
        pages_of(File("a.x", data))


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    for path, said in ((tmp_path, "a folder, not a file"), (tmp_path / "none.csv", "no such file")):
        with pytest.raises(Refused) as caught:
            File.read(path)
        assert said in caught.value.line.en


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(WRITERS)), st.integers(0, 10**6), st.integers(0, 255), st.booleans())
def test_a_damaged_file_is_read_or_refused(name: str, at: int, byte: int, cut: bool) -> None:
    data = bytearray(WRITERS[name]([["구분", "2023", "계"], ["가", "1", "1"], ["나", "2", "2"]]))
    at %= len(data)
    data[at] = byte
    with suppress(Refused):
        pages_of(File(name, bytes(data[:at] if cut else data)))
