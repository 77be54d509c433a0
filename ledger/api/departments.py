"""Departments: renamed, merged, or handed projects of one another; every total stays what it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ledger.api.desk import Desk
from ledger.api.recording import Recorded, record_act
from ledger.cube.departments import Sums, sums_by_department
from ledger.cube.drafting import Drafting
from ledger.journal.store import Journal
from ledger.model.book import Book
from ledger.model.entry import Act, Row
from ledger.model.errors import Refused
from ledger.model.project import Project, is_within, parent
from ledger.model.record import Record
from ledger.model.registers.action_item import ActionItem
from ledger.model.registers.department import Department
from ledger.model.text import Text, nearest


@dataclass(frozen=True, slots=True)
class Reorganised:
    """What came of it: the amounts of every department in 원, before and after, each computed from the book. `merged`
    says how many pledges either department had, where there were two."""

    recorded: Recorded
    before: Sums
    after: Sums
    merged: tuple[int, int] | None = None


def rename(desk: Desk, old: str, new: str, act: Act, *, merge: bool = False, dry_run: bool = False) -> Reorganised:
    """Every project and action item of a department goes on under its new name, in one transaction. Refused: nobody is
    called so, the names are the same, or another department is called so already and the two are not to `merge`."""
    old, new = _name(old), _name(new)
    pledges: list[tuple[int, int]] = []

    def rows(drafting: Drafting) -> list[Record]:
        registers = drafting.registers
        known = {each.key: each for each in registers.records(Department)}
        projects = [each for each in registers.names.projects.values() if each.department == old]
        items = [each for each in registers.records(ActionItem) if old in each.departments]
        books = [each for each in registers.records(Book) if each.department == old]
        if not (projects or items or books):
            raise _unknown(drafting, old)
        if old == new:
            raise Refused(Text(en="it is called so already", ko="이미 그 이름입니다"), where=old)
        if _has(drafting, new):
            pledges.append((_pledges(drafting, old), _pledges(drafting, new)))
            if not merge:
                raise _would_merge(old, new, *pledges[0])
        were = [*(known[name].formerly for name in (new, old) if name in known), (old,)]
        former = tuple(name for name in dict.fromkeys(name for names in were for name in names) if name != new)
        return [
            Department(key=new, formerly=former, since=act.effective or desk.today),
            *(replace(each, department=new) for each in projects),
            *(replace(each, departments=_renamed(each.departments, old, new)) for each in items),
            *(replace(each, department=new) for each in books),
        ]

    def stated(drafting: Drafting) -> Act:
        changed = [Row(each.KIND, each.key, each.body()) for each in rows(drafting)]
        if any(each.key == old for each in drafting.registers.records(Department)):
            changed.append(Row(Department.KIND, old, None))
        return replace(act, act="department", rows=changed)

    done = _reorganised(desk, stated, dry_run=dry_run)
    return replace(done, merged=pledges[0] if pledges else None)


def hand_over(
    desk: Desk, codes: Sequence[str], to: str, act: Act, *, team: str = "", dry_run: bool = False
) -> Reorganised:
    """이체: projects, and what below them had the same department, are another's from now on. The team changes with the
    department."""
    to = _name(to)

    def stated(drafting: Drafting) -> Act:
        names = drafting.registers.names
        changed = {}
        for code in codes:
            key = names.project(code)
            old = names.projects[key].department
            for each in names.projects.values():
                if each.key == key or (is_within(each.key, key) and each.department and each.department == old):
                    changed[each.key] = replace(each, department=to, team=team)
        rows = [Row(e.KIND, e.key, e.body()) for e in changed.values() if names.projects[e.key].department != to]
        return replace(act, act="department", rows=rows) if rows else act

    return _reorganised(desk, stated, dry_run=dry_run)


def _reorganised(desk: Desk, stated: Callable[[Drafting], Act], *, dry_run: bool) -> Reorganised:
    before: Sums = {}

    def measured(drafting: Drafting, journal: Journal) -> Act:
        before.update(sums_by_department(drafting.registers.names.projects.values(), journal.balances()))
        return stated(drafting)

    recorded = record_act(desk, measured, dry_run=dry_run)
    with desk.reading() as journal:
        after = sums_by_department(recorded.names.projects.values(), journal.balances())
    return Reorganised(recorded, before, after)


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


def _unknown(drafting: Drafting, name: str) -> Refused:
    registers = drafting.registers
    known = {each.department for each in registers.names.projects.values() if each.department}
    known |= {name for each in registers.records(ActionItem) for name in each.departments}
    near = nearest(name, sorted(known))
    return Refused(
        Text(en="no project is of department '{name}'", ko="'{name}' 부서의 사업이 없습니다").format(name=name),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near)
        if near
        else Text(en="see `ledger list departments`", ko="`ledger list 부서`로 보십시오"),
    )
