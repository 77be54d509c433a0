"""Twin of settlement: every budget of a closing, the sums of what became of it, and what nothing explains."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ledger.model.document import Grid
from ledger.model.money import MILLION
from ledger.model.table import Table
from ledger.reports.context import Context
from ledger.reports.sections.settlement import Options, build
from tests.bookkeeping import CITY, books_from
from tests.reports.contexts import context
from tests.reports.tables import broken, texts

BOOK = """2023-01-02 secured unit=백만원
  5-2/1 시비 2023 secured 10
  5-2/2 국비 2023 secured 5
2023-12-20 execute unit=백만원
  5-2/1 시비 2023 executed 6
  5-2/2 국비 2023 executed 5
2023-12-31 carry
  + settlement 5-2/1:시비:2023:2023:stated-carry project=5-2/1 source=시비 period=2023 year=2023 kind=stated-carry \
won=3000000 to=2024
  + settlement 5-2/1:시비:2023:2023:lapse project=5-2/1 source=시비 period=2023 year=2023 kind=lapse won=1000000
2024-06-01 execute unit=백만원
  5-2/1 시비 2023 executed 2 paid=2024-06-01
2024-12-31 carry
  + settlement 5-2/1:시비:2023:2024:accident-carry project=5-2/1 source=시비 period=2023 year=2024 \
kind=accident-carry won=600000 to=2025
"""


def tables(as_of: date, *, pledge: str = "", book: str = BOOK, rounding: str = "half-up") -> Sequence[Table]:
    blocks = build(about(as_of, pledge=pledge, book=book, rounding=rounding), Options(name="s", title="결산"))
    assert all(isinstance(block, Grid) for block in blocks)
    return [block.table for block in blocks if isinstance(block, Grid)]


def about(as_of: date, *, pledge: str, book: str, rounding: str) -> Context:
    books = books_from(CITY + book, as_of)
    project = books.names.projects[pledge] if pledge else None
    return replace(context("", rounding=rounding, unit=MILLION), books=books, project=project)


def test_at_the_closing_every_budget_of_the_year_stands_with_what_became_of_it() -> None:
    (first,) = tables(date(2024, 3, 1))
    assert first.title == "결산 (2023 회계연도)"
    assert texts(first) == [
        [
            "단위사업",
            "재원",
            "연차",
            "확보",
            "전년도이월",
            "집행",
            "명시이월",
            "사고이월",
            "계속비이월",
            "불용",
            "차이",
        ],
        ["합계", "", "", "15", "", "11", "3", "", "", "1", "-"],
        ["5-2/1 협력체계 구축", "시비", "'23", "10", "", "6", "3", "", "", "1", "-"],
        ["5-2/2 기업 지원", "국비", "'23", "5", "", "5", "", "", "", "", "-"],
    ]
    assert first.notes == ("차이 = 확보 + 전년도이월 - 집행 - 이월 - 불용. 2024. 2. 10. 현재.",)
    assert broken(first) == 0


def test_before_the_closing_it_is_provisional() -> None:
    (first,) = tables(date(2024, 1, 15))
    assert first.notes[0].endswith("2024. 1. 15. 현재. 잠정(2024. 2. 10. 마감).")


def test_a_year_later_what_was_carried_over_is_settled_again() -> None:
    first, second = tables(date(2025, 3, 1))
    assert texts(first) == texts(tables(date(2024, 3, 1))[0]), "a closing stays as it was"
    assert texts(second)[2:] == [["5-2/1 협력체계 구축", "시비", "'23", "", "3", "2", "", "1", "", "", "0"]]
    rest = second.rows[2][-1]
    assert rest
    assert rest.figures[0].won == 400_000
    assert second.notes[1] == "백만원 미만 단수처리: 반올림."


def test_a_year_in_which_only_carried_money_is_spent_waits_for_its_closing() -> None:
    assert [table.name for table in tables(date(2024, 7, 1))] == ["s-2023"]
    without = BOOK[: BOOK.index("2024-12-31 carry")]
    assert [table.name for table in tables(date(2025, 2, 10), book=without)] == ["s-2023", "s-2024"]


def test_the_rest_follows_the_amounts_and_the_sums_their_rows() -> None:
    (first,) = tables(date(2024, 3, 1), pledge="5-2")
    assert texts(first)[2][0] == "협력체계 구축"
    totals = {each.total: each for each in first.relations}
    assert len(totals) == len(first.relations) == 2 + 8
    row = next(each for each in first.relations if each.total.row == 2 and each.scope == "row")
    assert [part.sign for part in row.parts] == [1, 1, -1, -1, -1, -1, -1]


def test_adjusted_rounding_does_not_reach_what_is_no_measure() -> None:
    (first,) = tables(date(2024, 3, 1), rounding="controlled")
    assert first.rounding == "half-up"


def test_a_book_without_settlements_prints_none() -> None:
    assert tables(date(2025, 3, 1), book=BOOK[: BOOK.index("2023-12-31 carry")]) == []


def test_a_year_shows_every_budget_of_it_so_that_its_sums_are_the_years() -> None:
    """'24 has budgets of its own, of which nobody says what became of them."""
    own = """2024-07-01 secure unit=백만원
  5-2/1 시비 2024 secured 20
  5-2/2 국비 2024 secured 8
  5-2/2 국비 2024 executed 7
"""
    _, second = tables(date(2025, 3, 1), book=BOOK + own)
    assert [row[1:7] for row in texts(second)[1:]] == [
        ["", "", "28", "3", "9", ""],
        ["시비", "'23", "", "3", "2", ""],
        ["시비", "'24", "20", "", "", ""],
        ["국비", "'24", "8", "", "7", ""],
    ]
    assert broken(second) == 0
    without = BOOK[: BOOK.index("2024-12-31 carry")]
    _, second = tables(date(2025, 3, 1), book=without + own)
    assert texts(second)[1][3:6] == ["28", "3", "9"], "and where nothing is recorded as left of any"
