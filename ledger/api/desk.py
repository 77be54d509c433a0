"""The desk that commands are given at: which book, who sits there, the clock, and where new ids come from."""

import getpass
import hashlib
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ledger.journal.store import Journal
from ledger.model.errors import Refused
from ledger.model.text import Text


@dataclass(frozen=True, slots=True)
class Desk:
    """`now` gives an aware time, `new_id` 32 hexadecimal digits for a purpose named by text. `tell` is given
    what happened at opening that the user should know (a stale lock that was cleared)."""

    path: Path
    by: str
    now: Callable[[], datetime]
    new_id: Callable[[str], str]
    tell: Callable[[Text], None] = lambda said: None

    @property
    def today(self) -> date:
        """The default of every date that a command is not given."""
        return self.now().date()

    @contextmanager
    def reading(self) -> Iterator[Journal]:
        """The book, opened so that nothing can be written."""
        with Journal.open(self.path, now=self.now, new_id=self.new_id, write=False) as journal:
            self._pass_on(journal)
            yield journal

    @contextmanager
    def writing(self) -> Iterator[Journal]:
        """The book, opened to record in."""
        with Journal.open(self.path, now=self.now, new_id=self.new_id, write=True) as journal:
            self._pass_on(journal)
            yield journal

    def _pass_on(self, journal: Journal) -> None:
        for said in journal.notes:
            self.tell(said)


def desk_of(environ: Mapping[str, str], book: Path | None, by: str | None, tell: Callable[[Text], None]) -> Desk:
    """The desk that the command line and the environment describe.

    `LEDGER_NOW` (an ISO time) and `LEDGER_IDS` (any text) replace the clock and chance, so that a demonstration or a
    test gives the same book each time.
    """
    path = book or Path(environ.get("LEDGER_BOOK") or "ledger.db")
    return Desk(path, by or environ.get("LEDGER_USER") or getpass.getuser(), _clock(environ), _ids(environ), tell)


def _clock(environ: Mapping[str, str]) -> Callable[[], datetime]:
    fixed = environ.get("LEDGER_NOW")
    if not fixed:
        return lambda: datetime.now().astimezone()
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError:
        said = Text(en="LEDGER_NOW is no ISO time: {fixed}", ko="LEDGER_NOW 값이 ISO 시각이 아닙니다: {fixed}")
        raise Refused(said.format(fixed=fixed)) from None
    return lambda: moment if moment.tzinfo else moment.astimezone()


def _ids(environ: Mapping[str, str]) -> Callable[[str], str]:
    seed = environ.get("LEDGER_IDS")
    if not seed:
        return lambda purpose: secrets.token_hex(16)
    return lambda purpose: hashlib.sha256(f"{seed}/{purpose}".encode()).hexdigest()[:32]
