"""Two figures stand in each other's place."""

from collections import defaultdict
from collections.abc import Iterator

from ledger.checks.diagnosis.candidate import Candidate, Kind
from ledger.checks.diagnosis.system import System
from ledger.model.relation import Place

_PARTNERS = 8  # figures of one value that are tried; a value more common than that proves nothing


def candidates(system: System) -> Iterator[Candidate]:
    """Pairs of figures of broken sums of one table, such that each would be right in the place of the other."""
    by_value: dict[tuple[str, int], list[Place]] = defaultdict(list)
    suspects = list(_suspects(system))
    for place in dict.fromkeys(place for place, _ in suspects):
        amount = system.captured[place]
        if not amount.is_nothing:
            by_value[place.table, amount.grains].append(place)
    tried: set[frozenset[Place]] = set()
    for place, grains in suspects:
        wanted = by_value.get((place.table, system.captured[place].grains + grains), [])
        for partner in sorted(wanted, key=lambda each: _apart(each, place))[:_PARTNERS]:
            pair = frozenset((place, partner))
            if len(pair) == 2 and pair not in tried:
                tried.add(pair)
                changes = {place: grains, partner: -grains}
                effect = system.tried(changes)
                if len(effect.cleared) > 1 and not effect.broken:
                    first, last = sorted(pair)
                    yield Candidate(Kind.CELLS_SWAPPED, (first, last), changes, effect)


def _suspects(system: System) -> Iterator[tuple[Place, int]]:
    """Figures, and what must be added to each to close one of its sums."""
    for number, difference in system.broken_sums():
        relation = system.judgements[number].relation
        for place, sign in ((relation.total, -1), *relation.parts):
            if not system.captured[place].is_nothing:
                yield place, sign * difference


def _apart(one: Place, other: Place) -> tuple[bool, int]:
    """Cells of one row or column are swapped sooner than others, neighbours before all."""
    return (
        one.row != other.row and one.column != other.column,
        abs(one.row - other.row) + abs(one.column - other.column),
    )
