"""From a plan to the bytes of a file."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from ledger.model.errors import Refused
from ledger.workbook.plain import LONGEST
from ledger.workbook.plan import Area, Cell, Formula, Look, Page, Row, Sheet, Value, Workbook
from ledger.workbook.write import Written, write
from tests import office

AMOUNT = Look("보고_금액", top="thick", bottom="hair")
TEXT = Look("보고_글")


def planned(*cells: Value, **settings: object) -> Workbook:
    """One row of cells from column 2 on, in one sheet."""
    row = Row(20, tuple(Cell(column, TEXT if isinstance(v, str) else AMOUNT, v) for column, v in enumerate(cells, 2)))
    sheet = Sheet(name="표", widths=(8, 12, 12), rows=(Row(9), row), **settings)  # type: ignore[arg-type]
    return Workbook(title="제목", subject="부제", day=date(2023, 12, 31), sheets=(sheet,))


def read_back(written: Written, tmp_path: Path) -> dict[tuple[int, int], object]:
    path = tmp_path / "file.xlsx"
    path.write_bytes(written.data)
    return dict(office.values(path)["표"])


def test_values_come_back_as_they_were(tmp_path: Path) -> None:
    written = write(planned("국비", 10**15, Decimal("0.398"), None, -3))

    assert read_back(written, tmp_path) == {(2, 2): "국비", (2, 3): 10**15, (2, 4): 0.398, (2, 6): -3}
    assert written.cut == ()


def test_formulas_carry_their_results(tmp_path: Path) -> None:
    results = (1_000_000_000_000_000, Decimal("0.3980"), "-", "<&>")
    written = write(planned(*(Formula("1+1", result) for result in results)))

    assert list(read_back(written, tmp_path).values()) == [10**15, 0.398, "-", "<&>"]
    assert openpyxl.load_workbook(BytesIO(written.data))["표"]["B2"].value == "=1+1"


@pytest.mark.parametrize("value", [10**15 + 1, -(10**15) - 1, Decimal(10**16), Formula("1+1", 10**16)])
def test_what_excel_would_round_is_refused(value: Value) -> None:
    with pytest.raises(Refused):
        write(planned(value))


@pytest.mark.parametrize("value", [1.5, True])
def test_inexact_numbers_are_a_defect_of_the_caller(value: object) -> None:
    with pytest.raises(TypeError):
        write(planned(value))  # type: ignore[arg-type]


def test_equal_plans_give_equal_bytes() -> None:
    assert write(planned("가", 1, Formula("C2", 1))).data == write(planned("가", 1, Formula("C2", 1))).data


def test_text_that_was_cut_is_reported() -> None:
    assert write(planned("가", "나" * (LONGEST + 1))).cut == ("표!C2",)


def test_letters_that_are_spelled_out_stay_so(tmp_path: Path) -> None:
    written = write(planned("_x0041_", " 앞뒤 ", "줄\n바꿈"))

    assert list(read_back(written, tmp_path).values()) == ["_x0041_", " 앞뒤 ", "줄\n바꿈"]


def test_the_sheet_is_set_up_as_planned() -> None:
    page = Page(
        last_column=3, last_row=2, landscape=True, titles=(1, 1), header="고양시 R&D", left="왼쪽", right="오른쪽"
    )
    plan = planned("가", merges=(Area(2, 2, 2, 3),), page=page, hidden_columns=(5,), freeze="A2")
    plan = Workbook(title="", subject="", day=plan.day, sheets=plan.sheets, names=(("총액", "표!$B$2"),))
    book = openpyxl.load_workbook(BytesIO(write(plan).data))
    sheet = book["표"]

    assert [str(each) for each in sheet.merged_cells.ranges] == ["B2:C2"]
    assert (sheet.print_area, sheet.print_title_rows, sheet.freeze_panes) == ("'표'!$A$1:$C$2", "$1:$1", "A2")
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.oddHeader.right.text == "고양시 R&&D"
    assert sheet.column_dimensions["E"].hidden
    assert sheet.column_dimensions["B"].width == 12
    assert sheet.row_dimensions[2].height == 20
    assert book.defined_names["총액"].attr_text == "표!$B$2"


def test_normal_is_the_font_of_the_report() -> None:
    book = openpyxl.load_workbook(BytesIO(write(planned("가")).data))

    assert book._fonts[0].name == "맑은 고딕"
    assert book["표"]["B2"].style == "보고_글"
    assert book["표"]["B2"].font.name == "맑은 고딕"
