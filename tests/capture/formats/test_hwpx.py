"""Hangul documents, made by hand."""

import pytest

from ledger.capture.file import File
from ledger.capture.pages import pages_of
from ledger.model.errors import Refused
from ledger.model.page import PageGrid, Prose
from tests.capture.documents import blocks, hwpx, hwpx_cell, hwpx_paragraph, texts

TABLE = "<hp:p><hp:run><hp:tbl>{}</hp:tbl></hp:run></hp:p>"


def table(*cells: str) -> str:
    return TABLE.format(f"<hp:tr>{''.join(cells)}</hp:tr>")


def test_spans_are_exact_and_prose_stands_between() -> None:
    data = hwpx(
        hwpx_paragraph("□ 투자계획<hp:tab/>(단위 : 백만원)")
        + table(
            hwpx_cell("구분", 0, 0, rows=2), hwpx_cell("예산", 0, 1, columns=2), hwpx_cell("2023", 1, 1),
            hwpx_cell("2024", 1, 2), hwpx_cell("R&D 지원", 2, 0), hwpx_cell("1", 2, 1), hwpx_cell("2", 2, 2)
        )
        + hwpx_paragraph("한<hp:lineBreak/>둘"),
        hwpx_paragraph("다음 구역"),
    )  # fmt: skip
    first, grid, last = blocks("a.hwpx", data)
    assert first == Prose(((1, "□ 투자계획 (단위 : 백만원)"),))
    assert isinstance(grid, PageGrid)
    assert [list(row) for row in grid.texts] == [["구분", "예산", ""], ["", "2023", "2024"], ["R&D 지원", "1", "2"]]
    assert grid.spans == {(0, 0): (2, 1), (0, 1): (1, 2)}
    assert last == Prose(((3, "한"), (3, "둘"), (4, "다음 구역")))


def test_notes_and_headers_are_left_out_and_paragraphs_of_a_cell_joined() -> None:
    note = f"<hp:ctrl><hp:footNote><hp:subList>{hwpx_paragraph('각주')}</hp:subList></hp:footNote></hp:ctrl>"
    cell = hwpx_cell("한", 0, 0).replace("</hp:subList>", f"{hwpx_paragraph('둘')}{note}</hp:subList>")
    assert texts("a", hwpx(table(cell, hwpx_cell("셋", 0, 1)))) == [[["한 둘", "셋"]]]


def test_a_table_in_a_cell_is_read_too() -> None:
    outer = hwpx_cell("라", 1, 1).replace("</hp:subList>", table(hwpx_cell("1", 0, 0)) + "</hp:subList>")
    data = hwpx(table(hwpx_cell("가", 0, 0), hwpx_cell("나", 0, 1), hwpx_cell("다", 1, 0), outer))
    assert texts("a", data) == [[["가", "나"], ["다", "라"]], [["1"]]]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([hwpx_cell("1", 0, 0, columns=2), hwpx_cell("2", 0, 1)], "cells of a table overlap"),
        ([hwpx_cell("1", 10**6, 10**6)], "more than 2,000,000 cells in a table"),
        ([hwpx_cell("1", -1, 0)], "gives a cell the rowAddr '-1'"),
        ([hwpx_cell("1", 0, 0, rows=0)], "gives a cell the rowSpan '0'"),
    ],
)
def test_impossible_tables_are_refused(cells: list[str], said: str) -> None:
    with pytest.raises(Refused) as caught:
        pages_of(File("a.hwpx", hwpx(table(*cells))))
    assert said in caught.value.line.en


def test_a_password_and_a_document_without_text_are_refused() -> None:
    with pytest.raises(Refused, match="has a password"):
        pages_of(File("a", hwpx("", **{"META-INF/manifest.xml": "<odf:encryption-data/>"})))
    with pytest.raises(Refused, match="no section"):
        pages_of(File("a", hwpx()))
