"""The program's own reports are checked by the program: it finds what the documents hold, and nothing of its own."""

import hashlib
import io
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from benchmarks.institution import institution
from ledger.api.checking import check_files
from ledger.api.desk import Desk
from ledger.api.exchange import book_from
from ledger.api.reporting import Request, report, save_report
from ledger.capture.file import File
from ledger.model.finding import Class, Finding, Severity
from tests.sample.reading import DATA

NOW = datetime.fromisoformat("2024-02-29T09:00:00+09:00")
SUFFIXES = (".xlsx", ".html", ".csv")
# Two of the printed table's totals are wrong in the document itself.
OF_DOCUMENTS = {"sba": {"우수창업기업 발굴 및 투자지원", "서울시 창업생태계 혁신"}}
# Every book, unit and rounding comes at least once: all together take minutes.
WHOLE = [
    ("goyang", "억원", "truncate"),
    ("gimhae", "천원", "controlled"),
    ("seoul-metaverse", "원", "half-up"),
    ("sba", "억원", "controlled"),
    ("institution", "백만원", "half-up"),
]
TEMPLATES = ("budget-tree", "funding", "kpi", "pledge-card", "rates", "summary")
Draw = Callable[[str, str, str, str, str], File]


@pytest.fixture(scope="module")
def draw(tmp_path_factory: pytest.TempPathFactory) -> Draw:
    """The file of a report of a book: (book, template, unit, rounding, suffix)."""
    folder = tmp_path_factory.mktemp("own")

    @cache
    def desk(book: str) -> Desk:
        source = DATA / f"{book}.toml"
        if book == "institution":
            source = folder / "institution.ledger"
            source.write_text(institution(2), encoding="utf-8")
        found = Desk(
            folder / f"{book}.db", "담당", lambda: NOW, lambda purpose: hashlib.md5(purpose.encode()).hexdigest()
        )
        book_from(found, source)
        return found

    @cache
    def drawn(book: str, template: str, unit: str, rounding: str, suffix: str) -> File:
        asked = Request(template=template, unit=unit, rounding=rounding, as_of=NOW.date())
        path = save_report(report(desk(book), asked), Path(folder / f"{book}{suffix}"))
        return File(path.name, path.read_bytes())

    return drawn


def faults(file: File) -> list[Finding]:
    """What is found, notes of rounding left out: a printed total may differ from its printed parts by as much."""
    checked = check_files([file])
    assert checked.refusals == ()
    assert checked.tables
    return [f for f in checked.findings if not (f.severity is Severity.NOTE and f.klass is Class.ROUNDING)]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(("book", "unit", "rounding"), WHOLE)
def test_the_whole_report_has_no_faults_of_its_own(
    book: str, unit: str, rounding: str, suffix: str, draw: Draw
) -> None:
    found = faults(draw(book, "workbook", unit, rounding, suffix))
    assert {f.where.row for f in found} == OF_DOCUMENTS.get(book, set()), found


@pytest.mark.parametrize("template", TEMPLATES)
def test_nor_has_any_other(template: str, draw: Draw) -> None:
    assert faults(draw("goyang", template, "백만원", "truncate", ".csv")) == []


@pytest.mark.parametrize(
    ("cell", "row"),
    [("C8", "합계"), ("C10", "도비"), ("C36", "합계"), ("C67", "5-2/2 산·학·연 연계 맞춤형 기업 지원 소계")],
)
def test_one_figure_changed_is_found(cell: str, row: str, draw: Draw) -> None:
    """In the money of a 총괄, of a plan, and of either row of 확보 and 집행."""
    file = draw("goyang", "workbook", "백만원", "half-up", ".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(file.data), data_only=True)
    book["재정 총괄"][cell].value += 1_000
    changed = io.BytesIO()
    book.save(changed)
    found = faults(File("changed.xlsx", changed.getvalue()))
    assert {f.severity for f in found} == {Severity.ERROR}
    assert row in {f.where.row for f in found}
