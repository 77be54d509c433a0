"""The parts of a book are what the book says of their pledges, before and after a draft."""

from datetime import date

from ledger.checks.run import check
from ledger.cube.books import Books
from ledger.cube.drafting import Drafting
from ledger.cube.shelves import Shelves
from ledger.model.entry import Act, Instruction, Row
from tests.bookkeeping import CITY, books_from

TOWN = (
    CITY
    + """
  + project 6-1 name="돌봄 확대" department=복지과
  + indicator P1 name="교육생 수" unit=명 project=5-2 direction=higher aggregation=sum
  + actual P1:2023 indicator=P1 period=2023 value=120명
  + indicator P2 name="이용자 수" unit=명 project=6-1 direction=higher aggregation=sum
  + actual P2:2023 indicator=P2 period=2023 value=9명

2023-01-01 secure unit=백만원
  5-2/1 국비 2023 secured 100
  6-1 시비 2023 secured 50
"""
)


def town() -> Books:
    return books_from(TOWN, date(2024, 1, 15))


def test_a_part_holds_what_is_about_its_pledges_and_what_is_about_the_whole_book() -> None:
    part = Shelves(town()).part(["6-1"])
    keys = [row.key for row in part.rows if row.kind in ("project", "indicator", "actual")]
    assert keys == ["P2:2023", "P2", "6-1"]
    assert [cell.project for cell in part.cube.cells] == ["6-1"]
    assert part.book.institution == "가나시"
    assert len(part.periods) == 7


def test_all_parts_together_are_the_book() -> None:
    whole, books = Shelves(town()).part(["5-2", "6-1"]), town()
    assert whole.rows == books.rows
    assert whole.cube.cells == books.cube.cells
    assert check(whole) == check(books)


def test_a_draft_changes_its_own_part() -> None:
    shelves = Shelves(town())
    part = shelves.part(["5-2"])
    said = Instruction(project="5-2/1", source="국비", period="2023", measure="secured", won=7)
    renamed = Row("project", "5-2", {"name": "인재 육성", "department": "기업지원과"})
    gone = Row("actual", "P1:2023", None)
    act = Act(instructions=[said], rows=[renamed, gone])
    draft = Drafting(part.rows, lambda _: part.cube.cells).draft(act, by="담당", effective=date(2024, 1, 15))
    shelves.take(draft)
    after = shelves.part(["5-2"])
    assert [balance.won for balance in after.cube.cells.values()] == [7]
    assert after.names.projects["5-2"].name == "인재 육성"
    assert [row.kind for row in after.rows].count("actual") == 0
    other, before = shelves.part(["6-1"]), Shelves(town()).part(["6-1"])
    assert (other.rows, other.cube.cells) == (before.rows, before.cube.cells)
