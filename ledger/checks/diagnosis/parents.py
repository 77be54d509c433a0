"""Rows stand under the wrong total: moving them closes the group that lacks them, and the one that has them."""

from collections import defaultdict
from collections.abc import Iterator

from ledger.checks.diagnosis.candidate import Candidate, Kind
from ledger.checks.diagnosis.groups import Group, Groups, Key, Spot
from ledger.checks.diagnosis.system import System

_RUN = 6  # rows at the edge of a group that are moved together


def candidates(system: System, groups: Groups) -> Iterator[Candidate]:
    """For each broken group the rows of other broken groups that it lacks."""
    open_groups = groups.open_groups()
    rows_by_value = _rows_by_value(system, groups, open_groups)
    for key, short in open_groups.items():
        spot, lacking = next(iter(sorted(short.items())))
        tried: set[tuple[Key, tuple[int, ...]]] = set()
        for giver, row in rows_by_value.get((key.table, spot, lacking), ()):
            tried.add((giver, (row,)))
        for giver in open_groups:
            if giver.table == key.table and giver != key:
                tried |= {(giver, rows) for rows in _edge_runs(system, groups, key, giver, spot, lacking)}
        for giver, rows in sorted(tried):
            if giver != key and not groups.every[key].rows & set(rows):
                yield from _moved(system, groups, groups.every[key], groups.every[giver], rows)


def _rows_by_value(
    system: System, groups: Groups, open_groups: dict[Key, dict[Spot, int]]
) -> dict[tuple[str, Spot, int], list[tuple[Key, int]]]:
    """(table, column and figure, amount) -> the rows with that amount in a group with broken sums."""
    found = defaultdict(list)
    for key, short in open_groups.items():
        for spot in short:
            for part, sign in system.judgements[groups.every[key].sums[spot]].relation.parts:
                amount = sign * system.captured[part].grains
                if amount:
                    found[key.table, spot, amount].append((key, part.row))
    return found


def _edge_runs(
    system: System, groups: Groups, key: Key, giver: Key, spot: Spot, lacking: int
) -> Iterator[tuple[int, ...]]:
    """Several rows at the edge of the giver, next to the group, that together are what it lacks."""
    number = groups.every[giver].sums.get(spot)
    if number is None:
        return
    amounts = {part.row: sign * system.captured[part].grains for part, sign in system.judgements[number].relation.parts}
    rows = sorted(amounts)
    taker = groups.every[key].rows
    edge = rows[:_RUN] if rows[0] > min(taker) else rows[::-1][:_RUN]
    total = 0
    for length, row in enumerate(edge, start=1):
        total += amounts[row]
        if length > 1 and total == lacking:
            yield tuple(sorted(edge[:length]))


def _moved(system: System, groups: Groups, taker: Group, giver: Group, rows: tuple[int, ...]) -> Iterator[Candidate]:
    extras = _extras(system, groups, taker, giver, rows)
    effect = system.tried({}, extras)
    gained = frozenset(taker.sums.values()) & system.open
    if effect.broken or not gained <= effect.cleared:
        return
    is_half = bool(effect.left)
    if is_half and not _is_next_to(rows, taker.rows):
        return
    first = next((cells[rows[0]] for number in giver.sums.values() if rows[0] in (cells := groups.cells(number))), None)
    if first is None:
        return
    totals = tuple(
        system.judgements[group.sums[next(iter(sorted(group.sums)))]].relation.total for group in (taker, giver)
    )
    yield Candidate(Kind.WRONG_PARENT, (first, *totals), {}, effect, extras, rows=rows, is_half=is_half)


def _extras(system: System, groups: Groups, taker: Group, giver: Group, rows: tuple[int, ...]) -> dict[int, int]:
    """What the move adds to each sum: of the two groups, and of those above them that are out by just as much."""
    extras = {}
    amounts = {}
    for spot, number in giver.sums.items():
        cells = groups.cells(number)
        amounts[spot] = sum(system.captured.get(cells[row]) for row in rows if row in cells)
    for group in {each.key: each for each in (taker, giver, *_open(system, groups, taker.key.table))}.values():
        for spot, number in group.sums.items():
            amount = amounts.get(spot, 0)
            gain = -amount if group.rows & set(rows) else amount
            is_concerned = group in (taker, giver) or system.differences[number] == gain != 0
            if amount and is_concerned:
                extras[number] = gain
    return extras


def _open(system: System, groups: Groups, table: str) -> list[Group]:
    return list({groups.of[n].key: groups.of[n] for n, _ in system.broken_sums()
                 if n in groups.of and groups.of[n].key.table == table}.values())  # fmt: skip


def _is_next_to(rows: tuple[int, ...], others: set[int]) -> bool:
    return min(rows) - 1 in others or max(rows) + 1 in others
