"""What a locked sheet takes and how it marks its cells, as another program reads it."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from ledger.workbook.guard import can_list, reference
from ledger.workbook.plan import Area, Cell, Look, Marking, Row, Sheet, Validation, Workbook
from ledger.workbook.write import write

ONE, TWO = Area(1, 1, 1, 1), Area(3, 2, 5, 4)


def read(**settings: object) -> openpyxl.worksheet.worksheet.Worksheet:
    rows = (Row(20, (Cell(1, Look("입력칸"), 1, "사유\n둘째 줄"), Cell(2, Look("보고_금액"), 2))), Row(9, hidden=True))
    sheet = Sheet(name="표", widths=(8, 12), rows=rows, **settings)  # type: ignore[arg-type]
    plan = Workbook(title="제목", subject="부제", day=date(2023, 12, 31), sheets=(sheet,))
    return openpyxl.load_workbook(BytesIO(write(plan).data))["표"]


def test_a_sheet_is_locked_only_where_it_is_asked_to_be() -> None:
    assert not read().protection.sheet
    page = read(locked=True)
    assert page.protection.sheet
    assert page.protection.password is None
    assert [page[cell].protection.locked for cell in ("A1", "B1")] == [False, True]


def test_comments_and_hidden_rows_are_kept() -> None:
    page = read()
    assert page["A1"].comment.text == "사유\n둘째 줄"
    assert page["B1"].comment is None
    assert [page.row_dimensions[row].hidden for row in (1, 2)] == [False, True]


def test_what_may_be_typed_is_said_in_words_no_longer_than_excel_takes() -> None:
    whole = Validation("whole", (ONE, TWO), "가" * 40, "나" * 300, "다" * 300, 0, 9)
    text = Validation("text", (Area(9, 1, 9, 1),), "글", "글자 수", most=20)
    choice = Validation("list", (Area(8, 1, 8, 1),), "선택", "고릅니다", choices=("완료", "예정"))
    found = read(locked=True, validations=(whole, text, choice)).data_validations.dataValidation
    assert [(each.type, each.operator, each.formula1, each.formula2) for each in found] == [
        ("whole", "between", "0", "9"),
        ("textLength", "between", "0", "20"),
        ("list", None, '"완료,예정"', None),
    ]
    assert str(found[0].sqref) == "A1 B3:D5"
    assert (len(found[0].errorTitle), len(found[0].error), len(found[0].prompt)) == (32, 255, 255)
    assert [each.showInputMessage for each in found] == [True, False, False]
    assert all(each.allow_blank and each.showErrorMessage for each in found)


def test_marks_come_in_their_order() -> None:
    page = read(locked=True, markings=(Marking(ONE, "over", "A1>1"), Marking(ONE, "changed", "A1<>2")))
    rules = [rule for area in page.conditional_formatting for rule in area.rules]
    assert [(rule.priority, rule.formula, rule.dxf.font.color.rgb) for rule in rules] == [
        (1, ["A1>1"], "00C00000"),
        (2, ["A1<>2"], "001F4EA8"),
    ]


@pytest.mark.parametrize(
    ("choices", "can"), [(("완료", "예정"), True), (("가,나",), False), (('"',), False), (("가" * 256,), False)]
)
def test_excel_lists_short_choices_without_commas(choices: tuple[str, ...], can: bool) -> None:
    assert can_list(choices) is can


def test_an_area_is_named_as_spreadsheets_do() -> None:
    assert (reference(ONE), reference(TWO)) == ("A1", "B3:D5")
