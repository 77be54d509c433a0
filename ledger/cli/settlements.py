"""What `carry` and `lapse` share: what is left of a budget, before and after."""

from collections.abc import Sequence
from typing import Any

from ledger.api.recording import Recorded
from ledger.api.settling import Changed, changed
from ledger.checks.settled import arithmetic
from ledger.cli.amounts import as_record, tell
from ledger.cli.show import note, say_json, show_rows
from ledger.cube.names import Names
from ledger.cube.settling import Line
from ledger.model.money import WON, Unit, stated
from ledger.model.registers.settlement import Settlement
from ledger.model.text import Text

HEADS = (
    Text(en="Project", ko="사업"),
    Text(en="Source", ko="재원"),
    Text(en="Period", ko="연차"),
    Text(en="Closing", ko="결산연도"),
    Text(en="Kind", ko="구분"),
    Text(en="Into", ko="이월연차"),
)
_AMOUNTS = (
    Text(en="Before", ko="변경 전"),
    Text(en="After", ko="변경 후"),
    Text(en="Change", ko="증감"),
    Text(en="After in 원", ko="변경 후(원)"),
)


def answer(recorded: Recorded, over: Sequence[Line], *, dry_run: bool, as_json: bool) -> None:
    """The rows before and after, in the unit of the book and in 원. `over`: where more is left than there was."""
    for line in over:
        _tell_over(recorded, line)
    every = list(changed(recorded))
    if as_json:
        say_json({**as_record(recorded), "settlements": [_record(each) for each in every]})
        return
    if every:
        rows = [(*labels(each.row, recorded.names), *_amounts(each, recorded.unit)) for each in every]
        first = len(HEADS)
        show_rows((*HEADS, *_AMOUNTS), rows, range(first, first + len(_AMOUNTS)), recorded.unit.label)
    tell(recorded, dry_run=dry_run)


def _tell_over(recorded: Recorded, line: Line) -> None:
    period, unit = recorded.names.periods[line.period], recorded.unit
    said = Text(
        en="{project} {source} {period}: {arithmetic}. Left at the closing of {year}: {most}, {over} too much",
        ko="{project} {source} {period}: {arithmetic}. {year}년 마감 때 남은 돈 {most}, {over} 초과",
    )
    note(
        said.format(
            project=line.project,
            source=line.source,
            period=period.label,
            arithmetic=arithmetic(line, unit),
            most=stated((line.budget or 0) - (line.executed or 0), unit),
            over=stated(-line.rest, unit),
            year=line.year,
        )
    )


def labels(row: Settlement, names: Names) -> Sequence[str]:
    """What a row is about, in the order of `HEADS`."""
    period, into = (names.periods.get(key) for key in (row.period, row.to))
    return (
        row.project,
        row.source,
        period.label if period else row.period,
        str(row.year),
        str(row.kind.label),
        into.label if into else row.to,
    )


def _amounts(change: Changed, unit: Unit) -> tuple[str, ...]:
    before, after = (row.won if row else None for row in change)
    return (
        "" if before is None else stated(before, unit),
        "" if after is None else stated(after, unit),
        stated((after or 0) - (before or 0), unit),
        "" if after is None else stated(after, WON),
    )


def _record(change: Changed) -> dict[str, Any]:
    row = change.row
    return {
        "project": row.project,
        "source": row.source,
        "period": row.period,
        "year": row.year,
        "kind": row.kind.value,
        "to": row.to,
        "before": change.before and change.before.won,
        "after": change.after and change.after.won,
    }
