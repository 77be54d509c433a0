"""Twin of waivers: no report goes without the findings that somebody accepted."""

from dataclasses import replace
from datetime import date

import pytest

from ledger.capture.kept import kept
from ledger.checks.run import check
from ledger.checks.waivers import check_waived, waiver_of
from ledger.model.book import StatedTable
from ledger.model.entry import Row
from ledger.reports.context import Context
from ledger.reports.report import build as report
from ledger.reports.sections.waivers import Options, build
from ledger.specs.reports import template_named, template_names
from tests.reports.contexts import context
from tests.reports.tables import only, texts

BOOK = """
  5-2/1 시비 2023 plan 4,000,000
  5-2/1 시비 2024 plan 4,000,000
  5-2/1 시비 2023 secured 4,000,000
  5-2/1 시비 2023 executed 5,000,000
  + indicator K1 name="이용자 수" unit=명 project=5-2
  + target K1:2023 indicator=K1 period=2023 value=30
  + action-item 1 category=시정 text=공실
  + settlement 5-2/1:시비:2023:2023:lapse project=5-2/1 source=시비 period=2023 year=2023 kind=lapse won=1000000
  + stated-table 예산 title="예산 총괄" unit=백만원 group=예산 rows=["구분 | 2024", "가 | 100"]
"""
SAID = "[예외승인: 2024-12-31까지, 승인자 감사담당관, 사유 정산 중]"
OPTIONS = Options(name="waivers", title="예외승인")


def waived() -> Context:
    """A report of a book of which every finding is accepted."""
    made = context(BOOK, pledge="")
    waivers = [
        waiver_of(found, reason="정산 중", approver="감사담당관", until=date(2024, 12, 31), on=date(2024, 1, 1))
        for found in check(made.books)
    ]
    rows = (*made.books.rows, *(Row(each.KIND, each.key, each.body()) for each in waivers))
    books = replace(made.books, rows=rows)
    tables = kept(books.records(StatedTable))
    return replace(made, books=books, stated=tables, findings=tuple(check_waived(books, tables)))


def test_a_row_for_each_with_reason_approver_and_end() -> None:
    rows = texts(only(build(waived(), OPTIONS)))
    assert rows[0] == ["규칙", "위치", "내용"]
    assert rows[1:]
    assert all(row[2].endswith(SAID) for row in rows[1:])


def test_none_print_nothing() -> None:
    assert build(context(""), OPTIONS) == []


@pytest.mark.parametrize("name", template_names())
def test_every_report_that_is_shipped_shows_them(name: str) -> None:
    made = waived()
    document = report(template_named(name), made, made.books.pledges)
    said = [cell.text for table in document.tables() for row in table.rows for cell in row if cell]
    assert any(SAID in text for text in said)


def test_without_its_sheet_a_report_would_not(monkeypatch: pytest.MonkeyPatch) -> None:
    made = waived()
    monkeypatch.setattr("ledger.reports.report.waived_sheets", lambda context: ())
    document = report(template_named("funding"), made, made.books.pledges)
    assert not any(SAID in cell.text for table in document.tables() for row in table.rows for cell in row if cell)
