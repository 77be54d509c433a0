"""What was rendered is read back as it was: the same figures at the same places, nothing added, nothing lost."""

import os
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.capture.file import File
from ledger.capture.pages import pages_of
from ledger.model.document import Document, Fields, Grid, Heading, Note, Sheet, Title
from ledger.model.entry import Measure
from ledger.model.figure import read
from ledger.model.money import UNITS, Unit
from ledger.model.page import PageGrid, Prose
from ledger.model.table import Figure, Kind, Table
from ledger.render.flat import amounts, covered, flat
from ledger.render.formats import html, xlsx
from ledger.render.layout.grid import Drawing
from ledger.reports.context import ROUNDINGS, Context
from ledger.reports.report import SheetPlan, Template, build, section
from ledger.workbook.read import differences
from tests import office
from tests.bookkeeping import CITY, books_from
from tests.reports.contexts import AS_OF, STAMP

BOOKS = settings(
    max_examples=200 if os.environ.get("CI") == "true" else 25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
NAMES = ("협력체계 구축", "=1+1", "<b>굵게</b> & \"'", "5-2", "007", "@SUM(A1)", "-", "긴 이름 " * 12)
PERIODS = ("prior", "2022H2", "2023", "2024", "2025", "2026H1", "after")

wons = st.sampled_from([0, 1, -1, 499_999, 500_000, -2_500_000, 10**8]) | st.integers(-(10**11), 10**11)
lines = st.builds(
    "  5-2/{} {} {} {} = {}\n".format,
    st.sampled_from([1, 2]),
    st.sampled_from(["국비", "도비", "시비", "기타"]),
    st.sampled_from(PERIODS),
    st.sampled_from([measure.value for measure in Measure]),
    wons,
)


def template() -> Template:
    """Every section that prints figures, for a pledge and for the whole book."""
    tables = (
        section("header", {"title": "관리카드"}),
        section("amounts", {"name": "plan", "title": "투자계획", "measures": ["plan"]}),
        section("amounts", {"name": "money", "title": "확보(집행)액", "measures": ["secured", "executed"]}),
        section("rates", {"name": "rates", "title": "비율", "plan": "plan", "secured": "money", "executed": "money:1"}),
    )
    charts = (
        section("chart", {"name": "periods", "title": "연차별 추이", "of": "periods"}),
        section("chart", {"name": "sources", "title": "재원별 구성", "of": "sources"}),
    )
    check = section("findings", {"title": "점검"})
    sheets = (SheetPlan("pledge", "{code}", (*tables, *charts)), SheetPlan("book", "총괄", (*charts, check)))
    return Template("law", "보고서", "", "half-up", sheets)


books = st.builds(
    dict,
    names=st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)),
    posted=st.lists(lines, max_size=30, unique_by=lambda line: line.split(" = ")[0]),
    unit=st.sampled_from(UNITS),
    rounding=st.sampled_from(sorted(ROUNDINGS)),
)


def reported(names: tuple[str, str], posted: list[str], unit: Unit, rounding: str) -> Document:
    """A report of a book with these postings; its two unit projects have these names."""
    renamed = CITY
    for number, name in enumerate(names, 1):
        old = ("협력체계 구축", "기업 지원")[number - 1]
        renamed = renamed.replace(f'5-2/{number} name="{old}"', f"5-2/{number} name={quoted(name)}")
    books = books_from(f"{renamed}2023-12-31 plan\n{''.join(posted)}", AS_OF)
    context = Context(books=books, project=None, unit=unit, rounding=rounding, findings=(), stamp=STAMP)
    return build(template(), context, books.pledges)


def quoted(name: str) -> str:
    inside = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inside}"'


@given(books)
@BOOKS
def test_a_workbook_is_read_back_as_it_was(book: dict[str, Any]) -> None:
    in_a_workbook(reported(**book))


@given(books)
@BOOKS
def test_a_page_is_read_back_as_it_was(book: dict[str, Any]) -> None:
    on_a_page(reported(**book))


def test_another_spreadsheet_computes_what_a_report_with_charts_prints(tmp_path: Path) -> None:
    posted = [
        f"  5-2/{project} {source} 2023 {measure} = {won}\n"
        for project, won in ((1, 1_400_000), (2, 2_499_999))
        for source in ("국비", "도비", "시비")
        for measure in ("plan", "secured", "executed")
    ]
    ours = [tmp_path / f"{rounding}.xlsx" for rounding in ROUNDINGS]
    for path in ours:
        path.write_bytes(xlsx.draw(reported(("가", "나"), posted, UNITS[2], path.stem)))

    theirs = office.all_recalculated(ours)

    assert [differences(path, again) for path, again in zip(ours, theirs, strict=True)] == [[], [], []]


FULL = [
    f"  5-2/{project} {source} {period} {measure} = {value}백만원\n"
    for project in (1, 2)
    for source in ("국비", "시비")
    for period, value in (("2023", 40), ("2024", 0))
    for measure in ("plan", "secured", "executed")
]


def sample() -> Document:
    return reported(("가", "나"), FULL, UNITS[2], "half-up")


@pytest.mark.parametrize("fault", ["a row", "a figure", "an executed amount"])
def test_what_a_workbook_loses_is_seen(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_workbook(sample())
    drawn: Callable[..., Any] = Drawing._draw_cell

    def without(self: Drawing, row: int, column: int, cell: Any) -> None:
        if not lost(fault, row, column):
            drawn(self, row, column, cell)

    def lost(fault: str, row: int, column: int) -> bool:
        return row == 4 and (fault == "a row" or (fault == "a figure" and column == 5))

    monkeypatch.setattr(Drawing, "_draw_cell", without)
    if fault == "an executed amount":
        stacked: Callable[..., Any] = Drawing._draw_stacked
        monkeypatch.setattr(Drawing, "_draw_stacked", lambda *said: stacked(*said) if said[3].figure == 0 else None)
    with pytest.raises(AssertionError):
        in_a_workbook(sample())


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("<td class=\"amount figure\" style='text-align:right'>40</td>", ""),
        (">40 (40)<", ">40<"),
        (">40<", ">400<"),
        ("(단위 : 백만원)", "(단위 : 백만원) 12,345"),
        ("</tbody>", "<tr><td>1</td></tr></tbody>"),
    ],
)
def test_what_a_page_loses_or_adds_is_seen(was: str, now: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_page(sample())
    good = html.draw(sample()).decode()
    assert was in good
    monkeypatch.setattr(html, "draw", lambda document: good.replace(was, now, 1).encode())
    with pytest.raises(AssertionError):
        on_a_page(sample())


def on_a_page(document: Document) -> None:
    """Every table cell by cell; around them nothing but what the document says."""
    (page,) = pages_of(File("report.html", html.draw(document)))
    grids = [block for block in page.blocks if isinstance(block, PageGrid)]
    blocks = [block for sheet in document.sheets for block in sheet.blocks if isinstance(block, Grid | Fields)]
    for grid, block in zip(grids, blocks, strict=True):
        if isinstance(block, Grid):
            compare_cells(grid, block.table)
    prose = [text for block in page.blocks if isinstance(block, Prose) for _, text in block.lines]
    assert prose[-1].startswith(document.subject)
    assert prose[:-1] == [text for sheet in document.sheets for text in around(sheet)]


def compare_cells(grid: PageGrid, table: Table) -> None:
    assert [len(row) for row in grid.texts] == [table.width] * len(table.rows)
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            said = grid.texts[row][column]
            assert said == (spaced(cell.text) if cell else "")
            if cell is not None:
                assert grid.spans.get((row, column), (1, 1)) == (cell.rows, cell.columns)
                if figures := amounts(cell):
                    assert printed(figures) in [stated(reading) for reading in read(said).readings]


def printed(figures: tuple[Figure, ...]) -> list[object]:
    """As on paper: an exact zero is a dash. Which measure a lone figure is of, its brackets say."""
    return [said for each in figures if (said := "-" if each.won == 0 else meant(each))]


def stated(reading: tuple[Figure, ...]) -> list[object]:
    return [said for each in reading if (said := meant(each))]


def meant(figure: Figure) -> object:
    """Blank, dash and number apart; a number with its unit."""
    if not figure.is_number:
        return "-" if figure.kind is Kind.DASH else ""
    return Fraction(figure.value) * Fraction(10) ** figure.exponent, figure.unit


def in_a_workbook(document: Document) -> None:
    """Every figure below its header, measure by measure; around the tables nothing but what the document says."""
    pages = {page.origin.sheet: page for page in pages_of(File("report.xlsx", xlsx.draw(document)))}
    for sheet in document.sheets:
        (grid,) = pages[sheet.name].blocks
        assert isinstance(grid, PageGrid)
        rows = iter(grid.texts)
        rest: list[str] = []
        for table in (block.table for block in sheet.blocks if isinstance(block, Grid)):
            columns = under_heads(rows, table, rest)
            compare_lines(rows, table, columns)
        rest += [text for row in rows for text in row if text]
        fields = [
            text
            for block in sheet.blocks
            if isinstance(block, Fields)
            for pair in block.rows
            for each in pair
            for text in each
        ]
        expected = [*around(sheet), *(spaced(text) for text in fields if text)]
        assert sorted(rest) == sorted(expected)


def under_heads(rows: Iterator[Any], table: Table, rest: list[str]) -> list[int]:
    """The columns of the sheet in which those of the table begin, once its header row is found."""
    heads = [spaced(cell.text) for cell in table.rows[0] if cell]
    for row in rows:
        if [text for text in row if text] == heads:
            return [column for column, text in enumerate(row) if text]
        rest += [text for text in row if text]
    raise AssertionError(f"the table {table.name} is not there")


def compare_lines(rows: Iterator[Any], table: Table, columns: list[int]) -> None:
    measures = {*table.measures, ""}
    for logical, line in lines_of(table):
        row = next(rows)
        for column, field in enumerate(line.fields):
            said = row[columns[column]]
            if isinstance(field, Figure):
                assert [meant(each) for each in read(said).figures] == [meant(field)]
            else:
                cell = table.rows[logical][column]
                assert said in ("", spaced(field))
                assert said or not (cell and cell.text) or line.measure != (table.measures or [""])[0]
        assert {text for column, text in enumerate(row) if column not in columns} <= measures


def lines_of(table: Table) -> Iterator[tuple[int, Any]]:
    """The lines of figures with the row of the table that each comes from."""
    each = max(1, len(table.measures))
    assert len(covered(table)) == len(table.rows)
    for number, line in enumerate(flat(table).lines):
        yield table.heads + number // each, line


def around(sheet: Sheet) -> list[str]:
    """The words of a sheet outside its tables, in order."""
    said: list[str] = []
    for block in sheet.blocks:
        match block:
            case Title(text):
                said.append(text)
            case Heading(text):
                said.append(f"□ {text}")
            case Note(text):
                said.append(f"※ {text}")
            case Grid(table):
                said += [f"□ {table.title}"] * bool(table.title)
                said += [f"(단위 : {table.unit})"] * bool(table.unit)
                said += [f"※ {note}" for note in table.notes]
    return [spaced(text) for text in said]


def spaced(text: str) -> str:
    return " ".join(text.split())
