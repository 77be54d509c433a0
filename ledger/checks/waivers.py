"""예외승인: findings that somebody accepted become notes; a waiver that accepts nothing is a finding itself."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from ledger.checks.rule import Rule
from ledger.checks.run import check, in_reading_order
from ledger.cube.books import Books
from ledger.cube.wording import place
from ledger.model.errors import Refused
from ledger.model.finding import Finding, Severity, Where
from ledger.model.money import UNITS, stated
from ledger.model.table import Table
from ledger.model.text import Text, folded, joined, same
from ledger.model.waiver import FileWaiver, Waiver

RULE = Rule(
    id="W101",
    name="unused-waiver",
    severity=Severity.WARNING,
    since="0.2",
    title=Text(en="A waiver accepts no finding", ko="해당하는 점검결과가 없는 예외승인"),
    why=Text(
        en="A waiver accepts one finding of one exact difference until a date. When the figure was mended or changed, "
        "or the date is past, it accepts nothing: left standing, it would only make believe that all is approved.",
        ko="예외승인은 점검결과 하나를 그 차액 그대로, 정한 날까지만 승인합니다. 수치를 고쳤거나 차액이 달라졌거나 "
        "기한이 지나면 효력이 없으므로, 그대로 두면 승인된 것으로 오해하기 쉽습니다.",
    ),
    fix=Text(
        en="Take it back: `ledger undo` of the transaction that recorded it, or out of the file of waivers. If the "
        "difference as it now is shall be accepted, let it be approved anew (`ledger waive`).",
        ko="승인을 기록한 전표를 되돌리거나(`ledger undo`) 예외승인 파일에서 지우십시오. 지금의 차액을 인정하려면 "
        "다시 승인받아 기록하십시오(`ledger waive`).",
    ),
    example=Text(
        en="accepted at a difference of 5 백만원, which now is 6", ko="차액 5백만원으로 승인했으나 지금은 6백만원"
    ),
)

_WAIVED = Text(
    en="{message} [waived until {until} by {approver}: {reason}]",
    ko="{message} [예외승인: {until}까지, 승인자 {approver}, 사유 {reason}]",
)
_ENDED = Text(en="the waiver of {rule} ended on {until}", ko="예외승인({rule}) 기한 지남: {until}까지")
_VOID = Text(
    en="the waiver of {rule} is void: it accepts {accepted}, now it is {now}",
    ko="예외승인({rule}) 효력 없음: 승인 당시 {accepted}, 현재 {now}",
)
_UNUSED = Text(en="the waiver of {rule} matches no finding", ko="예외승인({rule})에 해당하는 점검결과 없음")
_NOTHING = Text(en="no amount", ko="금액 없음")

_SEVERAL = Text(
    en="several findings of {rule}: {lines}{more}", ko="해당하는 {rule} 점검결과가 여럿입니다: {lines}{more}"
)
_ELSEWHERE = Text(
    en="no finding of {rule} there as of {on}, but: {lines}{more}",
    ko="{on} 기준으로 그 위치에 {rule} 점검결과가 없습니다. 있는 것: {lines}{more}",
)
_NONE = Text(en="no finding of {rule} as of {on}", ko="{on} 기준으로 {rule} 점검결과가 없습니다")
_NAME_IT = Text(
    en="name it by --project, --source, --period, --measure, --table, --cell or --transaction",
    ko="--project, --source, --period, --measure, --table, --cell, --transaction으로 하나를 가리키십시오",
)
_LOOK = Text(
    en="see `ledger check`; for another as-of date give --on",
    ko="`ledger check`로 확인하십시오. 기준일이 다르면 --on",
)
_BY = Text(en=" (transaction {number})", ko=" (전표 {number})")

_LISTED = 5
_UNITS = {unit.label: unit for unit in UNITS}
# What a finding is about; in a document the labels of the place, not its address: that moves.
_AXES = ("project", "source", "period", "measure", "indicator")
_NAMES = (*_AXES, "table", "row", "column")
_Ground = tuple[object, ...]


def check_waived(books: Books, kept: Mapping[str, Table] = MappingProxyType({})) -> list[Finding]:
    """What the rules find in a book and in its stated tables, with the waivers that it registers applied as of its
    date."""
    return in_reading_order(waived(check(books, kept=kept), books.records(Waiver), books.as_of), books)


def waived(findings: Iterable[Finding], waivers: Sequence[Waiver], on: date) -> list[Finding]:
    """The findings, those accepted on that day marked; then one for each waiver that has no use.

    A waiver accepts one finding of a document: of several that are alike in everything, two waivers accept two.
    """
    given = [waiver for waiver in waivers if waiver.on is None or waiver.on <= on]
    standing: dict[_Ground, list[Waiver]] = {}
    for waiver in given:
        if on <= waiver.until:
            standing.setdefault(_ground(waiver.rule, _about(waiver), waiver.difference), []).append(waiver)
    found = list(_marked(findings, standing))
    used = {finding.waiver.key for finding in found if finding.waiver is not None}
    return found + [_idle(waiver, found, on) for waiver in given if waiver.key not in used]


def finding_at(books: Books, rule: Rule, at: Where, kept: Mapping[str, Table] = MappingProxyType({})) -> Finding:
    """The one finding of a rule at a place, named as people type it and only as far as need be. Refused: none, or
    several of which none is about exactly what was named."""
    found = [finding for finding in check(books, kept=kept) if finding.id == rule.id]
    said = {name: value for name, value in _looked_up(at, found, books).items() if value is not None}
    matching = [f for f in found if all(getattr(f.where, name) == value for name, value in said.items())]
    names = said.keys() - {"table", "cell", "transaction"}
    exactly = [f for f in matching if {name for name in _AXES if getattr(f.where, name)} == names]
    for only in (matching, exactly):
        if len(only) == 1:
            return only[0]
    form, listed = (_SEVERAL, matching) if matching else (_ELSEWHERE, found) if found else (_NONE, ())
    lines = joined((_line(finding, books) for finding in listed[:_LISTED]), "; ") if listed else ""
    more = f"; ... (+{len(listed) - _LISTED})" if len(listed) > _LISTED else ""
    said_so = form.format(rule=rule.name, on=books.as_of.isoformat(), lines=lines, more=more)
    raise Refused(said_so, way_out=_NAME_IT if found else _LOOK)


def waiver_of(finding: Finding, *, reason: str, approver: str, until: date, on: date) -> Waiver:
    """The waiver of a finding of a book. Refused: it says no reason or approver, or ends before it begins."""
    names = {name: getattr(finding.where, name) or "" for name in _NAMES}
    transaction = None if exact(finding) else finding.where.transaction
    parts = [names[name] for name in _NAMES if name != "indicator"]  # which came last, when keys were in use
    made = Waiver(
        key=":".join((finding.rule, *parts, str(transaction or ""), names["indicator"])).rstrip(":"),
        rule=finding.rule,
        reason=reason,
        approver=approver,
        until=until,
        on=on,
        difference=exact(finding),
        transaction=transaction,
        **names,
    )
    made.check()
    return made


def exact(finding: Finding) -> str:
    """The amount that a waiver is bound to: the difference, or what is stated where it is compared with nothing."""
    amount = finding.stated if finding.difference is None else finding.difference
    return "" if amount is None else str(amount)


def _marked(findings: Iterable[Finding], standing: Mapping[_Ground, Sequence[Waiver]]) -> Iterator[Finding]:
    """The first of several findings that are alike takes the first of the waivers that accept it."""
    turns: Counter[tuple[str | None, _Ground]] = Counter()
    for finding in findings:
        ground = _ground(finding.rule, finding.where, exact(finding))
        waivers, turn = standing.get(ground, ()), turns[finding.where.file, ground]
        turns[finding.where.file, ground] += 1
        yield _accepted(finding, waivers[turn]) if turn < len(waivers) else finding


def _accepted(finding: Finding, waiver: Waiver) -> Finding:
    message = _WAIVED.format(
        message=finding.message, until=waiver.until.isoformat(), approver=waiver.approver, reason=waiver.reason
    )
    return replace(finding, severity=Severity.NOTE, message=message, waiver=waiver)


def _idle(waiver: Waiver, findings: Iterable[Finding], on: date) -> Finding:
    """The finding on a waiver that has no use, and why it has none."""
    where = Where(file=waiver.file, cell=f"A{waiver.line}") if isinstance(waiver, FileWaiver) else _about(waiver)
    if waiver.until < on:
        return RULE.finding(where, _ENDED.format(rule=waiver.rule, until=waiver.until.isoformat()))
    spot = _place(waiver.rule, _about(waiver), waiver.difference)
    for finding in findings:
        if finding.waiver is None and _place(finding.rule, finding.where, exact(finding)) == spot:
            now, accepted = (_shown(amount, finding.unit) for amount in (exact(finding), waiver.difference))
            return RULE.finding(where, _VOID.format(rule=waiver.rule, accepted=accepted, now=now))
    return RULE.finding(where, _UNUSED.format(rule=waiver.rule))


def _looked_up(at: Where, found: Sequence[Finding], books: Books) -> dict[str, Any]:
    """The keys of typed names; a name that only the findings know stands for itself."""
    said = {name: getattr(at, name) for name in _AXES}
    for name, typed in said.items():
        if typed and all(typed != getattr(finding.where, name) for finding in found):
            said[name] = str(getattr(books.names, name, str)(typed))
    return {**said, "table": at.table, "cell": at.cell, "transaction": at.transaction}


def _line(finding: Finding, books: Books) -> Text:
    number = finding.where.transaction
    by = _BY.format(number=number) if number is not None else ""
    return same("{place}: {message}{by}").format(place=place(finding.where, books), message=finding.message, by=by)


def _about(waiver: Waiver) -> Where:
    names = {name: getattr(waiver, name) or None for name in _NAMES}
    return Where(**names, transaction=waiver.transaction)


def _ground(rule: str, where: Where, amount: str) -> _Ground:
    return *_place(rule, where, amount), amount


def _place(rule: str, where: Where, amount: str) -> _Ground:
    """What tells one finding from another, however its names are spaced; the transaction counts where no amount
    does."""
    names = (folded(getattr(where, name) or "") for name in _NAMES)
    return rule, *names, None if amount else where.transaction


def _shown(amount: str, label: str | None) -> Text:
    """An exact amount in the unit of its finding; money is kept in 원."""
    if not amount:
        return _NOTHING
    unit = _UNITS.get(label or "")
    if unit is not None:
        return same(f"{stated(int(amount), unit)} {label}" if "." not in amount else f"{amount} 원")
    return same(f"{amount} {label}" if label else amount)
