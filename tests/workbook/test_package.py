"""The last pass over the zip."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from ledger.workbook.package import sealed

SHEET = '<c r="A1" s="1"><f>SUM(B1:C1)</f><v /></c><c r="A2"><f>A1&amp;"x"</f><v></v></c>'


def unsealed(*names: str) -> BytesIO:
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, SHEET)
    return target


def test_results_are_filled_in_reading_order() -> None:
    with ZipFile(BytesIO(sealed(unsealed("xl/worksheets/sheet1.xml"), [[3, "3<x"]]))) as archive:
        assert archive.read("xl/worksheets/sheet1.xml").decode() == (
            '<c r="A1" s="1"><f>SUM(B1:C1)</f><v>3</v></c><c r="A2" t="str"><f>A1&amp;"x"</f><v>3&lt;x</v></c>'
        )


def test_a_formula_without_a_result_is_a_defect() -> None:
    with pytest.raises(RuntimeError, match="1 formulas planned, 2 written"):
        sealed(unsealed("xl/worksheets/sheet1.xml"), [[3]])


def test_the_order_of_parts_does_not_depend_on_who_wrote_them() -> None:
    names = ["xl/b.xml", "xl/worksheets/sheet10.xml", "xl/worksheets/sheet2.xml", "[Content_Types].xml"]
    results: list[list[int | str]] = [[]] * 10

    one, other = (sealed(unsealed(*each), results) for each in (names, reversed(names)))

    assert one == other
    with ZipFile(BytesIO(one)) as archive:
        assert archive.namelist() == [names[3], names[0], names[2], names[1]]


def test_photos_are_not_packed_twice() -> None:
    with ZipFile(BytesIO(sealed(unsealed("xl/media/image1.jpeg", "xl/workbook.xml"), []))) as archive:
        assert [part.compress_type for part in archive.infolist()] == [ZIP_STORED, ZIP_DEFLATED]
        assert archive.read("xl/media/image1.jpeg").decode() == SHEET
