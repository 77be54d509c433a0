"""History: what was recorded, taken back, proved and brought back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ledger.api.books import seals_in, since_adoption
from ledger.api.desk import Desk
from ledger.api.recording import Recorded, check_amendment, drafting_on, result
from ledger.cube.amendments import Amendment, amendments
from ledger.cube.registers import registers
from ledger.cube.wording import summary
from ledger.journal import copies, lock
from ledger.journal.connection import Damaged
from ledger.journal.store import Journal
from ledger.journal.verify import Damage, unreadable
from ledger.journal.verify import verify as damages_of
from ledger.model.book import Adoption
from ledger.model.entry import Header, Measure, Row, Transaction, Version
from ledger.model.errors import Refused
from ledger.model.project import Project, is_within
from ledger.model.text import Text


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A transaction: what it is about in words, what it moved per measure in 원, which one took it back,
    which amendment it is, and the names of the seals after which it changed what they handed in."""

    transaction: Transaction
    summary: str
    moved: dict[Measure, int]
    undone_by: int | None
    amendment: Amendment | None = None
    after: tuple[str, ...] = ()


def log(desk: Desk, *, since: date | None = None, until: date | None = None, project: str = "") -> list[LogEntry]:
    """Every transaction in order; those of other dates or projects (and what is below them) left out where asked."""
    with desk.reading() as journal:
        if project:
            project = drafting_on(journal).registers.names.project(project)
        undone = journal.undone()
        names = drafting_on(journal).registers.names
        project = names.project(project) if project else ""
        amending = amendments(since_adoption(journal, journal.versions()), journal.balances())
        numbered = {each.transaction.number: each for each in amending}
        seals = seals_in(journal, registers(journal.versions(), undone=undone), undone)
        changes = {each.state.key: {change.number for change in each.changes} for each in seals}
        entries = []
        for transaction in journal.transactions():
            day = date.fromisoformat(transaction.seal.recorded[:10])
            if (since and day < since) or (until and day > until) or (project and not _about(transaction, project)):
                continue
            moved: dict[Measure, int] = {}
            for posting in transaction.postings:
                moved[posting.cell.measure] = moved.get(posting.cell.measure, 0) + posting.won
            number = transaction.number
            told = summary(transaction, names)
            after = tuple(name for name, numbers in changes.items() if number in numbers)
            entries.append(LogEntry(transaction, told, moved, undone.get(number), numbered.get(number), after))
        return entries


def undo(
    desk: Desk, number: int, *, reason: str, procedure: str = "", force: bool = False, dry_run: bool = False
) -> Recorded:
    """The reverse of one transaction, effective when it was. Refused when later ones touched its cells or rows,
    unless forced; nothing takes back the founding of the book. Taking back part of an adopted plan, or its adoption,
    is an amendment."""
    with desk.reading() if dry_run else desk.writing() as journal:
        transaction = _undoable(journal, number)
        later = journal.later_on(number)
        if later and not force:
            raise Refused(
                Text(
                    en="transactions {later} changed the same cells after {number}",
                    ko="전표 {number} 뒤에 같은 칸을 바꾼 전표가 있습니다: {later}",
                ).format(number=number, later=", ".join(map(str, later))),
                way_out=Text(
                    en="undo those first, or use --force after a look at --dry-run --force",
                    ko="그 전표부터 되돌리거나, --dry-run --force로 확인한 뒤 --force",
                ),
            )
        drafting = drafting_on(journal)
        adopted = drafting.registers.records(Adoption)
        header = Header(
            act="undo",
            effective=transaction.header.effective,
            by=desk.by,
            reason=reason,
            procedure=procedure,
            undoes=number,
        )
        draft = drafting.reversal(transaction, _rows_before(journal, transaction), header)
        if adopted:
            check_amendment(journal, draft)
        amending = amendments(since_adoption(journal, journal.versions()), journal.balances())
        cancelled = next((each for each in amending if each.transaction.number == number), None)
        return replace(result(drafting, (draft,), None if dry_run else journal), cancelled=cancelled)


def verify_book(desk: Desk) -> tuple[list[Damage], int, str, str]:
    """What is wrong with the book (nothing, if it is sound), its number, its id and its head."""
    try:
        with desk.reading() as journal:
            head = journal.head
            return damages_of(journal), head.number if head else 0, journal.node, head.hash if head else ""
    except Damaged as damaged:
        return [unreadable(damaged)], 0, "", ""


def kept_copies(desk: Desk) -> list[Path]:
    """The copies kept beside the book, oldest first."""
    return copies.copies_of(desk.path)


def restore(copy: Path, target: Path) -> int:
    """Bring a copy back under a new name; how many transactions it holds."""
    head = copies.restore(copy, target)
    return head.number if head else 0


def unlock(desk: Desk) -> lock.Holder | None:
    """Remove the owner lock of a book whose owner is gone; who held it."""
    return lock.unlock(desk.path)


def _undoable(journal: Journal, number: int) -> Transaction:
    head = journal.head
    if head is None or not 1 <= number <= head.number:
        raise Refused(
            Text(en="there is no transaction {number}", ko="전표 {number}: 그런 전표는 없습니다").format(number=number),
            way_out=Text(en="see `ledger log`", ko="`ledger log`로 보십시오"),
        )
    by = journal.undone().get(number)
    if by is not None:
        said = Text(en="transaction {number} was undone by {by}", ko="전표 {number}: 전표 {by}에서 이미 되돌렸습니다")
        raise Refused(said.format(number=number, by=by))
    transaction = journal.transaction(number)
    if number == 1:
        raise Refused(Text(en="the founding of the book cannot be undone", ko="장부를 만든 전표는 되돌릴 수 없습니다"))
    return transaction


def _rows_before(journal: Journal, transaction: Transaction) -> Iterator[Row]:
    """What each register row of the transaction was before it; a row that it made is removed."""
    undone = journal.undone()
    for row in transaction.rows:
        earlier = (
            Version(number, effective, version)
            for number, effective, version in journal.versions_of(row.kind, row.key)
            if number < transaction.number
        )
        before: Sequence[Version] = registers(earlier, transaction.header.effective, undone)
        yield before[0].row if before else Row(row.kind, row.key, None)


def _about(transaction: Transaction, project: str) -> bool:
    return any(is_within(p.cell.project, project) for p in transaction.postings) or any(
        is_within(row.key if row.kind == Project.KIND else str((row.body or {}).get("project", "")), project)
        for row in transaction.rows
    )
