"""변경: what was changed of a plan after it was adopted, each change of money with a number of its own."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ledger.cube.drafting import BLANK, Change
from ledger.model.book import Adoption
from ledger.model.entry import Balance, Cell, Draft, Measure, Row, Transaction, Version
from ledger.model.project import Project
from ledger.model.registers.indicator import Target
from ledger.model.text import Text


@dataclass(frozen=True, slots=True)
class Amendment:
    """A transaction that changed the plan: `moves` are its cells before and after it, in the order of its lines.

    Amendments are numbered from 1 in the order in which they were recorded. One that was undone keeps its number;
    what undid it has none of its own, and is `undone_by`.
    """

    number: int
    transaction: Transaction
    moves: tuple[Change, ...]
    undone_by: Transaction | None = None

    @property
    def name(self) -> Text:
        return Text(en="no. {number}", ko="제{number}호").format(number=self.number)

    def about(self, pledges: Collection[str]) -> "Amendment":
        """What it changed of some pledges."""
        return replace(self, moves=tuple(each for each in self.moves if pledge_of(each.cell) in pledges))


@dataclass(frozen=True, slots=True)
class Revision:
    """A register row that was adopted with the plan, before and after a transaction that changed it."""

    transaction: Transaction
    before: Row
    after: Row

    @property
    def row(self) -> Row:
        """The row as it was changed, or as it was before it was removed."""
        return self.before if self.after.body is None else self.after


# What an office publishes as a change of a pledge, by register; the steps of its 이행상태 are progress, but for these.
_REVISED = {Project.KIND: ("name", "department", "status"), Target.KIND: ("value",)}
_STOPPED = ("보류", "폐기")


def revised(before: Row | None, after: Row | None) -> Iterator[tuple[str, str, str]]:
    """The fields that differ between two states of a row, each with what it said; empty where it said nothing."""
    row = after or before
    was, now = ((each.body if each else None) or {} for each in (before, after))
    for name in _REVISED.get(row.kind, ()) if row else ():
        if was.get(name, "") != now.get(name, ""):
            yield name, str(was.get(name, "")), str(now.get(name, ""))


def is_published(field: str, before: str, after: str) -> bool:
    """Whether what a field says now is a change of a pledge: it said something else before, and is no mere progress."""
    return bool({before, after} & {*_STOPPED}) if field == "status" else bool(before)


def first_adoption(versions: Iterable[Version]) -> int | None:
    """The number of the transaction that first adopted the plan, whether or not it still stands: what was numbered
    since keeps its number."""
    return next((version.number for version in versions if version.row.kind == Adoption.KIND), None)


def amendments(since: Iterable[Transaction], after: Mapping[Cell, Balance]) -> tuple[Amendment, ...]:
    """The amendments among the transactions since the plan was first adopted; `after` are the balances after them."""
    return tuple(_numbered(PlanHistory(since, after).changes))


class PlanHistory:
    """What became of a plan since it was first adopted: `changes` are those of the transactions that changed it, what
    undid a change among them, and what they moved. `after` are the balances after the transactions.

    The first plan of a pledge that had none when the plan was adopted is no change, nor is what takes that back.
    """

    def __init__(self, since: Iterable[Transaction], after: Mapping[Cell, Balance]) -> None:
        planning = [t for t in since if any(_is_plan(p.cell) for p in t.postings) or _adopts(t) is not None]
        standing = {cell: balance for cell, balance in after.items() if _is_plan(cell)}
        for transaction in planning:
            _move(standing, transaction, -1)
        self._entries: Counter[str] = Counter()  # of the plan of each pledge; none is no plan: no cell has fewer
        for cell, balance in standing.items():
            self._entries[pledge_of(cell)] += balance.entries
        self._adopted: set[str] | None = self._planned()
        self._first: set[int] = set()
        self.changes: list[tuple[Transaction, tuple[Change, ...]]] = []
        for transaction in planning:
            moves = _move(standing, transaction)
            if self.is_changed_by(transaction):
                self.changes.append((transaction, moves))
            elif self._adopted is not None and moves:
                self._first.add(transaction.number)
            for move in moves:
                self._entries[pledge_of(move.cell)] += move.after.entries - move.before.entries
            if (adopts := _adopts(transaction)) is not None:
                self._adopted = self._planned() if adopts else None

    def is_changed_by(self, stated: Transaction | Draft) -> bool:
        """Whether a transaction, the next one, changes the plan as it is adopted by now."""
        about = {pledge_of(posting.cell) for posting in stated.postings if _is_plan(posting.cell)}
        adopted = self._adopted
        if adopted is None or stated.header.undoes in self._first:
            return False
        return any(each in adopted or self._entries[each] for each in about)

    def _planned(self) -> set[str]:
        return {pledge for pledge, count in self._entries.items() if count}


def revisions(versions: Iterable[Version], since: Iterable[Transaction], undone: Mapping[int, int]) -> list[Revision]:
    """What the transactions since the first adoption changed of rows that were there, without what was taken back.

    `versions` are all of the book, in the order they were recorded.
    """
    cancelled = {*undone, *undone.values()}
    amending = {transaction.number: transaction for transaction in since}
    last: dict[tuple[str, str], Row] = {}
    found = []
    for number, _, row in versions:
        if row.kind in _REVISED and number not in cancelled:
            before = last.get((row.kind, row.key))
            if before is not None and number in amending:
                found.append(Revision(amending[number], before, row))
            last[row.kind, row.key] = row
    return found


def pledge_of(cell: Cell) -> str:
    """The code of the pledge that a cell belongs to."""
    return cell.project.split("/")[0]


def _numbered(changes: Iterable[tuple[Transaction, tuple[Change, ...]]]) -> Iterator[Amendment]:
    every = {transaction.number: (transaction, moves) for transaction, moves in changes}
    undone: dict[int, Transaction] = {}
    for number, (transaction, _) in reversed(every.items()):  # what undoes an undo is known first
        if transaction.header.undoes is not None and number not in undone:
            undone[transaction.header.undoes] = transaction
    own = [number for number, (transaction, _) in every.items() if transaction.header.undoes not in every]
    for place, number in enumerate(own, 1):
        yield Amendment(place, *every[number], undone.get(number))


def _is_plan(cell: Cell) -> bool:
    return cell.measure is Measure.PLAN


def _adopts(transaction: Transaction) -> bool | None:
    """Whether a transaction adopts the plan, or takes that back; None where it does neither."""
    return next((row.body is not None for row in transaction.rows if row.kind == Adoption.KIND), None)


def _move(standing: dict[Cell, Balance], transaction: Transaction, sign: int = 1) -> tuple[Change, ...]:
    """Post the plan of a transaction, or take it out again; its cells before and after."""
    before: dict[Cell, Balance] = {}
    for cell, won, entries, _ in transaction.postings:
        if _is_plan(cell):
            was = standing.get(cell, BLANK)
            before.setdefault(cell, was)
            standing[cell] = Balance(was.won + sign * won, was.entries + sign * entries)
    return tuple(Change(cell, was, standing[cell]) for cell, was in before.items())
