"""Twin of rates: each rate with its formula, scope, numerator and denominator; nothing is divided by zero."""

from dataclasses import replace
from datetime import date

from ledger.model.document import Grid
from ledger.model.money import HUNDRED_MILLION
from ledger.model.relation import Operation, Place
from ledger.model.table import Kind, Table
from ledger.reports.context import percent_text
from ledger.reports.sections.rates import Options, build
from tests.bookkeeping import CITY, books_from
from tests.reports.contexts import context

LINES = """  5-2/1 시비 prior plan = 1백만원
  5-2/1 시비 2023 plan = 6백만원
  5-2/1 시비 2025 plan = 2백만원
  5-2/1 시비 after plan = 3백만원
  5-2/1 시비 prior secured = 1백만원
  5-2/1 시비 2023 secured = 2백만원
  5-2/1 시비 2023 executed = 1백만원
"""


def table(lines: str, **more: str) -> Table:
    options = Options(name="rates", title="비율", plan="plan", secured="money", executed="money:1")
    (grid,) = build(context(lines, **more), options)  # type: ignore[arg-type]
    assert isinstance(grid, Grid)
    return grid.table


def texts(drawn: Table) -> list[list[str]]:
    return [[cell.text for cell in row if cell] for row in drawn.rows]


def test_each_rate_names_its_formula_scope_numerator_and_denominator() -> None:
    assert texts(table(LINES)) == [
        ["비율", "산식", "범위", "분자", "분모", "율(%)"],
        ["재정확보율(총계)", "확보액 ÷ 계획액", "기투자 ~ 임기후", "3", "12", "25.00%"],
        ["재정확보율(임기내)", "확보액 ÷ 계획액", "'22.7. ~ '26.6.", "2", "8", "25.00%"],
        ["재정확보율(도래분)", "확보액 ÷ 계획액", "기투자 ~ '24", "3", "7", "42.86%"],
        ["집행률(확보 대비)", "집행액 ÷ 확보액", "기투자 ~ 임기후", "1", "3", "33.33%"],
        ["집행률(계획 대비)", "집행액 ÷ 계획액", "기투자 ~ 임기후", "1", "12", "8.33%"],
    ]


def test_nothing_is_divided_by_what_was_not_recorded_or_is_zero() -> None:
    assert not build(context(""), Options(name="rates", title="비율"))
    drawn = table("  5-2/1 시비 2023 plan = 0\n  5-2/1 시비 2023 executed = 1백만원\n")
    nothing = texts(drawn)[1:]
    assert [row[5] for row in nothing] == [""] * 5
    assert [row[3:5] for row in nothing] == [["", "-"], ["", "-"], ["", "-"], ["1", ""], ["1", "-"]]
    assert [row[-1].figures[0].kind for row in drawn.rows[1:] if row[-1]] == [Kind.BLANK] * 5


def test_nothing_secured_of_a_plan_is_nought_per_cent() -> None:
    drawn = table("  5-2/1 시비 2023 plan = 5백만원\n")
    assert [row[5] for row in texts(drawn)[1:]] == ["0.00%", "0.00%", "0.00%", "", "0.00%"]


def test_a_decrease_keeps_its_sign() -> None:
    drawn = table("  5-2/1 시비 2023 plan = 3백만원\n  5-2/1 시비 2023 secured = -1백만원\n")
    assert texts(drawn)[1][3:] == ["△1", "3", "△33.33%"]
    assert percent_text(-5) == "△0.05%"
    assert percent_text(1_234_567) == "12,345.67%"


def test_a_rate_is_that_of_the_exact_amounts_and_not_of_the_printed_ones() -> None:
    drawn = table("  5-2/1 시비 2023 plan = 1,400,000\n  5-2/1 시비 2023 secured = 1,499,999\n")
    assert texts(drawn)[1][3:] == ["1", "1", "107.14%"]
    assert drawn.notes[1:] == ("백만원 미만 단수처리: 반올림. 율은 원 단위 금액으로 계산.",)
    assert len(table(LINES).notes) == 1, "nothing is rounded"


def test_the_parts_are_the_places_of_the_money_tables() -> None:
    drawn = table(LINES)
    sums = {each.total: [part.place for part in each.parts] for each in drawn.relations if each.scope == "scope"}
    assert sums[Place(1, 3)] == [Place(1, 2, 0, "money")]
    assert sums[Place(2, 4)] == [Place(1, column, 0, "plan") for column in range(4, 9)]
    assert sums[Place(3, 3)] == [Place(1, column, 0, "money") for column in range(3, 7)]
    assert sums[Place(4, 3)] == [Place(1, 2, 1, "money")]
    ratios = [each for each in drawn.relations if each.operation is Operation.RATIO]
    assert [each.total for each in ratios] == [Place(row, 5) for row in range(1, 6)]
    assert [[part.place for part in each.parts] for each in ratios] == [
        [Place(row, 3), Place(row, 4)] for row in range(1, 6)
    ]


def test_the_note_says_as_of_when() -> None:
    assert any("2024. 1. 15." in note for note in table(LINES).notes)


def test_rates_of_the_whole_book_and_of_every_pledge_with_the_fulfilment_rate() -> None:
    lines = LINES + '  + project 6-1 name=도서관 status=완료\n  + project 6-2 name=공원 status="이행후 계속추진"\n'
    (grid,) = build(context(lines, pledge=""), Options(name="rates", title="비율", each=True))
    assert isinstance(grid, Grid)
    rows = [[cell.text if cell else "" for cell in row] for row in grid.table.rows]
    assert rows[0][0] == "공약"
    assert rows[1][:3] == ["전체", "이행완료율", "(완료 + 이행후 계속추진) ÷ 전체"]
    assert rows[1][3:] == ["전체 공약(보류·폐기 포함)", "2건", "3건", "66.67%"]
    assert [row[0] for row in rows if row[0]] == ["공약", "전체", "5-2 인재 양성"], "those without money have no rates"
    assert len(rows) == 1 + 6 + 5


def test_the_rates_of_some_pledges_do_not_say_all() -> None:
    lines = "  + project 6-1 name=도서관 department=문화과 status=완료\n"
    about = replace(context(lines, pledge=""), covers="주관부서 문화과")
    (grid,) = build(about, Options(name="rates", title="비율", each=True))
    assert isinstance(grid, Grid)
    assert texts(grid.table)[1][:4] == [
        "주관부서 문화과",
        "이행완료율",
        "(완료 + 이행후 계속추진) ÷ 전체",
        "주관부서 문화과 공약(보류·폐기 포함)",
    ]


def test_the_published_rates_come_out_to_the_digit() -> None:
    """domain.md B6: 충남 (9+72)/131 = 61.83 %; 대전 7,426/15,165 = 48.97 % of all, 5,969/10,940 = 54.56 % in term."""
    pledges = [("완료", 9), ("이행후 계속추진", 72), ("정상추진", 45), ("보류", 3), ("폐기", 2)]
    statuses = [status for status, count in pledges for _ in range(count)]
    lines = "".join(f'  + project P{n} name=공약{n} status="{status}"\n' for n, status in enumerate(statuses[:-1]))
    lines += '  + project 5-2 name="인재 양성" status=폐기\n'
    for measure, term, rest in (("plan", 10_940, 4_225), ("secured", 5_969, 1_457)):
        lines += f"  5-2/1 시비 2024 {measure} = {term}억원\n  5-2/1 시비 after {measure} = {rest}억원\n"
    (grid,) = build(context(lines, pledge="", unit=HUNDRED_MILLION), Options(name="rates", title="비율"))
    assert isinstance(grid, Grid)
    printed = {row[0].text: [cell.text for cell in row[3:] if cell] for row in grid.table.rows[1:] if row[0]}
    assert printed["이행완료율"] == ["81건", "131건", "61.83%"]
    assert printed["재정확보율(총계)"] == ["7,426", "15,165", "48.97%"]
    assert printed["재정확보율(임기내)"] == ["5,969", "10,940", "54.56%"]


def test_the_rate_of_the_current_budget_is_that_of_one_fiscal_year_with_what_was_carried_into_it() -> None:
    """예산현액 = 확보 7 of '24 + 3 carried over from '23; executed 4 of it and 2 of what was carried over, not the
    6 that were executed before."""
    lines = """  5-2/1 시비 2023 secured = 10백만원
  5-2/1 시비 2024 secured = 7백만원
  5-2/1 시비 2023 executed = 6백만원
2023-12-31 carry
  + settlement 5-2/1:시비:2023:2023:stated-carry project=5-2/1 source=시비 period=2023 year=2023 kind=stated-carry \
won=3000000 to=2024
2024-06-01 execute unit=백만원
  5-2/1 시비 2023 executed 2 paid=2024-06-01
  5-2/1 시비 2024 executed 4
"""
    books = books_from(f"{CITY}2023-12-31 plan\n{lines}", date(2024, 7, 1))
    (grid,) = build(replace(context(""), books=books), Options(name="rates", title="비율"))
    assert isinstance(grid, Grid)
    assert texts(grid.table)[-1] == [
        "집행률(예산현액 대비)",
        "집행액(이월분 포함) ÷ 예산현액(확보액 + 전년도 이월액)",
        "2024 회계연도",
        "6",
        "10",
        "60.00%",
    ]
    closed = replace(context(""), books=books_from(f"{CITY}2023-12-31 plan\n{lines}", date(2024, 2, 9)))
    (grid,) = build(closed, Options(name="rates", title="비율"))
    assert isinstance(grid, Grid)
    assert texts(grid.table)[-1][2:] == ["2023 회계연도", "6", "10", "60.00%"], "until 10 February the year before"
