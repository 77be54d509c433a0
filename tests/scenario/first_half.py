"""January to July: the book, its plan, the budget, the forms of the half-year and what came back."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

from tests.scenario import papers
from tests.scenario.city import INSTITUTION, YEAR, Amounts, part
from tests.scenario.forms import Desk, disordered
from tests.scenario.year import Year

JUNE = "2025-06-30"

# What becomes of the forms: which departments, by their place in the list.
LATE, NEVER = (4, 8), (9, 10)
INSERTED, SORTED, AS_TEXT, TWICE, THOUSANDFOLD, OLD, OVERSPENT = 0, 1, 2, 3, 5, 6, 7


def found(year: Year) -> None:
    """January: the book, its registers, the plan, what was spent in the years before, and the plan adopted."""
    city, model = year.city, year.model
    year.clerk.put("사업.ledger", papers.registers(city))
    year.clerk.put("계획.csv", papers.money(city.plan, "계획", "2022-12-30", "공약 실천계획서"))
    year.clerk.put("결산-확보.csv", papers.money(city.settled, "확보", "2024-12-31", "결산"))
    year.clerk.put("결산-집행.csv", papers.money(city.settled, "집행", "2024-12-31"))
    year.clerk.put("본예산.csv", papers.money(city.voted, "확보", "2025-01-01", "본예산"))
    year.chapter(
        "In January 2025 the budget office of a city of 30 departments and 100 pledges begins to keep its book: the "
        "registers, the plan of seven periods, what was secured and spent until 2024, and the budget of the year.",
        on="2025-01-06",
    )
    year.show(f"init --institution {INSTITUTION} --kind 시 --term 8 --department 기획예산과")
    year.hold()
    model.actuals.update(city.actuals)
    year.show("import 사업.ledger --yes")
    model.set("plan", "2022-12-30", city.plan)
    year.show("import 계획.csv --yes", first=7)
    year.hold()
    model.set("secured", "2024-12-31", city.settled)
    model.set("executed", "2024-12-31", city.settled)
    year.record("import 결산-확보.csv 결산-집행.csv --yes")
    year.show("adopt --on 2022-12-30 --procedure '공약 실천계획 확정' --document 기획예산과-118")
    model.set("secured", "2025-01-01", city.voted)
    year.record("import 본예산.csv --yes")
    year.total("2025-01-10")


def ask(year: Year) -> None:
    """July: a form for each department; one is issued anew, because its pledge has a project more."""
    year.chapter(
        "In July each department gets one locked form with its own pledges. Two days later one of them has a new "
        "project, and its form is issued anew: the first is obsolete from then on.",
        on="2025-07-01",
    )
    year.show(f"form 배부 --as-of {JUNE} --due 2025-07-11", first=6, last=3)
    year.hold()
    year.clerk.today = "2025-07-03"
    department = year.city.departments[OLD]
    code = f"{year.city.of(department)[0].code}/9"
    year.record(f"add {code} '주민 설명회' --on 2025-07-01")
    year.show(f"form 재배부 --as-of {JUNE} --due 2025-07-11 --department {department}")
    year.hold()


def collect(year: Year) -> None:
    """11 July: what came back in time, and the board."""
    year.chapter(
        "By the last day 26 of 30 forms are back, as forms come back: one sorted, one with a row inserted, one with "
        "text for figures, one twice; one filled in in 천원, one with more spent than secured, one on the old form.",
        on="2025-07-11",
    )
    for at, department in enumerate(year.city.departments):
        if at not in (*LATE, *NEVER):
            fill(year, department, Path("접수") / f"{department}.xlsx", at)
    disordered(*_form_and_pledge(year, SORTED), *_form_and_pledge(year, INSERTED))
    overspent = next(iter(spent_by_june(year, year.city.departments[OVERSPENT])))
    kept = rf"^반려|  (미제출|중복|반려|낡은 서식)( |$)|F101|^  - {overspent.project.split('/')[0]}!"
    year.show("collect 접수 --return 반려 --yes", ends=1, first=6, last=3, keep=kept)
    for at, department in enumerate(year.city.departments):
        if at not in (*LATE, *NEVER, THOUSANDFOLD, OLD, OVERSPENT):
            received(year, department)
    year.hold()
    year.show("list forms --status 미제출", first=30)
    assert board(year) == {"accepted": len(year.city.departments) - 7, "returned": 2, "missing": 5}
    why = {line["department"]: line["reasons"] for line in forms(year)}
    slips, over = why[year.city.departments[THOUSANDFOLD]], why[year.city.departments[OVERSPENT]]
    spent = spent_by_june(year, year.city.departments[THOUSANDFOLD])
    assert sum("B201" in reason for reason in slips) == len(spent)
    assert any("F101" in reason for reason in slips)
    ((cell, said),) = (reason.split(": ", 1) for reason in over)
    assert said.startswith("B201")
    assert marked(year, year.city.departments[OVERSPENT]) == [cell]


def chase(year: Year) -> None:
    """The next days: the late ones, those that were given back, and those that had to be reminded."""
    year.chapter(
        "The faulty cells are marked in the forms that are given back; corrected there, they are taken. The two late "
        "ones come with them, and after a call the last two. Handing in everything once more changes nothing.",
        on="2025-07-18",
    )
    for at in (THOUSANDFOLD, OVERSPENT):
        department = year.city.departments[at]
        (form,) = (year.clerk.folder / "반려").glob(f"{department}*.xlsx")
        desk = Desk(form)
        desk.spent(spent_by_june(year, department))
        desk.save(year.clerk.folder / "재제출" / form.name)
    for at in (*LATE, OLD):
        department = year.city.departments[at]
        fill(year, department, Path("재제출") / f"{department}.xlsx")
    year.show("collect 재제출 --yes", first=0, last=2)
    for at in (*LATE, OLD, THOUSANDFOLD, OVERSPENT):
        received(year, year.city.departments[at])
    year.hold()
    year.clerk.today = "2025-07-22"
    for at in NEVER:
        department = year.city.departments[at]
        fill(year, department, Path("독촉") / f"{department}.xlsx")
        received(year, department)
    year.show("collect 독촉 --yes", first=0, last=2)
    year.hold()
    assert board(year) == {"accepted": len(year.city.departments)}
    late = {line["department"] for line in forms(year) if line["said"] == "기한 뒤 제출"}
    assert late >= {year.city.departments[at] for at in (*LATE, *NEVER)}
    year.show("collect 접수 재제출 독촉 --yes", ends=1, first=0, last=2)
    year.hold()


def seal(year: Year) -> None:
    """25 July: the report of the half-year under seal."""
    year.chapter("The book is whole, and the report of the half-year is handed in under seal.", on="2025-07-25")
    year.total(JUNE)
    year.show(f"seal '2025 상반기' --as-of {JUNE} --template summary -o 상반기.xlsx --document 기획예산과-845")
    year.show("verify 상반기.xlsx")


def fill(year: Year, department: str, file: Path, at: int = -1) -> None:
    """A department fills in its form and hands it in; what else happens to it on the way, by its place."""
    folder = year.clerk.folder
    anew = folder / "재배부" / form_of(year, department) if at == -1 else folder
    desk = Desk(anew if anew.is_file() else folder / "배부" / form_of(year, department))
    spent = spent_by_june(year, department)
    desk.spent(spent, times=1000 if at == THOUSANDFOLD else 1, as_text=at == AS_TEXT)
    for pledge in year.city.of(department):
        if pledge.indicator:
            desk.reached(pledge.indicator, YEAR, year.city.targets[pledge.indicator, YEAR] + 3)
    if at == OVERSPENT:
        place = next(iter(spent))
        desk.cell(place).value = desk.cell(place, "secured").value + 7
    desk.save(folder / file)
    if at == TWICE:
        shutil.copy(folder / file, folder / file.with_stem(f"{file.stem}_최종"))


def _form_and_pledge(year: Year, at: int) -> tuple[Path, str]:
    department = year.city.departments[at]
    return year.clerk.folder / "접수" / f"{department}.xlsx", year.city.of(department)[0].code


def form_of(year: Year, department: str) -> str:
    """The name of the file of its form."""
    (form,) = (year.clerk.folder / "배부").glob(f"*{department}*.xlsx")
    return form.name


def spent_by_june(year: Year, department: str) -> Amounts:
    """What the department has spent of the year's budget by the end of June."""
    codes = {project.code for pledge in year.city.of(department) for project in pledge.projects}
    voted = {place: won for place, won in year.city.voted.items() if place.project in codes}
    return {place: part(won, 20 + at * 7 % 40) for at, (place, won) in enumerate(voted.items())}


def received(year: Year, department: str) -> None:
    """Its form is taken: the model has what it says."""
    year.model.set("executed", JUNE, spent_by_june(year, department))
    for pledge in year.city.of(department):
        if pledge.indicator:
            year.model.actuals[pledge.indicator, YEAR] = year.city.targets[pledge.indicator, YEAR] + 3


def forms(year: Year) -> list[dict[str, Any]]:
    """The board, line by line."""
    lines: list[dict[str, Any]] = json.loads(year.type("list forms --json").out)["forms"]
    return lines


def board(year: Year) -> dict[str, int]:
    """How many departments there are in each state."""
    return dict(Counter(line["state"] for line in forms(year)))


def marked(year: Year, department: str) -> list[str]:
    """The cells with a remark in the form that was given back to a department."""
    (form,) = (year.clerk.folder / "반려").glob(f"{department}*.xlsx")
    cells = (cell for spot, cell in Desk(form).cells.items() if cell.comment)
    return [f"{cell.parent.title}!{cell.coordinate}" for cell in cells]
