"""A desk to test the journal at: a book in its own folder, a clock to be set, ids that repeat."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from ledger.journal.schema import GUARDS
from ledger.journal.store import Journal
from ledger.model.entry import Attachment, Cell, Draft, Header, Measure, Posting, Row, Seal

SEOUL = timezone(timedelta(hours=9))


@dataclass
class Desk:
    path: Path
    today: datetime = datetime(2026, 1, 5, 9, 0, tzinfo=SEOUL)
    name: str = "desk"

    def new_id(self, purpose: str) -> str:
        return hashlib.sha256(f"{self.name} {purpose}".encode()).hexdigest()[:32]

    def create(self) -> Journal:
        return Journal.create(self.path, now=lambda: self.today, new_id=self.new_id)

    def open(self, *, write: bool = False) -> Journal:
        return Journal.open(self.path, now=lambda: self.today, new_id=self.new_id, write=write)

    def record(self, *drafts: Draft) -> list[Seal]:
        with self.open(write=True) if self.path.exists() else self.create() as journal:
            return journal.append(drafts)

    def next_day(self) -> None:
        self.today += timedelta(days=1)

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    def rows_of_every_table(self) -> dict[str, list[tuple[object, ...]]]:
        with closing(sqlite3.connect(self.path)) as tool:
            tables = [name for (name,) in tool.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            return {table: tool.execute(f"SELECT * FROM {table}").fetchall() for table in tables}

    def tamper(self, *statements: str) -> None:
        """What somebody with an SQLite tool would do: guards dropped, the file changed, the guards put back."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as tool:
            tool.execute("PRAGMA ignore_check_constraints = ON")
            for guard in GUARDS:
                tool.execute(f"DROP TRIGGER {guard}")
            for statement in statements:
                tool.execute(statement)
            for guard in GUARDS.values():
                tool.execute(guard)

    @staticmethod
    def cell(project: str = "5-2/1", source: str = "시비", period: str = "2024", measure: str = "plan") -> Cell:
        return Cell(project, source, period, Measure(measure))

    @staticmethod
    def draft(
        postings: dict[Cell, int] | list[Posting] | None = None,
        *rows: Row,
        effective: date = date(2026, 1, 5),
        undoes: int | None = None,
        origin: str = "",
        uid: str = "",
        files: tuple[Attachment, ...] = (),
    ) -> Draft:
        lines = [Posting(*each) for each in postings.items()] if isinstance(postings, dict) else postings or []
        header = Header(act="plan", effective=effective, by="예산팀 김", reason="본예산", undoes=undoes, origin=origin)
        return Draft(header=header, postings=lines, rows=rows, uid=uid, files=files)

    @staticmethod
    def photo(content: bytes = b"jpeg", key: str = "5-2/1 01") -> tuple[Row, Attachment]:
        """A photo as a row and the file that it shows."""
        file = Attachment.of(f"{key}.jpg".replace("/", "-"), content)
        shown = {"project": "5-2/1", "caption": "개소식", "sha256": file.sha256, "width": 4, "height": 3}
        return Row("photo", key, shown), file

    @staticmethod
    def reversed(draft: Draft, number: int) -> Draft:
        taken_back = [Posting(cell, -won, -entries, paid) for cell, won, entries, paid in draft.postings]
        return Desk.draft(taken_back, effective=draft.header.effective, undoes=number)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "시청.db")


@pytest.fixture(scope="session")
def new_desk(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Desk]:
    return lambda: Desk(tmp_path_factory.mktemp("desk") / "book.db")


@pytest.fixture(autouse=True)
def _short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDGER_WAIT", "0.1")
