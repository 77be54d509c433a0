"""Twin of status: 이행상태 and 진도, as they stand; what is answered is a new version of the project."""

from ledger.model.entry import Row
from tests.reports.asking import asked, books, built, recorded, shown

STANDS = '  + project 5-2 name="인재 양성" department=기업지원과 team=산학팀 status=정상추진 progress=40\n'


def test_the_pledge_is_one_row() -> None:
    assert shown(built("status", asked(books(STANDS)))) == (
        "사업 ; status=이행상태 ; progress=진도(%)\n5-2 ; 5-2 인재 양성 ; 정상추진 , 40\n"
    )


def test_who_is_in_charge_of_a_unit_project_alone_is_asked_about_that() -> None:
    assert shown(built("status", asked(books(split=True), "일자리과"))) == (
        "사업 ; status=이행상태 ; progress=진도(%)\n5-2/2 ; 5-2/2 기업 지원 ;  ,\n"
    )


def test_what_was_not_answered_stays() -> None:
    body = {"name": "인재 양성", "department": "기업지원과", "team": "산학팀", "status": "완료", "progress": 40}
    assert recorded("status", books(STANDS), {("5-2", "status"): "완료"}) == ([], [Row("project", "5-2", body)])


def test_blanks_take_status_and_progress_back() -> None:
    body = {"name": "인재 양성", "department": "기업지원과", "team": "산학팀"}
    said = {("5-2", "status"): "", ("5-2", "progress"): None}
    assert recorded("status", books(STANDS), said) == ([], [Row("project", "5-2", body)])
