from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.errors import Refused
from ledger.model.period import Period, periods_of_term, periods_of_years, spellings, term

EIGHTH = periods_of_term(date(2022, 7, 1), date(2026, 6, 30))


def test_the_eighth_term_has_the_columns_of_a_pledge_sheet() -> None:
    assert [(period.key, period.label) for period in EIGHTH] == [
        ("prior", "기투자"),
        ("2022H2", "'22.7."),
        ("2023", "'23"),
        ("2024", "'24"),
        ("2025", "'25"),
        ("2026H1", "'26.6."),
        ("after", "임기후"),
    ]
    assert [period.order for period in EIGHTH] == [1, 2, 3, 4, 5, 6, 7]


def test_the_ends_of_a_term_are_open() -> None:
    prior, *within, after = EIGHTH
    assert (prior.is_prior, prior.is_in_term, prior.is_after, prior.end) == (True, False, False, date(2022, 6, 30))
    assert (after.is_prior, after.is_in_term, after.is_after, after.start) == (False, False, True, date(2026, 7, 1))
    assert all(period.is_in_term for period in within)
    assert [period.year for period in EIGHTH] == [2022, 2022, 2023, 2024, 2025, 2026, None]


@pytest.mark.parametrize(
    ("number", "days"),
    [(8, (date(2022, 7, 1), date(2026, 6, 30))), (9, (date(2026, 7, 1), date(2030, 6, 30)))],
)
def test_terms_are_counted(number: int, days: tuple[date, date]) -> None:
    assert term(number) == days


@pytest.mark.parametrize("number", [-1, 0, 1, 100])
def test_a_term_out_of_count_is_refused(number: int) -> None:
    with pytest.raises(Refused, match=r"give START\.\.END"):
        term(number)


def test_a_by_election_starts_in_the_middle_of_a_year() -> None:
    keys = [(period.key, period.label) for period in periods_of_term(date(2023, 4, 6), date(2026, 6, 30))]
    assert keys[:2] == [("prior", "기투자"), ("2023", "'23")]
    assert keys[-2:] == [("2026H1", "'26.6."), ("after", "임기후")]


def test_a_term_within_one_year_is_one_period() -> None:
    assert [period.key for period in periods_of_term(date(2025, 2, 1), date(2025, 9, 30))] == ["prior", "2025", "after"]


@pytest.mark.parametrize("end", [date(2022, 7, 1), date(2022, 6, 30)])
def test_a_term_ends_after_it_starts(end: date) -> None:
    with pytest.raises(Refused, match="ends after it starts"):
        periods_of_term(date(2022, 7, 1), end)


@given(st.dates(date(1995, 1, 1), date(2060, 1, 1)), st.integers(1, 3600))
def test_periods_cover_time_without_gap_or_overlap(start: date, days: int) -> None:
    periods = periods_of_term(start, start + timedelta(days))
    assert periods[0].start is periods[-1].end is None
    for left, right in pairwise(periods):
        assert left.end is not None
        assert right.start == left.end + timedelta(1)
    assert len({period.key for period in periods}) == len(periods)


def test_fiscal_years_are_sorted_and_counted_once() -> None:
    periods = periods_of_years([2024, 2023, 2024])
    assert [(period.key, period.label, period.order) for period in periods] == [
        ("2023", "2023년", 1),
        ("2024", "2024년", 2),
    ]
    assert (periods[0].start, periods[0].end) == (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("2023", {"23", "2023", "'23"}),
        ("2022H2", {"2022h2", "22h2", "22.7", "'22.7.", "'22.7", "22.7.", "2022.7.", "2022.7"}),
        ("prior", {"prior", "기투자"}),
        ("after", {"after", "임기후"}),
    ],
)
def test_a_period_may_be_typed_in_many_ways(key: str, typed: set[str]) -> None:
    (period,) = [each for each in EIGHTH if each.key == key]
    assert typed <= spellings(period)


def test_no_spelling_means_two_periods() -> None:
    every = [name for period in EIGHTH for name in spellings(period)]
    assert len(every) == len(set(every))


def test_a_period_survives_its_register() -> None:
    for period in EIGHTH:
        assert Period.from_body(period.key, period.body()) == period
