"""January to July of the next year: late payments, the sealed year, what was changed since, the audit, the new term."""

from tests.scenario.city import MILLION
from tests.scenario.year import Year


def pay(year: Year) -> None:
    """January: payments of the old budget, and the report of the year under seal."""
    year.chapter(
        "In January the last bills of 2025 are paid. They belong to the budget of 2025, whenever they are paid, and to "
        "no report as of 31 December, which is sealed meanwhile; its executed amounts are provisional until 10 February.",
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
    year.clerk.today = "2026-02-10"
    year.show("check --as-of 2026-02-10")
    year.total("2026-02-10")
