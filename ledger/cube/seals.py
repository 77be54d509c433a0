"""확정본: what was handed in and when, what changed in it afterwards, and that a change says why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from ledger.cube.balances import Cube
from ledger.cube.carrying import returns_in
from ledger.cube.closing import closing_day
from ledger.model.entry import Balance, Cell, Draft, Measure, Row, Transaction, Version
from ledger.model.errors import Refused
from ledger.model.period import Period
from ledger.model.project import Project
from ledger.model.record import kinds
from ledger.model.registers.sealed_state import SealedState
from ledger.model.text import Text


class Sealed(NamedTuple):
    """A seal that stands, the transaction that recorded it, and the later ones that changed what it handed in."""

    state: SealedState
    number: int
    changes: tuple[Transaction, ...]


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a seal handed in: the amounts and projects of its state. `returned` is what was given back since of the
    executed amounts, in 원 by cell, below zero; `settled` the cube at the closing of each fiscal year of which it
    handed in executed amounts and that was closed since."""

    seal: Sealed
    cube: Cube
    projects: tuple[Project, ...]
    returned: Mapping[Cell, int]
    settled: Mapping[int, Cube]


def check_sealed(draft: Draft, seals: Iterable[SealedState]) -> Draft:
    """The draft itself. Refused: a change of what a seal handed in without a reason, a seal in place of another."""
    standing = {seal.key: seal for seal in seals}
    for row in draft.rows:
        if row.kind == SealedState.KIND and row.key in standing and draft.header.undoes is None:
            raise taken(standing[row.key])
    covering = [seal for seal in standing.values() if draft.header.effective <= seal.as_of]
    if covering and not draft.header.reason and _is_reported(draft.rows, has_postings=bool(draft.postings)):
        last = max(covering, key=lambda seal: (seal.as_of, seal.number))
        raise Refused(
            Text(
                en="a change after the seal '{name}' ({on}) needs its reason",
                ko="확정본 '{name}'({on}) 이후의 변경에는 사유가 필요합니다",
            ).format(name=last.key, on=last.as_of),
            way_out=Text(
                en='add --reason "...", or if it counts only later, --on DATE',
                ko='--reason "사유"를 붙이거나, 그 뒤에 생긴 일이면 --on 효력일',
            ),
        )
    return draft


def taken(seal: SealedState) -> Refused:
    """What is said of a name that a seal has."""
    return Refused(
        Text(
            en="'{name}' is sealed already, as of {on}: a seal is never replaced",
            ko="'{name}' 확정본이 이미 있습니다(기준일 {on}). 확정본은 바꾸지 않습니다",
        ).format(name=seal.key, on=seal.as_of),
        way_out=Text(
            en="choose another name; the file of this one: ledger seal '{name}' --rebuild -o FILE; to take it back: "
            "ledger undo",
            ko="다른 이름을 쓰십시오. 이 확정본의 파일은 ledger seal '{name}' --rebuild -o 파일, 취소는 ledger undo",
        ).format(name=seal.key),
    )


def seals_of(
    versions: Iterable[Version],
    undone: Mapping[int, int],
    between: Callable[[int, date], Iterable[Transaction]],
) -> tuple[Sealed, ...]:
    """The seals among the versions in force, in the order of their dates. `undone`: number -> number of what undid it;
    `between(first, last)`: the transactions from a number on that took effect by a date, others may be among them."""
    states = [(number, SealedState.from_body(row.key, row.body or {})) for number, _, row in versions if _is_seal(row)]
    if not states:
        return ()
    first, last = min(state.number for _, state in states) + 1, max(state.as_of for _, state in states)
    later = [each for each in between(first, last) if _is_reported(each.rows, has_postings=bool(each.postings))]
    pairs = {**undone, **{by: number for number, by in undone.items()}}
    return tuple(
        Sealed(
            state,
            number,
            tuple(
                each
                for each in later
                if each.number > state.number
                and each.header.effective <= state.as_of
                and pairs.get(each.number, 0) <= state.number  # what was taken back since changed nothing
            ),
        )
        for number, state in sorted(states, key=lambda pair: (pair[1].as_of, pair[0]))
    )


def frozen_of(
    seals: Sequence[Sealed],
    as_of: date,
    state_of: Callable[[SealedState], tuple[Cube, Iterable[Row]]],
    since: Callable[[SealedState], Iterable[Transaction]],
    cells_at: Callable[[date], Mapping[Cell, Balance]],
) -> Frozen | None:
    """What the last seal by a date handed in. `state_of` gives the amounts and rows of its state, `since` the
    transactions that stand and that it did not know or that took effect after it, `cells_at` the balances of a day."""
    by_then = [seal for seal in seals if seal.state.as_of <= as_of]
    if not by_then:
        return None
    cube, rows = state_of(by_then[-1].state)
    returned: dict[Cell, int] = {}
    for transaction in since(by_then[-1].state):
        for cell, won in returns_in(transaction):
            returned[cell] = returned.get(cell, 0) + won
    kept = list(rows)
    projects = tuple(Project.from_body(row.key, row.body or {}) for row in kept if row.kind == Project.KIND)
    periods = (Period.from_body(row.key, row.body or {}) for row in kept if row.kind == Period.KIND)
    years = {each.year for each in periods if cube.won(Measure.EXECUTED, period=each.key) is not None}
    closed = sorted(year for year in years if year and by_then[-1].state.as_of < closing_day(year) <= as_of)
    settled = {year: Cube(cells_at(closing_day(year))) for year in closed}
    return Frozen(by_then[-1], cube, projects, returned, settled)


def _is_seal(row: Row) -> bool:
    return row.kind == SealedState.KIND and row.body is not None


def _is_reported(rows: Iterable[Row], *, has_postings: bool) -> bool:
    """Whether reports say anything of what is recorded."""
    return has_postings or any(row.kind in _reported_kinds() for row in rows)


@cache
def _reported_kinds() -> frozenset[str]:
    return frozenset(kind for kind, record in kinds().items() if record.REPORTED)
