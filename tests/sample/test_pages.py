"""Every sample book as the pages of its whole report: A4, none empty, every figure and every word in the text."""

import re
import subprocess
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from ledger.api.desk import Desk
from ledger.api.exchange import book_from
from ledger.api.history import log
from ledger.api.reporting import Request, report, save_report
from ledger.model.document import Document
from ledger.render.flat import amounts
from tests import office
from tests.sample.reading import DATA

NOW = datetime.fromisoformat("2024-03-04T09:00:00+09:00")
A4 = {(595, 842), (842, 595)}


def whole_report(folder: Path, source: Path) -> tuple[Document, Path]:
    """The whole report of a sample book as of its last transaction, and its pages as a PDF."""
    book = folder / f"{source.stem}.db"
    desk = Desk(book, "담당", lambda: NOW, lambda purpose: sha256(purpose.encode()).hexdigest()[:32])
    book_from(desk, source)
    as_of: date = max(entry.transaction.header.effective for entry in log(desk))
    document = report(desk, Request(template="workbook", as_of=as_of))
    workbook = save_report(document, folder / f"{source.stem}.xlsx")
    return document, office.as_pdf(workbook)


def sizes(pdf: Path) -> list[tuple[int, int]]:
    said = subprocess.run(
        [office.found("pdfinfo"), "-f", "1", "-l", "999", str(pdf)], check=True, capture_output=True
    ).stdout.decode()
    return [(round(float(w)), round(float(h))) for w, h in re.findall(r"size:\s+([\d.]+) x ([\d.]+)", said)]


@pytest.mark.parametrize("source", sorted(DATA.glob("*.toml")), ids=lambda path: path.stem)
def test_the_pages_of_a_whole_report(source: Path, tmp_path: Path) -> None:
    document, pdf = whole_report(tmp_path, source)
    pages = office.text_of(pdf)
    assert set(sizes(pdf)) <= A4
    assert [number for number, page in enumerate(pages, 1) if len(page.split()) < 12] == [], "empty pages"
    text = "\n".join(pages)
    assert "###" not in text
    figures = words = 0
    for table in document.tables():
        for cell in (cell for row in table.rows for cell in row if cell and cell.text):
            if amounts(cell):
                for piece in cell.text.split():
                    figures += 1
                    assert piece in text, f"{table.name}: {cell.text}"
            else:
                for word in cell.text.split():
                    words += 1
                    assert word in text, f"{table.name}: {word} is broken or cut"
    print(f"{source.stem}: {len(pages)} pages, {figures} figures and {words} words found")
