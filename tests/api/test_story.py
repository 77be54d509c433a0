"""What someone may write into a story, and that it comes out as it was written, as text and never as a formula."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from ledger.api.desk import Desk
from ledger.api.exchange import book_from, import_files
from ledger.api.reporting import Request, report, save_report
from ledger.api.story import finish, lines_of, note, set_status, standing, tell, untouched
from ledger.model.entry import Act
from ledger.model.errors import Refused
from ledger.model.registers.milestone import LONGEST, Milestone
from ledger.model.registers.remark import Remark
from tests.bookkeeping import CITY

FORMULAS = ("=SUM(A1:A9)", "=cmd|'/c calc'!A1", "@SUM(1)", "+1", "-1")
ACT = Act(effective=date(2024, 1, 15))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    now = datetime.fromisoformat("2024-01-15T09:00:00+09:00")
    seat = Desk(tmp_path / "city.db", "담당", lambda: now, lambda purpose: f"{hash(purpose) % 16**32:032x}")
    (tmp_path / "city.ledger").write_text(CITY, encoding="utf-8")
    book_from(seat, tmp_path / "city.ledger")
    return seat


def told(desk: Desk, text: str, when: str = "2023-07") -> None:
    tell(desk, "5-2", when, text, ACT, dry_run=False)


def recorded(desk: Desk) -> int:
    with desk.reading() as journal:
        return journal.head.number if journal.head else 0


def test_a_text_that_begins_like_a_formula_is_text_in_every_output(desk: Desk) -> None:
    for text in FORMULAS:
        told(desk, text)
        note(desk, "5-2", text, ACT, sort="problem", dry_run=False)
    document = report(desk, Request(template="pledge-card"))
    sheet = openpyxl.load_workbook(save_report(document, desk.path.with_name("card.xlsx")))["5-2"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    said = [str(cell.value) for cell in cells if cell.data_type == "s"]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [sum(text in each for each in said) for text in FORMULAS] == [2] * len(FORMULAS)
    csv = save_report(document, desk.path.with_name("card.csv")).read_text(encoding="utf-8-sig")
    fields = [field for line in csv.splitlines() for field in line.strip('"').split('","')]
    assert not [field for field in fields if field.startswith(("=", "+", "@", "-1"))]
    assert [sum(text in each for each in fields) for text in FORMULAS] == [2] * len(FORMULAS)


@pytest.mark.parametrize("count", [LONGEST + 1, 20_000])
@pytest.mark.parametrize("write", [told, lambda desk, text: note(desk, "5-2", text, ACT, dry_run=False)])
def test_a_text_too_long_for_a_row_is_refused_and_nothing_is_recorded(
    desk: Desk, count: int, write: Callable[[Desk, str], object]
) -> None:
    with pytest.raises(Refused, match="1 to 1,000 characters") as refusal:
        write(desk, "가" * count)
    assert refusal.value.where == "5-2 01"
    assert recorded(desk) == 1
    write(desk, "가" * LONGEST)
    assert recorded(desk) == 2


def test_a_text_too_long_in_a_document_is_refused_with_its_place(desk: Desk) -> None:
    page = desk.path.with_name("page.txt")
    lines = [
        "공약명\t인재 양성",
        "주관부서\t기업지원과",
        "",
        "□ 추진실적 및 향후 추진계획",
        "",
        "구분\t추진실적 및 추진계획\t비고",
    ]
    page.write_text("\n".join([*lines, f"하반기 추진실적 (2023.7.~12.)\t○ {'가' * 20_000}\t"]), encoding="utf-8")
    with pytest.raises(Refused, match="1 to 1,000 characters") as refusal:
        import_files(desk, [page])
    assert refusal.value.where == "page.txt:5-2 01"
    assert recorded(desk) == 1


@pytest.mark.parametrize("when", ["2023. 13. 1.", "2023-02-30", "봄", "2023.7.1.~7.3."])
def test_a_date_that_is_none_is_refused(desk: Desk, when: str) -> None:
    with pytest.raises(Refused, match="no date"):
        told(desk, "회의", when)
    assert recorded(desk) == 1


def test_what_is_dated_after_the_act_is_planned_until_it_is_done(desk: Desk) -> None:
    told(desk, "회의", "2024-03")
    told(desk, "점검", "2024H1")
    assert [(line.key, line.done) for line in lines_of(desk, Milestone, "5-2")] == [("5-2 01", False), ("5-2 02", True)]
    finish(desk, "5-2 01", Act(effective=date(2024, 4, 1)), dry_run=False)
    assert [line.done for line in lines_of(desk, Milestone, "5-2", date(2024, 3, 31))] == [False, True]
    assert [line.done for line in lines_of(desk, Milestone, "5-2", date(2024, 4, 1))] == [True, True]


def test_a_remark_nested_in_another_is_of_its_sort(desk: Desk) -> None:
    note(desk, "5-2", "강좌 신설", ACT, sort="개선대책", dry_run=False)
    note(desk, "5-2", "대학 연계", ACT, under="5-2 01", dry_run=False)
    assert {line.sort.value for line in lines_of(desk, Remark, "5-2")} == {"improvement"}


def test_the_money_stays_with_the_project_whoever_is_in_charge(desk: Desk) -> None:
    from ledger.api.books import read_books
    from ledger.api.recording import record_amounts, set_fields
    from ledger.model.entry import Measure

    record_amounts(desk, Measure.PLAN, "5-2/1", "시비", ["23=4"], Act(effective=date(2023, 1, 2)))
    set_fields(desk, "5-2", ["department=미래산업과"], Act(effective=date(2024, 1, 10), reason="이체"))
    before, after = (read_books(desk, day) for day in (date(2024, 1, 9), date(2024, 1, 10)))
    assert [books.names.projects["5-2"].department for books in (before, after)] == ["기업지원과", "미래산업과"]
    assert before.cube.cells == after.cube.cells
    assert before.cube.cells
    path, history = standing(desk, "인재 양성")
    assert path == "5-2"
    assert [(each.effective, each.project.department) for each in history] == [
        (date(2022, 7, 1), "기업지원과"),
        (date(2024, 1, 10), "미래산업과"),
    ]


def test_a_status_is_told_for_each_day_from_which_it_held(desk: Desk) -> None:
    for day, status, progress in ((date(2023, 6, 30), "정상추진", 40), (date(2023, 12, 31), "", 55)):
        set_status(desk, "5-2", status, Act(effective=day), progress=progress, dry_run=False)
    set_status(desk, "5-2", "일부추진", Act(effective=date(2023, 12, 31)), dry_run=False)
    assert [(each.project.status, each.project.progress) for each in standing(desk, "5-2")[1]] == [
        ("", None),
        ("정상추진", 40),
        ("일부추진", 55),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "5-2/1 시비 2023 plan 1,000\n",
        "+ milestone '5-2 01' project=5-2 on=2023 text=회의\n".replace("'", '"'),
        '+ remark "5-2/1 01" project=5-2/1 sort=problem text="인력 부족"\n',
        '+ indicator K1 name=교육 unit=회 project=5-2\n+ actual "K1:2023" indicator=K1 period=2023 value=3\n',
        '+ participation "5-2 회의" project=5-2 category="공약 관련 회의" count=2\n',
        '+ project 5-2 name="인재 양성" status=완료\n',
    ],
)
def test_whatever_is_recorded_of_a_pledge_touches_it(desk: Desk, lines: str) -> None:
    other = desk.path.with_name("other.ledger")
    other.write_text(f'2022-07-01 add\n+ project 6-1 name="다른 공약"\n2024-02-01 import\n{lines}', encoding="utf-8")
    import_files(desk, [other])
    since = date(2024, 1, 15)
    assert [each.pledge.key for each in untouched(desk, since, lambda books: books.pledges)] == ["6-1"]
    assert not untouched(desk, date(2024, 1, 14), lambda books: books.pledges)
    everything = untouched(desk, date(2024, 2, 1), lambda books: books.pledges)
    assert [(each.pledge.key, each.last) for each in everything] == [
        ("5-2", date(2024, 2, 1)),
        ("6-1", date(2022, 7, 1)),
    ]


def test_what_is_removed_touches_the_pledge_that_it_was_of(desk: Desk) -> None:
    told(desk, "회의")
    gone = desk.path.with_name("gone.ledger")
    gone.write_text('2024-02-01 import\n- milestone "5-2 01"\n', encoding="utf-8")
    import_files(desk, [gone])
    assert untouched(desk, date(2024, 1, 20), lambda books: books.pledges) == []
