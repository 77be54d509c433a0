"""Twin of story: lines by span of time, each below the line it is nested in, dated where a day or month is known."""

from dataclasses import replace
from datetime import date

import pytest

from ledger.capture.drafts.dates import bucket
from ledger.cube.story import Story
from ledger.model.document import Grid
from ledger.model.table import Role, Table
from ledger.reports.context import Context
from ledger.reports.sections.story import Options, build
from tests.bookkeeping import CITY, books_from
from tests.reports.contexts import STAMP, context

LINES = """
  + milestone "5-2 01" project=5-2 on="" text="협의체"
  + milestone "5-2 02" project=5-2 on=2023-03 text="첫 모임" under="5-2 01"
  + milestone "5-2 03" project=5-2 on=2023-07-21 text="둘째 모임" under="5-2 01"
  + milestone "5-2 04" project=5-2 on="" text="10개 기관" under="5-2 03"
  + milestone "5-2 05" project=5-2 on=2024-03 text="셋째 모임" under="5-2 01" done=false
  + milestone "5-2 06" project=5-2 on=2023H2 text="교육"
  + milestone "5-2 07" project=5-2 on=2023-01-02 text="설명회(2023. 1. 2.)"
  + milestone "5-2 08" project=5-2 on=2023-10-06 text="10. 6.~10. 8. 박람회"
  + milestone "5-2/1 01" project=5-2/1 on=2025 text="개관" done=false
  + milestone "6-1 01" project=6-1 on=2023 text="다른 공약의 일"
"""
OTHER = '  + project 6-1 name="다른 공약"'


def on(day: str, lines: str = LINES, book: str = CITY) -> Context:
    books = books_from(f"{book}2023-12-31 story\n{OTHER}{lines}", date.fromisoformat(day))
    return Context(
        books=books,
        project=books.names.projects["5-2"],
        unit=context("").unit,
        rounding="half-up",
        findings=(),
        stamp=STAMP,
    )


def table(about: Context) -> Table:
    (grid,) = build(about, Options(title="추진실적"))
    assert isinstance(grid, Grid)
    return grid.table


def told(about: Context) -> list[str]:
    """Every row: its label, where one begins there, and its line."""
    rows = table(about).rows[1:]
    return ["/".join(cell.text.replace("\n", "") for cell in row if cell and cell.text) for row in rows]


def test_lines_stand_in_the_span_of_their_date_below_the_line_they_are_nested_in() -> None:
    assert told(on("2023-12-31")) == [
        "그동안 추진실적(2022.7.~2023.6.)/○ 설명회(2023. 1. 2.)",
        "○ 협의체",
        "  - (2023. 3.) 첫 모임",
        "하반기 추진실적(2023.7.~12.)/○ 협의체",
        "  - (2023. 7. 21.) 둘째 모임",
        "    · 10개 기관",
        "○ 10. 6.~10. 8. 박람회",
        "○ 교육",
        "향후 추진계획(2024년 상반기~)/○ 협의체",
        "  - (2024. 3.) 셋째 모임",
        "○ (2025년) 개관",
    ]


@pytest.mark.parametrize(
    ("day", "labels"),
    [
        ("2022-08-01", ["향후 추진계획(2022년 하반기~)"]),
        ("2023-02-01", ["상반기 추진실적(2023.1.~6.)", "향후 추진계획(2023년 상반기~)"]),
        ("2023-06-30", ["상반기 추진실적(2023.1.~6.)", "향후 추진계획(2023년 하반기~)"]),
        ("2024-01-15", ["그동안 추진실적(2022.7.~2023.12.)", "향후 추진계획(2024년 상반기~)"]),
        ("2026-12-31", ["그동안 추진실적(2022.7.~2026.6.)", "향후 추진계획(2027년 상반기~)"]),
    ],
)
def test_the_spans_move_with_the_as_of_date(day: str, labels: list[str]) -> None:
    rows = table(on(day)).rows[1:]
    assert [row[0].text.replace("\n", "") for row in rows if row[0]] == labels


def test_what_is_dated_after_the_as_of_date_is_to_come_and_so_is_what_is_not_done() -> None:
    lines = """
  + milestone "5-2 01" project=5-2 on=2023-03 text="늦어진 일" done=false
  + milestone "5-2 02" project=5-2 on=2024-02 text="앞선 표시"
  + milestone "5-2 03" project=5-2 on=2023 text="올해의 일"
  + milestone "5-2 04" project=5-2 on="" text="때를 없는 일"
  + milestone "5-2 05" project=5-2 on="" text="때를 없는 계획" done=false
"""
    assert told(on("2023-12-31", lines)) == [
        "그동안 추진실적(2022.7.~2023.6.)/○ 때를 없는 일",
        "하반기 추진실적(2023.7.~12.)/○ (2023년) 올해의 일",
        "향후 추진계획(2024년 상반기~)/○ (2023. 3.) 늦어진 일/지연",
        "○ (2024. 2.) 앞선 표시",
        "○ 때를 없는 계획",
    ]


def test_before_the_term_and_in_its_first_half_year() -> None:
    lines = '\n  + milestone "5-2 01" project=5-2 on=2022-03 text="준비"\n'
    assert told(on("2022-10-01", lines)) == ["그동안 추진실적(~2022.6.)/○ (2022. 3.) 준비"]


@pytest.mark.parametrize("day", ["0001-01-01", "0001-12-31", "9999-06-30", "9999-12-31"])
def test_at_the_ends_of_the_calendar(day: str) -> None:
    assert told(on(day))


def test_a_ring_that_only_an_earlier_date_shows_is_told_without_end() -> None:
    lines = """
  + milestone "5-2 01" project=5-2 on=2023 text="하나" under="5-2 02"
  + milestone "5-2 02" project=5-2 on=2023 text="둘" under="5-2 01"
  + milestone "5-2 03" project=5-2 on=2023 text="셋" under="5-2 02"
  + milestone "5-2 04" project=5-2 on=2023 text="넷"
"""
    assert told(on("2023-12-31", lines)) == [
        "하반기 추진실적(2023.7.~12.)/○ (2023년) 넷",
        *(f"○ (2023년) {each}" for each in ("하나", "둘", "셋")),
    ]


def test_a_book_without_a_term_is_told_by_fiscal_years() -> None:
    book = CITY.replace(" start=2022-07-01 end=2026-06-30 unit", " unit")
    assert book != CITY
    assert [each for each in told(on("2023-12-31", book=book)) if "(20" in each and "/" in each] == [
        "2023년 추진실적(2023.1.~12.)/○ 설명회(2023. 1. 2.)",
        "향후 추진계획(2024년~)/○ 협의체",
    ]


def test_each_bullet_is_a_row_and_each_span_a_group_under_one_label() -> None:
    drawn = table(on("2023-12-31"))
    assert [cell.text for cell in drawn.rows[0] if cell] == ["구 분", "추진실적 및 추진계획", "비 고"]
    assert drawn.prose
    assert drawn.breaks == (1, 4, 9)
    assert [(cell.rows, cell.role) for row in drawn.rows[1:] if (cell := row[0])] == [
        (3, Role.LABEL),
        (5, Role.LABEL),
        (3, Role.LABEL),
    ]
    bold = [cell.text for row in drawn.rows if (cell := row[1]) and cell.role is Role.STRONG]
    assert len(bold) == 7
    assert all(text.startswith("○ ") for text in bold)


DATES = """
  + milestone "5-2 01" project=5-2 on=2023H2 text="교육"
  + milestone "5-2 02" project=5-2 on=2023Q3 text="회의"
  + milestone "5-2 03" project=5-2 on=2023H1 text="모임"
  + milestone "5-2 04" project=5-2 on=2022H2 text="준비"
  + milestone "5-2 05" project=5-2 on=2024H1 text="착공" done=false
  + milestone "5-2 06" project=5-2 on=2024H2 text="준공" done=false
  + milestone "5-2 07" project=5-2 on=2025 text="2025년 개관" done=false
  + milestone "5-2 08" project=5-2 on=2023Q3 text="설계" done=false
"""


def test_a_year_a_half_year_and_a_quarter_are_said_where_the_heading_does_not_and_what_is_late_is_marked() -> None:
    assert told(on("2023-12-31", DATES)) == [
        "그동안 추진실적(2022.7.~2023.6.)/○ (2022년 하반기) 준비",
        "○ 모임",
        "하반기 추진실적(2023.7.~12.)/○ (2023년 3분기) 회의",
        "○ 교육",
        "향후 추진계획(2024년 상반기~)/○ (2023년 3분기) 설계/지연",
        "○ 착공",
        "○ (2024년 하반기) 준공",
        "○ 2025년 개관",
    ]


@pytest.mark.parametrize("day", ["2022-08-01", "2022-12-31", "2023-06-30", "2023-12-31", "2024-01-15", "2026-12-31"])
@pytest.mark.parametrize("term", [" start=2022-07-01 end=2026-06-30", ""])
def test_a_line_without_its_date_is_read_back_with_that_of_its_heading(day: str, term: str) -> None:
    about = on(day, DATES, CITY.replace(" start=2022-07-01 end=2026-06-30", term))
    buckets = Story.of(about.books, "5-2").buckets
    assert [each.says for each in buckets if each.says] == [bucket(f"{each.span}") for each in buckets if each.says]


def test_a_pledge_without_a_story_and_a_sheet_of_the_whole_book_print_nothing() -> None:
    assert not build(on("2023-12-31", "\n"), Options(title="추진실적"))
    assert not build(replace(on("2023-12-31"), project=None), Options(title="추진실적"))
