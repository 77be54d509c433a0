"""Twin of summary: every pledge is counted, every won is in one row, and rates are those of the row's own numbers."""

import pytest

from ledger.model.document import Grid
from ledger.model.errors import Refused
from ledger.model.relation import Operation
from ledger.model.table import Kind, Table
from ledger.reports.sections.summary import Options, build
from tests.reports.contexts import context

LINES = """  + project 5-2 name="인재 양성" department=기업지원과 field=경제 status=정상추진 owner=자체
  + project 6-1 name=도서관 department=문화과 field=문화 status=완료 owner=국가
  + project 6-2 name=공원 department=문화과 status=폐기
  5-2/1 시비 2023 plan = 6백만원
  5-2/1 시비 after plan = 4백만원
  5-2/2 국비 2023 plan = 10백만원
  5-2/2 국비 2023 secured = 5백만원
  5-2/2 국비 2023 executed = 4백만원
  6-1 시비 prior plan = 2백만원
  6-1 시비 prior secured = 2백만원
"""


def table(by: str, lines: str = LINES, **more: str) -> Table:
    (grid,) = build(context(lines, pledge="", **more), Options(by=by, name="t", title="총괄"))  # type: ignore[arg-type]
    assert isinstance(grid, Grid)
    return grid.table


def texts(drawn: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in drawn.rows]


def test_by_field_with_the_pledges_of_none_last() -> None:
    assert texts(table("field")) == [
        ["분야", "건수", "계획", "", "", "확보", "", "", "집행", "재정확보율(%)", "", "", "집행률(%)"],
        [
            "",
            "",
            "총계",
            "임기내",
            "도래분",
            "총계",
            "임기내",
            "도래분",
            "총계",
            "총계",
            "임기내",
            "도래분",
            "확보 대비",
        ],
        ["합계", "3건", "22", "16", "18", "7", "5", "7", "4", "31.82%", "31.25%", "38.89%", "57.14%"],
        ["경제", "1건", "20", "16", "16", "5", "5", "5", "4", "25.00%", "31.25%", "31.25%", "80.00%"],
        ["문화", "1건", "2", "", "2", "2", "", "2", "", "100.00%", "", "100.00%", "0.00%"],
        ["(미지정)", "1건", "", "", "", "", "", "", "", "", "", "", ""],
    ]


def test_by_status_in_the_order_of_the_words() -> None:
    assert [row[:2] for row in texts(table("status"))[2:]] == [
        ["합계", "3건"],
        ["완료", "1건"],
        ["정상추진", "1건"],
        ["폐기", "1건"],
    ]


def test_by_source_a_pledge_counts_wherever_it_has_money_but_once_in_all() -> None:
    drawn = table("source")
    assert [row[:3] for row in texts(drawn)[2:]] == [
        ["합계", "3건", "22"],
        ["국비", "1건", "10"],
        ["도비", "0건", ""],
        ["시비", "2건", "12"],
        ["기타", "0건", ""],
    ]
    assert any("한 번만" in note for note in drawn.notes)


def test_by_year_has_no_scopes_beside_its_own_period() -> None:
    rows = texts(table("year"))
    assert rows[1] == ["", "", "총계", "총계", "총계", "총계", "확보 대비"]
    assert rows[5] == ["'23", "1건", "16", "5", "4", "31.25%", "80.00%"]


@pytest.mark.parametrize("by", ["field", "source", "year", "department", "status", "owner"])
@pytest.mark.parametrize("rounding", ["half-up", "controlled"])
def test_every_sum_is_declared_and_the_exact_amounts_close(by: str, rounding: str) -> None:
    drawn = table(by, LINES + "  6-2 기타 2024 plan = 1,499,999\n  5-2/1 기타 2024 plan = 600,001\n", rounding=rounding)
    sums = [each for each in drawn.relations if each.operation is Operation.SUM]
    assert sums
    for each in sums:
        total, *parts = (
            drawn.rows[place.row][place.column] for place in (each.total, *(part.place for part in each.parts))
        )
        assert total is not None
        figure = total.figures[0]
        below = [cell.figures[0] for cell in parts if cell]
        if figure.unit == "건":
            assert figure.value == sum(one.value for one in below)
        elif figure.kind is not Kind.BLANK:
            assert figure.won == sum(one.won or 0 for one in below)
            if rounding == "controlled":
                assert figure.value == sum(one.value for one in below)


def test_an_unknown_way_to_sum_up_is_refused() -> None:
    with pytest.raises(Refused, match="no summary is made by 'colour'"):
        build(context("", pledge=""), Options(by="colour", name="t", title="총괄"))


def test_what_no_pledge_says_is_not_summed_up() -> None:
    assert build(context(LINES, pledge=""), Options(by="kind", name="t", title="총괄")) == []
