"""Named rates. A rate is never a bare per cent: it has a formula, a scope, a numerator, a denominator and a date."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ledger.cube.books import Books
from ledger.cube.rounding import half_up
from ledger.cube.settling import carried_into, settlements, unsettled_year
from ledger.model.entry import Measure
from ledger.model.project import FULFILLED, is_within
from ledger.model.text import Text


@dataclass(frozen=True, slots=True)
class RateKind:
    """One named rate: which measure over which, within which periods."""

    id: str
    name: Text
    formula: Text
    scope: Text
    over: Measure
    under: Measure
    periods: Callable[[Books], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of one project. Amounts in 원, None when nothing was recorded."""

    kind: RateKind
    project: str
    periods: tuple[str, ...]
    numerator: int | None
    denominator: int | None

    @property
    def hundredths(self) -> int | None:
        """The rate in hundredths of a per cent, rounded half up: 3980 is 39.80%. None when there is nothing to
        divide by."""
        if not self.denominator:
            return None
        return half_up(10_000 * (self.numerator or 0), self.denominator)


def _all(books: Books) -> tuple[str, ...]:
    return tuple(period.key for period in books.periods)


_TOTAL = Text(en="all periods", ko="총계")
_TERM = Text(en="in term", ko="임기내")
_DUE = Text(en="fallen due", ko="도래분")
_SECURED_OVER_PLAN = Text(en="secured / plan", ko="확보액 ÷ 계획액")

KINDS = (
    RateKind(
        "securing-total",
        Text(en="securing rate (all periods)", ko="재정확보율(총계)"),
        _SECURED_OVER_PLAN,
        _TOTAL,
        Measure.SECURED,
        Measure.PLAN,
        _all,
    ),
    RateKind(
        "securing-in-term",
        Text(en="securing rate (in term)", ko="재정확보율(임기내)"),
        _SECURED_OVER_PLAN,
        _TERM,
        Measure.SECURED,
        Measure.PLAN,
        lambda books: books.in_term,
    ),
    RateKind(
        "securing-due",
        Text(en="securing rate (fallen due)", ko="재정확보율(도래분)"),
        _SECURED_OVER_PLAN,
        _DUE,
        Measure.SECURED,
        Measure.PLAN,
        lambda books: books.fallen_due,
    ),
    RateKind(
        "execution-secured",
        Text(en="execution rate (of secured)", ko="집행률(확보 대비)"),
        Text(en="executed / secured", ko="집행액 ÷ 확보액"),
        _TOTAL,
        Measure.EXECUTED,
        Measure.SECURED,
        _all,
    ),
    RateKind(
        "execution-plan",
        Text(en="execution rate (of plan)", ko="집행률(계획 대비)"),
        Text(en="executed / plan", ko="집행액 ÷ 계획액"),
        _TOTAL,
        Measure.EXECUTED,
        Measure.PLAN,
        _all,
    ),
)


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """이행완료율: how many of the pledges are fulfilled, going on or not; 보류 and 폐기 count as pledges too."""

    done: int
    going_on: int
    pledges: int

    name = Text(en="fulfilment rate", ko="이행완료율")
    formula = Text(en="(done + fulfilled and going on) / all", ko="(완료 + 이행후 계속추진) ÷ 전체")
    scope = Text(en="all pledges, held or dropped ones included", ko="전체 공약(보류·폐기 포함)")

    @property
    def numerator(self) -> int:
        return self.done + self.going_on

    @property
    def hundredths(self) -> int | None:
        """In hundredths of a per cent; None where there is no pledge."""
        return half_up(10_000 * self.numerator, self.pledges) if self.pledges else None


def fulfilment_of(books: Books) -> Fulfilment | None:
    """Of all pledges of the book; None where the status of none is recorded."""
    statuses = [pledge.status for pledge in books.pledges]
    if not any(statuses):
        return None
    done, going_on = (statuses.count(status) for status in FULFILLED)
    return Fulfilment(done, going_on, len(statuses))


@dataclass(frozen=True, slots=True)
class BudgetExecution:
    """집행률(예산현액 대비) of the fiscal year that is open: executed of its own budget and of what was
    carried over into it. Amounts in 원, None when nothing was recorded."""

    year: int
    numerator: int | None
    denominator: int | None

    name = Text(en="execution rate (of the current budget)", ko="집행률(예산현액 대비)")
    formula = Text(
        en="executed, carried money included / current budget (secured + carried in)",
        ko="집행액(이월분 포함) ÷ 예산현액(확보액 + 전년도 이월액)",
    )

    @property
    def scope(self) -> Text:
        return Text(en="fiscal year {year}", ko="{year} 회계연도").format(year=self.year)

    @property
    def hundredths(self) -> int | None:
        """In hundredths of a per cent; None where there is nothing to divide by."""
        return half_up(10_000 * (self.numerator or 0), self.denominator) if self.denominator else None


def budget_execution(books: Books, project: str) -> BudgetExecution | None:
    """Of one project; None where nothing of it was ever recorded as left at a closing.

    Only a single fiscal year has a current budget: over several, money carried over would be counted in each.
    """
    if not any(not project or is_within(row.project, project) for row in settlements(books)):
        return None
    year = unsettled_year(books.as_of)
    own = [period.key for period in books.periods if period.year == year]
    lines = [line for line in carried_into(books, year) if not project or is_within(line.project, project)]
    executed = [books.cube.sum(Measure.EXECUTED, project, periods=own), *(line.executed for line in lines)]
    budget = [books.cube.sum(Measure.SECURED, project, periods=own), *(line.budget for line in lines)]
    return BudgetExecution(year, _sum(executed), _sum(budget))


def _sum(amounts: Iterable[int | None]) -> int | None:
    recorded = [won for won in amounts if won is not None]
    return sum(recorded) if recorded else None


def rates_of(books: Books, project: str) -> tuple[Rate, ...]:
    """Every named rate of one project; a scope without periods (a book without a term) is left out."""
    return tuple(
        Rate(
            kind=kind,
            project=project,
            periods=periods,
            numerator=books.cube.sum(kind.over, project, periods=periods),
            denominator=books.cube.sum(kind.under, project, periods=periods),
        )
        for kind in KINDS
        if (periods := kind.periods(books))
    )
