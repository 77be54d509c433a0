"""January to July of the next year: late payments, the sealed year, what was changed since, the audit, the new term."""

import json
from datetime import date
from hashlib import sha256

from openpyxl import load_workbook

from ledger.api.books import read_books
from ledger.api.desk import desk_of
from tests.scenario import papers
from tests.scenario.city import MILLION, Place, part
from tests.scenario.first_half import JUNE, SORTED, spent_by_june
from tests.scenario.forms import Desk
from tests.scenario.year import Year

NEXT = "2026H1"


def pay(year: Year) -> None:
    """January: payments of the old budget, and the report of the year under seal."""
    year.chapter(
        "In January the last bills of 2025 are paid. They belong to the budget of 2025, whenever they are paid, but "
        "not to the report as of 31 December, which is sealed: its executed amounts are provisional until 10 February.",
        on="2026-01-15",
    )
    bills = {place: millions for place, (kind, millions) in year.left.items() if kind == "지출"}
    for at, (place, millions) in enumerate(bills.items()):
        year.model.add("executed", "2026-01-15", {place: millions * MILLION})
        do = year.type if at else year.show
        do(f"execute {place.project} {place.source} 25+={millions} --paid-on 2026-01-15 --evidence 지출결의서")
        year.hold()
    budget = {place: won for place, won in year.city.plan.items() if place.period == NEXT}
    year.clerk.put("2026본예산.csv", papers.money(budget, "확보", "2026-01-01", "본예산"))
    year.model.set("secured", "2026-01-01", budget)
    year.record("import 2026본예산.csv --yes")
    year.clerk.today = "2026-01-20"
    year.show("seal '2025 연말' --as-of 2025-12-31 --template summary -o 연말.xlsx --document 기획예산과-31")
    year.show("verify 연말.xlsx")
    year.total("2025-12-31")
    year.clerk.today = "2026-02-12"
    year.show("check --as-of 2026-02-10")
    year.total("2026-02-10")
    year.show("seal '2025 결산' --as-of 2026-02-10 --template summary -o 결산.xlsx --document 기획예산과-112")


def correct(year: Year) -> None:
    """March: the settled figures, money that came back, and an error in a report that was handed in."""
    year.chapter(
        "In March part of a subsidy goes back, which lowers what was executed from that day on. And 5백만원 turn out "
        "to have been spent in July, not in June: the half-year is sealed, so the change needs its reason, and shows "
        "as what it is from then on.",
        on="2026-03-20",
    )
    carried, millions = next((place, millions) for place, (kind, millions) in year.left.items() if kind == "명시이월")
    year.model.add("executed", "2026-03-20", {carried: millions * MILLION})
    year.record(f"execute {carried.project} {carried.source} 25+={millions} --paid-on 2026-03-18")
    back, late = _spent(year, "국비"), _spent(year, "시비")
    year.model.add("executed", "2026-03-20", {back: -2 * MILLION})
    year.show(f"return {back.project} 국비 25=2 --paid-on 2026-03-20 --document 예산과-507")
    year.hold()
    year.show(f"execute {late.project} 시비 25-=5 --on 2025-06-30", ends=2)
    year.model.add("executed", "2025-06-30", {late: -5 * MILLION})
    year.show(f"execute {late.project} 시비 25-=5 --on 2025-06-30 --reason '7월 지출을 6월로 집계'")
    year.model.add("executed", "2025-07-15", {late: 5 * MILLION})
    year.record(f"execute {late.project} 시비 25+=5 --on 2025-07-15 --reason '7월 지출을 6월로 집계'")
    year.show("seal '2025 상반기' --changes")
    year.show("diff '2025 상반기' '2025 연말' --measure executed --by source", first=20, last=8)
    year.show("check --as-of 2026-03-20", ends=0)
    for as_of in ("2025-06-30", "2025-12-31", "2026-03-20"):
        year.total(as_of)


def _spent(year: Year, source: str) -> Place:
    """A cell of the year of a source that is spent to the last won, and nothing else is known of."""
    cells = year.model.cells()
    return next(
        place
        for place in list(year.city.voted)[50:]
        if place.source == source and place not in year.left and cells[place, "executed"] > 100 * MILLION
    )


def audit(year: Year) -> None:
    """May: where does this number come from?"""
    year.chapter(
        "In May an auditor points at a figure in a card that was handed in. The workbook alone says which cell of "
        "which book it is; the book says who recorded it, when, and from which cell of which form.",
        on="2026-05-11",
    )
    pledge, place, cell = _asked(year)
    said = year.show(f"trace '관리카드.xlsx!{pledge}!{cell}'", first=20)
    told = json.loads(year.type(f"trace {place.project} {place.source} 25 집행 --as-of {JUNE} --json").out)
    assert told["won"] == year.model.cells(JUNE)[place, "executed"]
    (posting,) = told["postings"]
    form = year.clerk.folder / "접수" / posting["from"]["file"]
    assert sha256(form.read_bytes()).hexdigest() == posting["from"]["sha256"]
    sheet, _, at = posting["from"]["place"].rpartition("!")
    assert Desk(form).workbook[sheet][at].value * MILLION == told["won"]
    assert f"{form.name}!{sheet}!{at}" in said.out


def _asked(year: Year) -> tuple[str, Place, str]:
    """A card as of the half-year and, on its sheet, the cell of an amount that stands there only once."""
    department = year.city.departments[SORTED]
    pledge = year.city.of(department)[0].code
    year.show(f"report pledge-card --project {pledge} --as-of {JUNE} -o 관리카드.xlsx")
    sheet = load_workbook(year.clerk.folder / "관리카드.xlsx")[pledge]
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int)]
    for place, won in spent_by_june(year, department).items():
        found = [cell.coordinate for cell in cells if cell.value * MILLION == won]
        if place.project.startswith(f"{pledge}/") and len(found) == 1:
            return pledge, place, found[0]
    raise AssertionError("every amount stands twice")


def turn(year: Year) -> None:
    """July 2026: the next term."""
    year.chapter(
        "On 1 July 2026 민선9기 begins. What is unfinished goes on in a book of its own, all that was executed as "
        "기투자; the old book is sealed and never computed anew.",
        on="2026-07-01",
    )
    spent = {place: part(won, 90) for place, won in year.city.plan.items() if place.period == NEXT}
    year.clerk.put("2026집행.csv", papers.money(spent, "집행", "2026-06-30"))
    year.model.set("executed", "2026-06-30", spent)
    year.record("import 2026집행.csv --yes")
    ended = {pledge.code: ("완료", "폐기")[at % 10 == 9] for at, pledge in enumerate(year.city.pledges[::4])}
    for code, status in ended.items():
        year.type(f"status {code} {status} --on 2026-06-30")
    year.hold()
    year.total("2026-06-30")
    year.show("rollover 민선9기.db --term 9", first=12)
    year.hold()
    moved = _moved_on(year, set(ended))
    desk = desk_of({}, year.clerk.folder / "민선9기.db", None, print)
    cells = read_books(desk, date(2026, 7, 1)).cube.cells
    assert {(Place(*cell[:3]), cell.measure.value): balance.won for cell, balance in cells.items()} == moved
    year.show("--book 민선9기.db verify")
    year.show("--book 민선9기.db check --as-of 2026-07-01")
    year.show("verify")
    year.type("seal '2025 상반기' --rebuild -o 다시.xlsx")
    assert (year.clerk.folder / "다시.xlsx").read_bytes() == (year.clerk.folder / "상반기.xlsx").read_bytes()
    for copy in sorted((year.clerk.folder / "ledger.db.copies").iterdir()):
        year.type(f"--book 'ledger.db.copies/{copy.name}' verify")


def _moved_on(year: Year, ended: set[str]) -> dict[tuple[Place, str], int]:
    """What the new book must hold: of every project that goes on, all that was executed, as 기투자 of each measure."""
    moved: dict[tuple[Place, str], int] = {}
    for (place, measure), won in year.model.cells("2026-06-30").items():
        if measure == "executed" and place.project.split("/")[0] not in ended:
            for each in ("plan", "secured", "executed"):
                key = place._replace(period="prior"), each
                moved[key] = moved.get(key, 0) + won
    return moved
