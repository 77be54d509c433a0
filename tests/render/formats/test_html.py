"""Twin of html: one page that says the whole document, reads back as it was, and pastes as it is."""

import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from ledger.capture.file import File
from ledger.capture.pages import pages_of
from ledger.model.document import Chart, Document, Drawn, Grid, Heading, Note, Photos, Picture, Sheet, Title
from ledger.model.page import PageGrid, Prose
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.render.formats.html import draw
from tests import office
from tests.render import sample


def page(document: Document) -> str:
    return draw(document).decode()


def grids(document: Document) -> list[PageGrid]:
    (read,) = pages_of(File("card.html", draw(document)))
    return [block for block in read.blocks if isinstance(block, PageGrid)]


def one_cell(cell: TableCell) -> Document:
    rows = ((TableCell("계", role=Role.HEAD), TableCell("비고", role=Role.HEAD)), (cell, TableCell("비고")))
    return sample.document(Sheet("시트", (Grid(Table(name="t", unit="백만원", rows=rows)),)))


def line_of(document: Document) -> str:
    """The row of the one cell."""
    return page(document).split("<tbody>\n")[1].split("\n")[0]


def test_a_card_is_read_back_cell_by_cell() -> None:
    document = sample.report_003(sample.CONTACTS, rates=True)
    fields, *read = grids(document)

    assert [text for text in fields.texts[1] if text] == [
        "주관부서 (팀명)",
        "기업지원과 (창업지원팀)",
        "과장",
        "연락처",
    ]
    assert fields.spans[1, 0] == (3, 1)
    for grid, table in zip(read, document.tables(), strict=True):
        said = [[" ".join(cell.text.split()) if cell else "" for cell in row] for row in table.rows]
        assert [list(row) for row in grid.texts] == said
        assert grid.spans == {
            (row, column): (cell.rows, cell.columns)
            for row, cells in enumerate(table.rows)
            for column, cell in enumerate(cells)
            if cell and (cell.rows, cell.columns) != (1, 1)
        }


def test_secured_and_executed_stand_in_one_cell_as_text() -> None:
    assert """<td class="total text" style='text-align:right;mso-number-format:"\\@"'>13,004 (13,004)</td>""" in page(
        sample.report_003()
    )


def test_what_stands_around_the_tables_stays_around_them() -> None:
    document = sample.document(
        Sheet("가", (Title("제목"), Heading("투자계획"), Grid(sample.whole()[0]), Note("끝"))),
    )
    (read,) = pages_of(File("card.html", draw(document)))
    said = [text for block in read.blocks if isinstance(block, Prose) for _, text in block.lines]

    assert said == [
        "제목",
        "□ 투자계획",
        "(단위 : 백만원)",
        "※ 끝",
        "공약사항 실천계획 추진현황 / 기준일 2023. 12. 31. / 장부 3f2a9c1d, 전표 27, 9a9a9a9a9a9a9a9a",
    ]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("", Figure(kind=Kind.BLANK)),
        ("-", Figure(kind=Kind.DASH)),
        ("0", Figure(kind=Kind.ZERO)),
        ("△19,221", Figure(-19221)),
        ("39.80%", Figure(3980, -2, "%")),
    ],
)
def test_blank_zero_dash_and_decrease_stay_apart(text: str, figure: Figure) -> None:
    document = one_cell(TableCell(text, (figure,), Role.AMOUNT))

    assert f"<td class=\"amount figure\" style='text-align:right'>{text}</td>" in line_of(document)
    assert grids(document)[0].texts[1][0] == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "5-2", "'23", "2023. 12. 31.", "1E5", "007", "3월 1일"]
)
def test_a_text_that_excel_would_change_says_that_it_is_text(text: str) -> None:
    assert """mso-number-format:"\\@"'>""" in line_of(one_cell(TableCell(text)))
    assert grids(one_cell(TableCell(text)))[0].texts[1][0] == text


@pytest.mark.parametrize(
    "text", ["국비", "<script>alert(1)</script>", "가 & 나", "\"'", "</td></table>", "<!--", "&amp;"]
)
def test_text_stays_text(text: str) -> None:
    document = one_cell(TableCell(text))

    assert "<script" not in page(document)
    assert grids(document)[0].texts[1][0] == text


def test_a_spreadsheet_takes_the_page_with_its_merges_and_changes_nothing(tmp_path: Path) -> None:
    labels = ("5-2", "1-1", "007", "=1+1", "1E5", "2023. 12. 31.", "'23")
    rows = [(TableCell("코드", role=Role.HEAD), TableCell("금액", role=Role.HEAD))]
    rows += [(TableCell(text), TableCell("1,234", (Figure(1234),), Role.AMOUNT)) for text in labels]
    codes = Sheet("코드", (Grid(Table(name="codes", rows=tuple(rows))),))
    path = tmp_path / "card.html"
    path.write_bytes(draw(sample.document(sample.report_003().sheets[0], codes)))

    (taken,) = office.converted([path], "xlsx", as_read_by="calc_HTML_WebQuery")

    sheet = openpyxl.load_workbook(taken).worksheets[0]
    said = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    assert ["합 계", 32675, 1323, 6359, 5322, 5322, 5322, 5322, 3705] in said
    assert ["합 계", "13,004 (13,004)", "1,323 (1,323)", "6,359 (6,359)", "5,322 (5,322)"] in said
    assert [row for row in said if row[-1:] == [1234]] == [[label, 1234] for label in labels]
    assert sum(merge.size["rows"] == 4 for merge in sheet.merged_cells.ranges) == 6  # three unit projects, two tables


def test_control_characters_and_lone_surrogates_do_not_end_the_page() -> None:
    assert grids(one_cell(TableCell("가\0\x1b\ud800나\n다")))[0].texts[1][0] == "가나 다"


def test_nothing_is_fetched_or_run() -> None:
    picture = Picture(b"\xff\xd8\xff", "착공식 <2023>", 640, 480)
    chart = Chart("추이", Drawn.COLUMNS, "controlled", (2, 3), (1, 2))
    said = page(sample.document(Sheet("가", (Grid(sample.controlled()), chart, Photos((picture,))))))

    assert re.findall(r'(?:src|href)="([^"]*)"', said) == ["data:image/jpeg;base64,/9j/"]
    assert 'width="640" height="480" alt="착공식 &lt;2023&gt;"' in said
    assert "<script" not in said
    assert re.findall(r"https?://[^\"]*", said) == ["http://www.w3.org/2000/svg"]
    assert said.count("<svg ") == 1


def test_contents_lead_to_their_sheets() -> None:
    rows = ((TableCell("시트", role=Role.HEAD), TableCell("내용")), (TableCell("나 <1>", link="나 <1>"), TableCell("")))
    contents = Sheet("가", (Grid(Table(name="contents", rows=rows)),))
    said = page(sample.document(contents, Sheet("나 <1>", (Title("제목"),), landscape=True)))

    assert '<a href="#sheet-2">나 &lt;1&gt;</a>' in said
    assert '<section id="sheet-2" class="lying">' in said


def test_a_heading_stands_for_the_title_of_its_table() -> None:
    table = replace(sample.whole()[0], title="표 제목")

    assert "표 제목" not in page(sample.document(Sheet("가", (Heading("다른 제목"), Grid(table)))))
    assert "<h2>□ 표 제목</h2>" in page(sample.document(Sheet("가", (Grid(table),))))


def test_the_same_document_gives_the_same_bytes() -> None:
    assert draw(sample.report_across()) == draw(sample.report_across())
