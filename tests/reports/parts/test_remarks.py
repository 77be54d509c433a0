"""Twin of remarks: one cell in words for each sort; what is filled in becomes a new remark."""

import pytest

from ledger.model.entry import Row
from ledger.model.errors import Refused
from tests.reports.asking import asked, books, built, recorded, shown, wrong

NOTED = '  + remark "5-2 01" project=5-2 sort=problem text="부지 확보 지연"\n'


def test_one_row_for_each_sort() -> None:
    assert shown(built("remarks", asked(books()))) == (
        "사업 구분 ; text=내용\n5-2|problem ; 인재 양성 / 문제점 ;\n5-2|improvement ; 인재 양성 / 개선대책 ;\n"
    )


def test_an_unknown_sort_is_refused() -> None:
    with pytest.raises(Refused, match="no such sort of remark: 'problems'"):
        built("remarks", asked(books()), sorts=("problems",))


def test_a_new_remark_takes_the_next_number_one_that_is_noted_already_none() -> None:
    said = {("5-2|problem", "text"): "부지 확보 지연", ("5-2|improvement", "text"): "대체 부지 검토"}
    body = {"project": "5-2", "sort": "improvement", "text": "대체 부지 검토"}
    assert recorded("remarks", books(NOTED), said) == ([], [Row("remark", "5-2 02", body)])
    assert recorded("remarks", books(NOTED), {("5-2|problem", "text"): ""}) == ([], [])


def test_a_text_that_no_report_could_print_is_a_fault() -> None:
    said = {("5-2|problem", "text"): "가" * 1001}
    assert wrong("remarks", books(), said) == {("5-2|problem", "text"): "글은 1자에서 1,000자까지입니다(지금 1,001자)"}
