"""Twin of forms: whose sheets a form has, in which unit, and what becomes of what was answered."""

from datetime import date

import pytest

from ledger.model.entry import Measure
from ledger.model.errors import Refused
from ledger.model.form import Answer, Form, Spot, joined, parted
from ledger.model.money import HUNDRED_MILLION, THOUSAND
from ledger.reports.forms import departments, faults_of, form_of, stated_of
from ledger.specs.forms import form_template_named
from tests.forms import MONEY, form
from tests.reports.asking import books

MORE = """  + project 6 name="둘째 공약" department=일자리과
  + project 6/1 name="거리 조성" department=기업지원과
  + project 6/2 name="상가 지원"
  + project 7 name="부서 없는 공약"
"""


def rows(form: Form) -> dict[str, set[str]]:
    """Sheet -> the projects that its rows of amounts are about."""
    return {
        sheet.name: {parted(row.key)[0] for grid in sheet.grids if grid.summed for row in grid.rows}
        for sheet in form.sheets
    }


def test_a_department_is_asked_about_what_it_is_in_charge_of_and_no_more() -> None:
    assert departments(books(MORE, split=True)) == ["기업지원과", "일자리과"]
    assert rows(form(MORE, split=True)) == {"5-2": {"5-2/1"}, "6": {"6/1"}}
    assert rows(form(MORE, split=True, department="일자리과")) == {"5-2": {"5-2/2"}, "6": {"6/2"}}


def test_a_department_that_answers_for_nothing_gets_a_form_without_sheets() -> None:
    assert form(department="소방서").sheets == ()


def test_the_same_books_give_the_same_form_and_figures_do_not_change_its_layout() -> None:
    assert form() == form()
    assert form(MONEY).layout == form("").layout
    assert form(MONEY).layout != form(MONEY, split=True).layout


@pytest.mark.parametrize(
    ("amount", "unit"), [("560000000", "백만원"), ("560001000", "천원"), ("560001001", "원"), ("0", "백만원")]
)
def test_the_unit_is_that_of_the_book_or_the_largest_in_which_all_is_whole(amount: str, unit: str) -> None:
    assert form(f"  5-2/1 시비 2023 secured = {amount}\n").unit == unit


def test_an_amount_that_is_not_whole_in_the_unit_asked_for_is_refused_with_its_place() -> None:
    with pytest.raises(Refused, match="560,000,000원 is not whole in 억원") as refused:
        form(unit=HUNDRED_MILLION)
    assert refused.value.where == "기업지원과 5-2 협력체계 구축 시비 확보 '23"
    assert form(unit=THOUSAND).unit == "천원"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("5-2[가]:*?나", "5-2_가____나"),
        ("'5-2'", "5-2"),
        ("가" * 40, "가" * 31),
        ("History", "History (2)"),
        ("_form", "_form (2)"),
    ],
)
def test_sheets_have_names_that_excel_takes(code: str, name: str) -> None:
    lines = f'  + project "{code}" name=이름 department=과\n'
    assert [sheet.name for sheet in form(lines, department="과").sheets] == [name]
    assert [sheet.project for sheet in form(lines, department="과").sheets] == [code]


def test_codes_that_excel_would_call_alike_are_numbered() -> None:
    lines = "".join(f'  + project "{code}" name=이름 department=과\n' for code in ("a:1", "A?1", "a*1"))
    names = [sheet.name for sheet in form(lines, department="과").sheets]
    assert len({name.casefold() for name in names}) == 3


def test_what_was_answered_is_gathered_over_all_grids_and_sheets() -> None:
    of = books(MONEY + MORE)
    asked = form_of(of, form_template_named("execution"), "기업지원과", "x", None, date(2024, 1, 31))
    answers = {
        Spot("6", "milestones", "6/1|1", "on"): Answer("2023. 5.", "6!F40"),
        Spot("6", "milestones", "6/1|1", "text"): Answer("착공", "6!G40"),
        Spot("5-2", "status", "5-2", "progress"): Answer(50, "5-2!H9"),
        Spot("5-2", "money", "5-2/1|시비|executed", "2023"): Answer(520_000_000, "5-2!J25"),
        Spot("5-2", "nowhere", "5-2", "progress"): Answer(50, "5-2!H9"),
    }
    instructions, rows = stated_of(of, asked, answers)
    assert [(each.project, each.measure, each.won, each.where) for each in instructions] == [
        ("5-2/1", Measure.EXECUTED, 520_000_000, "5-2!J25")
    ]
    assert [(row.kind, row.key) for row in rows] == [("project", "5-2"), ("milestone", "6/1 01")]
    assert faults_of(of, asked, answers) == {}


def test_faults_are_told_at_their_inputs() -> None:
    of = books()
    spot = Spot("5-2", "milestones", "5-2|1", "on")
    found = faults_of(of, form(""), {spot: Answer("작년"), spot._replace(column="text"): Answer("행사")})
    assert {place: reason.ko for place, reason in found.items()} == {spot: "'작년': 없는 날짜이거나 날짜가 아닙니다"}


def test_what_a_part_cannot_be_told_is_refused_with_its_place_in_the_template() -> None:
    template = form_template_named("execution")
    wrong = template.parts[3].__class__("milestones", type(template.parts[3].options)("제목", rows=0), "own.toml:4")
    broken = type(template)(template.name, template.title, (wrong,))
    with pytest.raises(Refused) as refused:
        form_of(books(), broken, "기업지원과", "x")
    assert refused.value.line.en == "own.toml:4: milestones: 'rows' is 1 to 50"


@pytest.mark.parametrize("keys", [("5-2/1", "시비", "secured"), ("", ""), ("%7C", "|", "%", "%257C"), ("a",)])
def test_joined_keys_come_apart_as_they_were(keys: tuple[str, ...]) -> None:
    assert parted(joined(*keys)) == keys


def test_projects_of_one_name_are_told_apart_by_their_codes() -> None:
    twins = '  + project 5-2/2 name="협력 체계 구축"\n'
    labels = {row.labels[0] for grid in form(twins).sheets[0].grids if grid.summed for row in grid.rows}
    assert labels == {"5-2/1 협력체계 구축", "5-2/2 협력 체계 구축"}
