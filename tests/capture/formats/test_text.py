"""Text as it is pasted, Markdown, and the source documents."""

import pytest

from ledger.model.page import PageGrid, Prose
from tests.capture.documents import blocks, grids, texts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_with_tabs_are_rows_and_the_rest_prose(end: str, encoding: str) -> None:
    lines = [
        "",
        "□ 투자계획",
        "(단위 :\t백만원)",
        "",
        "구분\t계\t\t",
        "<p>가</p>\t1\t2",
        "",
        "- <ul><li>끝</li></ul> R&amp;D <강남>",
    ]
    first, grid, last = blocks("a.txt", end.join(lines).encode(encoding))
    assert first == Prose(((2, "□ 투자계획"), (3, "(단위 : 백만원)")))
    assert isinstance(grid, PageGrid)
    assert [list(row) for row in grid.texts] == [["구분", "계", "", ""], ["가", "1", "2", ""]]
    assert (list(grid.lines), list(grid.columns)) == ([5, 6], [1, 2, 3, 4])
    assert last == Prose(((8, "- 끝 R&D <강남>"),))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("| a | b |\n|:--|--:|\n| **1** | x\\|y |\n| 2 |", [["a", "b"], ["1", "x|y"], ["2", ""]]),
        ("a | b\n--- | ---\n1 | 2\n\n끝", [["a", "b"], ["1", "2"]]),
        ("| a | b |\n|-|-|\n| - | - |", [["a", "b"], ["-", "-"], ["-", "-"]]),
        ("| | |\n|---|---|\n| 가 | 나 |", [["가", "나"]]),
        ("한 줄\t둘\t셋", [["한 줄", "둘", "셋"]]),
    ],
)
def test_lines_between_pipes_are_rows(text: str, rows: list[list[str]]) -> None:
    assert texts("a.md", text) == [rows]


def test_words_with_one_tab_or_one_pipe_are_prose() -> None:
    assert grids("a.txt", "가\t나\n\n다 | 라\n") == []
