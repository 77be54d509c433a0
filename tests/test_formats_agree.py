"""The same table says the same, whatever it is written in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.api.checking import check_files
from ledger.capture.file import File
from tests.capture import documents

FORMATS = {
    "table.xlsx": documents.as_xlsx,
    "table.html": documents.as_html,
    "table.hwpx": documents.as_hwpx,
    "table.csv": documents.as_csv,
    "table.txt": documents.as_tabs,
    "table.md": documents.as_markdown,
}
Rows = list[list[str]]


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """Projects by years with totals, and one figure that is wrong, or none."""
    projects = draw(st.integers(2, 5))
    years = draw(st.integers(2, 4))
    cells = [[draw(st.integers(1, 9999)) for _ in range(years)] for _ in range(projects)]
    lines = [[sum(row), *row] for row in cells]
    grid = [[sum(column) for column in zip(*lines, strict=True)], *lines]
    if draw(st.booleans()):
        row, column = draw(st.integers(0, projects)), draw(st.integers(0, years))
        grid[row][column] += draw(st.integers(1, 5000))
    heads = ["단위사업", "계", *(f"'{23 + year}" for year in range(years))]
    labels = ["합계", *(f"사업 {place}" for place in range(projects))]
    rows = [[label, *(f"{value:,}" for value in row)] for label, row in zip(labels, grid, strict=True)]
    return [heads, *rows]


def findings(name: str, rows: Rows) -> list[object]:
    """All that is said of the table, apart from where the file says it stands."""
    checked = check_files([File(name, FORMATS[name](rows))])
    assert checked.refusals == ()
    return [
        (f.id, f.severity, f.klass, f.where.row, f.where.column, f.stated, f.computed, [s.kind for s in f.suggestions])
        for f in checked.findings
    ]


@given(tables())
@settings(max_examples=40, deadline=None)
def test_every_format_gives_the_same_findings(rows: Rows) -> None:
    said = {name: findings(name, rows) for name in FORMATS}
    assert all(found == said["table.txt"] for found in said.values()), said


@pytest.mark.parametrize("name", FORMATS)
def test_a_planted_fault_is_seen_in_every_format(name: str) -> None:
    text = "단위사업 계 '23 '24\n합계 30 12 18\n가 10 4 6\n나 20 80 12"
    rows = [line.split() for line in text.splitlines()]
    assert {f"{rule} {row}" for rule, _, _, row, *_ in findings(name, rows)} == {"T101 나", "T102 합계"}
