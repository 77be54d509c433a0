"""기재값 against 계산값: does a rounding habit explain a printed total, or does it contradict its parts?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from ledger.cube.rounding import half_up, truncated, up
from ledger.model.finding import Class
from ledger.model.text import Text


class Policy(StrEnum):
    """The habits of offices, the most ordinary first: where several explain a total, the first is named.

    Rounding up comes last: only a total that nothing else explains is taken for it.
    """

    HALF_UP = "half-up"
    TRUNCATED = "truncated"
    SUM_OF_ROUNDED = "sum-of-rounded"
    SUM_OF_TRUNCATED = "sum-of-truncated"
    UP = "up"

    @property
    def label(self) -> Text:
        return _LABELS[self]


_LABELS = {
    Policy.HALF_UP: Text(en="rounded half up", ko="반올림"),
    Policy.TRUNCATED: Text(en="truncated", ko="절사"),
    Policy.SUM_OF_ROUNDED: Text(en="sum of rounded parts", ko="반올림한 내역의 합"),
    Policy.SUM_OF_TRUNCATED: Text(en="sum of truncated parts", ko="절사한 내역의 합"),
    Policy.UP: Text(en="rounded up", ko="올림"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a stated total is to its parts. All amounts in 원; `difference` is stated less computed.

    `klass` is None where they agree exactly. `policies` are all that explain the total, the most ordinary first.
    """

    stated: int
    computed: int
    policies: tuple[Policy, ...]

    @property
    def difference(self) -> int:
        return self.stated - self.computed

    @property
    def klass(self) -> Class | None:
        if not self.difference:
            return None
        return Class.ROUNDING if self.policies else Class.CONTRADICTION

    @property
    def policy(self) -> Policy | None:
        """The most ordinary policy that explains the difference; None without a difference or an explanation."""
        return self.policies[0] if self.difference and self.policies else None


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as it stands in a document: how many of its unit, and the unit's size. A unit of 1 hides nothing."""

    count: int
    unit: int

    @property
    def amount(self) -> int:
        return self.count * self.unit


class Allowance(NamedTuple):
    """The differences, stated less computed, that a policy explains: from `low` to `high`, both included."""

    policy: Policy
    low: int
    high: int


def explain(stated: int, parts: Sequence[int], stated_unit: int, part_unit: int) -> Verdict:
    """Compare a printed total with its signed parts, counted in `stated_unit` and `part_unit` (in 원)."""
    return weigh(Printed(stated, stated_unit), [Printed(part, part_unit) for part in parts])


def weigh(stated: Printed, parts: Sequence[Printed]) -> Verdict:
    """Compare a printed total with its signed parts, each in a unit of its own."""
    computed = sum(part.amount for part in parts)
    difference = stated.amount - computed
    explaining = tuple(each.policy for each in allowances(stated, parts) if each.low <= difference <= each.high)
    return Verdict(stated.amount, computed, explaining)


def allowances(stated: Printed, parts: Sequence[Printed]) -> tuple[Allowance, ...]:
    """What each policy allows between a printed total and its parts.

    Parts in a finer unit than the total are taken as exact: what their own rounding hides never moves the total
    past the next whole unit, which a policy explains already. Parts in the total's unit, or a coarser one, are
    printed values themselves: each stands for every amount that prints so, and so does the total.
    """
    exact = sum(part.amount for part in parts if part.unit < stated.unit)
    coarse = [part for part in parts if part.unit >= stated.unit]
    fine = [part.amount for part in parts if part.unit < stated.unit]
    allowed = []
    for policy in Policy:
        if policy in _OF_PARTS:
            by_rounding = sum(_ROUND[policy](amount, stated.unit) for amount in fine) * stated.unit - exact
            allowed.append(Allowance(policy, by_rounding, by_rounding))
            continue
        low, high = _hidden(policy, stated)
        hidden = [_hidden(policy, part) for part in coarse]
        least, most = sum(low for low, _ in hidden), sum(high for _, high in hidden)
        allowed.append(Allowance(policy, least - high, most - low))
    return tuple(allowed)


_ROUND: dict[Policy, Callable[[int, int], int]] = {
    Policy.HALF_UP: half_up,
    Policy.TRUNCATED: truncated,
    Policy.SUM_OF_ROUNDED: half_up,
    Policy.SUM_OF_TRUNCATED: truncated,
    Policy.UP: up,
}
_OF_PARTS = (Policy.SUM_OF_ROUNDED, Policy.SUM_OF_TRUNCATED)


def _hidden(policy: Policy, printed: Printed) -> tuple[int, int]:
    """The least and the most that the amount behind a printed figure may lie above it.

    Every policy treats a negative amount as the mirror of a positive one, so zero may hide either.
    """
    unit = printed.unit
    half = unit // 2
    low, high = {
        Policy.HALF_UP: (-half, unit - half - 1),
        Policy.TRUNCATED: (0, unit - 1),
        Policy.UP: (1 - unit, 0),
    }[policy]
    if printed.count == 0:
        return -high, high
    return (low, high) if printed.count > 0 else (-high, -low)


@dataclass(frozen=True, slots=True)
class Quotient:
    """What a stated ratio is to the two figures it is made of; `policies` explain it, the most ordinary first.

    `by_inputs`: only the rounding of the two figures themselves makes it possible.
    """

    computed: Fraction
    policies: tuple[Policy, ...]
    by_inputs: bool = False


def quotient(stated: Printed, over: Printed, under: Printed, times: int = 1, less: int = 0) -> Quotient:
    """Compare a stated ratio with `over / under * times - less`; a share is 100 times its ratio. `under` is not 0."""
    computed = Fraction(over.amount, under.amount) * times - less
    # between two whole grains a ratio prints as the one nearer to zero does
    behind = {policy: _behind(policy, stated) for policy in (Policy.HALF_UP, Policy.TRUNCATED)}
    policies = tuple(policy for policy, reach in behind.items() if reach[0] <= int(computed) <= reach[1])
    if policies:
        return Quotient(computed, policies)
    for inputs in (Policy.HALF_UP, Policy.TRUNCATED):
        tops, bottoms = _behind(inputs, over), _behind(inputs, under)
        if bottoms[0] <= 0 <= bottoms[1]:
            continue
        corners = [Fraction(top, bottom) * times - less for top in tops for bottom in bottoms]
        low, high = behind[Policy.HALF_UP]
        if min(corners) <= high and low <= max(corners):
            return Quotient(computed, (inputs,), by_inputs=True)
    return Quotient(computed, ())


def _behind(policy: Policy, printed: Printed) -> tuple[int, int]:
    low, high = _hidden(policy, printed)
    return printed.amount + low, printed.amount + high
