"""A book of many small transactions, to be damaged: built at once, kept as bytes, proved again after every harm."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

from ledger.api.desk import Desk
from ledger.api.history import verify_book
from ledger.model.entry import Attachment, Cell, Draft, Header, Measure, Posting, Row, Seal

SEOUL = timezone(timedelta(hours=9))
EFFECTIVE = date(2026, 1, 5)


def desk_at(path: Path) -> Desk:
    """Whoever sits at this book; the clock stands, and ids repeat."""

    def new_id(purpose: str) -> str:
        return sha256(purpose.encode()).hexdigest()[:32]

    return Desk(path, "담당", lambda: datetime(2026, 1, 5, 9, tzinfo=SEOUL), new_id)


def written(folder: Path, postings: int, chance: random.Random) -> tuple[Path, Seal]:
    """A book of that many postings, five a transaction, with a register row in each and a photo in every tenth; its
    path and the head that was acknowledged."""
    path = folder / "book.db"
    desk = desk_at(path)
    with desk.founding() as journal:
        *_, head = journal.append(list(_drafts(postings // 5, chance)))
    return path, head


def _drafts(count: int, chance: random.Random) -> Iterator[Draft]:
    for turn in range(count):
        unit = f"{turn % 20 + 1}-1/1"
        cells = [Cell(unit, source, "2024", Measure.PLAN) for source in ("국비", "도비", "시비", "균특", "기타")]
        postings = [Posting(cell, chance.randrange(1, 10**9)) for cell in cells]
        rows, files = [Row("project", unit, {"name": f"사업 {turn}"})], []
        if turn % 10 == 0:
            file = Attachment.of(f"{turn}.jpg", chance.randbytes(500))
            shown = {"project": unit, "caption": "개소식", "sha256": file.sha256, "width": 4, "height": 3}
            rows.append(Row("photo", f"{unit} {turn:02d}", shown))
            files.append(file)
        header = Header(act="plan", effective=EFFECTIVE, by="담당", reason=f"근거 {turn}")
        yield Draft(header=header, postings=postings, rows=rows, files=files)


def is_proved(path: Path, head: Seal) -> bool:
    """Whether `verify` finds nothing, and the head is still the one that was acknowledged."""
    damages, number, _, last = verify_book(desk_at(path))
    return not damages and (number, last) == (head.number, head.hash)
