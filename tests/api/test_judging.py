"""A form against the book: conflicts, duplicates, obsolete forms, findings; and what settles them."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from ledger.api.books import read_books
from ledger.api.collecting import give_back
from ledger.api.departments import rename
from ledger.api.forms import issue
from ledger.api.recording import adopt, record_amounts
from ledger.model.entry import Act, Measure
from ledger.model.errors import Refused
from tests.collecting import collected, handed_in, held, said
from tests.returned import cell_of, desk_at, fill, opened


def record(town: Path, said: str, on: date | None = None) -> None:
    """`5-2/1 국비 secured 2023=120`, recorded by somebody else."""
    project, source, measure, amount = said.split()
    record_amounts(
        desk_at(town / "ledger.db"), Measure(measure), project, source, [amount], Act(act="secure", effective=on)
    )


def place(form: Path, said: str) -> str:
    with opened(form) as book:
        return str(cell_of(book, said).coordinate)


def test_book_and_form_changed_the_same_cell(town: Path) -> None:
    form = handed_in(town)
    fill(form, {"5-2/1 국비 secured 2023": 130, "5-2/1 시비 secured 2023": 9})
    record(town, "5-2/1 국비 secured 2023=120")
    outcome = collected(town)
    where = place(form, "5-2/1 국비 secured 2023")
    assert said(outcome) == ["충돌 기업지원과.xlsx", f"  5-2!{where} 협력체계 구축 국비 확보 '23: 100 | 120 | 130"]
    assert outcome.seals == ()
    assert held(town, "5-2/1 시비 2023 secured") is None


@pytest.mark.parametrize(("prefer", "stands"), [("form", 130), ("book", 120)])
def test_a_conflict_is_settled(prefer: str, stands: int, town: Path) -> None:
    form = handed_in(town)
    fill(form, {"5-2/1 국비 secured 2023": 130, "5-2/1 시비 secured 2023": 9})
    record(town, "5-2/1 국비 secured 2023=120")
    assert said(collected(town, prefer=prefer))[0] == "제출 기업지원과.xlsx"
    assert [held(town, "5-2/1 국비 2023 secured"), held(town, "5-2/1 시비 2023 secured")] == [stands, 9]
    fill(form, {})  # saved anew, the same answers
    assert said(collected(town)) == ["중복 기업지원과.xlsx: 전표 5에 이미 기록한 내용"]


def test_what_the_book_changed_and_the_form_did_not_stays(town: Path) -> None:
    fill(handed_in(town), {"5-2/1 시비 secured 2023": 9})
    record(town, "5-2/1 국비 secured 2023=120")
    assert said(collected(town)) == ["제출 기업지원과.xlsx"]
    assert [held(town, "5-2/1 국비 2023 secured"), held(town, "5-2/1 시비 2023 secured")] == [120, 9]


def test_both_say_the_same(town: Path) -> None:
    fill(handed_in(town), {"5-2/1 국비 secured 2023": 120})
    record(town, "5-2/1 국비 secured 2023=120")
    outcome = collected(town)
    assert said(outcome) == ["제출 기업지원과.xlsx"]
    assert outcome.changes == ()


def test_more_executed_than_secured_is_given_back_unless_it_is_accepted(town: Path) -> None:
    form = handed_in(town)
    fill(form, {"5-2/1 국비 executed 2023": 101, "5-2/2 시비 secured 2023": 3})
    where = place(form, "5-2/1 국비 executed 2023")
    reason = f"  5-2!{where}: B201 집행 누계가 확보 누계를 넘음: 누계 101, 확보 누계 100 백만원: 1 초과"
    assert said(collected(town)) == ["반려 기업지원과.xlsx", reason]
    assert held(town, "5-2/2 시비 2023 secured") is None
    assert said(collected(town, ignore=["B201"])) == ["제출 기업지원과.xlsx"]
    assert held(town, "5-2/1 국비 2023 executed") == 101


def test_what_was_wrong_before_is_not_the_fault_of_a_form(town: Path) -> None:
    record(town, "5-2/1 국비 executed 2023=101")
    shutil.rmtree(town / "out")
    issue(desk_at(town / "ledger.db"), town / "out")
    fill(handed_in(town), {"5-2/1 국비 secured 2024": 0})
    assert said(collected(town)) == ["제출 기업지원과.xlsx"]


def test_a_unit_slip(town: Path) -> None:
    form = handed_in(town)
    fill(form, {"5-2/1 국비 secured 2023": 100_000})
    where = place(form, "5-2/1 국비 secured 2023")
    reason = "F101 양식의 금액이 다른 단위로 적힌 것으로 보임: 100,000 백만원: 계획 또는 종전 금액은 100 백만원"
    assert said(collected(town)) == ["반려 기업지원과.xlsx", f"  5-2!{where}: {reason}"]
    assert said(collected(town, ignore=["form-unit-slip"])) == ["제출 기업지원과.xlsx"]


def test_totals_are_recomputed_never_read(town: Path) -> None:
    form = handed_in(town)
    fill(form, {"5-2/1 국비 secured 2024": 7})

    def typed(value: int) -> str:
        with opened(form) as book:
            page = book["5-2"]
            column = cell_of(book, "5-2/1 국비 secured 2024").column
            row = next(r for r in range(1, page.max_row) if "총계" in [cell.value for cell in page[r]])
            page.cell(row, column).value = value
            return str(page.cell(row, column).coordinate)

    where = typed(8)
    reason = "F102 양식의 합계를 손으로 고쳐 적었고 내역의 합과 다름: 적어 넣은 합계 8, 내역의 합 7 백만원: 차이 1"
    assert said(collected(town)) == ["반려 기업지원과.xlsx", f"  5-2!{where}: {reason}"]
    typed(7)
    assert said(collected(town)) == ["제출 기업지원과.xlsx"]
    assert held(town, "5-2/1 국비 2024 secured") == 7


def test_two_files_that_say_different_things(town: Path) -> None:
    fill(handed_in(town), {"5-2/1 국비 secured 2023": 130})
    fill(handed_in(town, as_name="수정본.xlsx"), {"5-2/1 국비 secured 2023": 131})
    both = "내용이 다른 파일이 여럿이어서 받지 않습니다: 기업지원과.xlsx, 수정본.xlsx. 하나만 남기십시오"
    outcome = collected(town)
    assert said(outcome) == [f"중복 기업지원과.xlsx: {both}", f"중복 수정본.xlsx: {both}"]
    assert [line.state.value for line in outcome.board] == ["duplicate", "duplicate", "missing"]
    assert outcome.seals == ()


def test_two_files_that_say_the_same(town: Path) -> None:
    fill(handed_in(town), {"5-2/1 국비 secured 2023": 130})
    fill(handed_in(town, as_name="사본.xlsx"), {"5-2/1 국비 secured 2023": "130"})
    outcome = collected(town)
    assert said(outcome) == ["제출 기업지원과.xlsx", "중복 사본.xlsx: 기업지원과.xlsx 파일과 같은 내용"]


def test_a_new_file_beside_the_one_that_was_given_back(town: Path) -> None:
    fill(handed_in(town), {"5-2/1 국비 secured 2023": "약 130"})
    assert not collected(town).is_clean
    again = collected(town)
    assert again.seals == ()  # the same verdict is not recorded twice
    fill(handed_in(town, as_name="보완.xlsx"), {"5-2/1 국비 secured 2023": 130})
    assert said(collected(town))[-1] == "제출 보완.xlsx"
    assert held(town, "5-2/1 국비 2023 secured") == 130


def test_a_form_that_a_newer_one_replaced(town: Path) -> None:
    fill(handed_in(town), {"5-2/1 국비 secured 2023": 130})
    record(town, "5-2/1 국비 secured 2024=1")
    issue(desk_at(town / "ledger.db"), town / "new", wanted=["기업지원과"])
    outcome = collected(town)
    assert said(outcome) == ["낡은 서식 기업지원과.xlsx: 새 양식(0005-01)이 배부되었습니다"]
    assert held(town, "5-2/1 국비 2023 secured") == 100


def test_what_is_recorded_after_the_as_of_date_stays_on_top(town: Path) -> None:
    fill(handed_in(town), {"5-2/1 국비 secured 2023": 130})
    record(town, "5-2/1 국비 secured 2023+=5", on=date(2024, 1, 20))
    assert said(collected(town)) == [
        "제출 기업지원과.xlsx",
        "  (5-2/1 국비 2023 secured: 기준일(2024-01-15) 뒤에 기록한 증감은 양식의 금액에 그대로 더해집니다. "
        "지금 장부의 금액은 135 백만원)",
    ]
    books = read_books(desk_at(town / "ledger.db"), date(2024, 1, 31))
    assert books.cube.won(Measure.SECURED, "5-2/1", "국비", "2023") == 135_000_000
    assert held(town, "5-2/1 국비 2023 secured") == 130


def test_what_two_forms_of_one_run_say_of_a_cell_that_moves_later(town: Path) -> None:
    """Each remark says what the book holds once its form is taken."""
    record(town, "6-1/1 시비 secured 2023+=5", on=date(2024, 1, 20))
    for name, typed in (("기업지원과.xlsx", "5-2/1 국비 secured 2023"), ("복지과.xlsx", "6-1/1 시비 secured 2023")):
        fill(handed_in(town, name), {typed: 70})
    assert said(collected(town)) == [
        "제출 기업지원과.xlsx",
        "제출 복지과.xlsx",
        "  (6-1/1 시비 2023 secured: 기준일(2024-01-15) 뒤에 기록한 증감은 양식의 금액에 그대로 더해집니다. "
        "지금 장부의 금액은 75 백만원)",
    ]


LINES = {
    "the date alone": ({"on": "2023. 7."}, ["text"]),
    "done alone": ({"done": "완료"}, ["on", "text"]),
    "the text alone": ({"text": "개소식"}, ["on"]),
    "without the text": ({"on": "2023. 7.", "done": "완료"}, ["text"]),
}


@pytest.mark.parametrize("case", LINES)
def test_half_a_line_is_given_back_at_what_it_lacks_and_stops_no_other_form(case: str, town: Path) -> None:
    typed, lacking = LINES[case]
    form = handed_in(town)
    fill(form, {f"milestones: 5-2 1 {column}": value for column, value in typed.items()})
    fill(handed_in(town, "복지과.xlsx"), {"6-1/1 시비 secured 2023": 70})
    reasons = {"on": "시기가 빠졌습니다", "text": "글은 1자에서 1,000자까지입니다(지금 0자)"}
    assert said(collected(town)) == [
        "반려 기업지원과.xlsx",
        *(f"  5-2!{place(form, f'milestones: 5-2 1 {column}')}: {reasons[column]}" for column in lacking),
        "제출 복지과.xlsx",
    ]


def test_a_plan_after_its_adoption_needs_reason_and_procedure(town: Path) -> None:
    adopt(desk_at(town / "ledger.db"), Act())
    issue(desk_at(town / "ledger.db"), town / "plan", "plan")
    form = town / "plan" / "기업지원과.xlsx"
    fill(form, {"plan: 5-2/1 국비 plan 2023": 140})
    with pytest.raises(Refused, match="needs its reason, procedure"):
        collected(town, form)
    assert said(collected(town, form, act=Act(reason="물가", procedure="배심원 심의"))) == ["제출 기업지원과.xlsx"]
    assert held(town, "5-2/1 국비 2023 plan") == 140


def test_an_unknown_rule_and_preference(town: Path) -> None:
    with pytest.raises(Refused, match="unknown rule 'F999'"):
        collected(town, ignore=["F999"])
    with pytest.raises(Refused, match="--prefer takes form or book"):
        collected(town, prefer="both")


def test_every_reason_at_once(town: Path) -> None:
    form = handed_in(town)
    typed = {
        "5-2/1 국비 secured 2023": 100_000,
        "5-2/2 시비 executed 2024": 3,
        "5-2/2 도비 secured 2024": "추후 통보",
        "status: 5-2 progress": "절반",
        "milestones: 5-2 1 text": "개소식",
    }
    fill(form, typed)
    at = {each: f"  5-2!{place(form, each)}: " for each in (*typed, "milestones: 5-2 1 on")}
    assert said(collected(town)) == [
        "반려 기업지원과.xlsx",
        at["status: 5-2 progress"] + "'절반': 수로 읽을 수 없습니다 (1,234처럼 하나의 수로 쓰십시오)",
        at["5-2/2 도비 secured 2024"] + "'추후 통보': 수로 읽을 수 없습니다 (1,234처럼 하나의 수로 쓰십시오)",
        at["milestones: 5-2 1 on"] + "시기가 빠졌습니다",
        at["5-2/1 국비 secured 2023"]
        + "F101 양식의 금액이 다른 단위로 적힌 것으로 보임: 100,000 백만원: 계획 또는 종전 금액은 100 백만원",
        at["5-2/2 시비 executed 2024"] + "B201 집행 누계가 확보 누계를 넘음: 누계 3, 확보 누계 0 백만원: 3 초과",
    ]
    assert held(town, "5-2/1 국비 2023 secured") == 100
    assert read_books(desk_at(town / "ledger.db")).number == 4  # the verdict alone


def test_no_rule_speaks_of_what_a_cell_that_cannot_be_read_has_a_part_in(town: Path) -> None:
    form = handed_in(town)
    fill(form, {"5-2/1 국비 secured 2022H2": "약 30", "5-2/1 국비 executed 2023": 120})
    reason = "'약 30' 값은 어림한 금액입니다 (정확한 금액을 쓰십시오)"
    where = place(form, "5-2/1 국비 secured 2022H2")
    assert said(collected(town)) == ["반려 기업지원과.xlsx", f"  5-2!{where}: {reason}"]


def test_a_line_with_a_cell_that_cannot_be_read_is_not_found_to_lack_it(town: Path) -> None:
    form = handed_in(town)
    fill(form, {"milestones: 5-2 1 on": "2023. 7.\u200b21.", "milestones: 5-2 1 text": "개소식"})
    where = place(form, "milestones: 5-2 1 on")
    assert said(collected(town)) == [
        "반려 기업지원과.xlsx",
        f"  5-2!{where}: 보이지 않는 글자(U+200B)가 있습니다",
    ]


def test_a_conflict_in_a_form_with_faults_is_given_back_with_them(town: Path) -> None:
    form = handed_in(town)
    fill(form, {"5-2/1 국비 secured 2023": 130, "5-2/1 국비 executed 2023": 125, "5-2/2 시비 secured 2024": "약 7"})
    record(town, "5-2/1 국비 secured 2023=120")
    faulty = place(form, "5-2/2 시비 secured 2024")
    both = place(form, "5-2/1 국비 secured 2023")
    assert said(collected(town)) == [
        "반려 기업지원과.xlsx",
        f"  5-2!{faulty}: '약 7' 값은 어림한 금액입니다 (정확한 금액을 쓰십시오)",
        f"  5-2!{both} 협력체계 구축 국비 확보 '23: 100 | 120 | 130",
    ]


def test_a_form_of_a_department_that_has_another_name_since_is_taken(town: Path) -> None:
    fill(handed_in(town), {"5-2/1 국비 secured 2023": 130, "status: 5-2 progress": "40%"})
    rename(desk_at(town / "ledger.db"), "기업지원과", "일자리경제과", Act(effective=date(2024, 1, 15)))
    assert said(collected(town)) == ["제출 기업지원과.xlsx"]
    assert held(town, "5-2/1 국비 2023 secured") == 130
    project = read_books(desk_at(town / "ledger.db")).names.projects["5-2"]
    assert (project.progress, project.department) == (40, "일자리경제과")
    fill(handed_in(town, as_name="정정.xlsx"), {"5-2/1 국비 secured 2023": 131, "status: 5-2 progress": 40})
    assert said(collected(town, town / "in" / "정정.xlsx")) == ["제출 정정.xlsx"]
    assert held(town, "5-2/1 국비 2023 secured") == 131


@pytest.mark.parametrize(("prefer", "stands"), [("양식", 130), ("장부", 120)])
def test_a_preference_in_korean(prefer: str, stands: int, town: Path) -> None:
    fill(handed_in(town), {"5-2/1 국비 secured 2023": 130})
    record(town, "5-2/1 국비 secured 2023=120")
    assert said(collected(town, prefer=prefer))[0] == "제출 기업지원과.xlsx"
    assert held(town, "5-2/1 국비 2023 secured") == stands


def test_a_form_in_conflict_is_drawn_as_one(town: Path) -> None:
    form = handed_in(town)
    fill(form, {"5-2/1 국비 secured 2023": None})
    record(town, "5-2/1 국비 secured 2023=120")
    (written,) = give_back(collected(town), town / "back")
    assert written.name == "기업지원과_충돌_0003-01.xlsx"
    with opened(written) as book:
        comment = cell_of(book, "5-2/1 국비 secured 2023").comment.text
    assert comment == "그사이 장부가 바뀌었습니다: 배부할 때 100, 지금 120"
