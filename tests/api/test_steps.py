"""Long jobs say how far they are: from nothing to all of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ledger.api.checking import check_files
from ledger.api.demo import build_samples
from ledger.api.desk import Desk, desk_of
from ledger.api.exchange import book_from, import_files
from ledger.api.reporting import Request, report, save_report
from ledger.capture.file import File
from ledger.model.progress import Step, counted
from tests.bookkeeping import CITY
from tests.conftest import FIXED


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "city.ledger").write_text(CITY, encoding="utf-8")
    seat = desk_of(FIXED, tmp_path / "city.db", None, lambda said: None)
    book_from(seat, tmp_path / "city.ledger")
    return seat


def steps(job: Callable[[Step], object]) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    job(lambda done, total: told.append((done, total)))
    return told


def test_each_item_is_told_before_it_and_all_of_them_after_it() -> None:
    assert steps(lambda step: list(counted("가나", step))) == [(0, 2), (1, 2), (2, 2)]
    assert steps(lambda step: list(counted("", step))) == [(0, 0)]


def test_a_report_counts_its_sheets(desk: Desk) -> None:
    request = Request(template="pledge-card", as_of=date(2024, 1, 15))
    document = report(desk, request)

    assert len(document.sheets) == 2, "a pledge without indicators has no sheet of them"
    assert steps(lambda step: report(desk, request, step))[-1] == (3, 3)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json", ".html"])
def test_a_file_counts_the_sheets_that_are_drawn(suffix: str, desk: Desk) -> None:
    document = report(desk, Request(template="pledge-card", as_of=date(2024, 1, 15)))
    count = len(document.sheets)
    target = desk.path.with_name(f"card{suffix}")

    assert steps(lambda step: save_report(document, target, step)) == [(done, count) for done in range(count + 1)]


def test_a_check_counts_its_documents() -> None:
    files = [File("a.txt", "가 1\n나 2\n".encode()), File("b.txt", b"x")]
    assert steps(lambda step: check_files(files, step=step)) == [(0, 2), (1, 2), (2, 2)]


def test_an_import_counts_its_files(desk: Desk, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.ledger").write_text(
            f"2023-12-31 plan\n  5-2/1 시비 2023 plan = {ord(name)}\n", encoding="utf-8"
        )
    paths = [tmp_path / "a.ledger", tmp_path / "b.ledger"]
    assert steps(lambda step: import_files(desk, paths, step=step)) == [(0, 2), (1, 2), (2, 2)]


def test_the_demo_counts_its_books(desk: Desk, tmp_path: Path) -> None:
    told = steps(lambda step: list(build_samples(desk, tmp_path / "demo", step)))
    assert told[0] == (0, len(told) - 1)
    assert told[-1] == (len(told) - 1, len(told) - 1)
