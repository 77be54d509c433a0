"""The figures of one row stand one column off."""

from collections import defaultdict
from collections.abc import Iterator

from ledger.checks.diagnosis.candidate import Candidate, Kind
from ledger.checks.diagnosis.groups import Groups
from ledger.checks.diagnosis.system import System
from ledger.model.relation import Place

_Row = tuple[str, int]
_ROWS = 200  # rows that are tried; only those whose neighbouring figure fits come so far


def candidates(system: System, groups: Groups) -> Iterator[Candidate]:
    """Rows of broken columns whose figures would close them one column to the left, or to the right."""
    tried = 0
    for (table, row), needed in _needed(system, groups).items():
        columns = sorted({column for column, _ in needed})
        if len(columns) < 2:
            continue
        for step in (1, -1):
            near = columns[0] if step > 0 else columns[-1]
            if tried < _ROWS and _fits(system, (table, row), near, step, needed):
                tried += 1
                yield from _shifted(system, (table, row), columns, step, needed)


def _needed(system: System, groups: Groups) -> dict[_Row, dict[tuple[int, int], int]]:
    """Row -> column and figure -> what must be added there to close the broken sum of the column."""
    needed: dict[_Row, dict[tuple[int, int], int]] = defaultdict(dict)
    for number, difference in system.broken_sums():
        if number in groups.of and groups.of[number].key.label < 0:
            for place, sign in system.judgements[number].relation.parts:
                needed[place.table, place.row][place.column, place.figure] = sign * difference
    return needed


def _fits(system: System, row: _Row, near: int, step: int, needed: dict[tuple[int, int], int]) -> bool:
    """Whether the nearest figure is right one column on: a quick look before the whole row is tried."""
    figure = next(figure for column, figure in sorted(needed) if column == near)
    here = system.captured.get(Place(row[1], near, figure, row[0]))
    there = system.captured.get(Place(row[1], near + step, figure, row[0]))
    return there - here == needed[near, figure]


def _shifted(
    system: System, row: _Row, columns: list[int], step: int, needed: dict[tuple[int, int], int]
) -> Iterator[Candidate]:
    """Every figure from the first to the last broken column takes the place before it; what came in last was lost,
    and is what its column lacks."""
    table, line = row
    changes = {}
    far = columns[-1] if step > 0 else columns[0]
    for figure in sorted({figure for _, figure in needed}):
        for column in range(columns[0], columns[-1] + 1):
            place = Place(line, column, figure, table)
            if place not in system.captured:
                continue
            here, there = system.captured.get(place), system.captured.get(place._replace(column=column + step))
            grains = needed.get((column, figure), 0) if column == far else there - here
            if grains:
                changes[place] = grains
    effect = system.tried(changes)
    if len(effect.cleared) > 1 and not effect.broken:
        places = tuple(sorted(changes))
        yield Candidate(Kind.COLUMN_SHIFT, places, changes, effect, rows=(line,))
