"""Where pages end."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from ledger.model.document import Chart, Document, Drawn, Grid, Heading, Sheet, Title
from ledger.model.table import Role, Table, TableCell
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


def story(*groups: str, labels: int = 1) -> Document:
    """Lines of prose, a letter each: `H` a heading, `t` a line; a group under one label for each word."""
    lines = [(place == 0 and len(group), mark) for group in groups for place, mark in enumerate(group)]
    rows = [
        (
            *((TableCell(f"때 {at}", role=Role.LABEL, rows=first) if first else None,) if labels else ()),
            TableCell(f"{at:03}", role=Role.STRONG if mark == "H" else Role.TEXT),
        )
        for at, (first, mark) in enumerate(lines)
    ]
    starts = tuple(at for at, (first, _) in enumerate(lines) if first)
    table = Table(name="말", rows=tuple(rows), heads=0, labels=labels, breaks=starts, prose=True)
    return sample.document(Sheet("말", (Title("제목"), Grid(table))))


def opened(document: Document) -> Any:
    return openpyxl.load_workbook(BytesIO(draw(document))).worksheets[0]


@pytest.mark.parametrize(
    ("groups", "first"),
    [
        (["t" * 46, "tt"], 46),  # the last line of a group does not stand alone on the next page
        (["t" * 48, "tt"], 46),
        (["t" * 47, "t" * 9], 47),
        (["t" * 46, "t" * 9], 46),
        (["t" * 40 + "H" + "t" * 20], 47),
        (["t" * 46 + "H" + "t" * 20], 46),  # a heading goes with its first line
        (["H" * 90], 47),  # lines of the first level alone are no headings
    ],
)
def test_a_page_of_prose_ends_after_a_line(groups: list[str], first: int) -> None:
    document = story(*groups)
    found = breaks(document)
    sheet = opened(document)
    lines = [cell.value for row in sheet.iter_rows(min_row=found[0] + 1, max_row=found[0] + 1) for cell in row]
    assert f"{first:03}" in lines, lines


def test_a_label_that_covers_two_pages_ends_with_the_first_and_is_ruled_off() -> None:
    document = story("t" * 60)
    (last,) = breaks(document)
    sheet = opened(document)
    tall = {str(each).split(":")[0] for each in sheet.merged_cells.ranges if each.size["rows"] > 1}
    assert tall == {"A3", f"A{last + 1}"}
    assert sheet.cell(3, 1).value == "때 0"
    for row, edge in ((last, "bottom"), (last + 1, "top")):
        assert getattr(sheet.cell(row, 1).border, edge).style == "thin"
    inner = sheet.cell(last - 1, sheet.max_column).border
    assert (inner.top.style, inner.bottom.style) == (None, None), "no rule between lines"


def test_prose_without_labels_is_parted_too() -> None:
    assert len(breaks(story("t" * 60, labels=0))) == 1


def test_a_table_longer_than_a_page_begins_where_it_stands_and_ends_where_it_must() -> None:
    whole = replace(many(30), breaks=())
    alone = sample.document(Sheet("표", (Grid(replace(whole, title="")),)))
    headed = sample.document(Sheet("표", (Title("제목"), sample.PLAIN, Grid(whole))))
    assert (breaks(alone), breaks(headed)) == ([], [])


def test_a_table_that_fits_on_a_page_is_not_parted_and_a_chart_stands_with_its_table() -> None:
    first, second = (replace(many(groups), name=name, notes=()) for groups, name in ((7, "하나"), (8, "둘")))
    chart = Chart("그림", Drawn.COLUMNS, "둘", (2,), tuple(range(2, 6)), labels=1)
    document = sample.document(Sheet("표", (Title("제목"), Grid(first), Grid(second), chart)))
    sheet = opened(document)
    found = breaks(document)
    begins = next(cell.row for (cell, *_) in sheet.iter_rows(min_row=5) if str(cell.value).startswith("□"))
    assert found[0] == begins - 1, (found, begins)
    longer = sample.document(Sheet("표", (Title("제목"), Grid(first), Grid(replace(many(40), name="둘")))))
    assert breaks(longer)[0] != begins - 1, "one longer than a page begins where it stands"
