"""What another spreadsheet makes of our workbooks: the same figures, computed by itself."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from ledger.model.document import Document, Grid, Note, Sheet, Title
from ledger.model.errors import Refused
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.render.formats.xlsx import draw
from ledger.workbook.read import differences, stamp_of
from tests import office
from tests.render import sample

_FORMULA = re.compile(r"<f>([^<]*)</f><v>([^<]*)</v>")


def saved(document: Document, path: Path) -> Path:
    path.write_bytes(draw(document))
    return path


def parts(path: Path) -> dict[str, str]:
    with ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def formulas(path: Path) -> list[tuple[str, str]]:
    return [each for name, part in parts(path).items() if "worksheets" in name for each in _FORMULA.findall(part)]


def printed(document: Document) -> Iterator[str]:
    """Every figure as it must appear on paper."""
    for cell in chain.from_iterable(chain.from_iterable(table.rows for table in document.tables())):
        for index, figure in enumerate(cell.figures if cell else ()):
            if figure.kind is Kind.BLANK:
                continue
            mark = "△" if figure.value < 0 else ""
            said = f"{abs(figure.value):,}" if figure.exponent == 0 else f"{figure.value / 100:.2f}{figure.unit}"
            said = "-" if figure.value == 0 else mark + said
            yield f"({said})" if index else said


def with_wrong_result(path: Path, target: Path) -> Path:
    """A copy in which the result stored for one formula is 7 too high."""
    with ZipFile(path) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                part = _FORMULA.sub(lambda f: f"<f>{f[1]}</f><v>{int(f[2]) + 7}</v>", part, count=1)
            new.writestr(name, part)
    return target


def test_another_spreadsheet_computes_what_is_stored_and_one_wrong_result_is_named(tmp_path: Path) -> None:
    reports = sample.all_reports()
    ours = [saved(document, tmp_path / f"{name}.xlsx") for name, document in reports.items()]
    spoilt = with_wrong_result(ours[0], tmp_path / "spoilt.xlsx")

    *theirs, again = office.all_recalculated([*ours, spoilt])

    counts = {path.stem: len(formulas(path)) for path in ours}
    print("formulas compared:", counts, "in all", sum(counts.values()))
    assert {path.stem: differences(path, computed) for path, computed in zip(ours, theirs, strict=True)} == {
        name: [] for name in reports
    }
    (found,) = differences(spoilt, again)
    assert int(found.was.text) == int(found.now.text) + 7
    assert min(counts.values()) > 0


def test_a_report_that_someone_opened_and_saved_is_still_the_same_and_stamped(tmp_path: Path) -> None:
    path = saved(sample.report_uneven("half-up"), tmp_path / "report.xlsx")

    again = office.resaved(path)

    assert differences(path, again) == []
    assert stamp_of(again) == stamp_of(path)


def test_every_figure_is_on_paper_and_none_is_cut(tmp_path: Path) -> None:
    documents = {"whole": sample.report_003(sample.CONTACTS), "uneven": sample.report_uneven("truncate")}
    paths = [saved(document, tmp_path / f"{name}.xlsx") for name, document in documents.items()]

    pages = [office.text_of(pdf) for pdf in office.converted(paths, "pdf")]

    assert [len(each) for each in pages] == [1, 3]
    for document, text in zip(documents.values(), map("".join, pages), strict=True):
        words = set(text.split())
        assert set(printed(document)) - words == set()
        assert "###" not in text


def test_openpyxl_reads_the_stored_results(tmp_path: Path) -> None:
    path = saved(sample.report_003(rates=True), tmp_path / "report.xlsx")

    book = openpyxl.load_workbook(path, data_only=True)
    theirs = {
        name: {(c.row, c.column): c.value for row in book[name] for c in row if c.value is not None}
        for name in book.sheetnames
    }

    assert theirs == office.values(path)
    assert book["5-2"]["C9"].value == 32675


@pytest.mark.parametrize("name", ["whole", "half-up"])
def test_the_same_document_gives_the_same_bytes_under_any_hash_seed(name: str) -> None:
    program = (
        "import hashlib; from tests.render import sample; from ledger.render.formats.xlsx import draw;"
        f"print(hashlib.sha256(draw(sample.all_reports()[{name!r}])).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert made == {hashlib.sha256(draw(sample.all_reports()[name])).hexdigest()}


def test_no_path_and_no_date_but_the_one_of_the_report(tmp_path: Path) -> None:
    path = saved(sample.report_003(), tmp_path / "report.xlsx")
    whole = "".join(parts(path).values())

    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z?", whole)) == {"2023-12-31T00:00:00Z"}
    assert not re.search(r"/(tmp|home|root|Users|work)/|[A-Z]:\\", whole)
    with ZipFile(path) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_sums_point_at_their_parts(tmp_path: Path) -> None:
    said = dict.fromkeys(formula for formula, _ in formulas(saved(sample.report_003(rates=True), tmp_path / "r.xlsx")))

    assert "SUM(C10:C21)" in said  # 합계 over the twelve rows
    assert "SUM(D10:J10)" not in said  # 국비 of the first unit project is blank, and stays so
    assert "SUM(D12:J12)" in said
    assert 'SUMIF($K$27:$K$50,"집행",C27:C50)' in said
    assert 'IF(N(G55)=0,"-",ROUND(N(E55)/N(G55),4))' in said


def test_rounded_amounts_are_computed_from_whole_won(tmp_path: Path) -> None:
    half_up = formulas(saved(sample.report_uneven("half-up"), tmp_path / "half-up.xlsx"))
    truncated = formulas(saved(sample.report_uneven("truncate"), tmp_path / "truncate.xlsx"))

    assert ("ROUND(원자료!D11/1000000,0)", "1") in half_up
    assert ("ROUND(SUM(원자료!C10:C21)/1000000,0)", "27415") in half_up
    assert ("TRUNC(SUM(원자료!C10:C21)/1000000,0)", "27415") in truncated
    assert ("TRUNC(원자료!J11/1000000,0)", "-2") in truncated or ("TRUNC(원자료!I11/1000000,0)", "-2") in truncated


def test_under_controlled_rounding_sums_are_of_what_is_seen_but_rates_are_exact(tmp_path: Path) -> None:
    said = formulas(saved(sample.report_controlled(), tmp_path / "report.xlsx"))

    assert ("SUM(C5:E5)", "4") in said
    assert ('IF(N(원자료!B7)=0,"-",ROUND(N(원자료!B5)/N(원자료!B7),4))', "0.4468") in said


def test_a_sheet_name_is_quoted_where_a_formula_needs_it(tmp_path: Path) -> None:
    said = {formula for formula, _ in formulas(saved(sample.report_across(), tmp_path / "report.xlsx"))}

    assert "SUM('1-1'!C9)" in said
    assert "SUM(B5)-SUM(C5)" in said


def one_cell(cell: TableCell, unit: str = "백만원") -> Document:
    table = Table(name="t", title="표", unit=unit, rows=((TableCell("계", role=Role.HEAD),), (cell,)), labels=0)
    return sample.document(Sheet("시트", (Title("제목"), Grid(table))))


@pytest.mark.parametrize("text", ["=1+1", "=cmd|'/c calc'!A0", "+1", "-1", "@SUM(A1)", "＝1+1", "#REF!", "007"])
def test_text_stays_text(text: str, tmp_path: Path) -> None:
    path = saved(one_cell(TableCell(text)), tmp_path / "report.xlsx")

    assert office.values(path)["시트"][(5, 1)] == text
    assert formulas(path) == []
    cell = openpyxl.load_workbook(path)["시트"]["A5"]
    assert cell.data_type == "s"
    assert cell.quotePrefix == (text[0] in "=+-@＝")


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        (Figure(kind=Kind.BLANK), None),
        (Figure(kind=Kind.ZERO), 0),
        (Figure(kind=Kind.DASH), "-"),
        (Figure(3980, -2, "%"), 0.398),
        (Figure(617515, -1), 61751.5),
        (Figure(12, 0, "명"), 12),
        (Figure(-19221), -19221),
    ],
)
def test_blank_zero_dash_and_numbers_stay_apart(figure: Figure, value: object, tmp_path: Path) -> None:
    path = saved(one_cell(TableCell("x", (figure,), Role.AMOUNT)), tmp_path / "report.xlsx")

    assert office.values(path)["시트"].get((5, 1)) == value


def test_an_amount_that_excel_would_round_is_refused() -> None:
    with pytest.raises(Refused):
        draw(one_cell(TableCell("", (Figure(10**15 + 1),), Role.AMOUNT)))


def test_a_printed_total_that_its_parts_do_not_give_stays_a_number(tmp_path: Path) -> None:
    plan, secured = sample.whole()
    rows = [list(row) for row in plan.rows]
    rows[1][2] = sample.amount([Figure(32676, won=32_676_000_000)], Role.TOTAL)
    wrong = Table(name="plan", unit="백만원", rows=tuple(map(tuple, rows)), relations=plan.relations, labels=2)
    path = saved(sample.document(Sheet("표", (Grid(wrong), Grid(secured)))), tmp_path / "report.xlsx")

    assert openpyxl.load_workbook(path)["표"]["C3"].value == 32676


def test_the_officers_gallery_holds_the_styles_and_the_page_is_a4(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(saved(sample.report_003(), tmp_path / "report.xlsx"))
    sheet = book["5-2"]

    assert {"보고_제목", "보고_머리", "보고_금액", "보고_집행", "보고_합계"} <= set(book.named_styles)
    assert (sheet["C9"].style, sheet["C9"].number_format) == ("보고_합계", '#,##0_)_ ;"△"#,##0_)_ ;"-"_)_ ;@_)_ ')
    assert sheet["C26"].number_format == '"("#,##0")"_ ;"(△"#,##0")"_ ;"(-)"_ ;@_ '
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "portrait", 1, 0)
    assert sheet.oddFooter.center.text == "- &P / &N -"
    assert sheet.column_dimensions["K"].hidden
    assert book["_ledger"].sheet_state == "hidden"
    assert (book.properties.creator, book.properties.title) == ("ledger", "공약사항 추진실적 관리카드")


def test_the_stamp_says_which_book(tmp_path: Path) -> None:
    said = stamp_of(saved(sample.report_003(), tmp_path / "report.xlsx"))

    assert said == {
        "book": sample.STAMP.book,
        "number": "27",
        "head": sample.STAMP.head,
        "as_of": date(2023, 12, 31).isoformat(),
        "template": "pledge-card",
        "unit": "백만원",
        "tool": "ledger 0.1",
    }


def test_notes_that_wrap_get_the_height_they_need(tmp_path: Path) -> None:
    document = sample.document(Sheet("주", (Title("제목"), Note("재원별 확보액 " * 30))))
    sheet = openpyxl.load_workbook(saved(document, tmp_path / "report.xlsx"))["주"]

    assert sheet.row_dimensions[3].height > 50


def test_the_exact_amounts_are_hidden_and_prove_only_the_sheets_that_need_them(tmp_path: Path) -> None:
    uneven = sample.report_uneven("half-up")
    document = replace(uneven, sheets=(*uneven.sheets, Sheet("말", (Title("말뿐인 시트"), Note("말")))))
    book = openpyxl.load_workbook(saved(document, tmp_path / "report.xlsx"))
    assert book["원자료"].sheet_state == "hidden"
    titles = [cell.value for row in book["원자료"].iter_rows() for cell in row if "원자료:" in str(cell.value)]
    assert len(titles) == len(uneven.sheets)
    assert not any("말뿐인" in title for title in titles)
