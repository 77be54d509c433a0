"""What a pledge sheet says, drafted: its header, its money, its story; and what is refused, with its cell."""

from collections.abc import Sequence
from typing import TypeVar

import pytest

from ledger.capture.drafts import is_document
from ledger.capture.drafts.acts import acts_of_document, apart
from ledger.capture.drafts.dates import bucket, day, days
from ledger.capture.file import File
from ledger.capture.formats import plain
from ledger.capture.pages import pages_of
from ledger.capture.recognition import recognise
from ledger.cube.registers import Registers
from ledger.model.book import StatedTable, StatedTotal
from ledger.model.entry import Act, Measure, Row
from ledger.model.errors import Refused
from ledger.model.money import WON
from ledger.model.project import Project
from ledger.model.record import Record
from ledger.model.registers.milestone import Milestone
from ledger.model.registers.participation import Participation
from tests.bookkeeping import CITY

R = TypeVar("R", bound=Record)

HEADER = "공약명\t인재 양성\t\t\n주관부서 (팀명)\t기업지원과 (창업지원팀)\t과장 가나다\t연락처 0000-0000\n"
PLAN = """
□ 연도별 투자계획(사업비)
(단위 : 백만원)

단위사업\t구분\t계\t기투자\t'22.7.\t'23\t'24\t임기후
\t\t30\t1\t\t9\t20\t
협력체계 구축\t국비\t\t\t\t\t\t
\t시비\t21\t1\t\t\t20\t
기업 · 지원\t도비\t9\t\t\t9\t-\t
"""
SECURED = """
□ 연도별 확보(집행)액
(단위 : 천원)

단위사업\t구분\t계\t'23\t'24
\t\t5 (3)\t5 (3)\t
협력체계 구축\t시비\t5 (3)\t5(3)\t(2)
"""
STORY = """
□ 추진실적 및 향후 추진계획

구 분\t추진실적 및 추진계획\t비 고
그동안 추진실적 (2022.7. ~2023.6.)\t<p>○ 협의체 운영 - 간담회(4회) · 첫 모임(2022. 9. 1.) · 둘째 모임 ○ 교육</p>\t

구 분\t추진실적 및 추진계획\t비 고
\t○ 설명회\t
2024년 상반기 추진계획\t○ 확대 - (2024. 3.) 공모\t
"""
PEOPLE = """
□ 시민참여(소통) 실적
(단위 : 회)

공약 관련 회의\t설명회\t기 타
2\t-\t간담회 3 업무협의 2

- 1) 협의체 간담회(3회)
 - 1차(2023.7.21.)
 - 2차(2023.10.24.)
- 2) 업무협의(2회)
 - 기관 협의(2023.8.29.)
 - 기관 협의(2023.8.24.)

□ 다음
- 간담회 (2024.1.1.)
"""


def registers(text: str = CITY) -> Registers:
    acts = plain.read(File("city.ledger", text.encode()), WON)
    return Registers([row for act in acts for row in act.rows], lambda kind, key: False)


def acts(text: str | bytes, code: str = "", book: str = CITY, name: str = "sheet.txt") -> list[Act]:
    file = File(name, text if isinstance(text, bytes) else text.encode())
    pages = apart(pages_of(file))
    return acts_of_document(pages, recognise(pages), registers(book), code)


def amounts(act: Act) -> list[tuple[str, str, str, str, int | None]]:
    return [(said.project, said.source, said.period, str(said.measure), said.won) for said in act.instructions]


def records(act: Act, kind: type[R]) -> list[R]:
    return [kind.from_body(row.key, row.body or {}) for row in act.rows if row.kind == kind.KIND]


def refusal(text: str, code: str = "") -> str:
    with pytest.raises(Refused) as refused:
        acts(text, code)
    return refused.value.line.ko


# --- the pledge -----------------------------------------------------------------------------------------------------


def test_department_and_team_are_taken_and_no_person() -> None:
    [act] = acts(HEADER + PLAN)
    assert records(act, Project) == [Project(key="5-2", name="인재 양성", department="기업지원과", team="창업지원팀")]
    assert "가나다" not in repr(act)
    assert "0000-0000" not in repr(act)


def test_what_is_registered_so_is_not_said_again() -> None:
    [act] = acts(HEADER.replace(" (창업지원팀)", "") + PLAN)
    assert records(act, Project) == []


@pytest.mark.parametrize("header", ["공약명\t5-9 새 공약\t\n주관부서\t과\t\n", "관리번호\t5-9\t\n공약명\t새 공약\t\n"])
def test_a_new_pledge_under_its_printed_code(header: str) -> None:
    [act] = acts(header + PLAN)
    assert [(each.key, each.name) for each in records(act, Project)] == [
        ("5-9", "새 공약"),
        ("5-9/1", "협력체계 구축"),
        ("5-9/2", "기업 · 지원"),
    ]


def test_a_new_pledge_under_a_given_code() -> None:
    [act] = acts("공약명: 새 공약\n주관부서: 기업지원과\n" + PLAN, code="6-1")
    assert [each.key for each in records(act, Project)] == ["6-1", "6-1/1", "6-1/2"]


def test_a_new_unit_project_gets_the_next_number() -> None:
    [act] = acts(HEADER + PLAN.replace("기업 · 지원", "판로 개척"))
    assert [(each.key, each.name) for each in records(act, Project)][1:] == [("5-2/3", "판로 개척")]


def test_a_table_alone_with_the_code_of_its_pledge() -> None:
    [act] = acts(PLAN, code="5-2")
    assert {each.project for each in act.instructions} == {"5-2/1", "5-2/2"}


def test_the_date_of_the_sheet_is_when_it_takes_effect() -> None:
    text = HEADER + "기준일\t2023. 12. 31.\t\t\n" + PLAN
    [act] = acts(text)
    assert (str(act.effective), act.act, act.evidence) == ("2023-12-31", "import", "sheet.txt")
    assert act.origin == "sha256:" + File("", text.encode()).sha256


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (
            "공약명\t없는 공약\t\n" + PLAN,
            "",
            "sheet.txt: '없는 공약' 이름의 사업이 없습니다 (관리번호를 주거나(--as 5-2) 먼저 등록하십시오(ledger add))",
        ),
        (PLAN, "", "sheet.txt: 문서에 공약명이 없습니다 (관리번호를 주거나(--as 5-2) 먼저 등록하십시오(ledger add))"),
        (PLAN, "9", "sheet.txt: 문서에 공약명이 없고, 장부에 9 사업이 없습니다 (먼저 등록하십시오: ledger add)"),
        (HEADER + PLAN, "5-3", "sheet.txt: '인재 양성' 사업은 5-2 번호로 등록되어 있습니다 (--as 없이 하십시오)"),
        (HEADER, "", ""),
        ("한 줄\n", "5-2", "sheet.txt: 문서에 기록할 내용이 없습니다"),
        (
            HEADER + "구분\t1\t2\t3\n합계\t4\t5\t6\n" + PLAN,
            "",
            "sheet.txt: 머리 부분과 표가 붙어 있습니다 (둘 사이에 빈 줄을 두십시오)",
        ),
    ],
)
def test_whose_sheet_it_is_must_be_clear(text: str, code: str, said: str) -> None:
    if said:
        assert refusal(text, code) == said
    else:
        assert [row.key for act in acts(text, code) for row in act.rows] == ["5-2"]


def test_two_pledges_in_one_document() -> None:
    both = HEADER + PLAN + "\n" + HEADER.replace("인재 양성", "5-3 둘째") + PLAN
    assert [{each.project[:3] for each in act.instructions} for act in acts(both)] == [{"5-2"}, {"5-3"}]
    assert refusal(both, "5-2").startswith("sheet.txt: 문서에 공약이 2건 있습니다")


# --- money ----------------------------------------------------------------------------------------------------------


def test_figures_become_cells_and_printed_totals_stay_what_they_are() -> None:
    [act] = acts(HEADER + PLAN)
    assert amounts(act) == [
        ("5-2/1", "시비", "prior", "plan", 1_000_000),
        ("5-2/1", "시비", "2024", "plan", 20_000_000),
        ("5-2/2", "도비", "2023", "plan", 9_000_000),
    ]
    totals = records(act, StatedTotal)
    assert [(each.key, each.won // 10**6, each.scope) for each in totals] == [
        ("plan 5-2", 30, "project"),
        ("plan 5-2 prior", 1, "column"),
        ("plan 5-2 2023", 9, "column"),
        ("plan 5-2 2024", 20, "column"),
        ("plan 5-2/1 시비", 21, "row"),
        ("plan 5-2/2 도비", 9, "row"),
    ]
    assert {(each.unit, each.table) for each in totals} == {("백만원", "연도별 투자계획(사업비)")}
    assert act.instructions[0].where == "sheet.txt:D10"


def test_executed_stands_in_brackets() -> None:
    [act] = acts(HEADER + SECURED)
    assert amounts(act) == [
        ("5-2/1", "시비", "2023", "secured", 5_000),
        ("5-2/1", "시비", "2023", "executed", 3_000),
        ("5-2/1", "시비", "2024", "executed", 2_000),
    ]
    assert {each.measure for each in records(act, StatedTotal)} == {Measure.SECURED, Measure.EXECUTED}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "(단위 : 백만원)\n",
            "",
            "sheet.txt:A6: 표에 단위가 적혀 있지 않습니다 (표 위에 (단위 : 백만원)처럼 적으십시오)",
        ),
        ("도비", "균특회계비", "sheet.txt:B11: 없는 재원 '균특회계비'"),
        ("'24\t임", "'34\t임", "sheet.txt:G7: 없는 연차 '34'"),
        ("'24\t임", "추진액\t임", "sheet.txt:G7: '추진액': 연차가 아닙니다"),
        ("\t21\t1", "\t2,1\t약 1", "수치로 읽을 수 없는 칸 2개: sheet.txt:C10 '2,1', sheet.txt:D10 '약 1' "),
        ("\t9\t-", "\t9명\t미정", "수치로 읽을 수 없는 칸 2개: sheet.txt:F11 '9명', sheet.txt:G11 '미정' "),
        ("\t21\t1", "\t21\t(1)", "수치로 읽을 수 없는 칸 1개: sheet.txt:D10 '(1)' "),
        ("\t21\t1", "\t21\t0.0000001", "수치로 읽을 수 없는 칸 1개: sheet.txt:D10 '0.0000001' "),
        ("\t21\t1", "\t21\t9,999,999,999", "수치로 읽을 수 없는 칸 1개: sheet.txt:D10 '9,999,999,999' "),
        ("기업 · 지원\t도비", "기업 · 지원\t9", "sheet.txt:B11: 이름 칸에 수치가 있습니다. 행이 밀린 듯합니다"),
        ("협력체계 구축\t국비", "\t국비", "sheet.txt:A9: 단위사업 이름이 없습니다"),
        ("기업 · 지원\t도비", "\t", "sheet.txt:A11: 행의 이름이 없습니다"),
    ],
)
def test_what_is_not_clear_is_refused_with_its_cell(before: str, after: str, said: str) -> None:
    text = HEADER + PLAN
    assert before in text
    assert refusal(text.replace(before, after, 1)).startswith(said)


def test_subtotals_and_labelled_totals() -> None:
    rows = "합계\t\t29\t9\t20\n협력체계 구축\t소계\t29\t9\t20\n\t국비\t9\t9\t\n\t시비\t20\t\t20\n"
    table = f"\n□ 투자계획\n(단위: 백만원)\n\n단위사업\t재원\t계\t2023년\t2024년\n{rows}※ 참고\t\t\t\t\n"
    [act] = acts(HEADER + table)
    assert amounts(act) == [
        ("5-2/1", "국비", "2023", "plan", 9_000_000),
        ("5-2/1", "시비", "2024", "plan", 20_000_000),
    ]
    assert [each.key for each in records(act, StatedTotal)][3:] == [
        "plan 5-2/1",
        "plan 5-2/1 2023",
        "plan 5-2/1 2024",
        "plan 5-2/1 국비",
        "plan 5-2/1 시비",
    ]


def test_an_account_is_no_subtotal() -> None:
    assert refusal(HEADER + PLAN.replace("\t도비\t", "\t특별회계\t")).startswith("sheet.txt:B11: 없는 재원 '특별회계'")


def test_a_pledge_without_unit_projects_holds_its_money_itself() -> None:
    table = "\n□ 투자계획\n(단위: 백만원)\n\n구분\t계\t'23\t'24\n계\t29\t9\t20\n국비\t9\t9\t\n시비\t20\t\t20\n"
    [act] = acts("공약명\t6-1 새 공약\t\n주관부서\t과\t\n" + table)
    assert {each.project for each in act.instructions} == {"6-1"}
    assert records(act, StatedTotal)[0].key == "plan 6-1"


def test_executed_in_rows_of_their_own() -> None:
    rows = "협력체계 구축\t시비\t확보\t5\t5\n협력체계 구축\t시비\t집행\t3\t3\n"
    table = f"\n□ 연도별 확보(집행)액\n(단위: 천원)\n\n단위사업\t구분\t단계\t계\t'23\n{rows}"
    [act] = acts(HEADER + table)
    assert [each[3:] for each in amounts(act)] == [("secured", 5000), ("executed", 3000)]


def test_a_total_printed_twice_is_stated_once_unless_it_differs() -> None:
    twice = HEADER + PLAN + "계\t\t30\t\t\t\t\t\n"
    assert len(records(acts(twice)[0], StatedTotal)) == 6
    differing = records(acts(twice.replace("계\t\t30", "계\t\t31"))[0], StatedTotal)
    assert [(each.key, each.won // 10**6) for each in differing][-1] == ("plan 5-2 (2)", 31)


def test_a_cell_printed_twice_is_said_once_unless_it_differs() -> None:
    [act] = acts(HEADER + PLAN + PLAN)
    assert len(act.instructions) == 3
    [act] = acts(HEADER + PLAN + PLAN.replace("\t9\t-", "\t8\t-"))
    assert len(act.instructions) == 4  # refused where it is drafted


def test_an_invisible_character_is_refused_with_its_file() -> None:
    assert refusal(HEADER + STORY.replace("교육", "교\u200b육")) == (
        "sheet.txt: text 값에 보이지 않는 글자(U+200B)가 있습니다"
    )


# --- what does not fit ----------------------------------------------------------------------------------------------


def test_other_numeric_tables_are_kept_word_for_word() -> None:
    staff = "\n□ 인력현황\n(단위 : 명)\n\n구분\t정원\t현원\n일반|직\t10\t9\n계\t10\t9\n"
    [act] = acts(HEADER + staff + staff)
    first, second = records(act, StatedTable)
    assert (first.key, second.key) == ("5-2 인력현황", "5-2 인력현황 (2)")
    assert (first.title, first.unit, first.heads, first.labels) == ("인력현황", "명", 1, 1)
    assert first.grid == (("구분", "정원", "현원"), ("일반|직", "10", "9"), ("계", "10", "9"))


def test_no_list_of_persons_is_kept() -> None:
    [act] = acts(HEADER + "\n□ 비상연락망\n\n성명\t나이\t전화\n가나다\t40\t119\n라마바\t41\t112\n" + PLAN)
    assert records(act, StatedTable) == []


def test_a_table_with_more_than_the_cube_holds_is_taken_and_kept() -> None:
    [act] = acts(HEADER + PLAN.replace("임기후", "비율(%)").replace("\t20\t\n", "\t20\t100\n"))
    assert len(act.instructions) == 3
    assert [each.key for each in records(act, StatedTable)] == ["5-2 연도별 투자계획(사업비)"]


# --- story and participation ----------------------------------------------------------------------------------------


def test_milestones_by_box_and_by_their_own_date() -> None:
    [act] = acts(HEADER + STORY)
    assert [(m.key[4:], m.on, m.text, m.done, m.under[4:]) for m in records(act, Milestone)] == [
        ("01", "", "협의체 운영", True, ""),
        ("02", "", "간담회(4회)", True, "01"),
        ("03", "2022-09-01", "첫 모임(2022. 9. 1.)", True, "02"),
        ("04", "2023H1", "둘째 모임", True, "02"),
        ("05", "2023H1", "교육", True, ""),
        ("06", "2023H1", "설명회", True, ""),
        ("07", "", "확대", True, ""),
        ("08", "2024-03", "공모", False, "07"),
    ]


def test_lines_that_the_book_has_keep_their_keys_and_new_ones_go_on_counting() -> None:
    standing = '  + milestone "5-2 07" project=5-2 on=2023H1 text="교육"\n'
    [act] = acts(HEADER + STORY, book=CITY + standing)
    keys = {each.text: each.key for each in records(act, Milestone)}
    assert (keys["교육"], keys["협의체 운영"], keys["설명회"]) == ("5-2 07", "5-2 08", "5-2 12")


def test_participation_with_the_dates_below() -> None:
    [act] = acts(HEADER + PEOPLE)
    assert records(act, Participation) == [
        Participation(key="5-2 공약 관련 회의", project="5-2", category="공약 관련 회의", count=2),
        Participation(
            key="5-2 간담회",
            project="5-2",
            category="기타",
            label="간담회",
            count=3,
            dates=("2023-07-21", "2023-10-24"),
        ),
        Participation(
            key="5-2 업무협의",
            project="5-2",
            category="기타",
            label="업무협의",
            count=2,
            dates=("2023-08-24", "2023-08-29"),
        ),
    ]


def test_a_count_that_is_none_is_refused() -> None:
    assert refusal(HEADER + PEOPLE.replace("\t-\t", "\t여러 번\t")).startswith(
        "수치로 읽을 수 없는 칸 1개: sheet.txt:B8 '여러 번'"
    )


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("그동안 추진실적 (2022.7. ~2023.6.)", "2023H1"),
        ("하반기 추진실적 (2023.7.~12.)", "2023H2"),
        ("(2024. 1. ~ 6.)", "2024H1"),
        ("(2024.1.~2024.12.)", "2024"),
        ("2024년 상반기 추진계획 (향후 추진 계획)", "2024H1"),
        ("2024년 하반기", "2024H2"),
        ("2025년 1분기", "2025Q1"),
        ("2025년 추진계획", "2025"),
        ("2023. 12. 31. 기준", "2023-12-31"),
        ("향후 추진계획", ""),
    ],
)
def test_when_a_box_is(said: str, on: str) -> None:
    assert bucket(said) == on


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("(2023. 2.) 심사", "2023-02"),
        ("1차 간담회(2023.7.21.)", "2023-07-21"),
        ("일시 : 2023. 10. 6. ~ 2023. 10. 8.", "2023-10"),
        ("기간 : 2023. 5. 1. ~ 10. 30.", ""),
        ("7.21.(2차)/10.24.(3차)", ""),
        ("2023 산·학·연 연계, 2023년 1~2차", ""),
        ("2023년 7월 1일 개소", "2023-07-01"),
    ],
)
def test_when_a_line_is(said: str, on: str) -> None:
    assert day(said) == on


def test_a_range_is_one_date() -> None:
    assert list(days("2023.7.21. / 2023.8.1. ~ 2023.8.3.")) == ["2023-07-21", "2023-08-01"]


# --- which files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.txt", HEADER, True),
        ("a.txt", f"민선8기 공약 추진실적 보고 (2023. 12. 31. 기준)\n\n{HEADER}", True),
        ("a.txt", "5-2/1 시비 2023 plan = 4백만원\n", False),
        ("a.csv", "사업,재원,연차,단계,금액(백만원)\n", False),
        ("a.csv", "단위사업,구분,계\n", True),
        ("a.ledger", "안녕하세요\n", False),
        ("a.html", "<table><tr><td>공약명</table>", True),
    ],
)
def test_a_document_is_what_no_format_of_transactions_knows(name: str, text: str, found: bool) -> None:
    assert is_document(File(name, text.encode())) is found


def test_rows_come_as_the_journal_keeps_them() -> None:
    rows: Sequence[Row] = acts(HEADER + PLAN + PEOPLE + STORY)[0].rows
    assert list(registers().take(rows)) == list(rows)
