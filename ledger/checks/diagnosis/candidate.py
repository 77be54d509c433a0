"""One explanation of broken sums, as a value that can be tried, ranked and said."""

from dataclasses import dataclass, field
from enum import IntEnum

from ledger.checks.diagnosis.system import Changes, Effect, Extras
from ledger.model.relation import Place


class Kind(IntEnum):
    """Kinds of faults; of those that clear equally many sums the first is the best: the less a coincidence could
    bring about the arithmetic, the earlier it stands. `value`, any other figure, always fits."""

    FACTOR = 1
    SIGN = 2
    CELLS_SWAPPED = 3
    COLUMN_SHIFT = 4
    WRONG_PARENT = 5
    DIGITS_SWAPPED = 6
    DIGIT_DROPPED = 7
    DIGIT_ADDED = 8
    DIGIT = 9
    EXTRA_ROW = 10
    BLANK = 11
    MISSING_ROW = 12
    VALUE = 13

    @property
    def label(self) -> str:
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Candidate:
    """`places`: the cell to look at first, then others that it concerns; `rows`: those that move. `is_half`: a group is
    still open once they have. `rank`: the kind beside which it stands, if not its own."""

    kind: Kind
    places: tuple[Place, ...]
    changes: Changes
    effect: Effect
    extras: Extras = field(default_factory=dict)
    rows: tuple[int, ...] = ()
    is_half: bool = False
    rank: Kind | None = None

    @property
    def worth(self) -> tuple[int, int, int, int]:
        """For sorting, the best first: what it clears, without stirring what it leaves broken."""
        stirs = bool(self.effect.left) and not self.is_half
        return -len(self.effect.cleared), int(stirs), int(self.rank or self.kind), -self.effect.exact
