"""단수조정 of a whole book: one whole number for every cell of a measure, so that every table of a report, whichever
sums it prints, prints the same ones."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from ledger.cube.balances import Cube
from ledger.cube.crossing import Cell, settled
from ledger.cube.rounding import controlled
from ledger.model.entry import Measure

Place = tuple[str, str, str]  # project, source and period of a printed amount; an empty name means all
TERM = "term"  # the period that stands for all periods of the term


@dataclass(frozen=True, slots=True)
class Adjusted:
    """Whole units by place, for every cell and every sum of cells. `gave_way` are the sums that are a unit or more from
    exact, which those nested in rows or periods never are."""

    sums: Mapping[Place, int]
    gave_way: tuple[Place, ...]


def adjusted(cube: Cube, measure: Measure, unit_won: int, in_term: Container[str]) -> Adjusted:
    """The amounts of a measure in a unit: the sums of every node of the tree close by period and over all, and with
    them those of each source over all projects and of the term, which are made to come as near as they can."""
    exact: dict[Cell, int] = {
        ((*lineage(cell.project), cell.source), cell.period): balance.won
        for cell, balance in cube.cells.items()
        if cell.measure is measure
    }
    found = settled(exact, controlled(exact, unit_won), unit_won, _crossing(exact, in_term))
    sums: dict[Place, int] = {}
    for (path, period), value in found.cells.items():
        for place in product((*path[:-1], ""), (path[-1], ""), (period, "")):
            sums[place] = sums.get(place, 0) + value
    return Adjusted(sums, found.gave_way)


def lineage(project: str) -> list[str]:
    """`5/1/2` -> 5, 5/1, 5/1/2"""
    codes = project.split("/")
    return ["/".join(codes[:depth]) for depth in range(1, len(codes) + 1)]


def _crossing(cells: Iterable[Cell], in_term: Container[str]) -> dict[Place, list[Cell]]:
    """The sums that neither rows nor periods nest: of each source over all projects, and within the term of every row,
    node and source."""
    sums: dict[Place, list[Cell]] = {}
    for path, period in sorted(cells):
        *nodes, source = path
        places = [("", source, period), ("", source, "")]
        if period in in_term:
            places += [(node, each, TERM) for node in (*nodes, "") for each in (source, "")]
        for place in places:
            sums.setdefault(place, []).append((path, period))
    return sums
