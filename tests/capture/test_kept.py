"""Stated tables of a book: kept word for word, understood as those of documents are."""

import subprocess
import sys

import pytest

from ledger.capture.kept import kept, merged
from ledger.checks.run import check_tables
from ledger.model.book import StatedTable
from ledger.model.errors import Refused
from ledger.model.table import Role, Table

BUDGET = (
    "세 입 | | | | 세 출 | | |",
    "구 분 | 2024년 | 2023년 | 증감 | 구 분 | 2024년 | 2023년 | 증감",
    "총 계 | 300 | 320 | △20 | 총 계 | 300 | 320 | △20",
    "출연금 | 100 | 110 | △10 | 사업비 | 200 | 210 | △10",
    "수탁예산 | 200 | 210 | △10 | 예비비 | 100 | 110 | △10",
)


def one(*rows: str, heads: int = 1, labels: int = 1, unit: str = "백만원", title: str = "예산") -> Table:
    stated = StatedTable(key="표", title=title, unit=unit, heads=heads, labels=labels, rows=rows)
    return kept([stated])["표"]


def said(table: Table) -> list[str]:
    return [f"{f.id} {f.where.table} {f.where.cell}: {f.message}" for f in check_tables([table])]


def test_two_tables_side_by_side_close() -> None:
    table = one(*BUDGET, heads=2)
    assert (table.figures, len(table.relations)) == (18, 12)
    assert said(table) == []
    assert [cell and (cell.text, cell.columns, cell.rows) for cell in table.rows[0][:5]] == [
        ("세 입", 4, 1),
        None,
        None,
        None,
        ("세 출", 4, 1),
    ]


def test_a_wrong_cell_is_found_at_its_place_in_the_table() -> None:
    spoilt = (*BUDGET[:3], BUDGET[3].replace("| 200 |", "| 201 |"), BUDGET[4])
    assert {line.split(":")[0] for line in said(one(*spoilt, heads=2))} == {"T102 예산 F3", "T109 예산 H4"}


def test_texts_stay_as_they_were_and_more_than_a_figure_is_a_text() -> None:
    table = one("구분 | 값", "가 | 총 18억원, 20개 과제", "나 | 0", "다 | -", "라 | ", "마 | 13,004 (13,004)", unit="")
    cells = [row[1] for row in table.rows[1:]]
    assert [cell and (cell.text, cell.role) for cell in cells] == [
        ("총 18억원, 20개 과제", Role.TEXT),
        ("0", Role.TEXT),
        ("-", Role.AMOUNT),
        ("", Role.AMOUNT),
        ("13,004 (13,004)", Role.AMOUNT),
    ]


def test_a_table_that_is_read_as_several_is_one() -> None:
    table = one("구분 | 계 | 가 | 나", "1월 | 5 | 2 | 3", " | | |", "구분 | 계 | 가 | 나", "2월 | 9 | 4 | 4")
    assert len(table.rows) == 5
    assert [line.split(":")[0] for line in said(table)] == ["T101 예산 B5"]


def test_ragged_rows_are_filled_and_a_bar_can_be_kept() -> None:
    table = one(r"구분 | 값 \| 수 | 비고", "가 | 1")
    assert [[cell.text for cell in row if cell] for row in table.rows] == [["구분", "값 | 수", "비고"], ["가", "1", ""]]


def test_tables_of_one_title_have_names_of_their_own() -> None:
    tables = [
        StatedTable(key=key, title="현황", rows=("가 | 나", "다 | 1"), order=9 - place)
        for place, key in enumerate("ab")
    ]
    assert [(key, table.name) for key, table in kept(tables).items()] == [("b", "현황"), ("a", "현황 (2)")]


def test_a_head_covers_the_blanks_on_its_right_and_below_it() -> None:
    heads = (("구분", "계", "일반직", "", "비고"), ("", "", "1급", "소계", ""))
    assert merged(heads) == {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2), (0, 4): (2, 1)}
    assert merged((("", "가", ""), ("나", "", "다"))) == {(0, 1): (1, 2)}


def test_a_book_without_stated_tables_does_not_load_recognition() -> None:
    program = (
        "import sys, ledger.api.checking, ledger.api.reporting; print('ledger.capture.recognition' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    "stated",
    [
        StatedTable(key="표", rows=("구분 | 계",)),
        StatedTable(key="표", rows=("구분", "가")),
        StatedTable(key="표", rows=("구분 | 계", "가 | 1"), heads=-1),
    ],
)
def test_a_table_without_a_cell_is_refused(stated: StatedTable) -> None:
    with pytest.raises(Refused, match="needs rows below"):
        StatedTable.from_body(stated.key, stated.body())
