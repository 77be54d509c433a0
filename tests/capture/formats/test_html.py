"""Web pages, whatever they call themselves."""

import pytest

from ledger.capture.file import File
from ledger.capture.pages import pages_of
from ledger.model.errors import Refused
from ledger.model.page import Prose
from tests.capture.documents import blocks, grids, texts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize(
    "head", ["", "<!DOCTYPE html>\n<html><head><title>x</title><style>p{}</style>", "\n<!-- x -->\n"]
)
def test_spans_are_resolved(head: str, encoding: str) -> None:
    data = f"""{head}<table><tr><th rowspan=2>구분<th colspan="2">예산<tr><td>2023</td><td>2024</td></tr>
    <tr><td>R&amp;D<br>지원</td><td>1,234</td><td>&nbsp;<b>5</b>6 </td></tr></table>""".encode(encoding)
    [grid] = grids("a.xls", data)
    assert [list(row) for row in grid.texts] == [
        ["구분", "예산", ""],
        ["", "2023", "2024"],
        ["R&D 지원", "1,234", "56"],
    ]
    assert grid.spans == {(0, 0): (2, 1), (0, 1): (1, 2)}
    assert (list(grid.lines), list(grid.columns)) == ([1, 2, 3], [1, 2, 3])


def test_prose_stands_between_tables_with_its_lines() -> None:
    page = (
        "<html><body>\n<h1>제목</h1><p>가\n나<br>다</p>\n<table><tr><td>1</table>\n\n  ※ 끝<script>x()</script></body>"
    )
    first, _, last = blocks("a", page)
    assert first == Prose(((2, "제목"), (2, "가 나"), (3, "다")))
    assert last == Prose(((6, "※ 끝"),))


def test_a_picture_is_no_text() -> None:
    page = "<p>앞</p><svg><title>t</title><text>1,234</text></svg><p>뒤</p>"
    assert blocks("a.html", f"<html>{page}") == [Prose(((1, "앞"), (1, "뒤")))]


def test_a_table_in_a_table_is_read_too() -> None:
    inner = "<table><tr><td>1<td>2<tr><td>3<td>4</table>"
    data = f"<table><tr><td>가<td>나<tr><td>다<td>라{inner}</table>"
    assert texts("a", data) == [[["가", "나"], ["다", "라"]], [["1", "2"], ["3", "4"]]]

    arranged = blocks("a", f"<table><tr><td>(단위 : 천원)</td></tr><tr><td>{inner}</td></tr><tr><td>※ 끝</table>")
    assert isinstance(arranged[0], Prose)
    assert [line for _, line in arranged[0].lines] == ["(단위 : 천원)"]
    assert len(arranged) == 3


def test_spans_beyond_the_table_are_cut() -> None:
    [grid] = grids("a", "<table><tr><td rowspan=0>가<td rowspan=99999999>나<tr><td>다</table>")
    assert (grid.spans, [list(row) for row in grid.texts]) == (
        {(0, 0): (2, 1), (0, 1): (2, 1)},
        [["가", "나", ""], ["", "", "다"]],
    )


def test_hidden_rows_and_columns_are_told() -> None:
    data = "<table><tr><td>1<td style='display:none'>2<tr style='DISPLAY: none'><td>3<td>4</table>"
    [page] = pages_of(File("a", data.encode()))
    [grid] = grids("a", data)
    assert (grid.hidden_rows, grid.hidden_columns) == ({1}, {1})
    assert page.remarks[0].en == "hidden rows and columns are read too"


@pytest.mark.parametrize(
    "data",
    [
        "<table>" * 100_000,
        "<table><tr>" + "<td colspan=1000>" * 5_000,
        "<table>" + "<tr><td rowspan=65534 colspan=900>" * 3_000,
        "<table " + "<!--" * 600_000,
        "<table><![nonsense[ x ]]>",
    ],
)
def test_hostile_pages_are_refused(data: str) -> None:
    with pytest.raises(Refused):
        pages_of(File("a", data.encode()))
