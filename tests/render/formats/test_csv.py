"""CSV: plain numbers, one row a measure, nothing that a spreadsheet would run."""

import csv
import io

import pytest

from ledger.model.document import Grid, Sheet
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.render.formats.csv import draw
from tests.render import sample


def lines(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def one_cell(cell: TableCell) -> str:
    table = Table(name="t", unit="백만원", rows=((TableCell("계", role=Role.HEAD),), (cell,)), labels=0)
    return lines(draw(sample.document(Sheet("시트", (Grid(table),)))))[-1][0]


def test_the_tables_of_a_card_follow_each_other() -> None:
    data = draw(sample.report_003())
    said = lines(data)

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert said[0] == ["공약사항 추진실적 관리카드"]
    assert ["주관부서", "기업지원과 (창업지원팀)"] in said
    plan = said.index([*sample.HEADS])
    assert said[plan - 2 : plan] == [["연도별 투자계획(사업비)"], ["단위", "백만원"]]
    assert said[plan + 1] == ["합  계", "합  계", "32675", "1323", "6359", "5322", "5322", "5322", "5322", "3705"]
    money = said.index(["단위사업", "구분", "단계", *sample.HEADS[2:]])
    assert [line[:5] for line in said[money + 1 : money + 3]] == [
        ["합  계", "합  계", "확보", "13004", "1323"],
        ["합  계", "합  계", "집행", "13004", "1323"],
    ]
    assert said[money + 3] == ["산·학·연 협력체계 구축", "국비", "확보", *[""] * 8]


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (Figure(kind=Kind.BLANK), ""),
        (Figure(kind=Kind.ZERO), "0"),
        (Figure(kind=Kind.DASH), "-"),
        (Figure(-19221), "-19221"),
        (Figure(3980, -2, "%"), "39.80%"),
        (Figure(617515, -1), "61751.5"),
    ],
)
def test_figures_are_plain_numbers(figure: Figure, said: str) -> None:
    assert one_cell(TableCell("x", (figure,), Role.AMOUNT)) == said


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "＝1", "－1", "\t=1"])
def test_text_cannot_become_a_formula(text: str) -> None:
    assert one_cell(TableCell(text)) == f"'{text}"


def test_text_steers_no_terminal() -> None:
    assert one_cell(TableCell("a\x1b[31m\u202eb")) == r"a\u001b[31m\u202eb"


def test_an_approximation_is_said_as_it_was_written() -> None:
    cell = TableCell("약 5,000", (Figure(5000, kind=Kind.APPROXIMATE),), Role.AMOUNT)

    assert one_cell(cell) == "약 5,000"
