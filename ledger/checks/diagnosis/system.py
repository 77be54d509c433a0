"""The relations of a document as one linear system: what a change of some cells would clear, and what break."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from ledger.checks.documents import Captured, atom, is_linear
from ledger.checks.verdicts import Judgement, Outcome, judged_alone, places, printed
from ledger.cube.intervals import allowances
from ledger.cube.rounding import half_up
from ledger.model.relation import Operation, Place

Changes = Mapping[Place, int]  # place -> grains added to its figure
Extras = Mapping[int, int]  # relation -> grains added to the sum of its parts, as a row more or less would
_NONE: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class Effect:
    """The relations that a change would touch: those it clears (`exact`: how many to the last digit), those it breaks,
    and those that were broken and stay so."""

    cleared: frozenset[int]
    broken: frozenset[int]
    left: frozenset[int]
    exact: int


@dataclass
class System:
    """Relations are known by their number in `judgements`. `open` are the broken ones that nothing explains yet."""

    captured: Captured
    judgements: list[Judgement]
    open: set[int] = field(default_factory=set)
    differences: dict[int, int] = field(default_factory=dict)
    disturbed: set[int] = field(default_factory=set)  # whose difference is now that of a suggestion made before

    def __post_init__(self) -> None:
        for number, judged in enumerate(self.judgements):
            if is_linear(judged.relation):
                self.differences[number] = int(judged.difference)
            if judged.is_broken or (judged.outcome is Outcome.ROUNDING and self.is_strict(number)):
                self.open.add(number)

    @cached_property
    def touching(self) -> dict[Place, list[tuple[int, int]]]:
        """Place -> the relations it takes part in, and what one grain more there adds to stated less computed."""
        index: dict[Place, list[tuple[int, int]]] = defaultdict(list)
        for number, judged in enumerate(self.judgements):
            if judged.outcome is not Outcome.UNKNOWN:
                index[judged.relation.total].append((number, 1))
                for place, sign in judged.relation.parts:
                    index[place].append((number, -sign))
        return index

    @cached_property
    def _strict_tables(self) -> set[str]:
        """Tables whose sums close to the last digit, but for a few: there an odd unit is no rounding."""
        closed: dict[str, int] = defaultdict(int)
        rounded: dict[str, int] = defaultdict(int)
        for judged in self.judgements:
            if is_linear(judged.relation) and len(judged.relation.parts) > 1:
                counts = rounded if judged.outcome is Outcome.ROUNDING else closed
                counts[judged.relation.total.table] += not judged.is_broken
        return {table for table, count in closed.items() if count >= _ENOUGH and rounded[table] * _FEW <= count}

    def is_strict(self, number: int) -> bool:
        """Whether a sum of figures of its own table and unit must close to the last digit."""
        relation = self.judgements[number].relation
        table = relation.total.table
        if not is_linear(relation) or table not in self._strict_tables:
            return False
        quantum = self.captured[relation.total].quantum
        return all(p.table == table and self.captured[p].quantum == quantum for p, _ in relation.parts)

    def broken_sums(self) -> Iterator[tuple[int, int]]:
        """Every open linear relation with its difference."""
        return ((number, self.differences[number]) for number in sorted(self.open) if number in self.differences)

    def corrections(self) -> Iterator[tuple[Place, int]]:
        """Places, and what must be added to the figure there to close one of its open relations."""
        for number in sorted(self.open):
            relation = self.judgements[number].relation
            if number in self.differences:
                difference = self.differences[number]
                yield relation.total, self._printable(relation.total, -difference)
                for place, sign in relation.parts:
                    yield place, self._printable(place, sign * difference)
            elif relation.operation is not Operation.ORDER:
                yield relation.total, self._printable(relation.total, -self.judgements[number].difference)

    def _printable(self, place: Place, grains: int | Fraction) -> int:
        """A correction after which the figure still prints in its own unit."""
        amount = self.captured[place]
        return half_up(int(amount.grains + grains), amount.quantum) * amount.quantum - amount.grains

    def tried(self, changes: Changes, extras: Extras = _NONE) -> Effect:
        """What would become of every relation that the changes touch."""
        shift: dict[int, int] = defaultdict(int)
        for number, grains in extras.items():
            shift[number] -= grains
        for place, grains in changes.items():
            for number, sign in self.touching.get(place, ()):
                shift[number] += sign * grains
        cleared: list[int] = []
        broken: list[int] = []
        left: list[int] = []
        exact = 0
        for number, grains in shift.items():
            holds, is_exact = self._holds(number, grains, changes)
            if number in self.open:
                (cleared if holds else left).append(number)
                exact += is_exact
            elif not holds and not self.judgements[number].is_broken:
                broken.append(number)
        return Effect(frozenset(cleared), frozenset(broken), frozenset(left), exact)

    def apply(self, changes: Changes, extras: Extras, cleared: Iterable[int]) -> None:
        """Take an explanation for granted while the rest is explained."""
        for number, grains in extras.items():
            self.differences[number] -= grains
            self.disturbed.add(number)
        for place, grains in changes.items():
            for number, sign in self.touching.get(place, ()):
                if number in self.differences:
                    self.differences[number] += sign * grains
                    self.disturbed.add(number)
        self.open -= set(cleared)

    def _holds(self, number: int, shift: int, changes: Changes) -> tuple[bool, bool]:
        """Whether a relation would hold, and whether to the last digit."""
        if number in self.differences:
            difference = self.differences[number] + shift
            return not difference or any(
                low <= difference <= high for low, high in self._bounds(number)
            ), not difference
        relation = self.judgements[number].relation
        amounts = [
            self.captured[place].moved(self.captured[place].grains + changes[place])
            if place in changes
            else self.captured[place]
            for place in places(relation)
        ]
        judged = judged_alone(relation, amounts)
        return judged is None or not judged.is_broken, judged is not None and judged.outcome is Outcome.ROUNDING

    def _bounds(self, number: int) -> list[tuple[int, int]]:
        if number not in self._known_bounds:
            relation = self.judgements[number].relation
            amounts = [self.captured[place] for place in places(relation)]
            size = atom(amounts)
            self._known_bounds[number] = (
                []
                if self.is_strict(number) or amounts[0].is_nothing
                else [(each.low * size, each.high * size) for each in allowances(*printed(relation, amounts))]
            )
        return self._known_bounds[number]

    @cached_property
    def _known_bounds(self) -> dict[int, list[tuple[int, int]]]:
        return {}


_ENOUGH, _FEW = 6, 3
