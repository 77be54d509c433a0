"""Twin of comparison: the last two years with money, and what changed."""

import pytest

from ledger.model.errors import Refused
from ledger.reports.sections.comparison import Options, build
from tests.reports.contexts import context
from tests.reports.tables import broken, only, texts

TWO = """
  + project 6 name=새사업
  + project 7 name=빈사업
  5-2/1 시비 2023 plan 4,400,000
  5-2/1 국비 2023 plan 2,000,000
  5-2/1 시비 2024 plan 3,000,000
  5-2/2 국비 2024 plan 1,000,000
  5-2/2 국비 2025 plan 9,000,000
  5-2/2 국비 prior plan 9,000,000
  6 시비 2024 plan 2,000,000
"""
OPTIONS = Options(name="comparison", title="비교")


def test_projects_and_sources_of_the_last_two_years_that_have_begun() -> None:
    table = only(build(context(TWO, pledge=""), OPTIONS))
    assert texts(table) == [
        ["사업", "재원", "'24", "'23", "증감", "증감률(%)"],
        ["합계", "", "6", "6", "0", "△6.3%"],
        ["인재 양성", "소계", "4", "6", "△2", "△37.5%"],
        ["", "국비", "1", "2", "△1", "△50.0%"],
        ["", "시비", "3", "4", "△1", "△31.8%"],
        ["새사업", "소계", "2", "", "2", "-"],
        ["", "시비", "2", "", "2", "-"],
    ]
    assert table.breaks == (2, 5)


def test_without_sources_and_for_one_pledge() -> None:
    table = only(build(context(TWO, pledge="5-2"), Options(name="c", title="", sources=False)))
    assert [row[0] for row in texts(table)] == ["사업", "합계", "인재 양성"]
    assert broken(table) == 0


def test_one_year_is_no_comparison() -> None:
    one = "  5-2/1 시비 2023 plan 4,000,000\n  5-2/1 시비 2025 plan 1,000,000"
    assert build(context(one, pledge=""), OPTIONS) == []


def test_half_a_year_is_not_held_against_a_whole_one() -> None:
    halves = "  5-2/1 시비 2022H2 plan 4,000,000\n  5-2/1 시비 2023 plan 1,000,000"
    assert build(context(halves, pledge=""), OPTIONS) == []


def test_a_measure_that_there_is_not() -> None:
    with pytest.raises(Refused, match="budget"):
        build(context(TWO, pledge=""), Options(name="c", title="", measure="budget"))
