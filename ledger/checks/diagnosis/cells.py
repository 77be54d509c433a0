"""One figure is wrong: the value that would clear the sums it stands in, and how it may have become what it is."""

from collections.abc import Iterator
from fractions import Fraction

from ledger.checks.diagnosis.candidate import Candidate, Kind
from ledger.checks.diagnosis.system import System
from ledger.checks.documents import Amount, is_linear
from ledger.cube.rounding import half_up
from ledger.model.relation import Place


def candidates(system: System) -> Iterator[Candidate]:
    """Each figure of a broken sum with each value that closes one of its broken sums."""
    tried: set[tuple[Place, int]] = set()
    for place, grains in _corrections(system):
        if (place, grains) in tried or not grains:
            continue
        tried.add((place, grains))
        effect = system.tried({place: grains})
        if effect.cleared and not effect.broken:
            amount = system.captured[place]
            kind = how(amount, amount.grains + grains)
            yield Candidate(kind, (place,), {place: grains}, effect)


def _corrections(system: System) -> Iterator[tuple[Place, int]]:
    """Places, and what must be added there to close a relation."""
    for number, difference in system.broken_sums():
        relation = system.judgements[number].relation
        yield relation.total, _whole(system.captured[relation.total], -difference)
        for place, sign in relation.parts:
            yield place, _whole(system.captured[place], sign * difference)
    for number in sorted(system.open):
        judged = system.judgements[number]
        if not is_linear(judged.relation) and judged.relation.parts:
            total = system.captured[judged.relation.total]
            yield judged.relation.total, _whole(total, -judged.difference)


def _whole(amount: Amount, grains: int | Fraction) -> int:
    """A correction after which the figure still prints in its own unit."""
    target = amount.grains + grains
    return half_up(int(target), amount.quantum) * amount.quantum - amount.grains


def how(amount: Amount, right: int) -> Kind:
    """What kind of slip makes this figure of the right one."""
    if amount.is_nothing:
        return Kind.BLANK
    wrong, right = amount.grains, right
    if wrong == -right:
        return Kind.SIGN
    if _is_factor(wrong, right):
        return Kind.FACTOR
    unit = amount.quantum
    is_same_sign = (wrong < 0) == (right < 0)
    return slip(str(abs(wrong) // unit), str(abs(right) // unit)) if is_same_sign else Kind.VALUE


def factor(wrong: int, right: int) -> int | None:
    """k where wrong = right x 10^k, k from -6 to 6 and not 0."""
    if wrong and right and (wrong < 0) == (right < 0):
        for power in range(1, 7):
            if wrong == right * 10**power:
                return power
            if wrong * 10**power == right:
                return -power
    return None


def _is_factor(wrong: int, right: int) -> bool:
    return factor(wrong, right) is not None


def slip(wrong: str, right: str) -> Kind:
    """The one slip of typing between two numbers, if it is one."""
    if len(wrong) == len(right):
        apart = [index for index, (a, b) in enumerate(zip(wrong, right, strict=True)) if a != b]
        if len(apart) == 1:
            return Kind.DIGIT
        if len(apart) == 2:
            first, last = apart
            if (wrong[first], wrong[last]) == (right[last], right[first]):
                return Kind.DIGITS_SWAPPED
    if len(right) == len(wrong) + 1 and _is_with_one_more(right, wrong):
        return Kind.DIGIT_DROPPED
    if len(wrong) == len(right) + 1 and _is_with_one_more(wrong, right):
        return Kind.DIGIT_ADDED
    return Kind.VALUE


def _is_with_one_more(longer: str, shorter: str) -> bool:
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer)))
