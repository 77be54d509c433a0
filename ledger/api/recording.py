"""Recording: one act, one transaction; shown before and after, refused whole or recorded whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from ledger.api.books import since_adoption
from ledger.api.desk import Desk
from ledger.cube.amendments import Amendment, PlanHistory, amendments
from ledger.cube.assignments import instructions
from ledger.cube.drafting import Change, Drafting
from ledger.cube.names import Names
from ledger.cube.registers import registers
from ledger.journal.store import Journal
from ledger.model.book import Adoption, Book
from ledger.model.entry import Act, Cell, Draft, Instruction, Measure, Operator, Row, Seal, Version
from ledger.model.errors import Refused
from ledger.model.event import basis_typed, check_direction, event_of
from ledger.model.money import Unit, unit_named
from ledger.model.period import Period
from ledger.model.project import Project
from ledger.model.record import Record, kinds
from ledger.model.registers.edited_text import EditedText
from ledger.model.registers.sealed_state import SealedState
from ledger.model.source import Source
from ledger.model.text import Text, joined


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of it: seals of the transactions (none on a dry run, or when all stood so already), the drafts, the
    cells that change, the register rows before and after, the names to show them by, and the unit of the book.
    `known` are the numbers of transactions that already held what was to be recorded, `amendments` the changes of an
    adopted plan that came of it, `cancelled` the one that was undone. `handed_over`: the seals of the terms that were
    rolled over and that it changes, each with the transaction and the book that goes on."""

    seals: tuple[Seal, ...]
    drafts: tuple[Draft, ...]
    changes: tuple[Change, ...]
    replaced: tuple[tuple[Row | None, Row], ...]
    names: Names
    unit: Unit
    known: tuple[int, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    cancelled: Amendment | None = None
    handed_over: tuple[tuple[SealedState, int, str], ...] = ()


def record_amounts(
    desk: Desk,
    measure: Measure,
    project: str,
    source: str,
    amounts: Sequence[str],
    act: Act,
    *,
    unit: str = "",
    paid_on: date | None = None,
    dry_run: bool = False,
) -> Recorded:
    """Amounts of one project and source, as typed: `23=560`, `23..26.6=560`. A change of an adopted plan needs its
    reason and procedure. The budget that secures money is stored as it is usually spelled; where the amount stands so
    already, a budget or document that the cell's last posting does not have is recorded with an amount of 0."""

    def stated(drafting: Drafting, journal: Journal) -> Act:
        typed_in = unit_named(unit) if unit else unit_of(drafting)
        names = drafting.registers.names
        said = instructions(
            amounts, project=project, source=source, measure=measure, names=names, unit=typed_in, paid_on=paid_on
        )
        if measure is not Measure.SECURED:
            return replace(act, instructions=said)
        basis = basis_typed(act.basis)
        for each in said:
            takes = each.operator is Operator.TAKE and (each.won or 0) > 0
            check_direction(basis, takes=takes or (each.operator is Operator.ADD and (each.won or 0) < 0))
        named = replace(act, basis=basis, effective=act.effective or desk.today)
        return replace(named, instructions=[_based_anew(drafting, journal, each, named) for each in said])

    return record_act(desk, stated, dry_run=dry_run)


def _based_anew(drafting: Drafting, journal: Journal, said: Instruction, act: Act) -> Instruction:
    """The instruction itself; an amount of 0 where the cell holds what is set, but not on that budget or document."""
    names, on = drafting.registers.names, act.effective
    cell = Cell(names.leaf(said.project), names.source(said.source), names.period(said.period), Measure.SECURED)
    if on is None or said.operator is not Operator.SET or not (event_of(act.basis) or act.document):
        return said
    was = drafting.balance(cell, on)
    if was.is_blank or said.won != was.won:
        return said
    undone = journal.undone()
    cancelled = {*undone, *undone.values()}
    numbers = (number for number in journal.numbers_on(lambda each: each == cell) if number not in cancelled)
    headed = (each for number in numbers for each in journal.headers(number, number))
    last = max((each for each in headed if each.header.effective <= on), key=lambda t: (t.header.effective, t.number))
    stands = last.header.basis == act.basis or event_of(act.basis) is None
    if stands and act.document in ("", last.header.document):
        return said
    return replace(said, operator=Operator.ADD, won=0)


def adopt(desk: Desk, act: Act, *, dry_run: bool = False) -> Recorded:
    """The plan is adopted: from here on its changes are amendments. Refused when it already is."""

    def stated(drafting: Drafting, _: Journal) -> Act:
        if drafting.registers.records(Adoption):
            raise Refused(Text(en="the plan is adopted already", ko="계획은 이미 확정되어 있습니다"))
        on = act.effective or desk.today
        return replace(act, act="adopt", effective=on, rows=[Row.of(Adoption(key="plan", on=on))])

    return record_act(desk, stated, dry_run=dry_run)


def add(desk: Desk, record: Project | Source | Period, act: Act) -> Recorded:
    """A new row of a register, in force from the start of the term unless the act says otherwise. Refused when its key
    is taken."""

    def stated(drafting: Drafting, _: Journal) -> Act:
        if any(other.key == record.key for other in drafting.registers.records(type(record))):
            raise Refused(
                Text(en="'{key}' is registered already", ko="'{key}' 항목은 이미 있습니다").format(key=record.key),
                way_out=Text(en="change it with `ledger set`", ko="고치려면 `ledger set`"),
            )
        start = drafting.registers.records(Book)[0].start or desk.today
        return replace(act, act="add", effective=act.effective or min(start, desk.today), rows=[Row.of(record)])

    return record_act(desk, stated)


def set_fields(
    desk: Desk,
    target: str,
    assignments: Sequence[str],
    act: Act,
    *,
    correction: bool = False,
    dry_run: bool = False,
) -> Recorded:
    """New values for fields of one row: a project by code or name, or `book`, `source:국비`, `period:2023`."""

    def stated(drafting: Drafting, _: Journal) -> Act:
        record = _target(drafting, target)
        body = record.body()
        for words in assignments:
            name, equals, value = words.partition("=")
            if not equals:
                raise Refused(
                    Text(en="'{words}' is no key=value", ko="'{words}': 항목=값 꼴이 아닙니다").format(words=words)
                )
            field = record.field_named(name)
            body[field] = record.typed(field, value)
        row = Row.of(type(record).from_body(record.key, body))
        return act if row.body == record.body() else replace(act, act="set", rows=[row])

    return record_act(desk, stated, correction=correction, dry_run=dry_run)


def keep(
    desk: Desk,
    kind: type[Record],
    key: str,
    fields: Mapping[str, object],
    act: Act,
    *,
    correction: bool | None = None,
    dry_run: bool = False,
) -> Recorded:
    """A row of a register is defined, or the given fields of one are changed. Refused: what the register refuses, a
    project that is not there."""

    def stated(drafting: Drafting, _: Journal) -> Act:
        known = next((each.body() for each in drafting.registers.records(kind) if each.key == key), {})
        body = {**known, **fields}
        if body.get("project"):
            body["project"] = drafting.registers.names.project(str(body["project"]))
        row = Row.of(kind.from_body(key, body))
        return act if row.body == known else replace(act, rows=[row])

    return record_act(desk, stated, correction=correction, dry_run=dry_run)


def drafting_on(journal: Journal, day: date | None = None) -> Drafting:
    """Drafting that starts from what the journal holds; where a day is given, from the registers as of that day."""
    rows = [version.row for version in registers(journal.versions(), day, journal.undone())]
    return Drafting(
        rows,
        lambda on: journal.balances(as_of=on),
        lambda digest: journal.file(digest) if journal.has_file(digest) else None,
    )


def result(
    drafting: Drafting, drafts: Sequence[Draft], journal: Journal | None = None, known: Sequence[int] = ()
) -> Recorded:
    """Record the drafts, where there is a journal to, and say what came of it."""
    changes = tuple(drafting.changes())  # before anything is recorded: afterwards the book holds them
    seals: Sequence[Seal] = ()
    numbered: tuple[Amendment, ...] = ()
    if journal is not None and drafts:
        seals = journal.append(drafts)
        if drafting.registers.records(Adoption) and any(change.cell.measure is Measure.PLAN for change in changes):
            numbered = _amendments(journal, seals)
    return Recorded(
        seals=tuple(seals),
        drafts=tuple(drafts),
        changes=changes,
        replaced=drafting.registers.replaced,
        names=drafting.registers.names,
        unit=unit_of(drafting),
        known=tuple(known),
        amendments=numbered,
        handed_over=_handed_over(journal, drafts) if journal is not None else (),
    )


def _handed_over(journal: Journal, drafts: Sequence[Draft]) -> tuple[tuple[SealedState, int, str], ...]:
    """The seals of terms that were rolled over which the drafts reach back into: with the transaction and the name of
    the book that goes on."""
    first = min((draft.header.effective for draft in drafts), default=date.max)
    mine = {row.key for draft in drafts for row in draft.rows if row.kind == SealedState.KIND}
    found = []
    for number, _, row in registers(journal.versions(), undone=journal.undone()):
        if row.kind == SealedState.KIND and row.key not in mine:
            state = SealedState.from_body(row.key, row.body or {})
            if not state.document and first <= state.as_of:
                found.append((state, number, journal.transaction(number).header.evidence))
    return tuple(found)


def record_act(
    desk: Desk, stated: Callable[[Drafting, Journal], Act], *, correction: bool | None = None, dry_run: bool = False
) -> Recorded:
    """The one way of every command: read, draft, check, append, answer.

    A correction takes effect when the versions that it replaces did: those were wrong from the start.
    """
    with desk.reading() if dry_run else desk.writing() as journal:
        drafting = drafting_on(journal)
        adopted = drafting.registers.records(Adoption)
        act = stated(drafting, journal)
        on = effective(journal, act.rows, act.effective or desk.today, correction=correction)
        draft = drafting.draft(replace(act, effective=on), by=desk.by, effective=on)
        if adopted:
            check_amendment(journal, draft)
        if not draft.postings and not draft.rows:
            return result(drafting, ())
        return result(drafting, (draft,), None if dry_run else journal)


def effective(journal: Journal, rows: Iterable[Row], on: date, *, correction: bool | None = None) -> date:
    """The day from which new versions of rows count. Refused: one before the last version of a row, after which it
    would not be seen, and a correction of versions that count from different days.

    What was written around the rows of a pledge is that of the last edit, whenever that took effect. `correction`:
    None where the command knows none.
    """
    undone = journal.undone()
    cancelled = {*undone, *undone.values()}
    last: dict[str, Version] = {}
    for row in rows:
        versions = [each for each in journal.versions_of(row.kind, row.key) if each.number not in cancelled]
        if versions and row.kind != EditedText.KIND:
            last[f"{kinds()[row.kind].LABEL} {row.key}"] = max(versions, key=lambda each: (each.effective, each.number))
    since = {name: version.effective for name, version in last.items() if version.row.body is not None}
    if correction and len(set(since.values())) > 1:
        said = Text(
            en="these count from different days: {each}", ko="효력일이 서로 다른 항목을 함께 소급할 수 없습니다: {each}"
        )
        raise Refused(
            said.format(each=", ".join(f"{name}({day})" for name, day in since.items())),
            way_out=Text(en="correct them one after another", ko="효력일이 같은 것끼리 나누어 고치십시오"),
        )
    if correction and since:
        on = next(iter(since.values()))
    for name, version in last.items():
        if version.effective > on:
            raise _unseen(name, version, on, is_corrigible=correction is not None)
    return on


def _unseen(name: str, last: Version, on: date, *, is_corrigible: bool) -> Refused:
    said = Text(
        en="{name} was changed as of {day} (transaction {number}): a change effective {on} would not be seen",
        ko="{name}: {day}자로 바뀌어(전표 {number}) {on}의 변경은 나타나지 않습니다",
    )
    later = Text(en="give a later --on", ko="--on에 그 뒤의 날을 주십시오")
    if is_corrigible and last.row.body is not None:
        later = Text(en="give a later --on, or --correction", ko="--on에 그 뒤의 날을 주거나 --correction을 쓰십시오")
    if last.row.body is None:
        said = Text(
            en="{name} was taken out on {day} (transaction {number}): what is effective {on} would not be seen",
            ko="{name}: {day}에 뺀 것이어서(전표 {number}) {on}의 기록은 나타나지 않습니다",
        )
    return Refused(said.format(name=name, day=last.effective, number=last.number, on=on), way_out=later)


def check_amendment(journal: Journal, *drafts: Draft) -> None:
    """Refuse drafts that change an adopted plan, or its adoption, without saying why and how; each by itself, as a
    change of what the journal holds, which is read once for all of them."""
    silent = [draft for draft in drafts if not all(getattr(draft.header, each.field) for each in _WHY)]
    is_change = any(row.kind == Adoption.KIND for draft in silent for row in draft.rows)
    planning = [draft for draft in silent if any(p.cell.measure is Measure.PLAN for p in draft.postings)]
    if not is_change and planning:
        history = PlanHistory(since_adoption(journal, journal.versions()), journal.balances())
        is_change = any(map(history.is_changed_by, planning))
    if is_change:
        missing = [each for each in _WHY if not all(getattr(draft.header, each.field) for draft in silent)]
        raise Refused(
            Text(
                en="the plan is adopted: a change needs its {missing}",
                ko="확정된 계획의 변경에 빠진 것: {missing}",
            ).format(missing=joined(each.name for each in missing)),
            way_out=joined((each.way_out for each in missing), " "),
        )


class _Why(NamedTuple):
    """What an amendment must say: the field of the header, its name, and the option that says it."""

    field: str
    name: Text
    way_out: Text


_WHY = (
    _Why("reason", Text(en="reason", ko="사유"), Text(en='--reason "..."', ko='--reason "사유"')),
    _Why("procedure", Text(en="procedure", ko="승인절차"), Text(en='--procedure "..."', ko='--procedure "절차"')),
)


def _amendments(journal: Journal, seals: Iterable[Seal]) -> tuple[Amendment, ...]:
    """Those that were recorded with these seals."""
    numbers = {seal.number for seal in seals}
    every = amendments(since_adoption(journal, journal.versions()), journal.balances())
    return tuple(each for each in every if each.transaction.number in numbers)


def _target(drafting: Drafting, target: str) -> Record:
    registers_now = drafting.registers
    kind, colon, key = target.partition(":")
    if target == Book.KIND:
        return registers_now.records(Book)[0]
    if colon and kind == Source.KIND:
        return registers_now.names.sources[registers_now.names.source(key)]
    if colon and kind == Period.KIND:
        return registers_now.names.periods[registers_now.names.period(key)]
    return registers_now.names.projects[registers_now.names.project(target)]


def unit_of(drafting: Drafting) -> Unit:
    """The unit of the book, in which amounts are typed."""
    book = drafting.registers.records(Book)
    return unit_named(book[0].unit if book else "원")
