"""Two figures stand in each other's place."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from ledger.checks.diagnosis.candidate import Candidate, Kind
from ledger.checks.diagnosis.system import System
from ledger.model.relation import Place

_PARTNERS = 8  # figures of one value that are tried; a value more common than that proves nothing
_SHARES = 20


def candidates(system: System) -> Iterator[Candidate]:
    """Pairs of figures of one table, such that each would be right in the place of the other."""
    tried: set[frozenset[Place]] = set()
    for one, other in (*_by_value(system), *_within_sums(system), *_of_shares(system)):
        pair = frozenset((one, other))
        if len(pair) == 2 and pair not in tried:
            tried.add(pair)
            grains = system.captured[other].grains - system.captured[one].grains
            changes = {one: grains, other: -grains}
            effect = system.tried(changes)
            if grains and len(effect.cleared) > 1 and not effect.broken:
                yield Candidate(Kind.CELLS_SWAPPED, (min(pair), max(pair)), changes, effect)


def _by_value(system: System) -> Iterator[tuple[Place, Place]]:
    """A figure of a broken sum, and those of other broken sums that have the value which it should have."""
    by_value: dict[tuple[str, int], list[Place]] = defaultdict(list)
    suspects = [(place, grains) for place, grains in system.corrections() if not system.captured[place].is_nothing]
    for place in dict.fromkeys(place for place, _ in suspects):
        by_value[place.table, system.captured[place].grains].append(place)
    for place, grains in suspects:
        wanted = by_value.get((place.table, system.captured[place].grains + grains), [])
        for partner in sorted(wanted, key=lambda each: _apart(each, place))[:_PARTNERS]:
            yield place, partner


def _within_sums(system: System) -> Iterator[tuple[Place, Place]]:
    """A total and a part of it, or what is added and what is taken away: swapping them counts twice."""
    for number, difference in system.broken_sums():
        relation = system.judgements[number].relation
        positive = [relation.total, *(place for place, sign in relation.parts if sign < 0)]
        for place, sign in relation.parts:
            for other in positive if sign > 0 else ():
                apart = system.captured[other].grains - system.captured[place].grains
                if other.table == place.table and 2 * apart == difference:
                    yield place, other


def _of_shares(system: System) -> Iterator[tuple[Place, Place]]:
    """The figures that two broken shares are shares of."""
    shares = [
        system.judgements[number].relation.parts[0].place
        for number in sorted(system.open)
        if number not in system.differences and system.judgements[number].relation.parts
    ]
    return combinations(shares[:_SHARES], 2)


def _apart(one: Place, other: Place) -> tuple[bool, int]:
    """Cells of one row or column are swapped sooner than others, neighbours before all."""
    return (
        one.row != other.row and one.column != other.column,
        abs(one.row - other.row) + abs(one.column - other.column),
    )
