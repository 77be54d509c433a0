"""Twin of header: whose pledge, as of when, from which book; people are named only when that is asked for."""

from dataclasses import replace

from ledger.model.document import Fields, Title
from ledger.reports.context import Context
from ledger.reports.sections.header import Options, build
from tests.reports.contexts import context

PEOPLE = '["과장: ○○○ / 0000", "담당자: △△△ / 1111", "팀장"]'
CONTACTS = f'  + project 5-2 name="인재 양성" department=기업지원과 team=창업지원팀 contacts={PEOPLE}\n'


def fields(about: Context, title: str = "관리카드") -> list[tuple[tuple[str, str], ...]]:
    *before, block = build(about, Options(title=title))
    assert before == ([Title(title)] if title else [])
    assert isinstance(block, Fields)
    return list(block.rows)


def test_the_header_of_a_pledge() -> None:
    rows = fields(context(CONTACTS))
    assert rows[0] == (("공약명", "5-2 인재 양성"),)
    assert rows[1] == (("주관부서 (팀명)", "기업지원과 (창업지원팀)"), ("기준일", "2024. 1. 15."))
    assert rows[2][0] == ("작성부서", "가나시")
    assert "b" * 8 in rows[2][1][1]
    assert "3" in rows[2][1][1]
    assert len(rows) == 3


def test_people_are_named_only_when_asked_for() -> None:
    about = context(CONTACTS)
    assert "○○○" not in str(fields(about))
    boxes = fields(replace(about, contacts=True))[3:]
    assert boxes == [
        (("과장", "○○○"), ("연락처", "0000")),
        (("담당자", "△△△"), ("연락처", "1111")),
        (("팀장", ""), ("연락처", "")),
    ]


def test_without_a_team_there_are_no_brackets_and_without_a_title_there_is_none() -> None:
    assert fields(context(""), title="")[1][0] == ("주관부서 (팀명)", "기업지원과")


def test_a_sheet_about_the_whole_book_names_the_institution_and_nobody() -> None:
    rows = fields(replace(context(CONTACTS, pledge=""), contacts=True))
    assert rows[0] == (("기관", "가나시"), ("기준일", "2024. 1. 15."))
    assert "○○○" not in str(rows)
    assert "공약명" not in str(rows)


def test_a_sheet_about_some_pledges_says_which() -> None:
    about = replace(context("", pledge=""), covers="주관부서 일자리과")
    assert fields(about)[1] == (("대상", "주관부서 일자리과"),)
    assert all(label != "대상" for row in fields(replace(context(""), covers="주관부서 일자리과")) for label, _ in row)


def test_what_is_recorded_of_its_kind_and_of_how_far_it_is() -> None:
    said = '  + project 5-2 name="인재 양성" field=경제 kind=신규 owner=자체 status=정상추진 progress=40\n'
    rows = fields(context(said))
    assert rows[2:5] == [
        (("분야", "경제"), ("사업구분", "신규")),
        (("추진주체", "자체"), ("이행상태", "정상추진")),
        (("진도", "40%"), ("", "")),
    ]
    assert rows[5][0] == ("작성부서", "가나시")
    assert len(rows) == 6


def test_a_progress_of_nothing_is_said_and_what_is_not_recorded_is_not() -> None:
    rows = fields(context('  + project 5-2 name="인재 양성" progress=0 status=보류\n'))
    assert rows[2] == (("이행상태", "보류"), ("진도", "0%"))
    assert len(rows) == 4
