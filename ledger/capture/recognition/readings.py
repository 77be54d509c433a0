"""Cells that can be read in several ways: the reading that makes the relations close is taken."""

from collections.abc import Sequence

from ledger.capture.recognition.cells import Scan, nano
from ledger.capture.recognition.layout import Block
from ledger.capture.recognition.patterns import Pattern
from ledger.model.figure import read
from ledger.model.page import Spot
from ledger.model.relation import Operation, Place
from ledger.model.table import Figure

# Beyond so many a column is not ambiguous but of a form of its own.
_LIMIT = 500


def choose(scanned: Scan, blocks: Sequence[Block], patterns: Sequence[Pattern], chosen: dict[Spot, int]) -> None:
    """Note in `chosen` which reading of each ambiguous cell closes most; the first one needs no note."""
    sums = [pattern for pattern in patterns if pattern.operation is Operation.SUM]
    figures = _Figures(scanned)
    for spot in scanned.ambiguous[:_LIMIT]:
        readings = read(scanned.grid.texts[spot[0]][spot[1]]).readings
        touching = [pattern for pattern in sums if _touches(pattern, spot)]
        scores = [figures.closing(touching, spot, reading) for reading in readings]
        best = scores.index(max(scores))
        if best:
            chosen[spot] = best


def _touches(pattern: Pattern, spot: Spot) -> bool:
    return any(
        (relation.total[:2] == spot or any(part.place[:2] == spot for part in relation.parts))
        for relation in map(pattern.at, range(min(len(pattern.crosses), 1_000)))
    )


class _Figures:
    """The figures of a scanned grid, with one cell read in another way for a moment."""

    def __init__(self, scanned: Scan) -> None:
        self._scanned = scanned

    def closing(self, patterns: Sequence[Pattern], spot: Spot, reading: tuple[Figure, ...]) -> int:
        found = 0
        for pattern in patterns:
            for relation in map(pattern.at, range(min(len(pattern.crosses), 1_000))):
                places = (relation.total, *(part.place for part in relation.parts))
                if any(place[:2] == spot for place in places):
                    made = sum(part.sign * self._worth(part.place, spot, reading) for part in relation.parts)
                    stated = self._worth(relation.total, spot, reading)
                    found += stated == made != 0
        return found

    def _worth(self, place: Place, spot: Spot, reading: tuple[Figure, ...]) -> int:
        if place[:2] == spot:
            return nano(reading[place.figure]) if place.figure < len(reading) else 0
        if place.figure:
            return self._scanned.seconds[place.column].get(place.row, 0)
        return self._scanned.firsts[place.column][place.row]
