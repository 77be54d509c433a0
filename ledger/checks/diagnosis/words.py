"""What an explanation says, with its arithmetic."""

from collections.abc import Iterator

from ledger.checks.diagnosis.candidate import Candidate, Kind
from ledger.checks.diagnosis.cells import factor
from ledger.checks.diagnosis.system import System
from ledger.checks.documents import is_linear, shown
from ledger.model.finding import Suggestion
from ledger.model.relation import Place
from ledger.model.text import Text, joined, same

_SHOWN = 4  # amounts and totals that are listed before the rest is only counted

_HOW = {
    Kind.SIGN: Text(en="the sign is reversed", ko="부호가 반대"),
    Kind.DIGITS_SWAPPED: Text(en="two digits are swapped", ko="숫자 두 개의 자리가 바뀜"),
    Kind.DIGIT_DROPPED: Text(en="a digit was dropped", ko="숫자 하나가 빠짐"),
    Kind.DIGIT_ADDED: Text(en="a digit was added", ko="숫자 하나가 더 들어감"),
    Kind.DIGIT: Text(en="one digit differs", ko="숫자 하나가 다름"),
    Kind.BLANK: Text(en="the cell is blank", ko="칸이 비어 있음"),
    Kind.VALUE: Text(en="the value that closes", ko="다른 수치와 맞는 값"),
}
_FACTOR = Text(en="off by a factor of {times}", ko="{times}배 차이")
_TOTAL = Text(en="total ", ko="합계 칸 ")
_TWICE = Text(en="; the same amount is lacking in {count} totals", ko="; 같은 금액이 합계 {count}건에서 모자람")
_ONCE_DONE = Text(en="once the other suggestion is followed: {text}", ko="다른 제안대로 고치면: {text}")
_CLEARS = Text(en="clears {count}", ko="모두 {count}곳이 맞게 됨")


def suggestion(candidate: Candidate, system: System) -> Suggestion:
    """The explanation with the cell to look at; none where a row is missing."""
    text = {
        Kind.CELLS_SWAPPED: _swapped,
        Kind.COLUMN_SHIFT: _shifted,
        Kind.WRONG_PARENT: _moved,
        Kind.MISSING_ROW: _missing,
        Kind.EXTRA_ROW: _extra,
    }.get(candidate.kind, _changed)(candidate, system)
    if candidate.effect.cleared & system.disturbed:
        text = _ONCE_DONE.format(text=text)
    cell = None if candidate.kind is Kind.MISSING_ROW else system.captured.cell(candidate.places[0])
    return Suggestion(candidate.kind.label, text, cell)


def _changed(candidate: Candidate, system: System) -> Text:
    (place,) = candidate.places
    amount = system.captured[place]
    right = amount.grains + candidate.changes[place]
    power = factor(amount.grains, right) if candidate.kind is Kind.FACTOR else None
    how = _FACTOR.format(times=f"{10 ** abs(power):,}") if power else _HOW[candidate.kind]
    sums = (system.judgements[number].relation for number in candidate.effect.cleared)
    is_total = any(each.total == place and len(each.parts) > 1 and is_linear(each) for each in sums)
    return Text(
        en="{total}{place}: {old} -> {new} ({how}); {sums}", ko="{total}{place}: {old} → {new} ({how}); {sums}"
    ).format(
        total=_TOTAL if is_total else "",
        place=system.captured.called(place),
        old=system.captured.text(place).strip() if amount.is_nothing else shown(amount.grains, amount.unit),
        new=shown(right, amount.unit),
        how=how,
        sums=_arithmetic(candidate, system),
    )  # fmt: skip


def _swapped(candidate: Candidate, system: System) -> Text:
    one, other = candidate.places
    return Text(
        en="{one} and {other} may be swapped: {first} <-> {second}; {sums}",
        ko="두 칸이 서로 바뀐 듯함: {one} {first} ↔ {other} {second}; {sums}",
    ).format(
        one=system.captured.called(one),
        other=system.captured.called(other),
        first=_at(one, system),
        second=_at(other, system),
        sums=_arithmetic(candidate, system),
    )


def _shifted(candidate: Candidate, system: System) -> Text:
    changed = list(candidate.changes.items())[:_SHOWN]
    moves = [
        f"{system.captured.cell(place)} {_at(place, system)} → "
        f"{shown(system.captured.get(place) + grains, system.captured[place].unit)}"
        for place, grains in changed
    ]
    return Text(
        en="the figures of row {row} stand one column off: {moves}{more}; {sums}",
        ko="한 칸씩 밀린 행: {row}: {moves}{more}; {sums}",
    ).format(
        row=system.captured.where(candidate.places[0]).row or system.captured.cell(candidate.places[0]),
        moves=", ".join(moves),
        more=" ..." if len(candidate.changes) > _SHOWN else "",
        sums=_arithmetic(candidate, system),
    )


def _moved(candidate: Candidate, system: System) -> Text:
    first, taker, giver = candidate.places
    rows = [system.captured.where(first._replace(row=row)).row or str(row + 1) for row in candidate.rows]
    return Text(
        en="{rows} belongs under {taker}, not under {giver}; {sums}",
        ko="소속이 잘못된 행: {rows} ({giver} 아래에 있으나 {taker} 아래여야 합계가 맞음); {sums}",
    ).format(
        rows=", ".join(f"'{row}'" for row in rows),
        taker=f"'{_group(taker, system)}'",
        giver=f"'{_group(giver, system)}'",
        sums=_arithmetic(candidate, system),
    )


def _missing(candidate: Candidate, system: System) -> Text:
    first = next(iter(candidate.extras))
    row = system.judgements[first].relation.total[:1]
    own = [number for number in candidate.extras if system.judgements[number].relation.total[:1] == row]
    amounts = [_amount(number, candidate.extras[number], system) for number in own]
    unit = system.captured[system.judgements[first].relation.total].unit
    amount = ", ".join(amounts[:_SHOWN]) if len(amounts) > 1 else f"{shown(candidate.extras[first], unit)}{unit}"
    return Text(
        en="a row is missing under '{group}': {amounts}{twice}; {sums}",
        ko="한 줄이 빠진 듯함: '{group}' 아래 {amounts}{twice}; {sums}",
    ).format(
        group=_group(system.judgements[first].relation.total, system),
        amounts=amount,
        twice=_TWICE.format(count=len(candidate.extras)) if len(candidate.extras) > len(own) else "",
        sums=_arithmetic(candidate, system),
    )  # fmt: skip


def _extra(candidate: Candidate, system: System) -> Text:
    row, total = candidate.places[:2]
    return Text(
        en="{row} is counted under '{group}' but is not part of its total; {sums}",
        ko="합계에 들지 않아야 할 행: {row} ('{group}' 아래); {sums}",
    ).format(
        row=system.captured.called(row),
        group=_group(total, system),
        sums=_arithmetic(candidate, system),
    )


def _group(total: Place, system: System) -> str:
    return system.captured.where(total).row or system.captured.cell(total)


def _at(place: Place, system: System) -> str:
    amount = system.captured[place]
    return shown(amount.grains, amount.unit)


def _amount(number: int, grains: int, system: System) -> str:
    """A missing amount under the header of its column."""
    relation = system.judgements[number].relation
    column = system.captured.where(relation.parts[0].place).column or ""
    return f"{column} {shown(grains, system.captured[relation.total].unit)}".strip()


def _arithmetic(candidate: Candidate, system: System) -> Text:
    """The sums that close, each as `30,325,549 + 896,312 = 31,221,861`; the total's own place says which it is."""
    lines = list(_lines(candidate, system))
    count = _CLEARS.format(count=len(candidate.effect.cleared))
    if not lines:
        return count
    more = [count] if len(lines) > _SHOWN or len(lines) < len(candidate.effect.cleared) else []
    return joined([*map(same, lines[:_SHOWN]), *more], "; ")


def _lines(candidate: Candidate, system: System) -> Iterator[str]:
    for number in sorted(candidate.effect.cleared):
        relation = system.judgements[number].relation
        if not is_linear(relation):
            continue
        total = system.captured[relation.total]
        gained = candidate.extras.get(number, 0) + sum(
            sign * candidate.changes.get(place, 0) for place, sign in relation.parts
        )
        stated = total.grains + candidate.changes.get(relation.total, 0)
        before = total.grains - system.differences[number]
        step = f" {'+' if gained > 0 else '-'} {shown(abs(gained), total.unit)}" if gained else ""
        exactly = before + gained
        face = "" if exactly == stated else f" → {shown(stated, total.unit)}"
        result = f" = {shown(exactly, total.unit)}" if gained else ""
        name = " ".join(dict.fromkeys((_group(relation.total, system), system.captured.cell(relation.total))))
        yield f"{name}: {shown(before, total.unit)}{step}{result}{face} {total.unit}".rstrip()
