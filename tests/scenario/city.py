"""A city of invented names and figures: departments, pledges, unit projects, their plan and what was voted and spent.

Everything follows from the seed. Amounts are whole won in dicts by place (project, source, period); nothing here
knows the ledger but the words of its files.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

INSTITUTION = "가온시"
TERM = ("prior", "2022H2", "2023", "2024", "2025", "2026H1", "after")
SETTLED = TERM[:4]  # what was over when the city began to keep this book
YEAR = "2025"
SOURCES = ("국비", "도비", "시비", "기타")
MILLION = 1_000_000
THOUSAND = 1_000

# fmt: off
_DEPARTMENTS = (
    "기획예산과", "자치행정과", "세정과", "정보통신과", "경제정책과", "기업지원과",
    "일자리정책과", "청년정책과", "농업정책과", "축산과", "산림휴양과", "환경정책과",
    "기후에너지과", "자원순환과", "복지정책과", "노인장애인과", "여성가족과", "아동보육과",
    "보건정책과", "건강증진과", "문화예술과", "관광진흥과", "체육진흥과", "평생학습과",
    "도시계획과", "도시재생과", "건축과", "교통정책과", "도로건설과", "안전총괄과",
)
# fmt: on
_FIELDS = ("경제", "복지", "문화", "교통", "환경", "교육", "안전", "행정")
_SUBJECTS = (
    "청년 창업",
    "골목상권",
    "스마트 농업",
    "도시숲",
    "공공자전거",
    "작은도서관",
    "돌봄센터",
    "하천 산책길",
    "전통시장",
    "생활체육관",
    "어르신 일자리",
    "안심 귀갓길",
)
_AIMS = ("활성화", "확충", "기반 조성", "지원 확대", "재정비", "거점 육성", "통합 운영", "이용 편의 개선", "혁신")
_STEPS = ("기본계획 수립", "시설 조성", "운영 지원", "장비 보강", "프로그램 운영", "주민 참여 사업", "안내 체계 정비")
_FUNDED = (("시비",), ("시비",), ("도비", "시비"), ("국비", "시비"), ("국비", "도비", "시비"), ("시비", "기타"))


class Place(NamedTuple):
    """Where money stands: project, source, period."""

    project: str
    source: str
    period: str


Amounts = dict[Place, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A unit project: its code, its name, and the code of the 세부사업 that the accounting system knows it by."""

    code: str
    name: str
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """A pledge: who is in charge, its unit projects, and its indicator where it has one."""

    code: str
    name: str
    field: str
    department: str
    projects: tuple[Project, ...]
    indicator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """`plan` for every period, `settled` (secured and spent) of the periods that were over, `voted` by the budget of
    the year. `targets` and `actuals` by indicator and period."""

    departments: tuple[str, ...]
    pledges: tuple[Pledge, ...]
    plan: Amounts
    settled: Amounts
    voted: Amounts
    targets: dict[tuple[str, str], int]
    actuals: dict[tuple[str, str], int]

    def of(self, department: str) -> list[Pledge]:
        """The pledges of a department."""
        return [pledge for pledge in self.pledges if pledge.department == department]

    @property
    def projects(self) -> list[Project]:
        """Every unit project."""
        return [project for pledge in self.pledges for project in pledge.projects]


def city(departments: int = 30, pledges: int = 100, seed: int = 8) -> City:
    """The city of a seed."""
    chance = random.Random(seed)
    names = tuple(_DEPARTMENTS[:departments])
    made = tuple(_pledge(number, names[number % departments], chance) for number in range(pledges))
    plan = {place: won for pledge in made for project in pledge.projects for place, won in _plan(project, chance)}
    voted = {
        place: part(won, chance.choice((80, 90, 100, 100, 100))) for place, won in plan.items() if place.period == YEAR
    }
    measured = [pledge.indicator for pledge in made if pledge.indicator]
    targets = {(key, period): chance.randrange(20, 400) for key in measured for period in TERM[1:6]}
    actuals = {(key, period): aim + chance.randrange(60) for (key, period), aim in targets.items() if period in SETTLED}
    return City(
        departments=names,
        pledges=made,
        plan=plan,
        settled={place: won for place, won in plan.items() if place.period in SETTLED},
        voted=voted,
        targets=targets,
        actuals=actuals,
    )


def part(won: int, per_cent: int) -> int:
    """So much of an amount, whole in 백만원 where the amount is, else in 천원."""
    grain = THOUSAND if won % MILLION else MILLION
    return won * per_cent // 100 // grain * grain


def _pledge(number: int, department: str, chance: random.Random) -> Pledge:
    field = number % len(_FIELDS)
    code = f"{field + 1}-{number // len(_FIELDS) + 1}"
    subject = _SUBJECTS[number % len(_SUBJECTS)]
    steps = chance.sample(_STEPS, chance.choice((2, 3, 3, 4)))
    name = f"{subject} {_AIMS[number // len(_SUBJECTS) % len(_AIMS)]}"
    projects = tuple(
        Project(code=f"{code}/{place}", name=f"{name} {step}", account=f"{3000 + number * 10 + place}")
        for place, step in enumerate(steps, 1)
    )
    return Pledge(
        code=code,
        name=name,
        field=_FIELDS[field],
        department=department,
        projects=projects,
        indicator=f"{code}-가" if number % 3 == 0 else "",
    )


def _plan(project: Project, chance: random.Random) -> Iterator[tuple[Place, int]]:
    """Each source in the year and in most of the other periods; one project in 25 is planned in 천원."""
    fine = chance.random() < 0.04
    for source in chance.choice(_FUNDED):
        for period in TERM:
            if period == YEAR or chance.random() < 0.8:
                won = chance.randrange(5, 900) * MILLION + fine * chance.randrange(1, 1000) * THOUSAND
                yield Place(project.code, source, period), won
