"""Twin of stated: tables as they were stated, their sums alive where they are right."""

from dataclasses import replace

from ledger.capture.kept import kept
from ledger.checks.run import check
from ledger.model.book import StatedTable
from ledger.model.document import Grid
from ledger.model.relation import Part, Place, Relation
from ledger.model.table import Table
from ledger.reports.context import Context
from ledger.reports.sections import stated
from ledger.reports.sections.stated import Options, build
from tests.reports.contexts import context
from tests.reports.tables import broken, texts

BUDGET = '["구분 | 2024 | 2023 | 증감", "계 | 300 | 290 | 10", "가 | 100 | 90 | 10", "나 | 200 | 200 | -"]'
STAFF = '["구분 | 계(명) | 남 | 여", "정원 | 12 | 4 | 6", "현원 | 9명 | 3 | 6"]'
TABLES = f"""
  + stated-table 예산 title="예산 총괄" unit=백만원 group=예산 order=2 rows={BUDGET}
  + stated-table 정원 project=5-2 title=인력 group=인력 order=1 rows={STAFF}
"""


def held(pledge: str) -> Context:
    plain = context(TABLES, pledge=pledge)
    tables = kept(plain.books.records(StatedTable))
    return replace(plain, stated=tables, findings=tuple(check(plain.books, kept=tables)))


def tables(pledge: str, options: Options) -> list[Table]:
    return [block.table for block in build(held(pledge), options) if isinstance(block, Grid)]


def test_all_of_the_book_or_of_a_group_or_of_a_pledge() -> None:
    assert [table.title for table in tables("", Options())] == ["인력", "예산 총괄"]
    assert [table.title for table in tables("", Options(group="예산"))] == ["예산 총괄"]
    assert [table.title for table in tables("5-2", Options())] == ["인력"]
    assert tables("5-2", Options(group="예산")) == []


def test_right_sums_are_relations_and_texts_are_those_of_the_document() -> None:
    (table,) = tables("", Options(group="예산"))
    assert [texts(table)[row] for row in (1, 3)] == [["계", "300", "290", "10"], ["나", "200", "200", "-"]]
    assert (len(table.relations), broken(table), table.notes, table.origin) == (5, 0, (), None)


def test_a_wrong_sum_is_printed_as_stated_and_told() -> None:
    (table,) = tables("", Options(group="인력"))
    assert texts(table)[1] == ["정원", "12", "4", "6"]
    assert table.notes == ("기재된 그대로 실음. 점검에서 차이 1건 확인",)
    units = [[figure.unit for cell in row if cell for figure in cell.figures] for row in table.rows[1:]]
    assert units == [["", "", ""], ["명", "", ""]], "the unit of a head is not printed in every cell"


def test_sums_that_lead_back_to_themselves_are_no_formulas() -> None:
    first, second = Place(1, 1), Place(2, 1)
    circle = (Relation(first, (Part(second),)), Relation(second, (Part(first),)), Relation(first, (Part(Place(3, 1)),)))
    table = replace(tables("", Options())[0], relations=circle)
    assert list(stated._alive(table)) == [circle[0]]
