"""August to December: amendments, the supplementary budget, the accounts, and the closing of the year."""

from tests.scenario.city import MILLION, Place
from tests.scenario.year import Year


def amend(year: Year) -> None:
    """August: three changes of the adopted plan, none of them without its reason and procedure."""
    year.chapter(
        "In August three pledges change. Without its reason and procedure a change of the adopted plan is refused; "
        "with them it has a number of its own and stands in the report of changes.",
        on="2025-08-20",
    )
    first, second, third = (_own_money(year, number) for number in (3, 40, 77))
    year.show(f"plan {first.project} 시비 25+=40", ends=2)
    why = "--procedure '공약이행평가단 심의' --document 기획예산과-902"
    _moved(year, "plan", {first: 40})
    year.show(f"plan {first.project} 시비 25+=40 --reason '자재 단가 상승' {why}")
    year.hold()
    _moved(year, "plan", {second: -3, second._replace(period="2026H1"): 3})
    year.record(f"plan {second.project} 시비 25-=3 26.6+=3 --reason '토지 보상 지연' {why}")
    _moved(year, "plan", {third._replace(period="after"): 25})
    year.record(f"plan {third.project} 시비 임기후+=25 --reason '주민 요청에 따른 구간 연장' {why}")


def _own_money(year: Year, number: int) -> Place:
    """The 시비 of the year of the first unit project from the numbered pledge on that has any."""
    ahead = {project.code for pledge in year.city.pledges[number:] for project in pledge.projects}
    return next(place for place in year.city.voted if place.project in ahead and place.source == "시비")


def _moved(year: Year, measure: str, millions: dict[Place, int]) -> None:
    """From today on the cells hold so many million won more."""
    year.model.add(measure, year.clerk.today, {place: won * MILLION for place, won in millions.items()})
