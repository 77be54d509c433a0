"""Every figure of a report leads back to the postings that give it, from the workbook alone; nothing else does."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from benchmarks.institution import institution
from ledger.api.desk import Desk
from ledger.api.exchange import book_from
from ledger.api.history import log
from ledger.api.report_cells import report_cell, trace_report
from ledger.api.reporting import Request, report, save_report
from ledger.model.document import Document
from ledger.model.entry import Transaction
from ledger.model.errors import Refused
from ledger.model.relation import Place
from ledger.model.subject import Made, Sum
from ledger.model.table import Figure, Kind, column_letters
from ledger.render.flat import amounts, states
from ledger.render.layout.place import PlacedTable, arrange
from ledger.render.layout.trace import TracedTable, read_trace
from ledger.workbook.read import TRACE, cells_of
from tests import office
from tests.sample.reading import DATA

NOW = datetime.fromisoformat("2024-02-29T09:00:00+09:00")
ASKED = [
    ("goyang", {}),
    ("goyang", {"unit": "억원", "rounding": "truncate"}),
    ("goyang", {"project": "5-2", "unit": "원"}),
    ("goyang", {"department": "기업지원과"}),
    ("sba", {}),
    ("sba", {"unit": "억원", "rounding": "controlled"}),
    ("institution", {}),
]


class Report(NamedTuple):
    """A report, its workbook, and the transactions of its book."""

    desk: Desk
    document: Document
    workbook: Path
    transactions: list[Transaction]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Report]:
    folder = tmp_path_factory.mktemp("traced")

    @cache
    def desk(book: str) -> Desk:
        source = DATA / f"{book}.toml"
        if book == "institution":
            source = folder / "institution.ledger"
            source.write_text(institution(4), encoding="utf-8")
        found = Desk(
            folder / f"{book}.db", "담당", lambda: NOW, lambda said: hashlib.md5(f"{book} {said}".encode()).hexdigest()
        )
        book_from(found, source)
        return found

    def build(book: str, asked: dict[str, str]) -> Report:
        at = desk(book)
        as_of = max(entry.transaction.header.effective for entry in log(at))
        document = report(at, Request(**{"template": "workbook", "as_of": as_of, **asked}))  # type: ignore[arg-type]
        with at.reading() as journal:
            transactions = list(journal.transactions())
        return Report(at, document, save_report(document, folder / f"{book}.xlsx"), transactions)

    return build


def read(workbook: Path) -> list[TracedTable]:
    """What the workbook says that its figures are about."""
    lines: dict[int, str] = {}
    for (row, _), said in sorted(cells_of(workbook.read_bytes(), "")[TRACE].items()):
        lines[row] = lines.get(row, "") + said.text
    return read_trace(lines.values())


def added(transactions: list[Transaction], asked: Sum, as_of: date) -> int | None:
    """The sum by hand, posting by posting; None where nothing stands."""
    until = date.fromisoformat(asked.as_of) if asked.as_of else as_of
    postings = [
        posting
        for transaction in transactions[: asked.number or None]
        if transaction.header.effective <= until
        for posting in transaction.postings
        if asked.holds(*posting.cell)
    ]
    return sum(posting.won for posting in postings) if sum(posting.entries for posting in postings) else None


def figures(document: Document) -> Iterator[tuple[PlacedTable, Place, Figure]]:
    """Every figure of a report, and the blanks where one could stand."""
    for placed in arrange(document).tables.values():
        for row, cells in enumerate(placed.table.rows):
            for column, cell in enumerate(cells):
                for index, figure in enumerate(amounts(cell) if cell else ()):
                    yield placed, Place(row, column, index), figure


@pytest.mark.parametrize(("book", "asked"), ASKED)
def test_every_money_cell_traces_to_its_sum(book: str, asked: dict[str, str], made: Callable[..., Report]) -> None:
    """What the workbook says that a cell is about, added up posting by posting, is to the last 원 what is printed."""
    _, document, workbook, transactions = made(book, asked)
    tables, cells, as_of = read(workbook), cells_of(workbook.read_bytes(), ""), document.stamp.as_of
    checked = 0
    sums: dict[Sum, int | None] = {}
    for placed, place, figure in figures(document):
        address = placed.tops[place.row] + place.figure, column_letters(placed.spans[place.column][0])
        on_sheet = [table for table in tables if table.sheet == placed.sheet]
        about = next((said for table in on_sheet if (said := table.at(*address)) is not None), None)
        if about is None:
            assert figure.won is None, (placed.sheet, address)  # counts, indicators, what a document stated
            continue
        for each in (about.first, about.other):
            if each not in sums:
                sums[each] = added(transactions, each, as_of)
        first, second = sums[about.first], sums[about.other]
        shown = cells[placed.sheet].get((address[0], placed.spans[place.column][0]))
        assert (shown is not None) == (figure.kind is not Kind.BLANK), (placed.sheet, address)
        if about.made in (Made.FIRST, Made.SECOND) and figure.exponent == 0:
            assert figure.won in (won := first if about.made is Made.FIRST else second, None), (placed.sheet, address)
            assert figure.won is not None or figure.kind is Kind.BLANK or won is not None
        elif about.made is Made.DIFFERENCE:
            assert figure.won == (first or 0) - (second or 0)
        elif about.made in (Made.RATIO, Made.GROWTH) and figure.kind is not Kind.DASH and figure.is_number:
            assert second
            over = (first or 0) - (second if about.made is Made.GROWTH else 0)
            exact = Fraction(100 * over, second)
            assert abs(Fraction(states(figure)) - exact) * 2 <= Fraction(1, 10**-figure.exponent)
        checked += figure.is_number
    assert checked > 20


@pytest.mark.parametrize("book", ["goyang", "sba"])
def test_the_command_finds_the_same(book: str, made: Callable[..., Report]) -> None:
    """The whole way, through the file and the book, for a sample of the cells of every table."""
    desk, document, workbook, _ = made(book, {})
    seen: dict[str, int] = {}
    for placed, place, figure in figures(document):
        seen[placed.table.name] = seen.get(placed.table.name, 0) + 1
        if placed.table.about(place) is None or not figure.is_number or seen[placed.table.name] % 19 != 1:
            continue
        address = f"{column_letters(placed.spans[place.column][0])}{placed.tops[place.row] + place.figure}"
        cell = report_cell(f"{workbook}!{placed.sheet}!{address}")
        assert cell.subject == placed.table.about(place)
        assert trace_report(desk, cell).agrees, cell


def test_a_figure_that_somebody_changed_does_not_agree(made: Callable[..., Report], tmp_path: Path) -> None:
    desk, _, workbook, _ = made("goyang", {})
    book = openpyxl.load_workbook(workbook)
    book["재정 총괄"]["H9"] = 1
    book.save(changed := tmp_path / "changed.xlsx")
    assert trace_report(desk, report_cell(f"{workbook}!재정 총괄!H9")).agrees
    assert not trace_report(desk, report_cell(f"{changed}!재정 총괄!H9")).agrees


def test_it_survives_another_program(made: Callable[..., Report]) -> None:
    desk, _, workbook, _ = made("sba", {})
    saved = office.resaved(workbook)
    assert read(saved) == read(workbook)
    book = openpyxl.load_workbook(saved)
    assert book[TRACE].sheet_state == "hidden"
    table = next(table for table in read(saved) if table.sheet == "사업구성")
    row, column = min(table.rows), min(table.columns)
    assert trace_report(desk, report_cell(f"{saved}!사업구성!{column}{row}")).agrees


def test_a_long_table_needs_several_cells(made: Callable[..., Report], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(made("goyang", {}).workbook)
    monkeypatch.setattr("ledger.render.layout.trace._MOST", 100)
    cut = made("goyang", {}).workbook
    assert read(cut) == whole
    assert max(len(said.text) for said in cells_of(cut.read_bytes(), "")[TRACE].values()) == 100


EDITED = ("[]", "{", '""', '{"sheet":1}', '{"sheet":"","title":"","unit":"","figures":[],"columns":[],"rows":{}}')


@pytest.mark.parametrize("edited", EDITED)
def test_an_edited_trace_is_told(edited: str, made: Callable[..., Report], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made("goyang", {}).workbook)
    book[TRACE]["A1"] = edited
    book.save(changed := tmp_path / "changed.xlsx")
    with pytest.raises(Refused, match="edited"):
        report_cell(f"{changed}!재정 총괄!H9")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('"measure":"plan"', '"measure":"zzz"'),
        ('"measure":"plan"', '"measure":7'),
        ('"measure":"plan"', '"measured":"plan"'),
        ('"periods":["', '"periods":[7,"'),
        ('"unit":"천원"', '"unit":"원"'),
        ('"unit":"천원"', '"unit":"x"'),
        ('"sheet":"사업구성"', '"more":1,"sheet":"사업구성"'),
    ],
)
def test_an_edited_word_of_the_trace_is_told(was: str, now: str, made: Callable[..., Report], tmp_path: Path) -> None:
    workbook = made("sba", {}).workbook
    table = next(table for table in read(workbook) if table.sheet == "사업구성")
    book = openpyxl.load_workbook(workbook)
    lines = [cell for row in book[TRACE].iter_rows() for cell in row if '"sheet":"사업구성"' in str(cell.value)]
    assert was in lines[0].value
    lines[0].value = lines[0].value.replace(was, now, 1)
    book.save(changed := tmp_path / "changed.xlsx")
    every = (f"{column}{row}" for row in table.rows for column in table.columns)
    typed = next(cell for cell in every if isinstance(book["사업구성"][cell].value, int))
    assert report_cell(f"{workbook}!사업구성!{typed}").unit == "천원"
    with pytest.raises(Refused, match="edited"):
        report_cell(f"{changed}!사업구성!{typed}")


def test_another_workbook_and_another_book(made: Callable[..., Report], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(other := tmp_path / "other.xlsx")
    with pytest.raises(Refused, match="does not say"):
        report_cell(f"{other}!A1")
    workbook = made("sba", {}).workbook
    table = next(table for table in read(workbook) if table.sheet == "사업구성")
    cell = report_cell(f"{workbook}!사업구성!{min(table.columns)}{min(table.rows)}")
    with pytest.raises(Refused, match="another book"):
        trace_report(made("goyang", {}).desk, cell)
