"""기재값 against 계산값 for every relation of captured tables: agrees, rounding, contradiction, or unknown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from ledger.checks.documents import GRAIN, Amount, Captured, atom, is_linear
from ledger.cube.intervals import Policy, Printed, quotient, weigh
from ledger.model.finding import Class
from ledger.model.relation import Operation, Place, Relation


class Outcome(StrEnum):
    """`unknown`: a part, or the total, cannot be read or is only approximate."""

    AGREES = "agrees"
    ROUNDING = "rounding"
    CONTRADICTION = "contradiction"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A relation and what became of it; amounts in grains.

    `policies` are all that explain the total, the most ordinary first; `policy` is the one to name: the habit of the
    table (`usual`), if it is among them. `by_inputs`: only the rounding of its two figures explains a ratio. `open`
    are the places of unknown figures; `closes` is the value that a single one would need.
    """

    relation: Relation
    outcome: Outcome
    stated: int
    computed: int | Fraction
    policies: tuple[Policy, ...] = ()
    policy: Policy | None = None
    usual: Policy | None = None
    by_inputs: bool = False
    closes: int | None = None
    open: tuple[Place, ...] = ()

    @property
    def difference(self) -> int | Fraction:
        return self.stated - self.computed

    @property
    def is_broken(self) -> bool:
        return self.outcome is Outcome.CONTRADICTION


def judge(captured: Captured) -> list[Judgement]:
    """Every relation of a document, in the order of its tables."""
    judged = [
        judged_alone(relation, [captured[place] for place in places(relation)]) for relation in captured.relations
    ]
    return _by_habit([each for each in judged if each is not None], captured)


def places(relation: Relation) -> list[Place]:
    """The total and the parts."""
    return [relation.total, *(part.place for part in relation.parts)]


def judged_alone(relation: Relation, amounts: Sequence[Amount]) -> Judgement | None:
    """One relation with these amounts of its total and its parts, rounding explained by any policy that can.

    None where nothing is stated that could be wrong: a blank share beside a blank figure.
    """
    match relation.operation:
        case Operation.SUM | Operation.SAME:
            return _sum(relation, amounts)
        case Operation.RATIO | Operation.SHARE | Operation.GROWTH:
            return _quotient(relation, amounts)
        case Operation.COUNT:
            return _count(relation, amounts[0])
        case Operation.ORDER:
            return _order(relation, amounts[1:])


def _sum(relation: Relation, amounts: Sequence[Amount]) -> Judgement | None:
    total, parts = amounts[0], amounts[1:]
    if relation.operation is Operation.SAME and any(amount.is_nothing for amount in amounts):
        return None
    stated = total.grains
    computed = sum(part.sign * amount.grains for part, amount in zip(relation.parts, parts, strict=True))
    if not all(amount.is_known for amount in amounts):
        return _unknown(relation, amounts, computed)
    if stated == computed:
        return Judgement(relation, Outcome.AGREES, stated, computed, tuple(Policy))
    policies = weigh(*printed(relation, amounts)).policies
    if total.is_nothing:  # what states nothing has not been rounded
        policies = ()
    return Judgement(relation, _outcome(policies), stated, computed, policies)


def printed(relation: Relation, amounts: Sequence[Amount]) -> tuple[Printed, list[Printed]]:
    """A total and its signed parts for the intervals.

    Figures of one unit in one table are as fine as the finest of them: a sheet shows 12,000.0 as 12000.
    """
    finest: dict[tuple[str, str], int] = {}
    if len({amount.quantum for amount in amounts}) > 1:
        for place, amount in zip(places(relation), amounts, strict=True):
            key = place.table, amount.unit
            finest[key] = min(finest.get(key, amount.quantum), amount.quantum)
        amounts = [
            amount._replace(quantum=finest[place.table, amount.unit])
            for place, amount in zip(places(relation), amounts, strict=True)
        ]
    size = atom(amounts)
    total, *parts = (amount.printed(size) for amount in amounts)
    signs = (part.sign for part in relation.parts)
    return total, [replace(part, count=sign * part.count) for sign, part in zip(signs, parts, strict=True)]


def _outcome(policies: Sequence[Policy]) -> Outcome:
    return Outcome.ROUNDING if policies else Outcome.CONTRADICTION


def _unknown(relation: Relation, amounts: Sequence[Amount], computed: int) -> Judgement:
    """A face value that closes is no question; else the one unknown figure has a value that would close the total."""
    stated = amounts[0].grains
    unread = [index for index, amount in enumerate(amounts) if not amount.is_known]
    if stated == computed and all(amounts[index].kind is not None for index in unread):
        return Judgement(relation, Outcome.AGREES, stated, computed, tuple(Policy))
    closes = None
    if unread == [0]:
        closes = computed
    elif len(unread) == 1:
        part = relation.parts[unread[0] - 1]
        closes = part.sign * (stated - computed) + amounts[unread[0]].grains
    where = tuple(places(relation)[index] for index in unread)
    return Judgement(relation, Outcome.UNKNOWN, stated, computed, closes=closes, open=where)


def _quotient(relation: Relation, amounts: Sequence[Amount]) -> Judgement | None:
    stated, over, under = amounts[:3]
    if stated.is_nothing or not all(amount.is_known for amount in amounts[:3]) or not under.grains:
        return None
    is_percent = stated.base.startswith("%") or relation.operation is not Operation.RATIO
    less = 100 if relation.operation is Operation.GROWTH else 0
    inputs = atom((over, under))
    found = quotient(
        stated.printed(1), over.printed(inputs), under.printed(inputs), (100 if is_percent else 1) * GRAIN, less * GRAIN
    )
    outcome = _outcome(found.policies)
    return Judgement(relation, outcome, stated.grains, found.computed, found.policies, by_inputs=found.by_inputs)


def _count(relation: Relation, total: Amount) -> Judgement | None:
    if total.is_nothing or not total.is_known:
        return None
    computed = len(relation.parts) * GRAIN
    outcome = Outcome.AGREES if total.grains == computed else Outcome.CONTRADICTION
    return Judgement(relation, outcome, total.grains, computed)


def _order(relation: Relation, parts: Sequence[Amount]) -> Judgement | None:
    """A range is stated by its first figure and bounded by its second; only figures of one unit can be reversed."""
    first, last = parts[:2]
    if any(amount.kind is None or amount.is_nothing for amount in (first, last)) or first.base != last.base:
        return None
    outcome = Outcome.AGREES if first.grains <= last.grains else Outcome.CONTRADICTION
    return Judgement(relation, outcome, first.grains, last.grains)


# --- the rounding habit of a table ----------------------------------------------------------------------------------


def _by_habit(judged: list[Judgement], captured: Captured) -> list[Judgement]:
    """A total that prints as its table's habit has it agrees; another policy than the habit is a note, and named.

    The habit shows where exact figures were printed coarser, and in ratios; each of the two has its own.
    """
    habits: dict[tuple[str, bool], Policy] = {}
    whole: dict[bool, list[Judgement]] = {True: [], False: []}
    of_table: dict[tuple[str, bool], list[Judgement]] = {}
    for each in judged:
        if each.outcome is Outcome.ROUNDING and _shows_habit(each, captured):
            whole[is_linear(each.relation)].append(each)
            of_table.setdefault((each.relation.total.table, is_linear(each.relation)), []).append(each)
    common = {linear: habit(those, Policy.HALF_UP) for linear, those in whole.items()}
    for (table, linear), those in of_table.items():
        habits[table, linear] = habit(those, common[linear])
    return [_named(each, habits, captured) for each in judged]


def habit(judged: Iterable[Judgement], otherwise: Policy) -> Policy:
    """The policy that explains most of these totals; too few of them, or no majority, show none."""
    those = list(judged)
    counts = Counter(policy for each in those for policy in each.policies)
    best = max(Policy, key=lambda policy: counts[policy])  # of equals the first, the most ordinary
    return best if len(those) >= _ENOUGH and 2 * counts[best] > len(those) else otherwise


_ENOUGH = 3


def _shows_habit(judged: Judgement, captured: Captured) -> bool:
    """Whether the total is printed coarser than what it is made of."""
    relation = judged.relation
    if not is_linear(relation):
        return True
    total, parts = printed(relation, [captured[place] for place in places(relation)])
    return any(part.unit != total.unit for part in parts if part.count)


def _named(judged: Judgement, habits: dict[tuple[str, bool], Policy], captured: Captured) -> Judgement:
    if judged.outcome is not Outcome.ROUNDING:
        return judged
    usual = habits.get((judged.relation.total.table, is_linear(judged.relation)), Policy.HALF_UP)
    policy = usual if usual in judged.policies else judged.policies[0]
    shows = _shows_habit(judged, captured)
    agrees = policy is usual and not judged.by_inputs and shows
    outcome = Outcome.AGREES if agrees else judged.outcome
    return replace(judged, policy=policy, usual=usual if shows else None, outcome=outcome)


def factor_of_ten(judged: Judgement, captured: Captured) -> int | None:
    """k where a figure stated twice, or the sum of its parts, is 10^k times what is printed; k is not 0."""
    relation = judged.relation
    if not judged.is_broken or relation.operation is not Operation.SAME:
        return None
    total, parts = printed(relation, [captured[place] for place in places(relation)])
    for power in range(1, _POWERS + 1):
        for k in (power, -power):
            up, down = 10 ** max(k, 0), 10 ** max(-k, 0)
            scaled = replace(total, unit=total.unit * up)
            if weigh(scaled, [replace(part, unit=part.unit * down) for part in parts]).klass is not Class.CONTRADICTION:
                return k
    return None


_POWERS = 6
