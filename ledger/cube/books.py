"""The read-only bundle that rules and sections are handed: registers, balances and what was stated, as of a date."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from ledger.cube.amendments import Amendment, Revision, amendments, first_adoption, pledge_of, revisions
from ledger.cube.balances import Cube, moved
from ledger.cube.closing import closings_of, standing, supplementary_bases
from ledger.cube.names import Names
from ledger.cube.registers import registers
from ledger.cube.seals import Frozen, Sealed, frozen_of, seals_of
from ledger.model.book import Adoption, Book, StatedTotal
from ledger.model.entry import Balance, Based, Cell, Measure, Row, Transaction, Version
from ledger.model.errors import StorageFailure
from ledger.model.period import Period
from ledger.model.project import Project, code_order, is_within
from ledger.model.record import Record
from ledger.model.registers.action_item import ActionItem
from ledger.model.source import Source
from ledger.model.text import Text

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Stated:
    """A stated total beside the cube as it stood on the day `on` in the transaction that recorded the total: a later
    change does not make it false."""

    total: StatedTotal
    number: int
    cube: Cube
    on: date = date.max


@dataclass(frozen=True)
class Books:
    """A book as of a date. `amendments` are the changes of the plan after it was adopted, whenever they take effect,
    `revisions` those of the rows that were adopted with it; `later` are kind and key of the rows that took effect only
    after the date. `seals` are those that stand, in the order of their dates; `frozen` is the state that the last of
    them by this date handed in. `closings` are those of `closings_of`; `based` the
    secured amounts of 성립전 and 간주처리 and, where there are such, of supplementary budgets."""

    rows: tuple[Row, ...]
    cube: Cube
    as_of: date
    stated: tuple[Stated, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    revisions: tuple[Revision, ...] = ()
    node: str = ""
    number: int = 0
    head: str = ""
    later: frozenset[tuple[str, str]] = frozenset()
    seals: tuple[Sealed, ...] = ()
    frozen: Frozen | None = None
    closings: Mapping[int, Cube] = field(default_factory=dict)
    based: tuple[Based, ...] = ()

    def records(self, kind: type[R]) -> tuple[R, ...]:
        """The register rows of one kind as typed values, in the order they were first recorded."""
        if kind not in self._typed:
            self._typed[kind] = tuple(
                kind.from_body(row.key, row.body) for row in self.rows if row.kind == kind.KIND and row.body is not None
            )
        return self._typed[kind]

    @cached_property
    def _typed(self) -> dict[type[Record], tuple[Any, ...]]:
        """The registers read so far: a report of a hundred pledges asks for each a hundred times."""
        return {}

    @cached_property
    def book(self) -> Book:
        """What the book is for."""
        book = next(iter(self.records(Book)), None)
        if book is None:
            raise StorageFailure(
                Text(en="the book has lost the row that says what it is for", ko="장부의 기본 정보가 없습니다"),
                way_out=Text(en="bring back a copy: ledger restore", ko="보관본을 되살리십시오: ledger restore"),
            )
        return book

    @cached_property
    def adoption(self) -> Adoption | None:
        """When the plan was adopted, if it was."""
        return next(iter(self.records(Adoption)), None)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Columns, from 기투자 to 임기후."""
        return tuple(sorted(self.records(Period), key=lambda period: (period.order, period.key)))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Sources in the order of the institution's tables."""
        return tuple(sorted(self.records(Source), key=lambda source: (source.order, source.key)))

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        """The tree, every node before the ones below it, codes in counting order."""
        return tuple(sorted(self.records(Project), key=lambda project: code_order(project.key)))

    @cached_property
    def names(self) -> Names:
        """Look-ups by what people type."""
        return Names(self.projects, self.sources, self.periods)

    @property
    def in_term(self) -> tuple[str, ...]:
        """Ids of the periods of the term: without 기투자 and 임기후."""
        return tuple(period.key for period in self.periods if period.is_in_term)

    @property
    def fallen_due(self) -> tuple[str, ...]:
        """도래분: ids of the periods that have begun at the as-of date, 기투자 included."""
        return tuple(p.key for p in self.periods if p.start is None or (p.start <= self.as_of and not p.is_after))

    @property
    def pledges(self) -> tuple[Project, ...]:
        """The first level of the tree."""
        return tuple(project for project in self.projects if "/" not in project.key)

    def about(self, pledges: Iterable[Project], department: str = "") -> "Books":
        """The book as if it held these pledges only, with all that is recorded of them; what belongs to no project
        stays. Where a department is asked for, the action items are its own, whatever they are about."""
        keys = {pledge.key for pledge in pledges}
        if keys == {pledge.key for pledge in self.pledges} and not department:
            return self

        def belongs(row: Row) -> bool:
            if department and row.kind == ActionItem.KIND:
                return department in (row.body or {}).get("departments", ())
            project = row.key if row.kind == Project.KIND else str((row.body or {}).get("project", ""))
            return not project or project.split("/")[0] in keys

        def narrowed(cube: Cube) -> Cube:
            return Cube({cell: held for cell, held in cube.cells.items() if pledge_of(cell) in keys})

        return replace(
            self,
            rows=tuple(row for row in self.rows if belongs(row)),
            cube=narrowed(self.cube),
            closings={year: narrowed(cube) for year, cube in self.closings.items()},
            based=tuple(each for each in self.based if pledge_of(each.cell) in keys),
            amendments=tuple(about for each in self.amendments if (about := each.about(keys)).moves),
            revisions=tuple(each for each in self.revisions if belongs(each.row)),
        )

    def under(self, codes: Mapping[str, str]) -> "Books":
        """The cells and projects of the book, and what belongs to one, under other codes."""

        def coded(row: Row) -> Row:
            body = row.body
            if body and body.get("project"):
                body = {**body, "project": codes.get(body["project"], body["project"])}
            return Row(row.kind, codes.get(row.key, row.key) if row.kind == Project.KIND else row.key, body)

        cells = {cell._replace(project=codes[cell.project]): balance for cell, balance in self.cube.cells.items()}
        return replace(self, rows=tuple(coded(row) for row in self.rows), cube=Cube(cells))

    def lines(self, project: str) -> tuple[Project, ...]:
        """The projects at or below a node that money is posted on."""
        return tuple(p for p in self.projects if p.key in self.names.leaves and is_within(p.key, project))


def stated_of(
    versions: Iterable[Version], cells_at: Callable[[int, date], Mapping[Cell, Balance]]
) -> tuple[Stated, ...]:
    """The stated totals among the versions, each beside the cube of the transaction that recorded it.

    `cells_at(number, date)`: balances after that transaction, postings effective after the date left out.
    """
    cubes: dict[tuple[int, date], Cube] = {}
    found = []
    for number, effective, row in versions:
        if row.kind == StatedTotal.KIND and row.body is not None:
            if (number, effective) not in cubes:
                cubes[number, effective] = Cube(cells_at(number, effective))
            total = StatedTotal.from_body(row.key, row.body)
            found.append(Stated(total, number, cubes[number, effective], effective))
    return tuple(found)


def later_than(as_of: date, versions: Iterable[Version]) -> frozenset[tuple[str, str]]:
    """Kind and key of the rows that took effect only after the date."""
    return frozenset((version.row.kind, version.row.key) for version in versions if version.effective > as_of)


def undone_by(undoes: Iterable[int | None]) -> dict[int, int]:
    """number -> number of the transaction that undoes it, of transactions numbered from 1 that each say what they
    undo; one that was undone itself undoes nothing."""
    undone: dict[int, int] = {}
    for number, target in sorted(enumerate(undoes, 1), reverse=True):
        if target is not None and number not in undone:
            undone[target] = number
    return undone


def cells_of(transactions: Iterable[Transaction], as_of: date | None = None) -> dict[Cell, Balance]:
    """Balances rebuilt from postings, those effective after the date left out."""
    counted = (t for t in transactions if as_of is None or t.header.effective <= as_of)
    return moved({}, (posting for t in counted for posting in t.postings))


def _state_then(transactions: Sequence[Transaction], as_of: date) -> tuple[Cube, tuple[Row, ...]]:
    then = books_of(transactions, as_of)
    return then.cube, then.rows


def books_of(transactions: Sequence[Transaction], as_of: date) -> Books:
    """A book folded from its transactions alone: what the journal must agree with."""
    every = [Version(t.number, t.header.effective, row) for t in transactions for row in t.rows]
    undone = undone_by(t.header.undoes for t in transactions)
    versions = registers(every, as_of, undone)
    since = transactions[first_adoption(every) or len(transactions) :]
    seals = seals_of(versions, undone, lambda first, _: transactions[first - 1 :])
    cancelled = {*undone, *undone.values()}
    return Books(
        rows=tuple(version.row for version in versions),
        cube=Cube(cells_of(transactions, as_of)),
        as_of=as_of,
        stated=stated_of(versions, lambda number, on: cells_of(transactions[:number], on)),
        amendments=amendments(since, cells_of(transactions)),
        revisions=tuple(revisions(every, since, undone)),
        number=len(transactions),
        later=later_than(as_of, versions),
        closings=closings_of(versions, as_of, lambda day: cells_of(transactions, day)),
        based=standing(_based(transactions, as_of), undone),
        seals=seals,
        frozen=frozen_of(
            seals,
            as_of,
            lambda state: _state_then(transactions[: state.number], state.as_of),
            lambda state: (
                t
                for t in transactions
                if t.header.effective <= as_of
                and not (t.number <= state.number and t.header.effective <= state.as_of)
                and t.number not in cancelled
            ),
            lambda day: cells_of(transactions, day),
        ),
    )


def _based(transactions: Sequence[Transaction], as_of: date) -> Iterator[Based]:
    bases = supplementary_bases(t.header.basis for t in transactions)
    for transaction in transactions:
        header = transaction.header
        for posting in transaction.postings if header.basis in bases and header.effective <= as_of else ():
            if posting.cell.measure is Measure.SECURED:
                yield Based(
                    transaction.number, header.effective, header.basis, header.document, posting.cell, posting.won
                )
