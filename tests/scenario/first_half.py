"""January to July: the book, its plan, the budget, the forms of the half-year and what came back."""

from tests.scenario import papers
from tests.scenario.city import INSTITUTION
from tests.scenario.year import Year


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
