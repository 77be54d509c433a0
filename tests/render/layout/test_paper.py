"""Where pages end."""

from dataclasses import replace
from io import BytesIO

import openpyxl

from ledger.model.document import Document, Grid, Heading, Sheet, Title
from ledger.model.table import Table
from ledger.render.formats.xlsx import draw
from tests.render import sample


def breaks(document: Document) -> list[int]:
    """The rows after which a page ends."""
    sheet = openpyxl.load_workbook(BytesIO(draw(document))).worksheets[0]
    return [each.id for each in sheet.row_breaks.brk]


def many(groups: int) -> Table:
    plan, _ = sample.whole()
    rows = plan.rows[:2] + plan.rows[2:6] * groups
    return replace(plan, rows=rows, relations=(), breaks=tuple(range(2, len(rows), 4)))


def test_a_card_that_fits_on_one_page_is_not_broken() -> None:
    assert breaks(sample.report_003()) == []
    assert breaks(sample.report_003(sample.CONTACTS)) == []


def test_a_page_ends_before_a_block() -> None:
    assert breaks(sample.report_003(rates=True)) == [52]


def test_a_page_ends_between_groups_and_repeats_the_headers() -> None:
    document = sample.document(Sheet("표", (Title("제목"), Heading("투자계획"), Grid(many(30)))))
    found = breaks(document)

    assert len(found) == 2
    assert all((row - 5) % 4 == 0 for row in found)
    sheet = openpyxl.load_workbook(BytesIO(draw(document))).worksheets[0]
    assert sheet.print_title_rows == "$4:$4"


def test_a_table_longer_than_a_page_begins_where_it_stands_and_ends_where_it_must() -> None:
    whole = replace(many(30), breaks=())
    alone = sample.document(Sheet("표", (Grid(replace(whole, title="")),)))
    headed = sample.document(Sheet("표", (Title("제목"), sample.PLAIN, Grid(whole))))
    assert (breaks(alone), breaks(headed)) == ([], [])
