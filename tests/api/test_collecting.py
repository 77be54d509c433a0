"""Forms in: what is taken, what is given back and why, word for word."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from ledger.api.books import read_books
from ledger.api.history import undo, verify_book
from ledger.model.errors import Refused
from tests.collecting import LINE, TOWN, collected, handed_in, held, said, town_at
from tests.returned import cell_of, change, desk_at, fill, insert_row, marks, opened, rows_of, sort

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how .xls and workbooks with a password begin


def test_a_form_is_one_transaction_and_its_figures_stand_in_the_book(town: Path) -> None:
    fill(
        handed_in(town),
        {"5-2/1 국비 secured 2023": 130, "5-2/1 국비 executed 2023": "１2０", "status: 5-2 progress": 40},
    )
    outcome = collected(town)
    assert said(outcome) == ["제출 기업지원과.xlsx"]
    assert outcome.is_clean
    assert [held(town, f"5-2/1 국비 2023 {measure}") for measure in ("secured", "executed")] == [130, 120]
    assert read_books(desk_at(town / "ledger.db")).names.projects["5-2"].progress == 40
    assert [line.state.value for line in outcome.board] == ["accepted", "missing"]
    assert verify_book(desk_at(town / "ledger.db"))[0] == []


def test_blank_zero_and_dash(town: Path) -> None:
    form = handed_in(town, "복지과.xlsx")
    fill(form, {"6-1/1 시비 executed 2023": None, "6-1/1 시비 secured 2024": "-", "6-1/1 시비 secured 2025": 0})
    collected(town)
    years = ("2023 executed", "2024 secured", "2025 secured", "2026H1 secured")
    assert [held(town, f"6-1/1 시비 {each}") for each in years] == [None, 0, 0, None]


def test_the_file_may_have_any_name(town: Path) -> None:
    fill(handed_in(town, as_name="최종_진짜최종.xlsx"), {"5-2/1 국비 secured 2024": 7})
    assert said(collected(town)) == ["제출 최종_진짜최종.xlsx"]


def test_twice_the_same_file(town: Path) -> None:
    fill(handed_in(town), {"5-2/1 국비 secured 2023": 130})
    collected(town)
    again = collected(town)
    assert said(again) == ["중복 기업지원과.xlsx: 전표 4에 기록한 파일"]
    assert again.seals == ()


def test_the_same_answers_saved_anew(town: Path) -> None:
    form = handed_in(town)
    fill(
        form,
        {"5-2/1 국비 secured 2023": 130, "milestones: 5-2 1 on": "2023. 7. 21.", "milestones: 5-2 1 text": "개소식"},
    )
    collected(town)
    fill(form, {"5-2/1 국비 secured 2023": "130"})
    again = collected(town)
    assert said(again) == ["중복 기업지원과.xlsx: 전표 4에 이미 기록한 내용"]
    assert again.seals == ()


def test_a_file_that_was_given_back_stays_aside_once_a_better_one_is_taken(town: Path) -> None:
    fill(handed_in(town), {"5-2/1 국비 executed 2023": 100_000})
    collected(town)
    fill(handed_in(town, as_name="재제출.xlsx"), {"5-2/1 국비 executed 2023": 100})
    assert said(collected(town)) == ["중복 기업지원과.xlsx: 이미 반려한 파일(전표 4)", "제출 재제출.xlsx"]
    again = collected(town)
    assert said(again) == [
        "중복 기업지원과.xlsx: 이미 반려한 파일(전표 4)",
        "중복 재제출.xlsx: 전표 5에 기록한 파일",
    ]
    assert again.seals == ()
    assert next(line.state.value for line in again.board if line.department == "기업지원과") == "accepted"


def test_a_corrected_form_changes_only_what_it_corrects(town: Path) -> None:
    form = handed_in(town)
    fill(
        form,
        {"5-2/1 국비 secured 2023": 130, "milestones: 5-2 1 on": "2023. 7. 21.", "milestones: 5-2 1 text": "개소식"},
    )
    collected(town)
    fill(form, {"5-2/1 국비 secured 2023": 135})
    outcome = collected(town)
    assert said(outcome) == ["제출 기업지원과.xlsx"]
    (draft,) = [each.draft for each in outcome.handed]
    assert draft is not None
    assert [posting.won for posting in draft.postings] == [5_000_000]
    assert [row.kind for row in draft.rows] == ["provenance", "submission"]


def test_a_line_that_was_recorded_cannot_be_changed_in_the_form(town: Path) -> None:
    form = handed_in(town)
    fill(form, LINE)
    collected(town)
    fill(form, {"milestones: 5-2 1 text": "개소식 개최"})
    (first, reason) = said(collected(town))
    assert first == "반려 기업지원과.xlsx"
    assert reason.endswith("전표 4에 이미 기록한 줄입니다. 장부에서 고치거나 다른 줄에 적으십시오")


def test_after_undo_the_form_is_taken_again(town: Path) -> None:
    fill(handed_in(town), {"5-2/1 국비 secured 2023": 130})
    collected(town)
    undo(desk_at(town / "ledger.db"), 4, reason="착오")
    outcome = collected(town)
    assert said(outcome) == ["제출 기업지원과.xlsx"]
    assert held(town, "5-2/1 국비 2023 secured") == 130


def test_sorted_with_its_hidden_columns(town: Path) -> None:
    form = handed_in(town)
    fill(form, {"5-2/1 국비 secured 2023": 130, "5-2/2 도비 executed 2024": 0})
    sort(form, "5-2")
    assert said(collected(town)) == ["제출 기업지원과.xlsx"]
    assert [held(town, "5-2/1 국비 2023 secured"), held(town, "5-2/2 도비 2024 executed")] == [130, 0]


VALUES = {
    "another unit": ("5억", "'5억': 양식의 단위(백만원)가 아님 (백만원 단위로 고쳐 쓰십시오)"),
    "a fraction": ("24.394", "'24.394': 백만원 단위에서 소수입니다 (소수점 없이 쓰십시오)"),
    "approximate": ("약 100", "'약 100' 값은 어림한 금액입니다 (정확한 금액을 쓰십시오)"),
    "unreadable": ("추후 통보", "'추후 통보': 수로 읽을 수 없습니다 (1,234처럼 하나의 수로 쓰십시오)"),
    "two figures": (
        "13,004 (13,004)",
        "'13,004 (13,004)': 수가 여럿이거나 두 가지로 읽힙니다 (1,234처럼 하나의 수로 쓰십시오)",
    ),
    "a formula without a value": ("=1+2", "수식이 계산되지 않았거나 오류입니다"),
    "a negative amount": (-5, "△5: 0보다 작습니다"),
}


@pytest.mark.parametrize("case", VALUES)
def test_a_value_that_is_refused(case: str, town: Path) -> None:
    typed, reason = VALUES[case]
    form = handed_in(town)
    fill(form, {"5-2/1 국비 secured 2023": 130, "5-2/2 국비 secured 2024": typed})
    with opened(form) as book:
        place = cell_of(book, "5-2/2 국비 secured 2024").coordinate
    outcome = collected(town)
    assert said(outcome) == ["반려 기업지원과.xlsx", f"  5-2!{place}: {reason}"]
    assert held(town, "5-2/1 국비 2023 secured") == 100  # all of a form or nothing
    assert read_books(desk_at(town / "ledger.db")).number == 4  # the verdict alone


def _doubled(book: Workbook) -> None:
    page = book["5-2"]
    first, second, *_ = rows_of(page, "money")
    page.cell(second, marks(page, "money")[0][1]).value = page.cell(first, marks(page, "money")[0][1]).value


def _deleted_row_key(book: Workbook) -> None:
    page = book["5-2"]
    page.cell(rows_of(page, "money")[0], marks(page, "money")[0][1]).value = None


def _deleted_column_key(book: Workbook) -> None:
    page = book["5-2"]
    page.cell(marks(page, "money")[0][0], cell_of(book, "5-2/1 국비 secured 2023").column).value = None


def _deleted_grid_key(book: Workbook) -> None:
    page = book["5-2"]
    page.cell(*marks(page, "money")[0]).value = None


def _without_sheet(book: Workbook) -> None:
    del book["5-2"]
    book.create_sheet("다른 시트")


def _merged(book: Workbook) -> None:
    left, right = (cell_of(book, f"5-2/1 국비 secured {year}").coordinate for year in (2023, 2024))
    book["5-2"].merge_cells(f"{left}:{right}")


ROW = "5-2: '협력체계 구축 국비 {}' 행의 키(money|5-2/1|국비|{})가 지워졌습니다"
FAULTS: dict[str, tuple[Callable[[Workbook], None], list[str]]] = {
    "a key doubled": (
        _doubled,
        ["5-2!A21: 키 'money|5-2/1|국비|secured': 두 번 나옵니다", ROW.format("집행", "executed")],
    ),
    "the key of a row deleted": (
        _deleted_row_key,
        [
            ROW.format("확보", "secured"),
            "5-2!J20: 끼워 넣은 행에 적은 수치는 어느 사업의 것인지 알 수 없습니다: 5-2!J20",
        ],
    ),
    "the key of a column deleted": (_deleted_column_key, ["5-2: ''23' 열의 키(2023)가 지워졌습니다"]),
    "the key of a grid deleted": (_deleted_grid_key, ["5-2: 숨긴 키 행(@money)이 지워졌습니다"]),
    "the sheet deleted": (_without_sheet, ["5-2: 시트가 없어졌거나 이름이 바뀌었습니다"]),
    "inputs merged": (_merged, ["5-2!K20: 다른 칸과 병합되어 있습니다"]),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_form_that_was_altered(case: str, town: Path) -> None:
    how, reasons = FAULTS[case]
    change(handed_in(town), how)
    assert said(collected(town)) == ["반려 기업지원과.xlsx", *(f"  {reason}" for reason in reasons)]
    assert held(town, "5-2/1 국비 2023 secured") == 100


def _relabelled(book: Workbook) -> None:
    page = book["5-2"]
    page.cell(rows_of(page, "money")[0], 5).value = "국도비"


def _blank_head(book: Workbook) -> None:
    cell = cell_of(book, "5-2/1 국비 secured 2023")
    book["5-2"].cell(marks(book["5-2"], "money")[0][0] + 1, cell.column).value = None


def _years_moved(book: Workbook) -> None:
    """The columns of '23 and '24 change places from the heads down, their hidden keys stay."""
    page = book["5-2"]
    left, right = (cell_of(book, f"5-2/1 국비 secured {year}").column for year in (2023, 2024))
    for row in range(marks(page, "money")[0][0] + 1, rows_of(page, "money")[-1] + 1):
        one, other = page.cell(row, left), page.cell(row, right)
        one.value, other.value = other.value, one.value


def _years_rekeyed(book: Workbook) -> None:
    page = book["5-2"]
    keys = marks(page, "money")[0][0]
    one, other = (page.cell(keys, cell_of(book, f"5-2/1 국비 secured {year}").column) for year in (2023, 2024))
    one.value, other.value = other.value, one.value


def _without_key_of_heads(book: Workbook) -> None:
    book["5-2"].cell(*marks(book["5-2"], "money|head")[0]).value = None


def _without_key_of_labels(book: Workbook) -> None:
    book["5-2"].cell(marks(book["5-2"], "money")[0][0], 5).value = None


ROW_IS = "키에 따르면 '{}' 행입니다. 항목을 고쳤거나, 숨긴 열을 빼고 정렬하거나 붙여 넣었습니다"
COLUMN_IS = "키에 따르면 ''{}' 열입니다. 머리글을 고쳤거나, 숨긴 키를 빼고 열을 옮겼습니다"
SEEN: dict[str, tuple[Callable[[Workbook], None], list[str]]] = {
    "a label changed": (_relabelled, [f"E20: {ROW_IS.format('협력체계 구축 국비 확보')}"]),
    "a head blanked": (_blank_head, [f"J13: {COLUMN_IS.format('23')}"]),
    "years moved without their keys": (
        _years_moved,
        [f"J13: {COLUMN_IS.format('23')}", f"K13: {COLUMN_IS.format('24')}"],
    ),
    "keys moved without their years": (
        _years_rekeyed,
        [f"K13: {COLUMN_IS.format('23')}", f"J13: {COLUMN_IS.format('24')}"],
    ),
}


@pytest.mark.parametrize("case", SEEN)
def test_figures_that_no_longer_stand_at_what_people_see(case: str, town: Path) -> None:
    how, reasons = SEEN[case]
    change(handed_in(town), how)
    assert said(collected(town)) == ["반려 기업지원과.xlsx", *(f"  5-2!{reason}" for reason in reasons)]
    assert held(town, "5-2/1 국비 2023 secured") == 100


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        (_without_key_of_heads, "5-2: 표 머리 행의 키(@money|head)가 지워졌습니다"),
        (_without_key_of_labels, "5-2: '재원' 열의 키(#2)가 지워졌습니다"),
    ],
)
def test_what_people_see_can_no_longer_be_held_against_its_keys(
    how: Callable[[Workbook], None], reason: str, town: Path
) -> None:
    change(handed_in(town), how)
    assert said(collected(town))[:2] == ["반려 기업지원과.xlsx", f"  {reason}"]


@pytest.mark.parametrize("last", ["printed", "all"])
def test_rows_sorted_without_their_hidden_keys(last: str, town: Path) -> None:
    """The reference at the right stays where it is when only what is printed is sorted."""
    form = handed_in(town)
    sort(form, "5-2", first_column=4, last_column=14 if last == "printed" else None)
    outcome = said(collected(town))
    assert outcome[:2] == ["반려 기업지원과.xlsx", f"  5-2!D20: {ROW_IS.format('협력체계 구축 국비 확보')}"]
    assert len(outcome) == 17


def test_unit_projects_of_one_name_are_told_apart_by_their_codes(here: Path) -> None:
    town = town_at(here, TOWN.replace('5-2/2 name="기업 지원"', '5-2/2 name="협력체계 구축"'))
    form = handed_in(town)
    with opened(form) as book:
        seen = {book["5-2"].cell(row, 4).value for row in rows_of(book["5-2"], "money")}
    assert seen == {"5-2/1 협력체계 구축", "5-2/2 협력체계 구축"}
    sort(form, "5-2", first_column=4, last_column=14)
    assert said(collected(town))[0] == "반려 기업지원과.xlsx"


def test_a_grid_moved_down_with_its_keys_is_read(town: Path) -> None:
    form = handed_in(town)
    fill(form, {"5-2/1 국비 secured 2023": 130})
    with opened(form) as book:
        for _ in range(3):
            insert_row(book["5-2"], marks(book["5-2"], "money")[0][0])
    assert said(collected(town))[0] == "제출 기업지원과.xlsx"
    assert held(town, "5-2/1 국비 2023 secured") == 130


def test_no_reason_quotes_a_cell_without_end(town: Path) -> None:
    form = handed_in(town)
    typed = "9" * 20_000
    fill(form, {"5-2/1 국비 secured 2023": typed, "status: 5-2 status": typed, "status: 5-2 progress": typed})
    outcome = collected(town)
    assert [len(str(reason)) < 200 for reason in outcome.handed[0].reasons] == [True] * 3
    assert len(str(outcome.handed[0].draft)) < 5_000


def test_an_inserted_row_with_figures_is_given_back_and_one_without_is_remarked(town: Path) -> None:
    form = handed_in(town)

    def insert(book: Workbook, *values: object) -> None:
        page = book["5-2"]
        at = rows_of(page, "money")[2]
        insert_row(page, at)
        for column, value in enumerate(values, cell_of(book, "5-2/1 국비 secured 2023").column):
            page.cell(at, column).value = value  # type: ignore[assignment]

    change(form, lambda book: insert(book, "확인 중"))
    words = ["제출 기업지원과.xlsx", "  (5-2!J22: 끼워 넣은 행의 글은 읽지 않습니다)"]
    assert said(collected(town, dry_run=True)) == words
    change(form, lambda book: insert(book, 10, 20))
    figures = "5-2!J23: 끼워 넣은 행에 적은 수치는 어느 사업의 것인지 알 수 없습니다: 5-2!J23, 5-2!K23"
    assert said(collected(town)) == [
        "반려 기업지원과.xlsx",
        f"  {figures}",
        "  (5-2!J22: 끼워 넣은 행의 글은 읽지 않습니다)",
    ]


def test_protection_removed_rows_hidden_and_the_hidden_sheet_shown_are_remarked(town: Path) -> None:
    def how(book: Workbook) -> None:
        book["5-2"].protection.sheet = False
        book["5-2"].row_dimensions[rows_of(book["5-2"], "money")[0]].hidden = True
        book["_form"].sheet_state = "visible"

    change(handed_in(town), how)
    assert said(collected(town)) == [
        "제출 기업지원과.xlsx",
        "  (숨긴 시트(_form)가 드러나 있습니다)",
        "  (5-2: 시트 보호가 풀려 있습니다)",
        "  (5-2: 숨긴 행도 읽습니다: 20)",
    ]


def _meta(name: str, value: str | None) -> Callable[[Workbook], None]:
    def how(book: Workbook) -> None:
        for row in book["_form"].iter_rows():
            if row[0].value == name:
                row[1].value = value

    return how


def _no_meta(book: Workbook) -> None:
    del book["_form"]


ANEW = "배부한 양식에 다시 적으십시오. 양식은 `ledger form`으로 다시 만듭니다"
OWN = "이 장부에서 배부한 양식에 적어 내십시오. `ledger list forms`로 볼 수 있습니다"
GONE = "이 프로그램의 수합양식이 아니거나 숨긴 시트(_form)가 지워졌습니다"
STRANGERS = {
    "meta deleted": (_no_meta, f": {GONE} ({ANEW})"),
    "a pair of the meta deleted": (_meta("head", None), f"!_form: 숨긴 시트에서 지워진 항목: head ({ANEW})"),
    "meta edited: the as-of date": (_meta("as_of", "2023-01-01"), f"!_form: 숨긴 시트를 고쳤습니다: as_of ({OWN})"),
    "meta edited: the department": (
        _meta("department", "복지과"),
        f"!_form: 숨긴 시트를 고쳤습니다: department ({OWN})",
    ),
    "unit changed": (_meta("unit", "천원"), f"!_form: 숨긴 시트를 고쳤습니다: unit ({OWN})"),
    "another version": (_meta("version", "2"), f": 다른 버전의 프로그램에서 만든 양식입니다: 양식 버전 2 ({OWN})"),
    "another book": (_meta("book", "0" * 32), f": 다른 장부의 양식입니다: 000000000000 ({OWN})"),
    "another institution": (_meta("institution", "다라군"), f": 다른 기관의 양식입니다: 다라군 ({OWN})"),
    "never issued": (_meta("form", "0099-01"), f": 이 장부에서 배부한 적이 없는 양식 번호입니다: 0099-01 ({OWN})"),
}


@pytest.mark.parametrize("case", STRANGERS)
def test_a_file_that_is_no_form_of_this_book(case: str, town: Path) -> None:
    how, reason = STRANGERS[case]
    change(handed_in(town), how)
    fill(handed_in(town, "복지과.xlsx"), {"6-1/1 시비 executed 2023": 41})
    outcome = collected(town)
    assert said(outcome) == ["제출 복지과.xlsx", f"! 기업지원과.xlsx{reason}"]
    assert not outcome.is_clean
    assert held(town, "6-1/1 시비 2023 executed") == 41


def test_files_that_are_no_workbooks(town: Path) -> None:
    form = handed_in(town)
    whole = form.read_bytes()
    (town / "in" / "1 잘린 파일.xlsx").write_bytes(whole[: len(whole) // 2])
    (town / "in" / "2 메모.txt").write_text("회신 드립니다", encoding="utf-8")
    (town / "in" / "3 빈 파일.xlsx").write_bytes(b"")
    (town / "in" / "4 암호.xlsx").write_bytes(COMPOUND + "EncryptedPackage".encode("utf-16-le"))
    (town / "in" / "5 옛 형식.xls").write_bytes(COMPOUND + "Workbook".encode("utf-16-le"))
    (town / "in" / "~$기업지원과.xlsx").write_bytes(b"lock of Excel")
    assert said(collected(town)) == [
        "제출 기업지원과.xlsx",
        "! 1 잘린 파일.xlsx: 잘렸거나 깨져 있습니다 "
        "(만든 프로그램(엑셀, 한글)에서 열어 다시 저장하거나 다시 받으십시오)",
        "! 2 메모.txt: 엑셀 통합문서(.xlsx)가 아닙니다 (양식을 엑셀 통합문서(.xlsx)로 저장하십시오)",
        "! 3 빈 파일.xlsx: 빈 파일입니다 (다시 저장하거나 다시 받으십시오)",
        "! 4 암호.xlsx: 암호가 걸려 있습니다 (암호 없이 다시 저장하십시오)",
        "! 5 옛 형식.xls: 다른 형식(xls, xlsb, ods)으로 저장되었습니다 (양식을 엑셀 통합문서(.xlsx)로 저장하십시오)",
    ]


@pytest.mark.parametrize("name", ["~$기업지원과.xlsx", "없는 파일.xlsx"])
def test_nothing_to_read_is_refused(name: str, town: Path) -> None:
    if name.startswith("~$"):
        (town / "in" / name).write_bytes(b"lock of Excel")
    with pytest.raises(Refused) as refusal:
        collected(town, town / "in" / name)
    assert name in refusal.value.where
    assert refusal.value.way_out
    assert said(collected(town, handed_in(town), town / "in" / "없는 파일.xlsx")) == [
        "제출 기업지원과.xlsx",
        "! 없는 파일.xlsx: 파일이 없습니다",
    ]


def test_a_file_that_excel_holds_is_told_and_does_not_stop_the_others(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(handed_in(town), {"5-2/1 국비 secured 2023": 130})
    held_open = handed_in(town, "복지과.xlsx")
    opens = Path.open

    def refuse(path: Path, *arguments: Any, **more: Any) -> Any:
        if path == held_open:
            raise PermissionError(13, "Permission denied")
        return opens(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", refuse)
    outcome = collected(town)
    assert said(outcome) == [
        "제출 기업지원과.xlsx",
        "! 복지과.xlsx: 읽을 수 없습니다: Permission denied (엑셀 등에서 열려 있으면 닫으십시오)",
    ]


def test_two_hundred_forms_and_one_broken_zip(here: Path) -> None:
    city = "\n".join(f'  + project {n}-1 name="사업 {n}" department={n}과' for n in range(7, 206))
    town = town_at(here, TOWN.replace("\n\n2023", f"\n{city}\n\n2023"))
    assert len(list((town / "out").iterdir())) == 201
    for form in sorted((town / "out").iterdir())[:200]:
        handed_in(town, form.name)
    broken = town / "in" / "100과.xlsx"
    broken.write_bytes(broken.read_bytes()[:-30])
    outcome = collected(town)
    (stranger,) = outcome.strangers
    assert str(stranger.line).startswith("100과.xlsx: 잘렸거나 깨져 있습니다")
    assert len(outcome.taken) == len(outcome.seals) == 199
    assert [line.state.value for line in outcome.board].count("missing") == 2
