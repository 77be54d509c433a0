"""Twin of milestones: empty rows; what is filled in becomes new lines under the next free numbers."""

import pytest

from ledger.model.entry import Row
from ledger.model.errors import Refused
from tests.reports.asking import asked, books, built, recorded, shown, wrong

TOLD = '  + milestone "5-2 01" project=5-2 on=2023-05 text="개소"\n'


def test_as_many_empty_rows_as_asked_for() -> None:
    assert shown(built("milestones", asked(books()), rows=2)) == (
        "사업 번호 ; on=시기 ; text=내용 ; done=완료 여부\n"
        "5-2|1 ; 인재 양성 / 1 ;  ,  ,\n"
        "5-2|2 ; 인재 양성 / 2 ;  ,  ,\n"
    )


@pytest.mark.parametrize("rows", [0, -1, 51])
def test_no_rows_or_far_too_many_are_refused(rows: int) -> None:
    with pytest.raises(Refused, match="'rows' is 1 to 50"):
        built("milestones", asked(books()), rows=rows)


def test_new_lines_take_the_next_numbers_and_no_number_twice() -> None:
    said = {
        ("5-2|1", "on"): "2023. 7. 21.",
        ("5-2|1", "text"): "2차 간담회",
        ("5-2|3", "on"): "2024년 하반기",
        ("5-2|3", "text"): "정기 회의",
        ("5-2|4", "on"): "2024. 3.",
        ("5-2|4", "text"): "앞당겨 마침",
        ("5-2|4", "done"): "완료",
    }
    rows = [
        Row("milestone", "5-2 08", {"project": "5-2", "on": "2023-07-21", "text": "2차 간담회"}),
        Row("milestone", "5-2 09", {"project": "5-2", "on": "2024H2", "text": "정기 회의", "done": False}),
        Row("milestone", "5-2 10", {"project": "5-2", "on": "2024-03", "text": "앞당겨 마침"}),
    ]
    assert recorded("milestones", books(TOLD), said, (("milestone", "5-2 07"), ("remark", "5-2 99"))) == ([], rows)


def test_what_the_story_has_already_is_not_told_again() -> None:
    said = {("5-2|1", "on"): "2023. 5.", ("5-2|1", "text"): "개소"}
    assert recorded("milestones", books(TOLD), said) == ([], [])


def test_a_row_without_a_date_or_a_text_is_a_fault_an_empty_one_is_not() -> None:
    said = {
        ("5-2|1", "on"): "2023. 5.",
        ("5-2|2", "text"): "개소",
        ("5-2|3", "on"): "2023. 13.",
        ("5-2|3", "text"): "가" * 1001,
        ("5-2|4", "text"): "  ",
    }
    assert wrong("milestones", books(), said) == {
        ("5-2|1", "text"): "글은 1자에서 1,000자까지입니다(지금 0자)",
        ("5-2|2", "on"): "시기가 빠졌습니다",
        ("5-2|3", "on"): "'2023. 13.': 없는 날짜이거나 날짜가 아닙니다",
        ("5-2|3", "text"): "글은 1자에서 1,000자까지입니다(지금 1,001자)",
    }
