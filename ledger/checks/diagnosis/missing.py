"""A row is missing, with its amounts; or one is counted that should not be."""

from collections.abc import Iterator, Mapping

from ledger.checks.diagnosis.candidate import Candidate, Kind
from ledger.checks.diagnosis.groups import Group, Groups, Spot, is_downward
from ledger.checks.diagnosis.system import System


def candidates(system: System, groups: Groups) -> Iterator[Candidate]:
    """For each group with broken sums the row that would close all of them."""
    for key in groups.open_groups():
        group = groups.every[key]
        short = {spot: system.differences[number] for spot, number in group.sums.items() if system.differences[number]}
        if not short or not _adds_up(system, group, short) or _is_of_shares(system, group, short):
            continue
        if any(amount > 0 for amount in short.values()):
            extras = {group.sums[spot]: amount for spot, amount in short.items()}
            extras |= _elsewhere(system, groups, group, short)
            effect = system.tried({}, extras)
            if effect.cleared and not effect.broken:
                totals = tuple(system.judgements[number].relation.total for number in extras)
                yield Candidate(Kind.MISSING_ROW, totals, {}, effect, extras)
        else:
            yield from _counted_too_much(system, group, short)


def _adds_up(system: System, group: Group, short: Mapping[Spot, int]) -> bool:
    """Whether the missing amounts obey the sums across the total row, as those of a real row would."""
    totals = {system.judgements[number].relation.total: short.get(spot, 0) for spot, number in group.sums.items()}
    for place in totals:
        for number, _ in system.touching.get(place, ()):
            relation = system.judgements[number].relation
            if number in system.differences and relation.total in totals and relation.total == place:
                across = sum(sign * totals.get(part, 0) for part, sign in relation.parts)
                is_across = all(part in totals for part, _ in relation.parts)
                if is_across and across != totals[place]:
                    return False
    return True


def _is_of_shares(system: System, group: Group, short: Mapping[Spot, int]) -> bool:
    """A row has more than shares: where only those do not add up, none is missing."""
    return all(system.captured[system.judgements[group.sums[spot]].relation.total].base == "%" for spot in short)


def _elsewhere(system: System, groups: Groups, group: Group, short: Mapping[Spot, int]) -> dict[int, int]:
    """Other broken totals that lack the same amount: of the same column, or stated elsewhere in another unit."""
    found = {}
    for number, _ in system.broken_sums():
        relation = system.judgements[number].relation
        if number in group.sums.values() or not relation.parts:
            continue
        is_here = relation.total.table == group.key.table
        if is_here and not is_downward(relation):
            continue
        for spot, amount in short.items():
            if is_here and spot != groups.spot.get(number):
                continue
            if number in system.tried({}, {number: amount}).cleared:
                found[number] = amount
    return found


def _counted_too_much(system: System, group: Group, short: Mapping[Spot, int]) -> Iterator[Candidate]:
    """Rows of a group whose amounts are just what its totals are exceeded by."""
    captured = system.captured
    first = min(short)
    for part, sign in system.judgements[group.sums[first]].relation.parts:
        amounts = {
            (column, figure): sign * captured.get(part._replace(column=column, figure=figure) if column >= 0 else part)
            for column, figure in group.sums
        }
        if all(amount == -short.get(spot, 0) for spot, amount in amounts.items()):
            extras = {group.sums[spot]: amount for spot, amount in short.items()}
            effect = system.tried({}, extras)
            if effect.cleared and not effect.broken:
                total = system.judgements[group.sums[first]].relation.total
                yield Candidate(Kind.EXTRA_ROW, (part, total), {}, effect, extras, rows=(part.row,))
