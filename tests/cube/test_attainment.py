"""Twin of attainment: each formula by hand, totals as laws, and nothing from what is missing."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.cube.attainment import Course, attained, courses, formula, value_text
from ledger.model.quantity import Quantity
from tests.bookkeeping import CITY, books_from

AS_OF = date(2024, 1, 15)
PERIODS = ("prior", "2022H2", "2023", "2024")


def course(define: str, *values: str, as_of: date = AS_OF) -> Course:
    """`target 2023 100` and `actual 2023 91 note=...` of an indicator K1."""
    lines = [f"2023-12-31 kpi\n  + indicator K1 name=지표 {define}"]
    for value in values:
        kind, period, *rest = value.split(" ", 2)
        text, _, more = rest[0].partition(" ; ")
        lines.append(f'  + {kind} K1:{period} indicator=K1 period={period} value="{text}" {more}')
    (found,) = courses(books_from(CITY + "\n".join(lines) + "\n", as_of))
    return found


def rate(define: str, target: str, actual: str) -> str | None:
    return attained(course(f"unit=건 {define}", f"target 2023 {target}", f"actual 2023 {actual}").scores["2023"])


@pytest.mark.parametrize(
    ("direction", "target", "actual", "said"),
    [
        ("higher", "100", "91", "91.00%"),
        ("higher", "100", "120", "120.00%"),
        ("higher", "3", "1", "33.33%"),
        ("higher", "100", "0", "0.00%"),
        ("higher", "0", "5", "달성"),
        ("higher", "△5", "△8", "미달성"),
        ("higher", "30 이상", "30", "100.00%"),
        ("higher", "100 내외", "96", "약 96.00%"),
        ("higher", "100", "약 96", "약 96.00%"),
        ("lower", "10", "8", "120.00%"),
        ("lower", "10", "12", "80.00%"),
        ("lower", "10", "30", "△100.00%"),
        ("lower", "0", "0", "달성"),
        ("lower", "0", "1", "미달성"),
        ("lower", "10 이하", "10", "100.00%"),
        ("range", "4~5", "4", "달성"),
        ("range", "4~5", "5.1", "미달성"),
        ("range", "30 이상", "29", "미달성"),
        ("range", "100 내외", "101", "판정 안 함"),
        ("range", "100 내외", "100", "달성"),
        ("lower", "10건 이내", "10", "100.00%"),
        ("lower", "10 이내", "12", "80.00%"),
        ("milestone", "달성", "달성", "달성"),
        ("milestone", "달성", "미달성", "미달성"),
    ],
)
def test_the_formula_of_each_direction(direction: str, target: str, actual: str, said: str) -> None:
    assert rate(f"direction={direction}", target, actual) == said


def test_without_a_direction_there_is_no_attainment() -> None:
    assert rate("", "100", "91") is None
    assert rate("", "100 내외", "91") is None
    assert formula(course("unit=건").indicator) is None


@pytest.mark.parametrize(("target", "actual", "met"), [("A", "S", True), ("A", "A", True), ("A", "B", False)])
def test_grades_are_met_by_their_order(target: str, actual: str, met: bool) -> None:
    graded = course("unit=등급 direction=higher grades=[S, A, B]", f"target 2023 {target}", f"actual 2023 {actual}")
    assert (graded.scores["2023"].met, graded.scores["2023"].rate) == (met, None)


def test_what_is_met_and_what_is_left_open() -> None:
    def met(target: str, actual: str) -> bool | None:
        return course("unit=건 direction=higher", f"target 2023 {target}", f"actual 2023 {actual}").scores["2023"].met

    assert [met("30 이상", actual) for actual in ("29", "30", "31")] == [False, True, True]
    assert [met("30 초과", actual) for actual in ("30", "31")] == [False, True]
    assert [met("100 내외", actual) for actual in ("96", "100")] == [None, True]


def test_a_missing_actual_is_no_attainment_and_not_nought() -> None:
    found = course("unit=건 direction=higher aggregation=sum", "target 2022H2 10", "target 2023 10", "actual 2023 9")
    assert (found.scores["2022H2"].actual, found.scores["2022H2"].rate, found.scores["2022H2"].met) == (None,) * 3
    assert (value_text(found.target or never()), found.counted, attained(found.total)) == ("20", ("2023",), "90.00%")


def test_periods_that_have_not_begun_count_in_no_total() -> None:
    values = ("target 2023 10", "target 2024 20", "target 2025 40", "actual 2023 5", "actual 2025 7")
    found = course("unit=건 direction=higher aggregation=sum", *values)
    assert [value_text(each) for each in (found.target, found.actual) if each] == ["30", "5"]
    later = course("unit=건 direction=higher aggregation=sum", *values, as_of=date(2025, 1, 1))
    assert [value_text(each) for each in (later.target, later.actual) if each] == ["70", "12"]


def test_an_actual_measured_after_the_as_of_date_is_not_known_yet() -> None:
    values = ("target 2023 10", "actual 2023 5 ; on=2023-12-31")
    assert course("unit=건", *values, as_of=date(2023, 12, 30)).actuals == {}
    assert course("unit=건", *values, as_of=date(2023, 12, 31)).actuals


@pytest.mark.parametrize(
    ("how", "target", "actual", "said"),
    [
        ("sum", "30", "25", "83.33%"),
        ("last", "20", "16", "80.00%"),
        ("average", "15", "12.50", "83.33%"),
        ("none", None, None, None),
    ],
)
def test_each_aggregation(how: str, target: str | None, actual: str | None, said: str | None) -> None:
    values = ("target 2022H2 10", "actual 2022H2 9", "target 2023 20", "actual 2023 16")
    found = course(f"unit=건 direction=higher aggregation={how}", *values)
    told = [value_text(each) if each else None for each in (found.target, found.actual)]
    assert (*told, attained(found.total)) == (target, actual, said)
    assert found.counted == {"last": ("2023",), "none": ()}.get(how, ("2022H2", "2023"))


@pytest.mark.parametrize(
    "define",
    [
        "unit=% aggregation=sum",
        "unit=% aggregation=average",
        "unit=점 aggregation=sum",
        "unit=등급 grades=[S, A] aggregation=sum",
        "unit=건 cumulative=true aggregation=sum",
    ],
)
def test_what_does_not_add_up_has_no_total(define: str) -> None:
    value = "S" if "등급" in define else "5"
    found = course(f"{define} direction=higher", f"target 2023 {value}", f"actual 2023 {value}")
    assert (found.target, found.actual, found.total.rate, found.total.met, found.counted) == (
        None,
        None,
        None,
        None,
        (),
    )
    assert found.scores["2023"].met


def test_bounds_and_approximations_stay_in_a_total() -> None:
    found = course(
        "unit=건 aggregation=sum direction=higher", "target 2022H2 50", "target 2023 30 이상", "actual 2023 약 5"
    )
    assert [value_text(each) for each in (found.target, found.actual) if each] == ["80 이상", "약 5"]


_VALUES = st.dictionaries(st.sampled_from(PERIODS), st.integers(0, 10**9), max_size=4)
_COUNTS = st.tuples(st.integers(0, 10**6), st.integers(1, 10**6))


@given(_VALUES, _VALUES)
def test_a_total_is_the_exact_sum_and_what_is_missing_never_counts(
    targets: dict[str, int], actuals: dict[str, int]
) -> None:
    values = [f"target {period} {n}" for period, n in targets.items()]
    values += [f"actual {period} {n}" for period, n in actuals.items()]
    found = course("unit=명 direction=higher aggregation=sum", *values)
    both = [period for period in PERIODS if period in targets and period in actuals]
    assert exact(found.target) == (sum(targets.values()) if targets else None)
    assert exact(found.actual) == (sum(actuals.values()) if actuals else None)
    assert found.counted == tuple(both)
    below = sum(targets[period] for period in both)
    assert found.total.rate == (Fraction(sum(actuals[p] for p in both), below) if below else None)


@given(st.dictionaries(st.sampled_from(PERIODS), _COUNTS, min_size=1, max_size=4))
def test_a_ratio_is_that_of_the_sums_and_never_the_mean_of_rates(counts: dict[str, tuple[int, int]]) -> None:
    values = [f'actual {period} 5 ; numerator="{a}" denominator="{b}"' for period, (a, b) in counts.items()]
    found = course("unit=% direction=higher aggregation=ratio numerator=가 denominator=나", *values)
    assert exact(found.actual) == Fraction(100 * sum(a for a, _ in counts.values()), sum(b for _, b in counts.values()))


def test_a_ratio_with_a_count_missing_has_no_total() -> None:
    values = ('actual 2022H2 50 ; numerator="1" denominator="2"', "actual 2023 60")
    assert course("unit=% aggregation=ratio numerator=가 denominator=나", *values).actual is None


def exact(value: object) -> Fraction | None:
    return value.low if isinstance(value, Quantity) else None


def never() -> Quantity:
    raise AssertionError
