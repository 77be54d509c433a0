"""Spreadsheets that LibreOffice saves as .xls and .ods: the same values as the .xlsx they come from."""

from pathlib import Path

import openpyxl
import pytest

from ledger.capture.file import File
from ledger.capture.pages import pages_of
from ledger.model.errors import Refused
from ledger.workbook.extents import _xlsb
from tests.capture.documents import grids, texts, zipped
from tests.office import converted

ODS = (
    '<a xmlns:t="urn:table" xmlns:o="urn:office" xmlns:x="urn:text"><t:table t:name="표">'
    '<t:table-row t:number-rows-repeated="{rows}">'
    '<t:table-cell t:number-columns-repeated="{columns}" o:value-type="float"/>'
    "</t:table-row></t:table></a>"
)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("office")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["구분", "예산", None], ["가", 1234.5, 2], [None, None, None], ["나", 999.9999999999999, "줄\n바꿈"]):
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    book.create_sheet("숨김")["B2"] = 7
    book["숨김"].sheet_state = "hidden"
    far = openpyxl.Workbook()
    far.active["A1"], far.active["IV65536"] = 1, 2
    book.save(folder / "near.xlsx")
    far.save(folder / "far.xlsx")
    paths = [folder / "near.xlsx", folder / "far.xlsx"]
    return {path.name: path.read_bytes() for to in ("xls", "ods") for path in converted(paths, to)}


@pytest.mark.parametrize("name", ["near.xls", "near.ods"])
def test_values_of_every_sheet(name: str, saved: dict[str, bytes]) -> None:
    rows = [["구분", "예산", ""], ["가", "1234.5", "2"], ["", "", ""], ["나", "1000", "줄 바꿈"]]
    assert texts("a", saved[name]) == [rows, [["7"]]]
    shown, hidden = pages_of(File("a", saved[name]))
    assert shown.remarks[0].en.startswith("only values are read")
    assert hidden.remarks[1].en == "the sheet is hidden"
    if name.endswith("xls"):
        assert grids("a", saved[name])[0].spans == {(0, 1): (1, 2)}


@pytest.mark.parametrize("name", ["far.xls", "far.ods"])
def test_cells_too_far_apart_are_refused_before_room_is_made(name: str, saved: dict[str, bytes]) -> None:
    with pytest.raises(Refused, match="places between its cells"):
        pages_of(File("a", saved[name]))


def test_what_is_repeated_without_end_is_refused() -> None:
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}
    for rows, columns in ((1_000_000, 1_000), (1, 10_000_000)):
        with pytest.raises(Refused, match="places between its cells"):
            pages_of(File("a", zipped({**parts, "content.xml": ODS.format(rows=rows, columns=columns)})))


@pytest.mark.parametrize("cut", [30, 700, 3000])
def test_a_damaged_file_is_refused(cut: int, saved: dict[str, bytes]) -> None:
    for name in ("near.xls", "near.ods"):
        with pytest.raises(Refused):
            pages_of(File(name, saved[name][:cut]))


def test_cells_of_an_xlsb_are_found() -> None:
    row, cell = b"\x00\x04\x07\x00\x00\x00", b"\x05\x05\x02\x00\x00\x00\x00"
    assert list(_xlsb(b"\x81\x01\x00" + row + cell)) == [(7, 2)]


def test_a_file_that_is_missing_its_book(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="none of the formats"):
        pages_of(File("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900))
