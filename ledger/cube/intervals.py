"""기재값 against 계산값: does a rounding habit explain a printed total, or does it contradict its parts?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

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


def explain(stated: int, parts: Sequence[int], stated_unit: int, part_unit: int) -> Verdict:
    """Compare a printed total with its signed parts, each counted in its own unit (`stated_unit`, `part_unit` in 원).

    Parts in a finer unit than the total are taken as exact: what their own rounding hides never moves the total
    past the next whole unit, which a policy explains already. Parts in the total's unit, or a coarser one, are
    printed values themselves: each stands for every amount that prints so, and so does the total.
    """
    computed = sum(parts) * part_unit
    habits = _prints_as if part_unit < stated_unit else _may_print_as
    explaining = tuple(policy for policy in Policy if habits(policy, stated, parts, stated_unit, part_unit))
    return Verdict(stated * stated_unit, computed, explaining)


_ROUND: dict[Policy, Callable[[int, int], int]] = {
    Policy.HALF_UP: half_up,
    Policy.TRUNCATED: truncated,
    Policy.SUM_OF_ROUNDED: half_up,
    Policy.SUM_OF_TRUNCATED: truncated,
    Policy.UP: up,
}
_OF_PARTS = (Policy.SUM_OF_ROUNDED, Policy.SUM_OF_TRUNCATED)


def _prints_as(policy: Policy, stated: int, parts: Sequence[int], stated_unit: int, part_unit: int) -> bool:
    """Whether exact parts print this total."""
    rounded = _ROUND[policy]
    exact = [part * part_unit for part in parts]
    groups = [[won] for won in exact] if policy in _OF_PARTS else [exact]
    return stated == sum(rounded(sum(group), stated_unit) for group in groups)


def _may_print_as(policy: Policy, stated: int, parts: Sequence[int], stated_unit: int, part_unit: int) -> bool:
    """Whether amounts exist that print these parts and this total."""
    if policy in _OF_PARTS:
        return stated * stated_unit == sum(parts) * part_unit
    hidden = [_behind(policy, part, part_unit) for part in parts]
    low, high = _behind(policy, stated, stated_unit)
    return sum(least for least, _ in hidden) <= high and low <= sum(most for _, most in hidden)


def _behind(policy: Policy, printed: int, unit: int) -> tuple[int, int]:
    """The least and the greatest whole amount in 원 that a policy prints as this number of units.

    Every policy treats a negative amount as the mirror of a positive one, so zero may hide either.
    """
    size = abs(printed) * unit
    half = unit // 2
    low, high = {
        Policy.HALF_UP: (size - half, size + unit - half - 1),
        Policy.TRUNCATED: (size, size + unit - 1),
        Policy.UP: (size - unit + 1, size),
    }[policy]
    if printed == 0:
        return -high, high
    return (low, high) if printed > 0 else (-high, -low)
