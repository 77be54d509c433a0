"""Which cell is wrong: all broken sums of the tables that hang together are explained together, the best reason first.

Nothing is ever applied to a document.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ledger.checks.diagnosis import cells, missing, parents, shifts, swaps
from ledger.checks.diagnosis.candidate import Candidate, Kind
from ledger.checks.diagnosis.groups import Groups
from ledger.checks.diagnosis.system import System
from ledger.checks.diagnosis.words import suggestion
from ledger.checks.documents import Captured
from ledger.checks.verdicts import Judgement, Outcome
from ledger.model.finding import Suggestion
from ledger.model.relation import Place

_CAUSES = 20  # more causes than these in one table are no slips: the table was misread
_BROKEN = 200
_SUGGESTIONS = 5
_VALUES = 3


@dataclass(frozen=True, slots=True)
class Cause:
    """What one fault broke, by number of judgement, and the explanations of it."""

    broken: frozenset[int]
    suggestions: tuple[Suggestion, ...] = ()


def diagnose(captured: Captured, judged: Sequence[Judgement]) -> Iterator[Cause]:
    """The causes of every contradiction; one that nothing explains is a cause of its own."""
    for numbers in _hanging_together(judged):
        system = System(captured, [judged[number] for number in numbers])
        for cause in _explained(system):
            yield Cause(frozenset(numbers[number] for number in cause.broken), cause.suggestions)


def _hanging_together(judged: Sequence[Judgement]) -> list[list[int]]:
    """Numbers of judgements by tables that share a relation, where one of them does not close."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while above.setdefault(name, name) != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for each in judged:
        table = each.relation.total.table
        for place, _ in each.relation.parts:
            if place.table != table:
                above[top(place.table)] = top(table)
    found: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(judged):
        found[top(each.relation.total.table)].append(number)
    doubtful = (Outcome.CONTRADICTION, Outcome.ROUNDING)
    return [numbers for numbers in found.values() if any(judged[n].outcome in doubtful for n in numbers)]


def _explained(system: System) -> Iterator[Cause]:
    """The explanation that clears most, then that of what is left."""
    groups = Groups(system)
    for _ in range(_CAUSES if len(system.open) <= _BROKEN else 0):
        every = sorted(_candidates(system, groups), key=lambda each: (each.worth, _position(system, each)))
        if not every:
            break
        best = every[0]
        broken = best.effect.cleared
        alike = [each for each in every if each.effect.cleared <= broken]
        if _is_worth_saying(system, best):
            yield Cause(broken, tuple(_different(alike, system)))
        system.apply(best.changes, best.extras, broken)
    for number in sorted(system.open):
        if system.judgements[number].is_broken:
            yield Cause(frozenset({number}))


_SOURCES: tuple[Callable[[System, Groups], Iterable[Candidate]], ...] = (
    lambda system, _: cells.candidates(system),
    lambda system, _: swaps.candidates(system),
    missing.candidates,
    parents.candidates,
    shifts.candidates,
)


def _candidates(system: System, groups: Groups) -> Iterator[Candidate]:
    for source in _SOURCES:
        yield from source(system, groups)


def _position(system: System, candidate: Candidate) -> tuple[bool, tuple[int, int, int, int]]:
    """Of equals a total first: it is the one to look at, where any of its parts could be the wrong one."""
    place = candidate.places[0]
    totals = (system.judgements[number].relation.total for number in candidate.effect.cleared)
    return place not in totals, system.captured.position(place)


def _is_worth_saying(system: System, best: Candidate) -> bool:
    """A rounding difference is left at that, unless two of them point at one cell."""
    return len(best.effect.cleared) > 1 or any(system.judgements[n].is_broken for n in best.effect.cleared)


def _different(candidates: Sequence[Candidate], system: System) -> Iterator[Suggestion]:
    """The best of each cell and kind, not too many; `should be X` only where that would clear all, and seldom."""
    seen: set[tuple[Place, bool, bool]] = set()
    most = len(candidates[0].effect.cleared)
    values = 0
    for each in candidates:
        key = each.places[0], len(each.changes) > 1, bool(each.extras)
        if each.kind is Kind.VALUE:
            values += 1
        is_idle = each.kind is Kind.VALUE and (values > _VALUES or len(each.effect.cleared) < most)
        if key not in seen and len(seen) < _SUGGESTIONS and not is_idle:
            seen.add(key)
            yield suggestion(each, system)
