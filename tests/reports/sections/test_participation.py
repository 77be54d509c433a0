"""Twin of participation: five columns of counts that can be read back, and the dates that prove them."""

from dataclasses import replace

from ledger.model.document import Grid
from ledger.model.figure import read
from ledger.model.table import Kind, Role, Table, TableCell
from ledger.reports.context import Context
from ledger.reports.sections.participation import Options, build
from tests.reports.contexts import context

LINES = """  + participation "5-2 회의" project=5-2 category="공약 관련 회의" count=2
  + participation "5-2 설명회" project=5-2 category="설명회,민생탐방" count=0
  + participation "5-2 간담회" project=5-2 category=기타 label=간담회 count=3 dates=["2023-07-21", "2023-10"]
  + participation "5-2/1 협의" project=5-2/1 category=업무협의 count=6 dates=["2023-08-24"] details=["판로", "디자인"]
"""


def tables(about: Context) -> list[Table]:
    return [block.table for block in build(about, Options(title="시민참여(소통) 실적")) if isinstance(block, Grid)]


def counts(about: Context) -> list[TableCell]:
    return [cell for cell in tables(about)[0].rows[1] if cell]


def test_every_category_has_its_column_and_any_other_stands_by_name_in_the_last() -> None:
    drawn = tables(context(LINES))[0]
    assert [cell.text for cell in drawn.rows[0] if cell] == [
        "공약 관련 회의",
        "설명회, 민생탐방",
        "전문가 자문",
        "언론/방송 보도",
        "기 타",
    ]
    assert [cell.text for cell in counts(context(LINES))] == ["2", "0", "-", "-", "간담회 3 업무협의 6"]
    assert (drawn.unit, drawn.title) == ("회", "시민참여(소통) 실적")


def test_a_cell_has_the_figures_that_the_lexer_reads_in_it() -> None:
    cells = counts(context(LINES))
    assert [cell.figures for cell in cells] == [read(cell.text).figures for cell in cells]
    assert [[figure.value for figure in cell.figures] for cell in cells] == [[2], [0], [0], [0], [3, 6]]
    assert [cell.figures[0].kind for cell in cells][1:3] == [Kind.ZERO, Kind.DASH]
    assert [cell.role for cell in cells] == [*[Role.AMOUNT] * 2, *[Role.LABEL] * 3], "a count alone is a number"


def test_the_dates_stand_below_with_what_was_said_of_them() -> None:
    listed = tables(context(LINES))[1]
    assert [cell.text for row in listed.rows for cell in row if cell] == [
        "1) 간담회(3회)",
        "  - (2023. 7. 21.)",
        "  - (2023. 10.)",
        "2) 업무협의(6회)",
        "  - (2023. 8. 24.) 판로",
        "  - 디자인",
    ]
    assert [row[0].role for row in listed.rows if row[0]].count(Role.STRONG) == 2
    assert listed.prose


def test_without_dates_there_is_no_list_and_without_counts_nothing() -> None:
    assert len(tables(context(LINES.split("\n")[0] + "\n"))) == 1
    assert not tables(context(""))
    assert not tables(replace(context(LINES), project=None))
