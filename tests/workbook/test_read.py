"""Values, stamps and differences of workbooks."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from ledger.model.errors import Refused
from ledger.render.formats.xlsx import draw
from ledger.workbook.read import Difference, Said, cells_of, differences, stamp_of
from tests.render import sample

WHOLE = draw(sample.report_003())


def changed(number: int) -> bytes:
    """The report with one cell changed: 기업 지원, 시비 of '23."""
    plan, secured = sample.whole()
    rows = [list(row) for row in plan.rows]
    rows[8][5] = sample.amount([sample.figure(number * 10**6)])
    # Without its relations the totals stay as they were printed.
    spoilt = replace(plan, rows=tuple(map(tuple, rows)), relations=())
    return draw(sample.document(sample.card("5-2", sample.PLAIN, spoilt, secured)))


def test_every_sheet_is_read_the_hidden_one_too(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(WHOLE)
    read = cells_of(path.read_bytes(), "a.xlsx")

    assert list(read) == ["5-2", "_ledger"]
    assert read["5-2"][9, 3] == Said("32675", "SUM(C10:C21)")
    assert (10, 3) not in read["5-2"]


def test_the_same_report_differs_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(WHOLE)

    assert differences(WHOLE, path) == []


@pytest.mark.parametrize("number", [561, -560, 0])
def test_a_changed_cell_is_named(number: int) -> None:
    assert differences(changed(560), changed(number)) == [Difference("5-2", "F16", Said("560"), Said(str(number)))]


def test_a_sheet_more_is_named_cell_by_cell() -> None:
    more = draw(sample.report_across())

    found = differences(WHOLE, more)

    assert {each.sheet for each in found} >= {"5-2", "1-1"}
    assert all(each.now == Said() for each in found if each.sheet == "5-2")


def test_a_report_says_its_stamp_and_other_files_have_none(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(WHOLE)
    stamp = stamp_of(path)
    assert stamp is not None
    assert stamp["head"] == sample.STAMP.head

    openpyxl.Workbook().save(path)
    assert stamp_of(path) is None


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(Refused):
        stamp_of(path)
