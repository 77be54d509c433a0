"""One figure is wrong: the value that would clear the sums it stands in, and how it may have become what it is."""

from collections.abc import Iterable, Iterator

from ledger.checks.diagnosis.candidate import Candidate, Kind
from ledger.checks.diagnosis.system import System
from ledger.checks.documents import Amount
from ledger.checks.verdicts import places
from ledger.model.relation import Place


def candidates(system: System) -> Iterator[Candidate]:
    """Each figure of a broken sum with each value that closes one of its broken sums."""
    tried: set[tuple[Place, int]] = set()
    for place, grains in system.corrections():
        if (place, grains) in tried or not grains:
            continue
        tried.add((place, grains))
        effect = system.tried({place: grains})
        if effect.cleared and not effect.broken:
            amount = system.captured[place]
            kind = how(amount, amount.grains + grains)
            yield Candidate(kind, (place,), {place: grains}, effect, rank=_rank(system, kind, place, effect.cleared))


def _rank(system: System, kind: Kind, place: Place, cleared: Iterable[int]) -> Kind:
    """A lone blank tells more than a digit that fits; a digit too many or too few tells no more than a wrong one."""
    if kind is Kind.BLANK and _is_only_blank(system, place, cleared):
        return Kind.COLUMN_SHIFT
    return Kind.DIGIT if kind in (Kind.DIGIT_DROPPED, Kind.DIGIT_ADDED) else kind


def _is_only_blank(system: System, place: Place, numbers: Iterable[int]) -> bool:
    """Whether all others of its sums have a figure: then the blank itself tells."""
    others = {other for number in numbers for other in places(system.judgements[number].relation)} - {place}
    return len(others) > 1 and not any(system.captured[other].is_nothing for other in others)


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
    """The one slip of typing between two numbers, if it is one; nobody slips from nothing."""
    if right == "0":
        return Kind.VALUE
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
