"""The sample books: built in a folder with their reports, checked, and ready to try things on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ledger.api.checking import Checked, check_book
from ledger.api.desk import Desk
from ledger.api.exchange import book_from
from ledger.api.history import log
from ledger.api.reporting import Request, report, save_report
from ledger.disk import reason
from ledger.model.errors import Refused, StorageFailure
from ledger.model.progress import Step, counted, unseen
from ledger.model.text import Text
from ledger.specs.places import shipped


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample book as it was built: its file, its workbook, the as-of date, and what the check says."""

    book: Path
    workbook: Path
    as_of: date
    checked: Checked


def build_samples(desk: Desk, folder: Path, step: Step = unseen) -> Iterator[Sample]:
    """One book and one workbook per file in `data/`. Refused where a book of that name exists already."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise StorageFailure(
            Text(en="the folder cannot be made: {why}", ko="폴더를 만들 수 없습니다: {why}").format(
                why=reason(failure)
            ),
            where=str(folder),
        ) from None
    for source in counted(sorted(shipped("data").glob("*.toml")), step):
        book = folder / f"{source.stem}.db"
        if book.exists():
            raise Refused(
                Text(en="exists already", ko="이미 있습니다"),
                where=str(book),
                way_out=Text(en="give another folder", ko="다른 폴더를 주십시오"),
            )
        yield _sample(replace(desk, path=book), source, folder / f"{source.stem}.xlsx")


def _sample(desk: Desk, source: Path, workbook: Path) -> Sample:
    book_from(desk, source)
    as_of = max(entry.transaction.header.effective for entry in log(desk))
    document = report(desk, Request(template="workbook", as_of=as_of))
    return Sample(desk.path, save_report(document, workbook), as_of, check_book(desk, as_of=as_of))
