"""The desk that commands are given at: which book, who sits there, the clock, and where new ids come from."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from ledger.journal.store import Journal
from ledger.model.entry import Seal
from ledger.model.errors import Refused
from ledger.model.text import Text


@dataclass(frozen=True, slots=True)
class Desk:
    """`now` gives an aware time, `new_id` 32 hexadecimal digits for a purpose named by text. `tell` is given
    what happened at opening that the user should know (a stale lock that was cleared). `name` is who sits there, the
    login where it is empty. `recorded` grows with the last seal of every book that was written to."""

    path: Path
    name: str
    now: Callable[[], datetime]
    new_id: Callable[[str], str]
    tell: Callable[[Text], None] = lambda said: None
    recorded: list[Seal] = field(default_factory=list)

    @property
    def by(self) -> str:
        """Who records. Asked only when something is to be recorded: reading needs no name. Refused: nobody knows."""
        return self.name or _login()

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
            before = journal.head
            try:
                yield journal
            finally:
                if journal.head and journal.head != before:
                    self.recorded.append(journal.head)

    @contextmanager
    def founding(self) -> Iterator[Journal]:
        """A new book, to record its first transactions in. After any exception within there is no file."""
        with Journal.create(self.path, now=self.now, new_id=self.new_id) as journal:
            self._pass_on(journal)
            yield journal
        if journal.head:
            self.recorded.append(journal.head)

    def _pass_on(self, journal: Journal) -> None:
        for said in journal.notes:
            self.tell(said)


def desk_of(
    environ: Mapping[str, str],
    book: Path | None,
    by: str | None,
    tell: Callable[[Text], None],
    recorded: list[Seal] | None = None,
) -> Desk:
    """The desk that the command line and the environment describe.

    `LEDGER_NOW` (an ISO time) and `LEDGER_IDS` (any text) replace the clock and chance, so that a demonstration or a
    test gives the same book each time. Refused: one of them that cannot.
    """
    path = book or Path(environ.get("LEDGER_BOOK") or "ledger.db")
    name = by or environ.get("LEDGER_USER") or ""
    return Desk(path, name, _clock(environ), _ids(environ), tell, [] if recorded is None else recorded)


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no such variable, and no such user in the list of users
        raise Refused(
            Text(
                en="it is not known who records: you have no login name",
                ko="로그인 이름이 없어 기록자를 알 수 없습니다",
            ),
            way_out=Text(en="use --by NAME or set LEDGER_USER", ko="--by 이름을 쓰거나 LEDGER_USER를 정하십시오"),
        ) from None


def _clock(environ: Mapping[str, str]) -> Callable[[], datetime]:
    fixed = environ.get("LEDGER_NOW")
    if not fixed:
        return lambda: datetime.now().astimezone()
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError:
        said = Text(en="LEDGER_NOW is no ISO time: {fixed}", ko="LEDGER_NOW 값이 ISO 시각이 아닙니다: {fixed}")
        raise Refused(said.format(fixed=fixed)) from None
    if not 1900 < moment.year < 9999:  # there is no Excel before them, and in any other zone perhaps no year after
        said = Text(en="LEDGER_NOW is out of reach: {fixed}", ko="LEDGER_NOW 값이 다룰 수 없는 해입니다: {fixed}")
        raise Refused(said.format(fixed=fixed))
    return lambda: moment if moment.tzinfo else moment.astimezone()


def _ids(environ: Mapping[str, str]) -> Callable[[str], str]:
    seed = environ.get("LEDGER_IDS")
    if not seed:
        return lambda purpose: os.urandom(16).hex()
    try:
        seed.encode()
    except UnicodeEncodeError:
        said = Text(en="LEDGER_IDS is no text: {seed}", ko="LEDGER_IDS 값이 올바른 글자가 아닙니다: {seed}")
        raise Refused(said.format(seed=ascii(seed))) from None
    return lambda purpose: hashlib.sha256(f"{seed}/{purpose}".encode()).hexdigest()[:32]
