"""Twin of tree: every node with the sum of those below it, whatever is rounded."""

import pytest

from ledger.model.errors import Refused
from ledger.model.money import MILLION
from ledger.reports.sections.tree import Options, build
from tests.reports.contexts import context
from tests.reports.tables import broken, only, texts

DEEP = """
  + project 6 name=산업
  + project 6/1 name=창업
  + project 6/1/1 name=허브
  + project 6/1/1/1 name=가
  + project 6/1/1/2 name=나
  + project 6/1/2 name=투자
  6/1/1/1 시비 2023 plan 1,400,000
  6/1/1/1 국비 2023 plan 1,400,000
  6/1/1/2 시비 2023 plan 1,400,000
  6/1/2 시비 2023 plan 1,400,000
  6/1/2 시비 2024 plan 500,000
  5-2/1 시비 2024 plan 0
"""
PLAIN = Options(name="tree", title="사업별 예산")


def test_every_level_down_to_the_leaves() -> None:
    table = only(build(context(DEEP, pledge=""), PLAIN))
    assert texts(table) == [
        ["관리번호", "사업", "계", "'23", "'24"],
        ["합계", "", "6", "6", "1"],
        ["5-2", "인재 양성", "-", "", "-"],
        ["5-2/1", "　협력체계 구축", "-", "", "-"],
        ["5-2/2", "　기업 지원", "", "", ""],
        ["6", "산업", "6", "6", "1"],
        ["6/1", "　창업", "6", "6", "1"],
        ["6/1/1", "　　허브", "4", "4", ""],
        ["6/1/1/1", "　　　가", "3", "3", ""],
        ["6/1/1/2", "　　　나", "1", "1", ""],
        ["6/1/2", "　　투자", "2", "1", "1"],
    ]
    assert table.breaks == (2, 5)
    assert broken(table) > 0, "half up"
    assert table.notes == ("백만원 미만 단수처리: 반올림.",)


def test_controlled_rounding_closes_the_sums_of_every_level() -> None:
    table = only(build(context(DEEP, pledge="", rounding="controlled"), PLAIN))
    assert broken(table) == 0
    assert len(table.relations) == 5 * 3 + 5
    assert all(
        abs(figure.value * MILLION.won - figure.won) < MILLION.won
        for row in table.rows
        for cell in row
        if cell
        for figure in cell.figures
        if figure.won is not None
    )


def test_to_some_depth_and_of_one_programme_and_several_measures() -> None:
    options = Options(name="tree", title="", measures=("plan", "secured"), depth=1)
    table = only(build(context(f"{DEEP}  6/1/2 시비 2023 secured 2,000,000", pledge="6"), options))
    assert texts(table) == [
        ["관리번호", "사업", "계획 계", "계획 '23", "계획 '24", "확보 '23"],
        ["합계", "", "6", "6", "1", "2"],
        ["6/1", "　창업", "6", "6", "1", "2"],
    ]


def test_only_some_periods_without_the_sum_of_all() -> None:
    options = Options(name="tree", title="", periods=("'24",), depth=1)
    assert texts(only(build(context(DEEP, pledge=""), options))) == [
        ["관리번호", "사업", "'24"],
        ["합계", "", "1"],
        ["5-2", "인재 양성", "-"],
        ["6", "산업", "1"],
    ]
    with pytest.raises(Refused, match="2031"):
        build(context(DEEP, pledge=""), Options(name="tree", title="", periods=("2031",)))


def test_nothing_recorded_prints_nothing() -> None:
    assert build(context("", pledge=""), PLAIN) == []


def test_a_measure_that_there_is_not() -> None:
    with pytest.raises(Refused, match="budget"):
        build(context(DEEP, pledge=""), Options(name="tree", title="", measures=("budget",)))
