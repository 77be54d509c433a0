"""Workbooks: what is printed, what stands behind it, what nobody sees."""

import time
import tracemalloc
from datetime import date, datetime
from datetime import time as clock

import openpyxl
import pytest

from ledger.capture.file import File
from ledger.capture.pages import pages_of
from ledger.model.errors import Refused
from ledger.model.page import PageGrid
from tests.capture.documents import SHEET, WORKBOOK, grids, saved, texts, workbook


def cells(inside: str, properties: str = "", **extra: str | bytes) -> PageGrid:
    [grid] = grids("a.xlsx", workbook(f"<sheetData>{inside}</sheetData>", properties, **extra))
    return grid


def test_what_is_printed() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    values = [1234.5, 999.9999999999999, 0.1 + 0.2, -5, 10**15, True, date(2023, 5, 2), datetime(2023, 5, 2, 14, 30)]  # noqa: DTZ001
    sheet.append([*values, clock(14, 30), "줄\n바꿈", 0.125, 1234567])
    sheet["K1"].number_format, sheet["L1"].number_format = "0.0%", '#,##0_ ;[Red]"d"-#,##0'

    assert texts("a", saved(book)) == [
        [
            [
                "1234.5",
                "1000",
                "0.3",
                "-5",
                "1000000000000000",
                "TRUE",
                "2023-05-02",
                "2023-05-02T14:30:00",
                "14:30:00",
                "줄 바꿈",
                "12.5%",
                "1234567",
            ]
        ]
    ]


def test_cells_of_every_type() -> None:
    grid = cells(
        '<row r="2"><c r="B2" t="s"><v>0</v></c><c t="b"><v>0</v></c><c r="D2" t="e"><v>#REF!</v></c>'
        '<c r="E2" t="inlineStr"><is><r><t>안</t></r><rPh><t>x</t></rPh><r><t>녕</t></r></is></c>'
        '<c t="d"><v>2023-05-02</v></c><c t="n"><v>1.5E3</v></c>'
        '<c><v>NaN</v></c><c><v>1e999999</v></c><c s="7"><v>3</v></c></row>',
        xl__sharedStrings_xml='<sst xmlns="http://x/main"><si><t>계_x000D_\n(A_x005F_x0041_)</t></si></sst>',
        **{"xl/_rels/workbook.xml.rels": RELS},
    )
    assert list(grid.texts[0]) == [
        "계 (A_x0041_)", "FALSE", "#REF!", "안녕", "2023-05-02", "1500", "NaN", "1e999999", "3"
    ]  # fmt: skip
    assert (list(grid.lines), list(grid.columns)) == ([2], list(range(2, 11)))


RELS = (
    '<Relationships xmlns="http://x"><Relationship Id="r1" Type="http://x/worksheet" '
    'Target="/xl/worksheets/sheet1.xml"/>'
    '<Relationship Id="r2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)


def test_a_formula_never_calculated_is_not_a_blank() -> None:
    grid = cells(
        '<row r="1"><c r="A1"><f>SUM(B1:C1)</f></c><c r="B1"><f>1+1</f><v>2</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c>'
        '<c r="D1"><f>X</f><v/></c></row>'
    )
    assert list(grid.texts[0]) == ["", "2", "", ""]
    assert grid.stale == {(0, 0), (0, 3)}
    assert grid.formulas == {(0, 0): "SUM(B1:C1)", (0, 1): "1+1", (0, 2): '""', (0, 3): "X"}


def test_a_shared_formula_is_written_out_for_every_cell() -> None:
    grid = cells(
        '<row r="5"><c r="C5"><f t="shared" si="0">SUM(A$1:C4)*$B2&amp;"A1"+표1!A1+LOG10(A1)</f><v>1</v></c>'
        '<c r="D5"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="6"><c r="C6"><f t="shared" si="0"/><v>3</v></c></row>'
    )
    assert grid.formulas[0, 1] == 'SUM(B$1:D4)*$B2&"A1"+표1!B1+LOG10(B1)'
    assert grid.formulas[1, 0] == 'SUM(A$1:C5)*$B3&"A1"+표1!A2+LOG10(A2)'


def test_merges_hidden_things_and_macros_are_told() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["구분", "예산", None], ["가", 1, 2], ["나", 3, 4]):
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("숨김").sheet_state = "veryHidden"
    first, second = pages_of(File("a.xlsm", saved(book)))
    [grid] = first.blocks
    assert isinstance(grid, PageGrid)
    assert (grid.spans, grid.hidden_rows, grid.hidden_columns) == ({(0, 1): (1, 2)}, {1}, {2})
    assert [remark.en for remark in first.remarks] == ["hidden rows are read too: 2", "hidden columns are read too: C"]
    assert (second.blocks, [remark.en for remark in second.remarks]) == ((), ["the sheet is hidden"])

    [page] = pages_of(File("a.xlsm", workbook("", xl__vbaProject_bin=b"")))
    assert page.remarks[0].en == "the file holds macros; they were not run"


def test_values_under_a_merge_are_left_out_and_told() -> None:
    data = workbook(
        "<sheetData><row><c><v>1</v></c><c><v>555</v></c></row></sheetData>"
        '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    )
    [page] = pages_of(File("a", data))
    assert texts("a", data) == [[["1", ""]]]
    assert [remark.en for remark in page.remarks] == ["values under merged cells are left out: B1"]


def test_far_cells_and_false_dimensions_cost_nothing() -> None:
    data = workbook(
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="9"><c r="C9" s="1"/></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    )
    before = time.perf_counter()
    [grid] = grids("a", data)
    assert time.perf_counter() - before < 1
    assert [list(row) for row in grid.texts] == [["1", "", ""], ["", "", ""], ["", "", "2"]]
    assert (list(grid.lines), list(grid.columns)) == ([1, 2, 1_048_576], [1, 2, 16_384])
    assert texts(
        "a", workbook('<dimension ref="A1"/><sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>')
    ) == [[["1", "2"]]]


def test_empty_styled_rows_cost_no_memory() -> None:
    rows = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(1, 300_001))
    data = workbook(f"<sheetData>{rows}</sheetData>")
    tracemalloc.start()
    pages_of(File("a", data))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ('<row r="2"/><row r="1"/>', "a.xlsx!표!1: cells out of order, or one of them twice"),
        ('<row r="1"><c r="A1"/><c r="A1"/></row>', "a.xlsx!표!A1: cells out of order, or one of them twice"),
        ('<row r="1"><c r="B1"/><c r="A1"/></row>', "a.xlsx!표!A1: cells out of order, or one of them twice"),
        ('<row r="1"><c r="A2"/></row>', "a.xlsx!표!A2: cells out of order, or one of them twice"),
        ('<row r="1"><c r="XFE1"/></row>', "a.xlsx!표!XFE1: cells out of order, or one of them twice"),
        ('<row r="99999999"/>', "a.xlsx!표!99999999: cells out of order, or one of them twice"),
        ('<row><c><c/></c></row>', "a.xlsx!표!: cells out of order, or one of them twice"),
        ('<row><c t="s"><v>5</v></c></row>', "a.xlsx!표!A1: the text of the cell is missing"),
        (f'<row><c t="str"><v>{"가" * 40_000}</v></c></row>', "a.xlsx!표!A1: a text of more than 32,767 characters"),
    ],
)  # fmt: skip
def test_cells_that_cannot_be_are_refused_by_name(inside: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        cells(inside)
    assert caught.value.line.en.startswith(said)


def test_a_missing_sheet_and_a_book_without_sheets_are_refused() -> None:
    with pytest.raises(Refused, match="missing from the file"):
        pages_of(File("a", workbook("").replace(b"worksheets/sheet1.xml", b"worksheets/sheet9.xml")))
    with pytest.raises(Refused, match="holds no sheet"):
        pages_of(File("a", workbook("", **{"xl/workbook.xml": "<workbook xmlns='http://x/main'/>"})))


def test_more_rows_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.workbook.grid.MOST_ROWS", 2)
    with pytest.raises(Refused, match="more than 2 rows"):
        cells("<row><c><v>1</v></c></row>" * 3)


def test_strict_files_and_days_from_1904_are_read() -> None:
    strict = {
        "xl/workbook.xml": WORKBOOK.format(properties='<workbookPr date1904="1"/>').replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
        ),
        "xl/worksheets/sheet1.xml": SHEET.format(
            inside='<sheetData><row><c t="d"><v>2023-05-02</v></c><c s="1"><v>0</v></c></row></sheetData>'
        ).replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
        ),
        "xl/_rels/workbook.xml.rels": RELS.replace("sharedStrings", "styles"),
        "xl/styles.xml": '<styleSheet xmlns="http://x/main"><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    assert texts("a", workbook("", **strict)) == [[["2023-05-02", "1904-01-01"]]]
