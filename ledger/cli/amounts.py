"""What `plan`, `secure` and `execute` share: one project, one source, amounts by period."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Annotated, Any

from ledger.api.recording import Recorded, record_amounts
from ledger.cli.parameters import Context
from ledger.cli.show import amount, note, say, say_json, show_rows
from ledger.cli.words import (
    BASIS,
    DOCUMENT,
    DRY_RUN,
    EVIDENCE,
    JSON,
    ON,
    PROCEDURE,
    REASON,
    argument,
    day,
    desk_of,
    option,
)
from ledger.cube.drafting import Change
from ledger.model.entry import Act, Balance, Measure, Row
from ledger.model.event import doubt_of
from ledger.model.money import WON, stated
from ledger.model.record import REGISTERS, Record, kinds
from ledger.model.registers.edited_text import EditedText
from ledger.model.text import Text, joined

CODE = argument(
    Text(en="Project: its code, or its name where only one has it", ko="사업: 관리번호, 또는 하나뿐인 사업명"), "CODE"
)
SOURCE = argument(Text(en="Source: label, alias or kind", ko="재원: 이름, 별칭 또는 종류"), "SOURCE")
AMOUNTS = argument(
    Text(
        en="PERIOD=AMOUNT sets, += and -= move, 23..26.6=560 fills a range, 23=blank empties",
        ko="연차=금액: =는 설정, +=와 -=는 증감, 23..26.6=560은 구간, 23=빈칸은 지움",
    ),
    "PERIOD=AMOUNT",
)
UNIT = option(
    "--unit",
    Text(en="Unit of the amounts typed (default: the book's)", ko="입력 단위 (기본: 장부 단위)"),
    metavar="UNIT",
)
_YES, _NO = Text(en="yes", ko="예"), Text(en="no", ko="아니오")
PAID_ON = option("--paid-on", Text(en="The day the money was paid", ko="지출일"), parser=day, metavar="DATE")


def recorder(measure: Measure) -> Callable[..., None]:
    """The command that records amounts of one measure."""

    def run(
        context: Context,
        code: Annotated[str, CODE],
        source: Annotated[str, SOURCE],
        amounts: Annotated[list[str], AMOUNTS],
        on: Annotated[date | None, ON] = None,
        basis: Annotated[str, BASIS] = "",
        reason: Annotated[str, REASON] = "",
        procedure: Annotated[str, PROCEDURE] = "",
        document: Annotated[str, DOCUMENT] = "",
        evidence: Annotated[str, EVIDENCE] = "",
        unit: Annotated[str, UNIT] = "",
        dry_run: Annotated[bool, DRY_RUN] = False,
        as_json: Annotated[bool, JSON] = False,
    ) -> None:
        act = Act(effective=on, basis=basis, reason=reason, procedure=procedure, document=document, evidence=evidence)
        record(context, measure, code, source, amounts, act=act, unit=unit, dry_run=dry_run, as_json=as_json)

    return run


def record(
    context: Context,
    measure: Measure,
    code: str,
    source: str,
    amounts: list[str],
    *,
    act: Act,
    unit: str,
    paid_on: date | None = None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Record amounts and show their cells before and after. The act is named after the command."""
    recorded = record_amounts(
        desk_of(context),
        measure,
        code,
        source,
        amounts,
        replace(act, act=context.info_name or ""),
        unit=unit,
        paid_on=paid_on,
        dry_run=dry_run,
    )
    if measure is Measure.SECURED and (doubt := doubt_of(act.basis)):
        note(doubt)
    if as_json:
        say_json(as_record(recorded))
        return
    show_changes(recorded)
    tell(recorded, dry_run=dry_run)


def show_changes(recorded: Recorded) -> None:
    """The cells before and after, in the unit of the book and in 원."""
    if not recorded.changes:
        return
    heads = (
        Text(en="Project", ko="사업"),
        Text(en="Source", ko="재원"),
        Text(en="Period", ko="연차"),
        Text(en="Measure", ko="단계"),
        Text(en="Before", ko="변경 전"),
        Text(en="After", ko="변경 후"),
        Text(en="Change", ko="증감"),
        Text(en="After in 원", ko="변경 후(원)"),
    )
    show_rows(
        heads, [_row(recorded, change) for change in recorded.changes], amounts=(4, 5, 6, 7), unit=recorded.unit.label
    )


def show_rows_changed(recorded: Recorded) -> None:
    """The fields of register rows that change, before and after; of a row that is new or removed those that
    its key does not say, of a new one in one line."""
    for before, after in recorded.replaced:
        if after.kind == EditedText.KIND:
            say(Text(en="{key}  comments and order: changed", ko="{key}  주석·순서: 변경").format(key=after.key))
            continue
        record = kinds()[after.kind]
        was, now = (_fields(record, row) for row in (before, after))
        # What is new and stands at its default goes without saying; so do fields that the key of a row tells.
        said = {*((before and before.body) or ()), *(after.body or ())}
        # Lines of a story and values of indicators have keys that are alike.
        row = f"{record.LABEL} {after.key}" if record.__module__.startswith(REGISTERS) else after.key
        changed = [
            (record.FIELDS.get(name, name), was.get(name) or "-", now.get(name) or "-")
            for name in dict.fromkeys((*was, *now))
            if name in said and was.get(name, "") != now.get(name, "") and (name in record.FIELDS or (was and now))
        ]
        if was:
            for label, old, new in changed:
                say(f"{row}  {label}: {old} → {new}")
        elif changed:
            say(_NEW.format(row=row, said=" · ".join(f"{label} {new}" for label, _, new in changed)))


_NEW = Text(en="{row}  new: {said}", ko="{row}  신규: {said}")


def changed_fields(recorded: Recorded) -> list[dict[str, object]]:
    """JSON of the fields of register rows that change; null for a row that is not there or a field that is not said."""
    rows: list[dict[str, object]] = []
    for before, after in recorded.replaced:
        was, now = (dict(row.body or {}) if row else {} for row in (before, after))
        moved = {n: [was.get(n), now.get(n)] for n in dict.fromkeys((*was, *now)) if was.get(n) != now.get(n)}
        fields = {name: {"before": old, "after": new} for name, (old, new) in moved.items()}
        rows.append({"kind": after.kind, "key": after.key, "fields": fields})
    return rows


def _fields(record: type[Record], row: Row | None) -> dict[str, str]:
    """The fields of a row as people read them, defaults included; none of a row that is not there."""
    if row is None or row.body is None:
        return {}
    typed = record.from_body(row.key, row.body)
    return {
        each.name: _field(record, each.name, getattr(typed, each.name)) for each in fields(typed) if each.name != "key"
    }


def _field(record: type[Record], name: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(record.WORDS.get(name, (_NO, _YES))[value])
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else f"{getattr(value, 'label', value)}{record.UNITS.get(name, '')}"


def tell(recorded: Recorded, *, dry_run: bool) -> None:
    """One line on what was recorded."""
    if recorded.seals:
        numbers = [seal.number for seal in recorded.seals]
        said = f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"
        told = Text(
            en="recorded as {change}transaction {said}, effective {on}", ko="{change}전표 {said} 기록 (효력일 {on})"
        )
        note(told.format(change=_amended(recorded), said=said, on=_effective(recorded)))
        _warn(recorded)
    elif recorded.drafts and dry_run:
        told = Text(
            en="dry run ({change}effective {on}): nothing was recorded",
            ko="미리보기({change}효력일 {on})입니다. 기록하지 않았습니다",
        )
        note(told.format(change=_amended(recorded), on=_effective(recorded)))
    elif recorded.known:
        listed = ", ".join(map(str, recorded.known[:8])) + (", ..." if len(recorded.known) > 8 else "")
        note(
            Text(
                en="already recorded as {listed}; nothing changed",
                ko="이미 기록되어 있습니다(전표 {listed}). 바뀐 것이 없습니다",
            ).format(listed=listed)
        )
    else:
        note(Text(en="it stands so already; nothing was recorded", ko="이미 그대로입니다. 기록할 것이 없습니다"))


def _warn(recorded: Recorded) -> None:
    """What was recorded in a term that another book goes on from is not in that book."""
    for state, number, book in recorded.handed_over:
        told = Text(
            en="'{name}' ({on}): the book was rolled over to {book} (transaction {number}), which does not have this",
            ko="'{name}'({on}) 확정 뒤의 기록입니다. 이미 이어 간 장부 {book}(전표 {number})에는 반영되지 않습니다",
        )
        note(told.format(name=state.key, on=state.as_of, book=book, number=number))


def _amended(recorded: Recorded) -> Text | str:
    """`변경 제3호, `: the numbers of the amendments, before those of their transactions; `변경 제3호 취소, `."""
    if recorded.cancelled is not None:
        return Text(en="amendment {name} undone, ", ko="변경 {name} 취소, ").format(name=recorded.cancelled.name)
    names = [each.name for each in recorded.amendments]
    if not names:
        return ""
    said = Text(en="amendment {names}, ", ko="변경 {names}, ")
    return said.format(names=names[0] if len(names) == 1 else joined((names[0], names[-1]), "~"))


def _effective(recorded: Recorded) -> str:
    days = sorted({draft.header.effective for draft in recorded.drafts})
    first, last = days[0].isoformat(), days[-1].isoformat()
    return first if first == last else f"{first} ~ {last}"


def as_record(recorded: Recorded) -> dict[str, object]:
    """The JSON of a recording command; amounts in 원, null for a blank cell."""
    return {
        "schema": 1,
        "transactions": [seal.number for seal in recorded.seals],
        "already": list(recorded.known),
        "amendments": [each.number for each in recorded.amendments],
        **({"cancelled": recorded.cancelled.number} if recorded.cancelled else {}),
        "cells": [
            {
                "project": change.cell.project,
                "source": change.cell.source,
                "period": change.cell.period,
                "measure": str(change.cell.measure),
                "before": _won(change.before),
                "after": _won(change.after),
            }
            for change in recorded.changes
        ],
    }


def _row(recorded: Recorded, change: Change) -> tuple[str, ...]:
    cell, unit = change.cell, recorded.unit
    period = recorded.names.periods.get(cell.period)
    return (
        cell.project,
        cell.source,
        period.label if period else cell.period,
        str(cell.measure.label),
        amount(change.before, unit),
        amount(change.after, unit),
        stated(change.after.won - change.before.won, unit),
        amount(change.after, WON),
    )


def _won(balance: Balance) -> int | None:
    return None if balance.is_blank else balance.won
