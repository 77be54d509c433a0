"""Departments: renamed, merged, or handed projects of one another; every total stays what it was."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ledger.api.desk import Desk
from ledger.api.recording import Recorded, drafting_on, effective, result
from ledger.cube.departments import Sums, sums_by_department
from ledger.cube.drafting import Drafting
from ledger.cube.registers import registers
from ledger.journal.store import Journal
from ledger.model.book import Book
from ledger.model.entry import Act, Row
from ledger.model.errors import Refused
from ledger.model.project import Project, code_order, is_within, parent
from ledger.model.record import Record
from ledger.model.registers.action_item import ActionItem
from ledger.model.registers.department import Department
from ledger.model.text import Text, nearest

Turn = Callable[[Record], Record]


@dataclass(frozen=True, slots=True)
class Reorganised:
    """What came of it: the amounts of every department in 원, before and after, as the projects are on the day of it.
    `new`: the department that nothing in the book was of before. `merged`: how many pledges either department had,
    where there were two."""

    recorded: Recorded
    before: Sums
    after: Sums
    new: str = ""
    merged: tuple[int, int] | None = None


def rename(desk: Desk, old: str, new: str, act: Act, *, merge: bool = False, dry_run: bool = False) -> Reorganised:
    """Every project and action item of a department goes on under its new name. Refused: nobody is called so, the
    names are the same, or another department is called so already and the two are not to `merge`."""
    old, new, on = _name(old), _name(new), act.effective or desk.today

    def turn(record: Record) -> Record:
        if isinstance(record, ActionItem):
            return replace(record, departments=_renamed(record.departments, old, new))
        if isinstance(record, Project | Book) and record.department == old:
            return replace(record, department=new)
        return record

    with desk.reading() if dry_run else desk.writing() as journal:
        now = drafting_on(journal)
        known = {each.key: each for each in now.registers.records(Department)}
        if not any(old in _departments(record) for _, record in _states(journal, on)):
            raise _unknown(now, old)
        if old == new:
            raise Refused(Text(en="it is called so already", ko="이미 그 이름입니다"), where=old)
        merged = (_pledges(now, old), _pledges(now, new)) if _has(now, new) else None
        if merged and not merge:
            raise _would_merge(old, new, *merged)
        were = [*(known[name].formerly for name in (new, old) if name in known), (old,)]
        former = tuple(name for name in dict.fromkeys(name for names in were for name in names) if name != new)
        rows = [Row.of(Department(key=new, formerly=former, since=on))]
        rows += [Row(Department.KIND, old, None)] if old in known else []
        effective(journal, rows, on)
        done = _reorganised(desk, journal, turn, replace(act, effective=on, rows=rows), dry_run=dry_run)
        return replace(done, merged=merged)


def hand_over(
    desk: Desk, codes: Sequence[str], to: str, act: Act, *, team: str = "", new: bool = False, dry_run: bool = False
) -> Reorganised:
    """이체: projects, and what below them had the same department, are another's from now on. The team changes with the
    department. Refused: a department that nobody is called, but someone almost, unless it is said to be `new`."""
    to, on = _name(to), act.effective or desk.today

    with desk.reading() if dry_run else desk.writing() as journal:
        now = drafting_on(journal)
        is_new = _is_new(now, to, said=new)
        then = {each.key: each for each in drafting_on(journal, on).registers.records(Project)}
        leaving: dict[str, str] = {}
        for code in codes:
            key = now.registers.names.project(code)
            own = then.get(key, now.registers.names.projects[key]).department
            below = (each.key for each in then.values() if is_within(each.key, key) and own and each.department == own)
            leaving |= dict.fromkeys((key, *below), own)

        def turn(record: Record) -> Record:
            if not isinstance(record, Project) or leaving.get(record.key, to) != record.department:
                return record
            return record if record.department == to else replace(record, department=to, team=team)

        done = _reorganised(desk, journal, turn, replace(act, effective=on), dry_run=dry_run)
        return replace(done, new=to) if is_new and done.recorded.drafts else done


def _reorganised(desk: Desk, journal: Journal, turn: Turn, act: Act, *, dry_run: bool) -> Reorganised:
    """Every state that a row has from the day of the act on is turned: one transaction on that day, which has the rows
    of the act too, and one on each later day from which a row counts that would hide the turn."""
    on = act.effective or desk.today
    turned: dict[date, list[tuple[Row, Row]]] = {on: []}
    for day, record in _states(journal, on):
        if (other := turn(record)) != record:
            turned.setdefault(day, []).append((Row.of(record), Row.of(other)))
    drafts = []
    for day, pairs in sorted(turned.items()):
        kept, gone = ([row for row in act.rows if day == on and (row.body is None) is out] for out in (False, True))
        if rows := [*kept, *(after for _, after in pairs), *gone]:
            stated = replace(act, act="department", effective=day, rows=rows)
            drafts.append(drafting_on(journal, day).draft(stated, by=desk.by, effective=day))
    then = drafting_on(journal, on).registers
    projects = sorted(then.records(Project), key=lambda each: code_order(each.key))
    cells = journal.balances()
    before, after = (
        sums_by_department(every, cells)
        for every in (projects, [each for each in map(turn, projects) if isinstance(each, Project)])
    )
    recorded = result(drafting_on(journal), drafts, None if dry_run else journal)
    replaced = {(row.kind, row.key): (then.rows.get((row.kind, row.key)), row) for row in act.rows if row.body}
    for pair in (pair for _, pairs in sorted(turned.items()) for pair in pairs):
        replaced.setdefault((pair[1].kind, pair[1].key), pair)
    return Reorganised(replace(recorded, replaced=tuple(replaced.values())), before, after)


def _states(journal: Journal, on: date) -> Iterator[tuple[date, Record]]:
    """Every state that a row with a department has on a day and after it, with the day from which it counts."""
    versions, undone = journal.versions(), journal.undone()
    turning = [version for version in versions if version.row.kind in _KINDS]
    for day in sorted({on, *(version.effective for version in turning if version.effective > on)}):
        for version in registers(turning, day, undone):
            if day == on or version.effective == day:
                yield day, _KINDS[version.row.kind].from_body(version.row.key, version.row.body or {})


_KINDS: dict[str, type[Record]] = {kind.KIND: kind for kind in (Project, ActionItem, Book)}


def _departments(record: Record) -> tuple[str, ...]:
    if isinstance(record, ActionItem):
        return record.departments
    return (record.department,) if isinstance(record, Project | Book) and record.department else ()


def _is_new(now: Drafting, name: str, *, said: bool) -> bool:
    known = _known(now)
    if name in known:
        return False
    near = nearest(name, sorted(known))
    if near and not said:
        raise Refused(
            Text(en="there is no department '{name}'", ko="'{name}' 부서가 없습니다").format(name=name),
            way_out=Text(
                en="did you mean '{near}'? a new department: --new",
                ko="혹시 '{near}' 아닙니까? 새 부서이면 --new를 붙이십시오",
            ).format(near=near),
        )
    return True


def _known(now: Drafting) -> set[str]:
    """Every department that the book names."""
    every: Iterable[Record] = (record for kind in _KINDS.values() for record in now.registers.records(kind))
    known = {name for record in every for name in _departments(record)}
    return known | {each.key for each in now.registers.records(Department)}


def _has(drafting: Drafting, name: str) -> bool:
    """Whether projects, action items or the book are of that department."""
    registers = drafting.registers
    return (
        any(each.department == name for each in registers.names.projects.values())
        or any(name in each.departments for each in registers.records(ActionItem))
        or any(each.department == name for each in registers.records(Book))
    )


def _pledges(drafting: Drafting, name: str) -> int:
    return sum(
        each.department == name and parent(key) is None for key, each in drafting.registers.names.projects.items()
    )


def _would_merge(old: str, new: str, olds: int, news: int) -> Refused:
    said = Text(
        en="there is a department '{new}' with {news} pledges already; '{old}' has {olds}",
        ko="'{new}' 부서가 이미 있습니다: {new} 공약 {news}건, {old} 공약 {olds}건",
    )
    return Refused(
        said.format(new=new, old=old, news=news, olds=olds),
        way_out=Text(en="to make one department of the two: --merge", ko="두 부서를 하나로 합치려면 --merge"),
    )


def _name(typed: str) -> str:
    return str(Project.typed("department", typed))


def _renamed(names: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new if name == old else name for name in names))


def _unknown(now: Drafting, name: str) -> Refused:
    near = nearest(name, sorted(_known(now)))
    return Refused(
        Text(en="no project is of department '{name}'", ko="'{name}' 부서의 사업이 없습니다").format(name=name),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near)
        if near
        else Text(en="see `ledger list departments`", ko="`ledger list 부서`로 보십시오"),
    )
