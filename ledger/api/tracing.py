"""Where a number comes from: the postings of a cell or a sum, down to the file, its cell and the form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ledger.api.books import books_of
from ledger.api.desk import Desk
from ledger.api.recording import drafting_on
from ledger.cube.books import Books
from ledger.cube.names import Names
from ledger.cube.settling import settlements
from ledger.journal.store import Journal
from ledger.model.book import Book
from ledger.model.entry import Measure, Posting, Transaction
from ledger.model.money import Unit, unit_named
from ledger.model.registers.issued_form import IssuedForm
from ledger.model.registers.provenance import Provenance
from ledger.model.registers.settlement import CARRIES, Leftover, Settlement
from ledger.model.registers.submission import Submission
from ledger.model.subject import Sum


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a transaction was read from: a file with its sha256 and the place in it, the form and its department."""

    file: str = ""
    sha256: str = ""
    place: str = ""
    form: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A posting with its transaction, the sum up to it in 원, and where it came from."""

    transaction: Transaction
    posting: Posting
    running: int
    origin: Origin
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class Trace:
    """The postings of a sum as of a date at a transaction, in the order they were recorded. `won` is None where nothing
    stands; `later` counts the postings that are left out."""

    sum: Sum
    as_of: date
    number: int
    entries: tuple[Entry, ...]
    won: int | None
    later: int
    names: Names
    unit: Unit


def trace(desk: Desk, words: Sequence[str], as_of: date | None = None, at: int | None = None) -> Trace:
    """The postings of the cell or sum that words name. Refused: words that name none."""
    with desk.reading() as journal:
        names = drafting_on(journal).registers.names
        return traced(journal, names.summed(words), as_of or desk.today, at)


def settled(desk: Desk, words: Sequence[str], as_of: date | None = None) -> tuple[list[Settlement], Books] | None:
    """What a closing left of the project, source and periods that words name, where one of them is `이월`, `불용` or
    the name of a carry-over; None where none is. Refused: words that name nothing."""
    kinds = [kind for word in words for kind in _LEFT.get(word, ())]
    if not kinds:
        return None
    with desk.reading() as journal:
        books = books_of(journal, as_of or desk.today)
    others = [word for word in words if word not in _LEFT]
    asked = books.names.summed([*others, Measure.SECURED.value])  # what is left is left of what was secured
    rows = settlements(books)
    return [r for r in rows if r.kind in kinds and asked.holds(r.project, r.source, r.period, asked.measure)], books


_LEFT: dict[str, tuple[Leftover, ...]] = {
    **{name: (kind,) for kind in Leftover for name in (kind.value, kind.label.ko, kind.label.en)},
    "이월": CARRIES,
    "carry": CARRIES,
}


def traced(journal: Journal, asked: Sum, as_of: date, at: int | None) -> Trace:
    """The postings of a sum, from an open book."""
    registers = drafting_on(journal).registers
    known = at if at is not None else journal.head.number if journal.head else 0
    undone = journal.undone(at=at)
    entries: list[Entry] = []
    won = count = later = 0
    for number in journal.numbers_on(lambda cell: asked.holds(*cell)):
        transaction = journal.transaction(number)
        meant = [(line, each) for line, each in enumerate(transaction.postings) if asked.holds(*each.cell)]
        if number > known or transaction.header.effective > as_of:
            later += len(meant)
            continue
        for line, posting in meant:
            won, count = won + posting.won, count + posting.entries
            origin = origin_of(journal, transaction, line)
            entries.append(Entry(transaction, posting, won, origin, undone.get(number)))
    return Trace(
        sum=asked,
        as_of=as_of,
        number=known,
        entries=tuple(entries),
        won=won if count else None,
        later=later,
        names=registers.names,
        unit=unit_named(registers.records(Book)[0].unit),
    )


def origin_of(journal: Journal, transaction: Transaction, line: int | None = None) -> Origin:
    """Of a posting; of the transaction as a whole where no line is given."""
    rows = {row.kind: row for row in transaction.rows if row.body is not None}
    file = sha256 = place = form = department = ""
    if source := rows.get(Provenance.KIND):
        kept = Provenance.from_body(source.key, source.body or {})
        file, sha256 = kept.file, kept.key
        if line is not None and len(kept.places) == len(transaction.postings):
            place = kept.places[line]
    if submitted := rows.get(Submission.KIND):
        submission = Submission.from_body(submitted.key, submitted.body or {})
        form, file, sha256 = submission.form, file or submission.file, sha256 or submission.sha256
        issued = [v.row for v in journal.versions_of(IssuedForm.KIND, form) if v.row.body is not None]
        department = str((issued[-1].body or {}).get("department", "")) if issued else ""
    return Origin(file, sha256, place, form, department)
