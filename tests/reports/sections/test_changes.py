"""Twin of changes: every change of an adopted plan as an office publishes it."""

from dataclasses import replace

from ledger.model.document import Note
from ledger.model.money import WON
from ledger.reports.sections.changes import Options, build
from tests.reports.contexts import context
from tests.reports.tables import only, texts

OPTIONS = Options(name="changes", title="변경내역")
BOOK = """  5-2/1 시비 2024 plan = 4,000,000
  + project 7 name=둘째공약
  7 시비 2024 plan = 1,000,000
  + indicator K1 name="이용자 수" unit=명 project=5-2
  + target K1:2024 indicator=K1 period=2024 value=30
2024-01-02 adopt
  + adoption plan on=2024-01-02
2024-01-03 plan reason="국비 확보" procedure="공약이행평가단 심의" document=예산과-1
  5-2/1 국비 2024 plan = 1,500,000
  5-2/1 시비 2024 plan = 0
2024-01-04 plan reason=증액 procedure=심의
  7 시비 2024 plan = 2,000,000
2024-01-05 undo undoes=5 reason=착오 procedure=심의
  7 시비 2024 plan -=1,000,000 entries=-1
2024-01-06 plan reason=일괄 procedure=심의
  7 시비 2024 plan = blank
  5-2/2 시비 2025 plan = 3,000,000
2024-01-07 status reason=여건변화
  + project 7 name=둘째공약 status=폐기 progress=10
2024-01-08 kpi reason=상향
  + target K1:2024 indicator=K1 period=2024 value=40
2024-01-09 set
  + project 5-2 name="인재 양성과 유치" department=일자리과 status=정상추진
2024-02-01 plan reason=나중 procedure=심의
  7 시비 2024 plan = 9,000,000
"""


def test_numbers_words_reasons_and_what_was_undone() -> None:
    table = only(build(context(BOOK, pledge=""), OPTIONS))
    assert texts(table) == [
        ["관리번호", "공약명", "변경번호", "변경일", "변경내용(당초 → 변경)", "사유", "절차(승인)", "문서번호"],
        [
            *("5-2", "인재 양성과 유치", "제1호", "2024. 1. 3.", "협력체계 구축 국비 '24 계획 빈칸 → 1.5(증 1.5)"),
            *("국비 확보", "공약이행평가단 심의", "예산과-1"),
        ],
        ["", "", "", "", "협력체계 구축 시비 '24 계획 4 → 0(감 4)", "", "", ""],
        [
            *("7", "둘째공약", "제2호 (취소)", "2024. 1. 4.", "둘째공약 시비 '24 계획 1 → 2(증 1)"),
            *("증액", "심의", ""),
        ],
        ["", "", "", "", "취소(전표 6): 착오", "", "", ""],
        [
            *("5-2", "인재 양성과 유치", "제3호", "2024. 1. 6.", "기업 지원 시비 '25 계획 빈칸 → 3(증 3)"),
            *("일괄", "심의", ""),
        ],
        ["7", "둘째공약", "제3호", "2024. 1. 6.", "둘째공약 시비 '24 계획 1 → 빈칸(감 1)", "일괄", "심의", ""],
        ["7", "둘째공약", "", "2024. 1. 7.", "이행상태: 없음 → 폐기", "여건변화", "", ""],
        ["5-2", "인재 양성과 유치", "", "2024. 1. 8.", "성과지표 이용자 수 '24 목표: 30 → 40", "상향", "", ""],
        ["5-2", "인재 양성과 유치", "", "2024. 1. 9.", "사업명: 인재 양성 → 인재 양성과 유치", "", "", ""],
        ["", "", "", "", "주관부서: 기업지원과 → 일자리과", "", "", ""],
    ]
    assert table.breaks == (1, 3, 5, 6, 7, 8, 9)


def test_of_one_pledge_in_another_unit() -> None:
    every = context(BOOK, pledge="")
    of_one = replace(every, project=every.books.names.projects["7"], unit=WON)
    assert [row[4] for row in texts(only(build(of_one, OPTIONS)))[1:]] == [
        "둘째공약 시비 '24 계획 1,000,000 → 2,000,000(증 1,000,000)",
        "취소(전표 6): 착오",
        "둘째공약 시비 '24 계획 1,000,000 → 빈칸(감 1,000,000)",
        "이행상태: 없음 → 폐기",
    ]


def test_a_narrowed_book_has_the_changes_of_its_pledges() -> None:
    every = context(BOOK, pledge="")
    narrow = replace(every, books=every.books.about([every.books.names.projects["7"]]))
    assert {row[0] for row in texts(only(build(narrow, OPTIONS)))[1:]} == {"7", ""}


def test_no_change_is_said_where_asked_for() -> None:
    unchanged = context("  5-2/1 시비 2024 plan = 4,000,000\n", pledge="")
    assert build(unchanged, OPTIONS) == []
    assert build(unchanged, replace(OPTIONS, always=True)) == [Note("변경내역: 변경 없음")]
