"""The story of a pledge: its dated lines, its remarks, how far it is; and which pledges nobody has touched."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, TypeVar

from ledger.api.books import books_of
from ledger.api.desk import Desk
from ledger.api.recording import Recorded, drafting_on, record_act
from ledger.cube.dossier import next_key
from ledger.cube.drafting import Drafting
from ledger.cube.registers import registers
from ledger.journal.store import Journal
from ledger.model.entry import Act, Header, Row, Transaction, Version
from ledger.model.errors import Refused
from ledger.model.moment import moment_typed
from ledger.model.project import Project, is_within
from ledger.model.registers.milestone import Milestone
from ledger.model.registers.remark import Remark, Sort
from ledger.model.text import Text, folded, nearest

L = TypeVar("L", Milestone, Remark)


def tell(
    desk: Desk, project: str, when: str, text: str, act: Act, *, planned: bool = False, under: str = "", dry_run: bool
) -> Recorded:
    """A line of the story of a project. `when` is a date as typed, or `-` for a line dated by those below it. What is
    dated after the act takes effect is planned without being said so."""

    def stated(drafting: Drafting, journal: Journal) -> Act:
        path = drafting.registers.names.project(project)
        day = moment_typed(when) if when != "-" else None
        is_planned = planned or (day is not None and day.start > (act.effective or desk.today))
        line = Milestone(
            key=_next_key(journal, Milestone, path),
            project=path,
            on=day.key if day else "",
            text=text,
            done=not is_planned,
            under=_line(drafting, Milestone, under).key if under else "",
        )
        return replace(act, rows=[Row.of(line)])

    return record_act(desk, stated, dry_run=dry_run)


def finish(desk: Desk, key: str, act: Act, *, correction: bool = False, dry_run: bool) -> Recorded:
    """A planned line is done."""

    def stated(drafting: Drafting, _: Journal) -> Act:
        line = replace(_line(drafting, Milestone, key), done=True)
        return _if_changed(drafting, act, Row.of(line))

    return record_act(desk, stated, correction=correction, dry_run=dry_run)


def note(desk: Desk, project: str, text: str, act: Act, *, sort: str = "", under: str = "", dry_run: bool) -> Recorded:
    """A remark on a project; one that is nested in another is of its sort. Refused: an unknown sort, or another."""

    def stated(drafting: Drafting, journal: Journal) -> Act:
        path = drafting.registers.names.project(project)
        above = _line(drafting, Remark, under) if under else None
        named = _sort(sort) if sort else above.sort if above else Sort.NOTE
        if above and named is not above.sort:
            raise Refused(
                Text(en="'{key}' is a {sort}", ko="'{key}': 구분이 {sort}인 줄입니다").format(
                    key=above.key, sort=above.sort.label
                ),
                way_out=Text(en="leave out --under", ko="--under 없이 따로 적으십시오"),
            )
        remark = Remark(
            key=_next_key(journal, Remark, path), project=path, sort=named, text=text, under=above.key if above else ""
        )
        return replace(act, rows=[Row.of(remark)])

    return record_act(desk, stated, dry_run=dry_run)


def remove(desk: Desk, kind: type[L], key: str, act: Act, *, correction: bool = False, dry_run: bool) -> Recorded:
    """A line is taken out of the story or of the remarks. Refused: others are nested in it."""

    def stated(drafting: Drafting, _: Journal) -> Act:
        return replace(act, rows=[Row(kind.KIND, _line(drafting, kind, key).key, None)])

    return record_act(desk, stated, correction=correction, dry_run=dry_run)


def lines_of(desk: Desk, kind: type[L], project: str, as_of: date | None = None) -> dict[L, Header]:
    """The lines of a project and of those below it, in the order they were recorded, each with what is said of the
    transaction that made it so."""
    with desk.reading() as journal:
        path = drafting_on(journal).registers.names.project(project)
        versions = registers(journal.versions(), as_of or desk.today, journal.undone())
        told = [(kind.from_body(v.row.key, v.row.body or {}), v.number) for v in versions if v.row.kind == kind.KIND]
        lines = {line: number for line, number in told if is_within(line.project, path)}
        return {line: next(journal.headers(number, number)).header for line, number in lines.items()}


def set_status(
    desk: Desk,
    project: str,
    status: str,
    act: Act,
    *,
    progress: int | None = None,
    correction: bool = False,
    dry_run: bool,
) -> Recorded:
    """이행상태 and 진도 of a project from the day that the act takes effect; what is not given stays. Refused: an
    unknown status."""

    def stated(drafting: Drafting, _: Journal) -> Act:
        path = drafting.registers.names.project(project)
        was = drafting.registers.names.projects[path]
        now = replace(was, status=status or was.status, progress=was.progress if progress is None else progress)
        now.check()
        return _if_changed(drafting, act, Row(now.KIND, path, now.body()))

    return record_act(desk, stated, correction=correction, dry_run=dry_run)


class Standing(NamedTuple):
    """A project as it stood from a day on, and which transaction said so, why."""

    project: Project
    effective: date
    transaction: Transaction


def standing(desk: Desk, project: str) -> tuple[str, list[Standing]]:
    """The path of a project, and the versions that differ in status, progress or department, in the order in which
    they took effect. Money is posted on the project and stays with it, whoever is in charge."""
    with desk.reading() as journal:
        path = drafting_on(journal).registers.names.project(project)
        found: list[Standing] = []
        for version in _standing(journal, path):
            if version.row.body is None:
                continue
            now = Project.from_body(path, version.row.body)
            if found and _told(found[-1].project) == _told(now):
                continue
            found.append(Standing(now, version.effective, journal.transaction(version.number)))
        return path, found


def _told(project: Project) -> tuple[object, ...]:
    return project.status, project.progress, project.department, project.team


def _standing(journal: Journal, path: str) -> list[Version]:
    """The versions of a project, one for each day on which one took effect, without what was undone."""
    undone = journal.undone()
    cancelled = {*undone, *undone.values()}
    versions = (each for each in journal.versions_of(Project.KIND, path) if each.number not in cancelled)
    latest = {each.effective: each for each in sorted(versions, key=lambda each: each.number)}
    return [latest[day] for day in sorted(latest)]


@dataclass(frozen=True, slots=True)
class Untouched:
    """A pledge of which nothing was recorded lately; when something of it last took effect, and was last recorded."""

    pledge: Project
    last: date
    recorded: date


def untouched(
    desk: Desk, since: date, pledges: Callable[..., Iterable[Project]], until: date | None = None
) -> list[Untouched]:
    """The pledges of which no money, line, indicator, remark or status was recorded after a day, nor took effect after
    it; days after `until`, and pledges that were not there by then, do not count. `pledges` chooses those of the book
    that are asked for."""
    end = until or date.max
    with desk.reading() as journal:
        undone = journal.undone()
        cancelled = {*undone, *undone.values()}
        last: dict[str, tuple[date, date]] = {}
        touched: set[str] = set()
        homes: dict[tuple[str, str], str] = {}
        for transaction in journal.transactions():
            about = set(_pledges_of(transaction, homes))
            if transaction.number in cancelled:
                continue
            effective, recorded = transaction.header.effective, date.fromisoformat(transaction.seal.recorded[:10])
            if effective <= end:
                for pledge in about:
                    known, _ = last.get(pledge, (effective, recorded))
                    last[pledge] = max(effective, known), recorded
            if any(since < day <= end for day in (effective, recorded)):
                touched |= about
        chosen = pledges(books_of(journal, until or desk.today))
        return [Untouched(each, *last[each.key]) for each in chosen if each.key in last and each.key not in touched]


def _pledges_of(transaction: Transaction, homes: dict[tuple[str, str], str]) -> Iterator[str]:
    """The pledges that a transaction is about. `homes` remembers the project of each register row, for the rows that
    name another (a value its indicator) and for those that are removed."""
    for posting in transaction.postings:
        yield posting.cell.project.split("/")[0]
    for row in transaction.rows:
        body = row.body or {}
        path = row.key if row.kind == Project.KIND else str(body.get("project", ""))
        path = path or homes.get(("indicator", str(body.get("indicator", "")))) or homes.get((row.kind, row.key), "")
        homes[row.kind, row.key] = path
        if path:
            yield path.split("/")[0]


def _next_key(journal: Journal, kind: type[L], path: str) -> str:
    """`5-2 01`, `5-2 02`: a number that a line ever had is not given again."""
    return next_key(path, (version.row.key for version in journal.versions() if version.row.kind == kind.KIND))


def _line(drafting: Drafting, kind: type[L], key: str) -> L:
    """The line of that key. Refused: there is none."""
    lines = {line.key: line for line in drafting.registers.records(kind)}
    if key not in lines:
        near = nearest(key, lines)
        raise Refused(
            Text(en="there is no {kind} '{key}'", ko="{kind} '{key}' 항목이 없습니다").format(kind=kind.LABEL, key=key),
            way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near) if near else None,
        )
    return lines[key]


def _sort(name: str) -> Sort:
    """The sort of that name in either language. Refused: an unknown one."""
    for sort in Sort:
        if folded(name) in (sort.value, folded(sort.label.ko)):
            return sort
    known = [*(sort.label.ko for sort in Sort), *Sort]
    near = nearest(name, known)
    raise Refused(
        Text(en="there is no sort of remark '{name}'", ko="구분 '{name}': 없는 구분입니다").format(name=name),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near)
        if near
        else Text(en="use one of {known}", ko="쓸 수 있는 구분: {known}").format(known=", ".join(known)),
    )


def _if_changed(drafting: Drafting, act: Act, row: Row) -> Act:
    stands = drafting.registers.rows[row.kind, row.key]
    return act if stands.body == row.body else replace(act, rows=[row])
