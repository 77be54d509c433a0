"""January to July of the next year: late payments, the sealed year, what was changed since, the audit, the new term."""

from tests.scenario.city import MILLION, Place
from tests.scenario.year import Year


def pay(year: Year) -> None:
    """January: payments of the old budget, and the report of the year under seal."""
    year.chapter(
        "In January the last bills of 2025 are paid. They belong to the budget of 2025, whenever they are paid, but "
        "not to the report as of 31 December, which is sealed: its executed amounts are provisional until 10 February.",
        on="2026-01-15",
    )
    for place, kinds in year.left.items():
        if millions := kinds.get("지출"):
            year.model.add("executed", "2026-01-15", {place: millions * MILLION})
            do = year.show if year.clerk.today == "2026-01-15" else year.type
            do(f"execute {place.project} {place.source} 25+={millions} --paid-on 2026-01-15 --evidence 지출결의서")
            year.hold()
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
        "In March part of a subsidy goes back, which lowers what was executed from the day it is returned on. And five "
        "million won turn out to have been spent in July, not in June: the half-year is sealed, so that the change "
        "needs its reason, and is told for ever after.",
        on="2026-03-20",
    )
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
