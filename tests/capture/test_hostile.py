"""Files made to hang, to swell or to hide something. Each of them once did."""

from time import perf_counter

import pytest

from ledger.api.checking import check_files
from ledger.capture import pages
from ledger.capture.file import File
from ledger.capture.formats import html
from ledger.model.errors import Refused
from ledger.workbook.archive import parts_of
from ledger.workbook.book import unescaped
from tests.capture.documents import texts, workbook


def test_comments_that_lead_nowhere_take_no_time() -> None:
    start = perf_counter()
    assert not html.identify(File("a.txt", b"<!-- -->" * 5_000 + b"x"))
    assert perf_counter() - start < 1


def test_a_damaged_zip_of_headers_takes_no_time() -> None:
    start = perf_counter()
    parts_of((b"PK\x03\x04" + b"\xff" * 26) * 100_000)
    assert perf_counter() - start < 1


def test_a_line_of_more_fields_than_a_worksheet_has_is_no_table() -> None:
    with pytest.raises(Refused, match="20001"):
        pages.pages_of(File("a.csv", b"1," * 20_000))


@pytest.mark.parametrize(("written", "read"), [("_x001B_[31m", "[31m"), ("_x0041_", "A"), ("_xD800_", "_xD800_")])
def test_a_control_character_does_not_reach_the_terminal(written: str, read: str) -> None:
    assert unescaped(written) == read


def test_a_text_of_a_cell_is_read_wherever_the_program_put_it() -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><v>가</v></c><c r="B1"><v>1</v></c></row>'
    assert texts("a.xlsx", workbook(f"<sheetData>{row}</sheetData>")) == [[["가", "1"]]]


def test_semicolons_part_the_fields_of_a_table_without_commas() -> None:
    assert texts("a.csv", "구분;금액\n가;1\n") == [[["구분", "금액"], ["가", "1"]]]


def test_a_defect_met_in_one_file_does_not_hide_what_is_wrong_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    read = pages.pages_of
    monkeypatch.setattr(pages, "pages_of", lambda file: 1 // 0 if file.name == "a.csv" else read(file))

    checked = check_files([File(name, "구분,금액\n가,1\n나,2\n계,4\n".encode()) for name in ("a.csv", "b.csv")])

    assert [refusal.line.ko for refusal in checked.refusals] == [
        "a.csv: 프로그램 결함: ZeroDivisionError: integer division or modulo by zero"
    ]
    assert [finding.id for finding in checked.findings] == ["T102"]
