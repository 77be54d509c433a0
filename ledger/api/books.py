"""Making a book, and reading one as of a date or a transaction."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ledger.api.desk import Desk
from ledger.cube.amendments import amendments, first_adoption, revisions
from ledger.cube.balances import Cube
from ledger.cube.books import Books, later_than, stated_of
from ledger.cube.closing import closings_of, standing, supplementary_bases
from ledger.cube.drafting import Drafting
from ledger.cube.registers import registers
from ledger.cube.seals import Frozen, Sealed, frozen_of, seals_of
from ledger.journal.store import Journal
from ledger.model.book import Book
from ledger.model.entry import Act, Measure, Row, Seal, Transaction, Version
from ledger.model.finding import Finding
from ledger.model.period import Period
from ledger.model.project import Project, is_within
from ledger.model.registers.sealed_state import SealedState
from ledger.model.source import usual_sources


def books_of(journal: Journal, as_of: date, at: int | None = None) -> Books:
    """The book as of a date, as it was known at a transaction (default: the last)."""
    every, undone = journal.versions(at=at), journal.undone(at=at)
    versions = registers(every, as_of, undone)
    since = since_adoption(journal, every, at)
    seals = seals_in(journal, versions, undone, at)
    bases = supplementary_bases(journal.bases(at=at))
    based = journal.based_on(bases, Measure.SECURED, as_of=as_of, at=at) if bases else ()
    head = journal.transaction(at).seal if at is not None else journal.head
    return Books(
        rows=tuple(version.row for version in versions),
        cube=Cube(journal.balances(as_of=as_of, at=at)),
        as_of=as_of,
        stated=stated_of(versions, lambda number, on: journal.balances(as_of=on, at=number)),
        amendments=amendments(since, journal.balances(at=at)) if since else (),
        revisions=tuple(revisions(every, since, undone)),
        node=journal.node,
        number=head.number if head else 0,
        head=head.hash if head else "",
        later=later_than(as_of, versions),
        closings=closings_of(versions, as_of, lambda day: journal.balances(as_of=day, at=at)),
        based=standing(based, undone),
        seals=seals,
        frozen=_frozen(journal, seals, as_of, at, undone) if seals else None,
    )


def since_adoption(journal: Journal, versions: Iterable[Version], at: int | None = None) -> list[Transaction]:
    """The transactions since the plan was first adopted that say anything of it; none where it never was. `versions`
    are all of the book."""
    adopted = first_adoption(versions)
    every = journal.transactions(adopted + 1, at) if adopted else ()
    return [t for t in every if t.rows or any(p.cell.measure is Measure.PLAN for p in t.postings)]


def seals_in(
    journal: Journal, versions: Iterable[Version], undone: Mapping[int, int], at: int | None = None
) -> tuple[Sealed, ...]:
    """The seals among the versions in force, each with what changed since."""
    return seals_of(versions, undone, lambda first, last: _effective(journal, first, at, last))


def _frozen(
    journal: Journal, seals: tuple[Sealed, ...], as_of: date, at: int | None, undone: Mapping[int, int]
) -> Frozen | None:
    cancelled = {*undone, *undone.values()}

    def state_of(state: SealedState) -> tuple[Cube, list[Row]]:
        then = registers(journal.versions(at=state.number), state.as_of, journal.undone(at=state.number))
        return Cube(journal.balances(as_of=state.as_of, at=state.number)), [version.row for version in then]

    def since(state: SealedState) -> Iterator[Transaction]:
        return (
            each
            for each in _effective(journal, 1, at, as_of, but=(state.number, state.as_of))
            if each.number not in cancelled
        )

    return frozen_of(seals, as_of, state_of, since, lambda day: journal.balances(as_of=day, at=at))


def _effective(
    journal: Journal, first: int, at: int | None, last: date, but: tuple[int, date] = (0, date.min)
) -> Iterator[Transaction]:
    """The transactions from a number on that took effect by a date, whole; those numbered up to one and effective up to
    a day left out."""
    for headed in journal.headers(first, at):
        if headed.header.effective <= last and not (headed.number <= but[0] and headed.header.effective <= but[1]):
            yield journal.transaction(headed.number)


def read_books(desk: Desk, as_of: date | None = None, at: int | None = None) -> Books:
    """The book of the desk; the as-of date is today where none is given."""
    with desk.reading() as journal:
        return books_of(journal, as_of or desk.today, at)


def found_book(desk: Desk, book: Book, periods: tuple[Period, ...]) -> Seal:
    """A new book with its periods and the usual sources of its kind of institution. Refused where the file exists."""
    rows = [Row.of(each) for each in (book, *periods, *usual_sources(book.kind))]
    draft = Drafting((), lambda _: {}).draft(Act(act="init", rows=rows), by=desk.by, effective=desk.today)
    with desk.founding() as journal:
        return journal.append([draft])[0]


def narrowed(
    books: Books, *, project: str = "", department: str = "", field: str = "", status: str = ""
) -> tuple[Project, ...]:
    """The pledges that match every condition given; a project below a pledge stands for its pledge."""
    root = books.names.project(project).split("/")[0] if project else ""
    wanted = {"department": department, "field": field, "status": status}
    return tuple(
        pledge
        for pledge in books.pledges
        if (not root or is_within(pledge.key, root))
        and all(not value or _any_below(books, pledge.key, name, value) for name, value in wanted.items())
    )


def about(findings: Iterable[Finding], pledges: Iterable[Project]) -> list[Finding]:
    """The findings on some pledges and the projects below them."""
    keys = [pledge.key for pledge in pledges]
    return [f for f in findings if any(is_within(f.where.project or "", key) for key in keys)]


def _any_below(books: Books, pledge: str, name: str, value: str) -> bool:
    return any(getattr(p, name) == value for p in books.projects if is_within(p.key, pledge))
