"""August to December: amendments, the supplementary budget, the accounts, and the closing of the year."""

from tests.scenario import papers
from tests.scenario.city import MILLION, SOURCES, YEAR, Amounts, Place, part
from tests.scenario.year import Year

SETTLED_BY = {"명시이월": "carry {} --kind 명시이월", "사고이월": "carry {} --kind 사고이월", "불용": "lapse {}"}


def amend(year: Year) -> None:
    """August: three changes of the adopted plan, none of them without its reason and procedure."""
    year.chapter(
        "In August three pledges change. Without its reason and procedure a change of the adopted plan is refused; "
        "with them it has a number of its own and stands in the report of changes.",
        on="2025-08-20",
    )
    first, second, third = _roomy(year, "시비", 3)[::20][:3]
    year.show(f"plan {first.project} 시비 25+=40", ends=2)
    why = "--procedure '공약이행평가단 심의' --document 기획예산과-902"
    _moved(year, "plan", {first: 40})
    year.show(f"plan {first.project} 시비 25+=40 --reason '자재 단가 상승' {why}")
    year.hold()
    _moved(year, "plan", {second: -3, second._replace(period="2026H1"): 3})
    year.record(f"plan {second.project} 시비 25-=3 26.6+=3 --reason '토지 보상 지연' {why}")
    _moved(year, "plan", {third._replace(period="after"): 25})
    year.record(f"plan {third.project} 시비 임기후+=25 --reason '주민 요청에 따른 구간 연장' {why}")
    year.show("report changes --as-of 2025-08-20", first=60)


def supplement(year: Year) -> None:
    """September and October: 국비 spent ahead of the vote, the first supplementary budget that absorbs it."""
    year.chapter(
        "In September 국비 arrives and is spent ahead of the vote. The book flags it until the supplementary budget of "
        "October, which moves many cells more, absorbs it. `diff` prints the two budgets side by side; what did not "
        "change is counted too, so that the sheet closes.",
        on="2025-09-05",
    )
    ahead = _roomy(year, "국비", 80)[0]
    _moved(year, "secured", {ahead: 50})
    year.show(f"secure {ahead.project} 국비 25+=50 --basis 성립전 --document 기획예산과-951")
    year.hold()
    assert "E103" in year.show("check --as-of 2025-10-14").out
    year.clerk.today = "2025-10-15"
    now = _secured(year)
    every = [place for source in SOURCES for place in _roomy(year, source, 40)]
    voted = {place: now[place] + part(now[place], 5) * (1 if at % 2 else -1) for at, place in enumerate(every[::3])}
    voted[ahead] = now[ahead] + 30 * MILLION
    year.clerk.put("1회추경.csv", papers.money(voted, "확보", "2025-10-15", "1회추경", "예산과-2210"))
    year.model.set("secured", "2025-10-15", voted)
    year.show("import 1회추경.csv --yes", first=7)
    year.hold()
    assert "E103" not in year.show("check --as-of 2025-10-15").out
    year.show("diff 2025-10-14 2025-10-15 --measure secured", first=16, last=8)
    year.total("2025-10-15")


def account(year: Year) -> None:
    """November and December: the exports of the accounting system, month by month."""
    year.chapter(
        "From November on executed amounts come from the accounting system. One of its 세부사업 is linked to no "
        "project: it is listed beside the nearest name, never guessed. The export of the next month posts the "
        "differences only.",
        on="2025-11-05",
    )
    secured = _secured(year)
    few = {place: won for place, won in secured.items() if place.project in _linked(year)}
    october = {place: part(won, 70) for place, won in few.items()}
    november = october | {place: part(won, 80) for place, won in list(few.items())[::3]}
    stray = ("9101", f"{year.city.pledges[0].projects[0].name}(보조)", 12 * MILLION)
    year.clerk.put("e호조-10월.csv", papers.accounts(year.city, "2025-10-31", october, few, stray))
    year.model.set("executed", "2025-10-31", october)
    year.show("import e호조-10월.csv --mapping ehojo --yes", first=5, last=12)
    year.hold()
    year.clerk.today = "2025-12-03"
    year.clerk.put("e호조-11월.csv", papers.accounts(year.city, "2025-11-30", november, few, stray))
    changed = year.model.set("executed", "2025-11-30", november)
    said = year.show("import e호조-11월.csv --mapping ehojo --yes", first=5, last=12)
    assert sum(" 집행 " in line for line in said.out.splitlines()) == changed
    year.hold()
    year.type("import e호조-11월.csv --mapping ehojo --yes")
    year.hold()


def close(year: Year) -> None:
    """December: the accounts of the whole city, what is carried over, what lapses."""
    year.chapter(
        "On 31 December the accounts of every project come in. What was not spent is carried over or lapses: records "
        "that move no amount, so that the securing rate stays what it was.",
        on="2025-12-31",
    )
    secured = _secured(year)
    left = year.left = leftovers(year)
    spent = secured | {place: secured[place] - millions * MILLION for place, (_, millions) in left.items()}
    year.clerk.put("e호조-12월.csv", papers.accounts(year.city, "2025-12-31", spent, secured))
    year.model.set("executed", "2025-12-31", spent)
    year.show("import e호조-12월.csv --mapping ehojo --yes", first=5, last=4)
    year.hold()
    told = set()
    for place, (kind, millions) in left.items():
        if kind in SETTLED_BY:
            do = year.type if kind in told else year.show
            do(SETTLED_BY[kind].format(f"{place.project} {place.source} 25={millions}") + " --document 예산과-2400")
            told.add(kind)
    year.hold()
    year.show("list settlements", first=9, last=3)
    year.total("2025-12-31")


def leftovers(year: Year) -> dict[Place, tuple[str, int]]:
    """What is not spent by 31 December, in million won: carried over in two ways, lapsed, or paid in January."""
    kinds = ("명시이월", "불용", "지출", "사고이월", "불용", "명시이월", "지출", "불용", "지출", "불용")
    large = [place for place, won in _secured(year).items() if won >= 200 * MILLION]
    some = large[:: len(large) // len(kinds)]
    return {place: (kind, 10 + at) for at, (place, kind) in enumerate(zip(some, kinds, strict=False))}


def _secured(year: Year) -> Amounts:
    """What is secured of the year by now."""
    return {place: won for (place, of), won in year.model.cells().items() if of == "secured" and place.period == YEAR}


def _linked(year: Year) -> set[str]:
    """The projects of the three departments whose accounts come first."""
    few = year.city.departments[-3:]
    return {project.code for name in few for pledge in year.city.of(name) for project in pledge.projects}


def _roomy(year: Year, source: str, millions: int) -> list[Place]:
    """The cells of the year of a source in which so much more is planned than secured."""
    cells = year.model.cells()
    return [
        place
        for place, won in _secured(year).items()
        if place.source == source and cells[place, "plan"] - won >= millions * MILLION
    ]


def _moved(year: Year, measure: str, millions: dict[Place, int]) -> None:
    """From today on the cells hold so many million won more."""
    year.model.add(measure, year.clerk.today, {place: won * MILLION for place, won in millions.items()})
