"""Exports of an accounting system in the files that it hands out: one reading, whatever the container."""

import html
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ledger.capture.accounts import AccountExport, read_export
from ledger.capture.file import File
from ledger.model.errors import Refused
from ledger.specs.mappings import read_mapping
from tests.capture.documents import saved
from tests.office import converted

MAPPING = read_mapping(
    "own.toml",
    """
unit = "천원"
as_of = "기준일"
[columns]
code = "세부사업코드"
name = "세부사업명"
year = "회계연도"
source = "재원"
budget = "예산현액"
executed = "누계 지출액"
""",
)
ROWS = [
    ["2024년 세부사업별 집행현황", "", "", "", "", "", ""],
    ["기준일 : 2024. 3. 31.", "", "", "", "", "", "(단위 : 천원)"],
    ["회계연도", "세부사업코드", "세부사업명", "재원", "예산현액", "당월", "누계"],
    ["", "", "", "", "", "지출액", "지출액"],
    ["2024", "1234567", "인재 양성", "국비", "200", "10", "50"],
    ["2024", "1234567", "인재 양성", "시비", "100", "", "-"],
    ["소계", "", "", "", "300", "10", "50"],
    ["2024", "2234567", "기업 지원", "시비", "300", "0", "△7"],
    ["소계", "", "", "", "300", "0", "△7"],
    ["합계", "", "", "", "600", "10", "43"],
]


def workbook() -> bytes:
    """With its heads merged, and amounts as numbers."""
    book = openpyxl.Workbook()
    book.active.title = "집행"
    for row in ROWS:
        book.active.append([int(text) if text.isdigit() and len(text) < 4 else text or None for text in row])
    for area in ("A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4"):
        book.active.merge_cells(area)
    book.create_sheet("안내")["A1"] = "e호조에서 내려받음"
    return saved(book)


def page(rows: list[list[str]]) -> bytes:
    """A page that a system calls .xls: title in a table of its own, cp949."""
    written = ("".join(f"<td>{html.escape(text)}</td>" for text in row) for row in rows)
    lines = "".join(f"<tr>{row}</tr>" for row in written)
    return f"<html><body><p>기준일 : 2024. 3. 31.</p><table>{lines}</table></body></html>".encode("cp949")


def comma(rows: list[list[str]]) -> bytes:
    return "\r\n".join(",".join(row) for row in rows).encode("cp949")


def changed(row: int, column: int, text: str) -> bytes:
    rows = [list(each) for each in ROWS]
    rows[row][column] = text
    return comma(rows)


def told(export: AccountExport) -> list[tuple[object, ...]]:
    return [(each.code, each.source, each.period, each.budget, each.executed) for each in export.lines]


def in_every_container(folder: Path) -> dict[str, bytes]:
    (folder / "export.xlsx").write_bytes(workbook())
    return {
        "export.xlsx": workbook(),
        "old.xls": converted([folder / "export.xlsx"], "xls")[0].read_bytes(),
        "page.xls": page(ROWS[1:]),
        "export.csv": comma(ROWS),
        "export.tsv": "\n".join("\t".join(row) for row in ROWS).encode("utf-16"),
    }


def test_every_container_gives_the_same_lines(tmp_path: Path) -> None:
    said = {name: read_export(File(name, data), MAPPING) for name, data in in_every_container(tmp_path).items()}
    lines = [
        ("1234567", "국비", "2024", 200_000, 50_000),
        ("1234567", "시비", "2024", 100_000, None),
        ("2234567", "시비", "2024", 300_000, -7_000),
    ]
    assert {name: told(export) for name, export in said.items()} == dict.fromkeys(said, lines)
    assert {export.as_of for export in said.values()} == {date(2024, 3, 31)}
    assert said["export.xlsx"].lines[0].place == "export.xlsx:집행!G5"
    assert said["export.csv"].lines[0].place == "export.csv:G5"


def test_a_code_that_covers_several_rows_is_of_each() -> None:
    book = openpyxl.Workbook()
    rows = [list(row) for row in ROWS]
    rows[5][:3] = ["", "", ""]
    for row in rows:
        book.active.append([text or None for text in row])
    for area in ("A5:A6", "B5:B6", "C5:C6"):
        book.active.merge_cells(area)
    export = read_export(File("a.xlsx", saved(book)), MAPPING)
    assert [line.code for line in export.lines] == ["1234567", "1234567", "2234567"]


def test_a_head_that_is_repeated_on_every_page_is_no_line() -> None:
    export = read_export(File("a.csv", comma([*ROWS[:6], *ROWS[2:4], ROWS[7]])), MAPPING)
    assert [line.code for line in export.lines] == ["1234567", "1234567", "2234567"]


def test_totals_may_stand_before_their_lines() -> None:
    head, lines = ROWS[2:4], [ROWS[9], ROWS[6], *ROWS[4:6], ROWS[8], ROWS[7]]
    assert len(read_export(File("a.csv", comma([*head, *lines])), MAPPING).lines) == 3


@pytest.mark.parametrize(
    ("row", "column", "text", "said"),
    [
        (9, 6, "44", "a.csv:G10: the total row '합계' says 44,000 won, its lines make 43,000 won"),
        (6, 4, "301", "a.csv:E7: the total row '소계' says 301,000 won, its lines make 300,000 won"),
        (7, 6, "△8", "a.csv:G9: the total row '소계' says -7,000 won, its lines make -8,000 won"),
        (7, 1, "", "a.csv:B8: a line of amounts without a code"),
        (7, 6, "7.0.1", "a.csv:G8: '7.0.1' cannot be read as an amount"),
        (7, 6, "7.0005", "a.csv:G8: '7.0005' in 천원 is not a whole number of won"),
        (1, 6, "(단위 : 원)", "a.csv: the export is in 원, the mapping says 천원"),
        (2, 4, "예산현액(원)", "a.csv:3: the export is in 원, the mapping says 천원"),
        (2, 6, "당월", "a.csv:3: there is no column '누계 지출액' (is it '지출액'?"),
        (2, 4, "예산총액", "a.csv:3: there is no column '예산현액'"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_cell(row: int, column: int, text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_export(File("a.csv", changed(row, column, text)), MAPPING)
    assert refused.value.line.en.startswith(said)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([ROWS[4], ROWS[5], ROWS[4]], "a.csv:B5: the same line as in a.csv:B3"),
        ([ROWS[4], ROWS[5][:6]], "a.csv:4: 6 fields, the head has 7"),
        ([ROWS[4], [*ROWS[5], "9"]], "a.csv:4: 8 fields, the head has 7"),
    ],
)
def test_a_line_that_is_doubled_cut_or_shifted_is_refused(lines: list[list[str]], said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_export(File("a.csv", comma([*ROWS[2:4], *lines])), MAPPING)
    assert refused.value.line.en.startswith(said)


def test_a_line_may_be_doubled_where_the_mapping_says_so() -> None:
    export = File("a.csv", comma([*ROWS[2:4], ROWS[4], ROWS[4]]))
    assert len(read_export(export, replace(MAPPING, repeats=True)).lines) == 2


def test_a_note_below_the_table_and_a_comma_too_many_are_no_fault() -> None:
    export = read_export(File("a.csv", comma([*ROWS[2:4], [*ROWS[4], ""], ["※ 내려받은 그대로"]])), MAPPING)
    assert [line.executed for line in export.lines if line.executed] == [50_000]


def test_an_export_without_a_line_is_refused() -> None:
    with pytest.raises(Refused, match="no line"):
        read_export(File("a.csv", comma(ROWS[:4])), MAPPING)
