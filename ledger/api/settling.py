"""이월·불용 and 반납: what is left of a budget at its closing, and money that comes back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from ledger.api.desk import Desk
from ledger.api.recording import Recorded, record_act, unit_of
from ledger.cube.assignments import instructions
from ledger.cube.balances import Cube
from ledger.cube.closing import closing_day
from ledger.cube.drafting import Drafting
from ledger.cube.settling import Line, line_of
from ledger.journal.store import Journal
from ledger.model.entry import Act, Cell, Instruction, Measure, Operator, Row
from ledger.model.errors import Refused
from ledger.model.event import RETURN
from ledger.model.money import Unit, stated, unit_named
from ledger.model.period import Period
from ledger.model.registers.settlement import Leftover, Settlement, settlement_key
from ledger.model.text import Text


class Changed(NamedTuple):
    """A row of what is left, before and after; None where there is none."""

    before: Settlement | None
    after: Settlement | None

    @property
    def row(self) -> Settlement:
        row = self.after or self.before
        assert row
        return row


def settle(
    desk: Desk,
    kind: Leftover,
    project: str,
    source: str,
    amounts: Sequence[str],
    act: Act,
    *,
    into: str = "",
    year: int | None = None,
    unit: str = "",
    dry_run: bool = False,
) -> tuple[Recorded, tuple[Line, ...]]:
    """What was left of a project and source, by the period it was voted for, as typed: `23=2`; and the lines of the
    closings in which more is now left than there was.

    It is left at the closing of that period's own year; money carried over before, at that of the year given, or of
    the one before the period that it is carried `into`. Refused: a period that no year closes, a year before its own,
    a period to carry into that does not come later, an amount below 0.
    """

    def settled(drafting: Drafting, journal: Journal) -> Act:
        names = drafting.registers.names
        leaf, label = names.leaf(project), names.source(source)
        given = names.periods[names.period(into)] if into else None
        rows: list[Row] = []
        for said in _instructions(drafting, amounts, leaf, label, unit):
            period = names.periods[said.period]
            try:
                closing = _closing(period, given, year)
                _check_closed(year, desk.today)
                target = None if kind is Leftover.LAPSE else given or _next(names.periods.values(), closing)
                _check_later(period, target)
                row = _row(drafting, kind, said, closing, target.key if target else "")
            except Refused as refusal:
                raise refusal.at(f"{leaf} {label} {period.label}") from None
            if row is not None:
                rows.append(row)
        over.extend(line for line in map(partial(_line, drafting, journal, rows), rows) if line and line.rest < 0)
        return replace(act, rows=rows)

    over: list[Line] = []
    return record_act(desk, settled, dry_run=dry_run), tuple(over)


def give_back(
    desk: Desk,
    project: str,
    source: str,
    amounts: Sequence[str],
    act: Act,
    *,
    paid_on: date | None = None,
    unit: str = "",
    dry_run: bool = False,
) -> Recorded:
    """반납: so much of what was executed of each period comes back on a day, today where none is given. Refused: more
    than was executed by then, and whatever is no amount above 0."""

    def returned(drafting: Drafting, journal: Journal) -> Act:
        names = drafting.registers.names
        leaf, label = names.leaf(project), names.source(source)
        on = act.effective or desk.today
        executed = {cell: balance.won for cell, balance in journal.balances(as_of=on).items()}
        taken = []
        for said in _instructions(drafting, amounts, leaf, label, unit):
            where = f"{leaf} {label} {names.periods[said.period].label}"
            if said.operator is Operator.TAKE or said.won is None or said.won <= 0:
                raise Refused(
                    Text(en="a return is an amount above 0", ko="반납액은 0보다 커야 합니다"),
                    where=where,
                    way_out=Text(
                        en="take a return back with `ledger undo`", ko="반납 기록을 물리려면 `ledger undo`로 취소"
                    ),
                )
            cell = Cell(leaf, label, said.period, Measure.EXECUTED)
            executed[cell] = executed.get(cell, 0) - said.won
            if executed[cell] < 0:
                raise _over(said.won, executed[cell], unit_of(drafting), where)
            taken.append(replace(said, operator=Operator.TAKE, paid_on=paid_on or on))
        return replace(act, act=RETURN.command, instructions=taken)

    return record_act(desk, returned, dry_run=dry_run)


def changed(recorded: Recorded) -> Iterator[Changed]:
    """The rows of what is left that an act changed."""
    for before, after in recorded.replaced:
        if after.kind == Settlement.KIND:
            yield Changed(*(_settlement(row) for row in (before, after)))


def _settlement(row: Row | None) -> Settlement | None:
    return Settlement.from_body(row.key, row.body) if row and row.body is not None else None


def _instructions(
    drafting: Drafting, amounts: Sequence[str], project: str, source: str, unit: str
) -> list[Instruction]:
    """The amounts of executed money as they are typed."""
    typed_in = unit_named(unit) if unit else unit_of(drafting)
    return instructions(
        amounts,
        project=project,
        source=source,
        measure=Measure.EXECUTED,
        names=drafting.registers.names,
        unit=typed_in,
    )


def _check_closed(year: int | None, today: date) -> None:
    """Refused: the closing of a year that has not begun."""
    if year is not None and year > today.year:
        raise Refused(
            Text(en="{year} has not begun", ko="결산연도 {year}: 아직 오지 않은 해입니다").format(year=year),
            way_out=Text(en="give the year that was closed", ko="결산한 해를 쓰십시오"),
        )


def _closing(period: Period, target: Period | None, year: int | None) -> int:
    """The fiscal year at whose closing the money is left. Refused: the period has no year, or a later one."""
    if period.year is None:
        raise Refused(
            Text(en="no closing settles this period", ko="결산할 회계연도가 없는 연차입니다"),
            way_out=Text(en="name a period with an end", ko="끝나는 날이 있는 연차를 쓰십시오"),
        )
    if year is not None and year < period.year:
        raise Refused(
            Text(en="{year} closes before the period", ko="결산연도 {year}: 연차의 해보다 앞섭니다").format(year=year)
        )
    if target is None or target.start is None:
        return year or period.year
    return max(period.year, target.start.year - (target.year is not None))


def _next(periods: Iterable[Period], year: int) -> Period | None:
    """The first period after a fiscal year; None where the book ends with it."""
    return next((each for each in periods if each.start and (each.year is None or each.year > year)), None)


def _check_later(period: Period, target: Period | None) -> None:
    if target is not None and (target.start is None or (period.end is not None and target.start <= period.end)):
        raise Refused(
            Text(en="carried into {to}, which comes no later", ko="이월연차 {to}: 뒤의 연차가 아닙니다").format(
                to=target.label
            )
        )


def _row(drafting: Drafting, kind: Leftover, said: Instruction, year: int, into: str) -> Row | None:
    """The row after the amount was set, moved or blanked; None where it stands so already."""
    key = settlement_key(said.project, said.source, said.period, year, kind)
    known = next((each for each in drafting.registers.records(Settlement) if each.key == key), None)
    if said.won is None:
        return Row(Settlement.KIND, key, None) if known else None
    was = known.won if known else 0
    moved = {Operator.SET: said.won, Operator.ADD: was + said.won, Operator.TAKE: was - said.won}
    now = Settlement(
        key=key,
        project=said.project,
        source=said.source,
        period=said.period,
        year=year,
        kind=kind,
        won=moved[said.operator],
        to=into,
    )
    now.check()
    return None if now == known else Row(now.KIND, key, now.body())


def _line(drafting: Drafting, journal: Journal, rows: Sequence[Row], row: Row) -> Line | None:
    """The budget of a row at its closing, with the new rows in place; None for a row that is taken out."""
    if row.body is None:
        return None
    now = Settlement.from_body(row.key, row.body)
    new = {each.key: each for each in rows}
    others = [each for each in drafting.registers.records(Settlement) if each.key not in new]
    others += [Settlement.from_body(each.key, each.body) for each in rows if each.body is not None]
    own = [each for each in others if (each.project, each.source, each.period) == (now.project, now.source, now.period)]
    left = {year: {each.kind: each.won for each in own if each.year == year} for year in (now.year - 1, now.year)}
    cubes = {year: Cube(journal.balances(as_of=closing_day(year))) for year in left}
    period = drafting.registers.names.periods[now.period]
    return line_of(cubes, left, now.year, (now.project, now.source, now.period), period)


def _over(returned: int, left: int, unit: Unit, where: str) -> Refused:
    said = Text(
        en="{returned} {unit} is more than the executed {executed}",
        ko="반납 {returned} {unit}: 집행 {executed} {unit}보다 많습니다",
    )
    return Refused(
        said.format(returned=stated(returned, unit), executed=stated(returned + left, unit), unit=unit),
        where=where,
        way_out=Text(en="name the period of the budget that was paid from", ko="돈이 나온 예산의 연차를 쓰십시오"),
    )
