"""Twin of indicators: three rows an indicator, values as they were typed, relations that give what is printed."""

from dataclasses import replace

from ledger.model.document import Grid
from ledger.model.relation import Operation, Place
from ledger.model.table import Table
from ledger.render.flat import amounts
from ledger.reports.context import Context
from ledger.reports.sections.indicators import Options, build
from tests.reports.contexts import context

LINES = """
  + indicator K1 project=5-2/1 name="이용자 수" unit=명 direction=higher aggregation=sum baseline=80 order=1
  + target K1:2022H2 indicator=K1 period=2022H2 value=50
  + target K1:2023 indicator=K1 period=2023 value=100
  + target K1:2024 indicator=K1 period=2024 value="120 이상"
  + target K1:2025 indicator=K1 period=2025 value="130 내외"
  + actual K1:2022H2 indicator=K1 period=2022H2 value=4,495명 before=4
  + actual K1:2023 indicator=K1 period=2023 value=91 note="석 달 휴관"
  + indicator K2 project=5-2/2 name=만족도 unit=% direction=higher aggregation=ratio numerator=만족 denominator=응답
  + target K2:2023 indicator=K2 period=2023 value=95
  + actual K2:2023 indicator=K2 period=2023 value=95.4 numerator=954 denominator=1000
  + indicator K3 project=5-2/2 name=평가 unit=등급 grades=[S, A] direction=higher aggregation=last
  + actual K3:2023 indicator=K3 period=2023 value=S
  + indicator K4 name=입주율 unit=% direction=lower aggregation=sum
  + target K4:2023 indicator=K4 period=2023 value=10
  + actual K4:2023 indicator=K4 period=2023 value=0
"""


def table(about: Context) -> Table:
    (grid,) = build(about, Options())
    assert isinstance(grid, Grid)
    return grid.table


def texts(drawn: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in drawn.rows]


def test_three_rows_an_indicator_under_merged_labels() -> None:
    drawn = table(context(LINES))
    assert texts(drawn)[:4] == [
        ["사업", "성과지표", "단위", "방향", "구분", "기준값", "'22.7.", "'23", "'24", "'25", "누계", "산식·비고"],
        [
            *("5-2/1 협력체계 구축", "이용자 수", "명", "상향", "목표", "80"),
            *("50", "100", "120 이상", "130 내외", "270 이상"),
            "실적 ÷ 목표 = 4,586 ÷ 150 ('22.7.~'23, 2개 연차); 누계(합계); '23 석 달 휴관",
        ],
        [*[None] * 4, "실적", None, "4 → 4,495명", "91", "", "", "4,586", None],
        [*[None] * 4, "달성률", None, "8,990.00%", "91.00%", "", "", "3,057.33%", None],
    ]
    assert [(row, cell.rows) for row, cells in enumerate(drawn.rows) if (cell := cells[0]) and row] == [
        (1, 3),
        (4, 3),
        (7, 3),
    ]
    assert (drawn.breaks, drawn.labels, drawn.heads) == ((1, 4, 7), 6, 1)


def test_a_ratio_prints_its_counts_and_a_grade_its_name() -> None:
    drawn = texts(table(context(LINES)))
    assert drawn[4][-1] == "실적 ÷ 목표 = 95.4 ÷ 95 ('23); 누계: 만족 ÷ 응답 = 954 ÷ 1,000"
    assert [row[7] for row in drawn[4:10]] == ["95", "95.4", "100.42%", "", "S", ""]
    assert drawn[7][-1] == "누계(최종값)", "no formula where no target is set"


def test_the_whole_book_has_the_institutions_own_too() -> None:
    whole = context(LINES, pledge="")
    drawn = texts(table(whole))
    assert [row[1] for row in drawn[1::3]] == ["이용자 수", "만족도", "평가", "입주율"]
    assert drawn[10][0] == ""
    assert drawn[10][-1] == "(2 × 목표 - 실적) ÷ 목표; 비율(%)은 합계 불가"
    assert [row[7:10] for row in drawn[10:13]] == [["10", "", ""], ["-", "", ""], ["200.00%", "", ""]], (
        "no total of rates"
    )
    assert texts(table(replace(whole, pledges=whole.books.pledges))) == drawn


def test_where_pledges_are_chosen_only_theirs_are_printed() -> None:
    whole = context(f"\n  + project 6-1 name=딴공약{LINES}", pledge="")
    one = replace(whole, pledges=tuple(whole.books.pledges[:1]))
    assert [row[1] for row in texts(table(one))[1::3]] == ["이용자 수", "만족도", "평가"]
    assert build(replace(whole, pledges=tuple(whole.books.pledges[1:])), Options()) == []


def test_there_is_nothing_to_print_without_indicators() -> None:
    assert build(context(""), Options()) == []
    other = "\n  + project 6-1 name=딴공약" + LINES
    assert build(context(other, pledge="6-1"), Options()) == []


def test_the_relations_are_sums_over_begun_periods_and_actual_over_target() -> None:
    drawn = table(context(LINES))
    sums = {
        each.total: [part.place for part in each.parts] for each in drawn.relations if each.operation is Operation.SUM
    }
    assert sums == {Place(row, 10): [Place(row, column) for column in (6, 7, 8)] for row in (1, 2)}
    ratios = [each for each in drawn.relations if each.operation is Operation.RATIO]
    assert {each.total for each in ratios} == {Place(row, column) for row in (3, 6, 9) for column in range(6, 11)}
    assert all(part.place.row == each.total.row - 1 - at for each in ratios for at, part in enumerate(each.parts))


def test_only_exact_numbers_are_numbers_of_the_sheet() -> None:
    drawn = table(context(LINES))
    numbers = {
        (row, column)
        for row, cells in enumerate(drawn.rows)
        for column, cell in enumerate(cells)
        if cell and any(figure.is_number for figure in amounts(cell))
    }
    assert numbers == {
        *((1, column) for column in (5, 6, 7)),
        *((2, column) for column in (7, 10)),
        *((3, column) for column in (6, 7, 10)),
        *((row, column) for row in (4, 5, 6) for column in (7, 10)),
    }


def test_the_notes_say_what_counts() -> None:
    first, second = table(context(LINES)).notes
    assert first.startswith("누계는 2024. 1. 15. 현재 시작된 연차까지")
    assert second == "빈칸은 기록 없음, “-”는 영(0)."
