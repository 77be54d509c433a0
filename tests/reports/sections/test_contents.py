"""Twin of contents: the list of sheets leads to them."""

from dataclasses import replace

from ledger.model.document import Grid
from ledger.reports.sections.contents import Options, build
from tests.reports.contexts import context


def test_every_sheet_is_listed_with_a_link() -> None:
    listed = replace(context(""), contents=(("총괄", "공약 총괄"), ("5-2", "청년 인재 양성")))
    (block,) = build(listed, Options(title="목차"))
    assert isinstance(block, Grid)
    rows = [[cell.text for cell in row if cell] for row in block.table.rows]
    assert rows == [["연번", "시트", "내용"], ["1", "총괄", "공약 총괄"], ["2", "5-2", "청년 인재 양성"]]
    assert [cell.link for row in block.table.rows for cell in row if cell and cell.link] == ["총괄", "5-2"]
