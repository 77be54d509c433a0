"""Twin of chart: a small table with its picture, per pledge and for the whole book; nothing where nothing is."""

from dataclasses import replace

import pytest

from ledger.model.document import Block, Chart, Drawn, Grid
from ledger.model.errors import Refused
from ledger.model.table import Table
from ledger.reports.context import Context
from ledger.reports.sections.chart import Options, build
from tests.reports.contexts import context

LINES = """  5-2/1 국비 2023 plan = 8백만원
  5-2/1 시비 2023 plan = 3백만원
  5-2/1 시비 2024 plan = 5백만원
  5-2/1 시비 2023 secured = 2백만원
  5-2/1 시비 2023 executed = 0
"""


def built(of: str, lines: str = LINES, measures: tuple[str, ...] = (), **more: str) -> list[Block]:
    return build(context(lines, **more), Options(name="chart", title="도표", of=of, measures=measures))  # type: ignore[arg-type]


def drawn(blocks: list[Block]) -> tuple[list[list[str]], Chart]:
    grid, chart = blocks
    assert isinstance(grid, Grid)
    assert isinstance(chart, Chart)
    return texts(grid.table), chart


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row if cell] for row in table.rows]


INDICATORS = """2023-12-31 kpi
  + indicator 1 project=5-2/1 name="기업 유치" unit=개사 direction=higher aggregation=sum
  + indicator 2 project=5-2/2 name="만족도" unit=점 direction=higher aggregation=none
  + indicator 3 project=5-2/2 name="교육" unit=회 direction=higher aggregation=sum
  + indicator 4 project=5-2/2 name="참여" unit=명 direction=higher aggregation=sum
  + target 1:2023 indicator=1 period=2023 value=8
  + actual 1:2023 indicator=1 period=2023 value=10
  + target 2:2023 indicator=2 period=2023 value=90
  + actual 2:2023 indicator=2 period=2023 value=81
  + target 3:2023 indicator=3 period=2023 value=5
  + target 4:2023 indicator=4 period=2023 value="100 내외"
  + actual 4:2023 indicator=4 period=2023 value=95
"""


def of_all_pledges(lines: str) -> Context:
    whole = context(lines, pledge="")
    return replace(whole, pledges=whole.books.pledges)


def test_periods_go_down_and_measures_across() -> None:
    said, chart = drawn(built("periods"))
    assert said == [
        ["연차", "계획", "확보", "집행"],
        ["합계", "16", "2", "-"],
        ["기투자", "", "", ""],
        ["'22.7.", "", "", ""],
        ["'23", "11", "2", "-"],
        ["'24", "5", "", ""],
        ["'25", "", "", ""],
        ["'26.6.", "", "", ""],
        ["임기후", "", "", ""],
    ]
    assert chart == Chart("도표", Drawn.COLUMNS, "chart", (1, 2, 3), tuple(range(2, 9)))


def test_only_the_measures_named_are_drawn() -> None:
    said, chart = drawn(built("periods", measures=("secured",)))
    assert said[:2] == [["연차", "확보"], ["합계", "2"]]
    assert chart.series == (1,)


def test_shares_of_sources_and_none_without_money() -> None:
    said, chart = drawn(built("sources"))
    assert said == [
        ["재원", "계획", "구성비"],
        ["합계", "16", "100.0%"],
        ["국비", "8", "50.0%"],
        ["시비", "8", "50.0%"],
    ]
    assert chart == Chart("도표", Drawn.SHARES, "chart", (2,), (2, 3))


def test_a_decrease_is_no_slice_of_a_whole() -> None:
    lines = "  5-2/1 국비 2023 plan = -2백만원\n  5-2/1 시비 2023 plan = 6백만원\n"
    said, chart = drawn(built("sources", lines))
    assert said[2:] == [["국비", "△2", "△50.0%"], ["시비", "6", "150.0%"]]
    assert (chart.drawn, chart.series) == (Drawn.BARS, (1,))


def test_of_nothing_there_are_no_shares() -> None:
    said, _ = drawn(built("sources", "  5-2/1 국비 2023 plan = 0\n"))
    assert said[1:] == [["합계", "-", "-"], ["국비", "-", "-"]]


def test_attainment_of_each_indicator_that_has_one() -> None:
    said, chart = drawn(built("attainment", INDICATORS))
    assert said == [
        ["성과지표", "기준", "달성률"],
        ["기업 유치", "누계", "125.00%"],
        ["만족도", "'23", "90.00%"],
        ["참여", "누계", "약 95.00%"],
    ]
    assert chart == Chart("도표", Drawn.BARS, "chart", (2,), (1, 2, 3))


def test_an_indicator_without_a_rate_is_told_and_of_the_whole_book_all_are_drawn() -> None:
    grid, _ = built("attainment", INDICATORS)
    assert isinstance(grid, Grid)
    assert grid.table.notes == ("달성률을 낼 수 없는 지표 1개는 제외",)
    options = Options(name="chart", title="도표", of="attainment")
    every = of_all_pledges(INDICATORS)
    assert build(every, options) == built("attainment", INDICATORS)
    assert build(replace(every, pledges=()), options) == []


def test_many_indicators_are_drawn_in_several_charts() -> None:
    many = "2023-12-31 kpi\n" + "".join(
        f"  + indicator {each} project=5-2/1 name=지표{each} unit=회 direction=higher aggregation=sum\n"
        f"  + target {each}:2023 indicator={each} period=2023 value=8\n"
        f"  + actual {each}:2023 indicator={each} period=2023 value=4\n"
        for each in range(1, 51)
    )
    _, *charts = built("attainment", many)
    assert [len(chart.rows) for chart in charts if isinstance(chart, Chart)] == [24, 24, 2]


@pytest.mark.parametrize("of", ["periods", "sources", "attainment"])
def test_nothing_recorded_is_nothing_drawn(of: str) -> None:
    assert built(of, "") == []


def test_the_whole_book_is_the_sum_of_the_pledges_chosen() -> None:
    every = of_all_pledges(LINES)
    for of in ("periods", "sources"):
        options = Options(name="chart", title="도표", of=of)
        assert drawn(build(every, options))[0] == drawn(built(of))[0]
        assert build(replace(every, books=every.books.about(())), options) == []


def test_under_controlled_rounding_the_parts_make_the_total() -> None:
    lines = "".join(f"  5-2/1 {source} 2023 plan = 1,400,000\n" for source in ("국비", "도비", "시비"))
    plain, _ = drawn(built("sources", lines))
    closing, _ = drawn(built("sources", lines, rounding="controlled"))
    assert [row[1] for row in plain[1:]] == ["4", "1", "1", "1"]
    assert sorted(row[1] for row in closing[2:]) == ["1", "1", "2"]
    assert {row[2] for row in closing[2:]} == {"33.3%"}  # of the exact amounts


def test_the_rounding_is_named_where_there_is_any() -> None:
    def notes(lines: str) -> tuple[str, ...]:
        grid, _ = built("sources", lines, rounding="truncate")
        assert isinstance(grid, Grid)
        return grid.table.notes

    assert notes(LINES) == ()
    assert notes("  5-2/1 국비 2023 plan = 1,400,000\n") == ("백만원 미만 단수처리: 절사. 율은 원 단위 금액으로 계산.",)


@pytest.mark.parametrize(
    ("of", "measures", "says"),
    [
        ("months", (), "없는 도표: 'months' (쓸 수 있는 것: periods, sources, attainment)"),
        ("periods", ("spent",), "없는 단계: 'spent' (쓸 수 있는 것: plan, secured, executed)"),
        ("sources", ("plan", "secured"), "재원별 구성비는 단계 하나로 냅니다"),
    ],
)
def test_a_chart_that_there_is_not_is_refused(of: str, measures: tuple[str, ...], says: str) -> None:
    with pytest.raises(Refused) as refusal:
        built(of, measures=measures)
    assert str(refusal.value.line) == says
