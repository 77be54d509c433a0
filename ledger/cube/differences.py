"""신구대비: what differs between two states of a book, line by line, and why."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ledger.cube.amendments import revised
from ledger.cube.balances import Cube
from ledger.model.entry import Cell, Measure, Row, Transaction

AXES = ("department", "project", "source", "period")
USUAL = AXES[1:]


@dataclass(frozen=True, slots=True)
class Line:
    """A cell, or the cells that are alike on some axes (the others are empty), in 원 before and after; None is blank.
    `changed` are the cells in it that differ: a line of several may stand at the same sum, and what one department
    handed to another differs in both."""

    department: str
    project: str
    source: str
    period: str
    before: int | None
    after: int | None
    changed: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class State:
    """What a book held of what is effective by a date, as it was known at a transaction."""

    as_of: date
    number: int

    def holds(self, transaction: Transaction) -> bool:
        """Whether it is part of the state."""
        return transaction.number <= self.number and transaction.header.effective <= self.as_of


Charges = tuple[Mapping[str, str], Mapping[str, str]]


def lines(
    before: Cube, after: Cube, measure: Measure, axes: Collection[str] = USUAL, charges: Charges = ({}, {})
) -> tuple[Line, ...]:
    """Every line that either state has, in order of first appearance. Blank and zero differ. `charges`: path of each
    project -> the department in charge, before and after."""
    together: dict[tuple[str, str, str, str], tuple[dict[Cell, int], dict[Cell, int]]] = {}
    for place, cube in enumerate((before, after)):
        for cell, balance in cube.cells.items():
            if cell.measure is measure:
                keys = (charges[place].get(cell.project, ""), *cell)
                department, project, source, period = (
                    own if axis in axes else "" for axis, own in zip(AXES, keys, strict=False)
                )
                key = department, project, source, period
                together.setdefault(key, ({}, {}))[place][cell] = balance.won
    return tuple(
        Line(
            *key,
            sum(was.values()) if was else None,
            sum(now.values()) if now else None,
            tuple(cell for cell in dict.fromkeys((*was, *now)) if was.get(cell) != now.get(cell)),
        )
        for key, (was, now) in together.items()
    )


def movers(
    transactions: Iterable[Transaction], before: State, after: State, undone: Mapping[int, int]
) -> dict[Cell, list[Transaction]]:
    """Which transactions moved each cell from one state to the other; those that were taken back between them did not.

    `undone`: number -> number of what undid it, as known in the later state.
    """
    between = {t.number: t for t in transactions if before.holds(t) is not after.holds(t)}
    pairs = (pair for pair in undone.items() if set(pair) <= between.keys())
    cancelled = {number for pair in pairs for number in pair}
    found: dict[Cell, list[Transaction]] = {}
    for number, transaction in between.items():
        if number not in cancelled:
            for cell in dict.fromkeys(posting.cell for posting in transaction.postings):
                found.setdefault(cell, []).append(transaction)
    return found


def renamed(before: Iterable[Row], after: Iterable[Row]) -> Iterator[tuple[Row, str, str, str]]:
    """What else is published of a pledge and differs: the row, its field, what it said and what it says. Of a row that
    is new or gone only the first field, its name."""
    was, now = ({(row.kind, row.key): row for row in rows} for rows in (before, after))
    for place in dict.fromkeys((*was, *now)):
        fields = list(revised(was.get(place), now.get(place)))
        stays = place in was and place in now
        for field, said, says in fields if stays else fields[:1]:
            yield now.get(place) or was[place], field, said, says
