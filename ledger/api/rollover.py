"""A new term: the unfinished pledges go on in a new book, and the old one is sealed."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ledger.api.books import books_of
from ledger.api.checking import stated_tables
from ledger.api.desk import Desk
from ledger.api.recording import drafting_on
from ledger.api.sealing import require_sound
from ledger.capture.codes import read_codes
from ledger.capture.file import File
from ledger.checks.waivers import check_waived
from ledger.cube.books import Books
from ledger.cube.drafting import Drafting
from ledger.cube.succession import Standing, executed, inheritance, moving, new_codes, standings
from ledger.journal.store import Journal
from ledger.model.entry import Act, Draft, Row, Seal
from ledger.model.errors import Refused
from ledger.model.money import Unit, unit_named
from ledger.model.period import periods_of_term, term_name
from ledger.model.registers.sealed_state import SealedState
from ledger.model.text import Text


@dataclass(frozen=True, slots=True)
class RolledOver:
    """What came of it: the pledges of the old book by status, old and new code of each pledge that moved, the 기투자 of
    the new book and what was executed only after the as-of date, in 원; `restated` are the pledges whose status changed
    after it; `unit` is that of the book. `seal` is that of the old book's last transaction (none on a dry run),
    `was_made` says that the new book was there already, from a run that was cut off."""

    as_of: date
    term: str
    standings: tuple[Standing, ...]
    codes: dict[str, str]
    invested: int
    later: int
    restated: tuple[str, ...]
    unit: Unit
    seal: Seal | None
    was_made: bool


def roll_over(
    desk: Desk,
    target: Path,
    start: date,
    end: date,
    act: Act | None = None,
    *,
    on: date | None = None,
    codes: Path | None = None,
    with_errors: bool = False,
    dry_run: bool = False,
) -> RolledOver:
    """The book of the desk goes on in `target`, for the term from `start` to `end`, as it stands `on` (default: the
    last day of its term). `act` says why and by which document, in both books.

    The new book takes its name before the old one is sealed: after a crash between the two, the same command
    finishes the work. Refused: the old book has no term, went over already or is not over by then; the new term does
    not come after it; there is another file in the place of the new book; nothing is left to go on; errors that nobody
    waived, unless asked for `with_errors`.
    """
    if target.exists() and target.samefile(desk.path):
        raise _taken(target)
    with desk.reading() if dry_run else desk.writing() as old:
        books = _old_state(old, on, start)
        name = term_name(*_term(books))
        codes_of = new_codes(books, read_codes(File.read(codes)) if codes else ())
        if not codes_of:
            raise Refused(
                Text(en="no pledge goes on", ko="이어 갈 공약이 없습니다"),
                way_out=Text(en="make the new book with `ledger init`", ko="새 장부는 `ledger init`으로 만드십시오"),
            )
        if not with_errors:
            require_sound(check_waived(books, stated_tables(books)))
        now = books_of(old, date.max)
        stated = Act(reason=act.reason, document=act.document) if act else Act()
        drafts = _founding(desk, books, now, codes_of, (start, end), stated)
        successor = replace(desk, path=target, new_id=lambda purpose: desk.new_id(f"{old.node} {purpose}"))
        was_made = _is_made(successor, drafts[-1].header.origin)
        if not (dry_run or was_made):
            with successor.founding() as new:
                new.append(drafts)
        pledges = [pledge.key for pledge in moving(books)]
        return RolledOver(
            as_of=books.as_of,
            term=name,
            standings=standings(books),
            codes={key: codes_of[key] for key in pledges},
            invested=executed(books, pledges),
            later=executed(now, pledges) - executed(books, pledges),
            unit=unit_named(books.book.unit),
            restated=tuple(each.key for each in now.pledges if each.status != books.names.projects[each.key].status),
            seal=None if dry_run else _sealed(desk, old, successor, books, stated),
            was_made=was_made,
        )


def _term(books: Books) -> tuple[date, date]:
    book = books.book
    if book.start is None or book.end is None:
        raise Refused(
            Text(en="the book is for no term", ko="임기가 없는 장부입니다"),
            way_out=Text(en="ledger set book start=... end=...", ko="ledger set book 시작=... 끝=..."),
        )
    return book.start, book.end


def _old_state(old: Journal, on: date | None, start: date) -> Books:
    _, end = _term(books_of(old, date.max))
    books = books_of(old, on or end)
    if books.as_of < end:
        said = Text(en="the term runs until {end}", ko="임기가 {end}까지입니다")
        raise Refused(said.format(end=end), way_out=Text(en="give a later --on", ko="--on에 그 뒤의 날을 주십시오"))
    if start <= end:
        said = Text(
            en="the new term begins on {start}, this book's runs until {end}",
            ko="새 임기 시작일({start})이 이 장부의 임기 종료일({end})보다 뒤여야 합니다",
        )
        raise Refused(said.format(start=start, end=end))
    name = _sealing(term_name(*_term(books)))
    if any(seal.key == name for seal in drafting_on(old).registers.records(SealedState)):
        number = old.versions_of(SealedState.KIND, name)[-1].number
        said = Text(
            en="the book went over already: transaction {number}", ko="이미 임기를 전환한 장부입니다: 전표 {number}"
        )
        again = Text(
            en="if the new book was thrown away: ledger undo {number}, then again",
            ko="새 장부를 버렸으면 ledger undo {number} 다음에 다시 하십시오",
        )
        raise Refused(said.format(number=number), way_out=again.format(number=number))
    return books


def _founding(
    desk: Desk, books: Books, now: Books, codes: dict[str, str], term: tuple[date, date], stated: Act
) -> list[Draft]:
    """The first two transactions of the new book."""
    start, end = term
    periods = periods_of_term(start, end)
    rows = [replace(books.book, start=start, end=end), *periods, *books.sources]
    drafting = Drafting((), lambda _: {})
    init = Act(act="init", effective=start, rows=[Row.of(row) for row in rows])
    inherited = inheritance(books, now, codes, periods[0])
    acts = [init, replace(inherited, effective=start, reason=stated.reason, document=stated.document)]
    return [drafting.draft(act, by=desk.by, effective=start) for act in acts]


def _is_made(successor: Desk, origin: str) -> bool:
    """Whether the new book is there, from this very state of the old one. Refused: something else is there."""
    if not successor.path.exists():
        return False
    try:
        with successor.reading() as new:
            if new.with_origin(origin):
                return True
    except Refused:
        raise _taken(successor.path) from None
    raise _taken(successor.path)


def _taken(path: Path) -> Refused:
    return Refused(
        Text(en="there is already a file of this name", ko="같은 이름의 파일이 이미 있습니다"),
        where=str(path),
        way_out=Text(en="give another name", ko="다른 이름을 주십시오"),
    )


def _sealing(term: str) -> str:
    return f"{term} 종료"


def _sealed(desk: Desk, old: Journal, successor: Desk, books: Books, stated: Act) -> Seal:
    """The old book's last word: as what it was handed over, and to which book."""
    with successor.reading() as new:
        assert new.head is not None
        origin = f"rollover:{new.node}:{new.head.number}:{new.head.hash}"
    row = SealedState(key=_sealing(term_name(*_term(books))), as_of=books.as_of, number=books.number, head=books.head)
    act = replace(
        stated,
        act="rollover",
        evidence=successor.path.name,
        origin=origin,
        rows=[Row.of(row)],
    )
    return old.append([drafting_on(old).draft(act, by=desk.by, effective=books.as_of)])[0]
