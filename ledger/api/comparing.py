"""신구대비: two states of a book, or of two books of one institution, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ledger import __version__
from ledger.api.books import about, books_of, narrowed
from ledger.api.checking import rules_run, stated_tables
from ledger.api.desk import Desk
from ledger.checks.waivers import check_waived
from ledger.cube.books import Books
from ledger.cube.differences import AXES, State, movers
from ledger.model.document import Document, Stamp
from ledger.model.entry import Cell, Transaction
from ledger.model.errors import Refused
from ledger.model.moment import moment_typed
from ledger.model.money import unit_named
from ledger.model.project import Project
from ledger.model.registers.sealed_state import SealedState
from ledger.model.text import Text, language, nearest
from ledger.reports.context import ROUNDINGS, Context, dotted
from ledger.reports.differences import Compared, differences

NAME = "diff"
ROUNDING = "controlled"  # so that what is printed closes: in a coarser unit the lines still make the total


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`before` and `after` as typed: a date, the name of a seal, `@41` or the path of a book; no `after` is now.
    `by`: the axes of the lines, all where there are none."""

    before: str
    after: str = ""
    measure: str = "plan"
    by: tuple[str, ...] = ()
    every: bool = False
    project: str = ""
    department: str = ""
    unit: str = ""
    rounding: str = ""


@dataclass(frozen=True, slots=True)
class _Side:
    """A state of a book by date and transaction (None: the last), and what it is called."""

    path: Path
    as_of: date
    at: int | None
    called: str = ""


def compare(desk: Desk, asked: Asked) -> Document:
    """The 신구대비표. Refused: a state that there is not, the later one first, books of two institutions."""
    seals = _seals(desk)
    sides = [_side(desk, each, seals) for each in (asked.before, asked.after)]
    axes = _axes(asked.by)
    before, after = (_read(desk, side) for side in sides)
    is_one_book = sides[0].path.resolve() == sides[1].path.resolve()
    if is_one_book:
        _require_order(sides, asked, before, after)
    elif before.book.institution != after.book.institution:
        raise Refused(
            Text(
                en="the books are of two institutions: {before}, {after}",
                ko="기관이 서로 다른 장부입니다: {before}, {after}",
            ).format(before=before.book.institution, after=after.book.institution),
            way_out=Text(en="compare books of one institution", ko="같은 기관의 장부끼리 비교하십시오"),
        )
    chosen = _chosen(before, after, asked)
    reasons = _reasons(desk, sides[1], before, after) if is_one_book else {}
    context = _context(after, asked, chosen)
    compared = Compared(
        before=before.about(chosen),
        called=(_called(sides[0], before), _called(sides[1], after)),
        measure=after.names.measure(asked.measure),
        axes=axes,
        every=asked.every,
        reasons=reasons,
    )
    return differences(context, compared)


def _seals(desk: Desk) -> tuple[SealedState, ...]:
    """The seals of the book at hand; none where there is no such file, since two others may be compared."""
    if not desk.path.exists():
        return ()
    with desk.reading() as journal:
        return books_of(journal, date.max).records(SealedState)


def _side(desk: Desk, typed: str, seals: Iterable[SealedState]) -> _Side:
    if not typed:
        return _Side(desk.path, desk.today, None)
    for seal in seals:
        if typed == seal.key:
            return _Side(desk.path, seal.as_of, seal.number, seal.key)
    if typed[:1] == "@" and typed[1:].isdecimal() and typed.isascii():
        return _Side(desk.path, desk.today, int(typed[1:18]))
    if (path := Path(typed)).is_file():
        return _Side(path, desk.today, None, path.name)
    try:
        return _Side(desk.path, moment_typed(typed).end, None)
    except Refused:
        names = [seal.key for seal in seals]
        near = nearest(typed, names)
        known = Text(en=" (seals: {names})", ko=" (확정본: {names})").format(names=", ".join(names)) if names else ""
        way_out = Text(
            en="write 2023-12-31, the name of a seal, @41 for a transaction, or the path of a book{known}",
            ko="2023-12-31, 확정본 이름, @41(전표), 장부 파일 가운데 하나로 쓰십시오{known}",
        ).format(known=known)
        if near:
            way_out = Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near)
        said = Text(en="'{typed}' is no state of a book", ko="'{typed}': 비교할 수 있는 장부의 상태가 아닙니다")
        raise Refused(said.format(typed=typed), way_out=way_out) from None


def _read(desk: Desk, side: _Side) -> Books:
    with replace(desk, path=side.path).reading() as journal:
        return books_of(journal, side.as_of, side.at)


def _axes(by: Iterable[str]) -> tuple[str, ...]:
    asked = tuple(by) or AXES
    for axis in asked:
        if axis not in AXES:
            raise Refused(
                Text(en="no lines by '{axis}'", ko="'{axis}' 기준으로는 나눌 수 없습니다").format(axis=axis),
                way_out=Text(en="use one of {known}", ko="쓸 수 있는 것: {known}").format(known=", ".join(AXES)),
            )
    return tuple(axis for axis in AXES if axis in asked)


def _require_order(sides: list[_Side], asked: Asked, before: Books, after: Books) -> None:
    first, second = sides
    if (first.as_of, before.number) <= (second.as_of, after.number):
        return
    raise Refused(
        Text(en="'{before}' is later than '{after}'", ko="'{before}' 상태가 '{after}' 상태보다 뒤입니다").format(
            before=asked.before, after=asked.after or Text(en="now", ko="지금")
        ),
        way_out=Text(
            en="the earlier one comes first: ledger diff {after} {before}",
            ko="앞선 것을 먼저 쓰십시오: ledger diff {after} {before}",
        ).format(before=asked.before, after=asked.after or second.as_of.isoformat()),
    )


def _chosen(before: Books, after: Books, asked: Asked) -> tuple[Project, ...]:
    """The pledges asked for that either state knows, as the later one has them."""
    found: dict[str, Project] = {}
    refusals = []
    for books in (after, before):
        try:
            for pledge in narrowed(books, project=asked.project, department=asked.department):
                found.setdefault(pledge.key, pledge)
        except Refused as refusal:
            refusals.append(refusal)
    if len(refusals) == 2:
        raise refusals[0]
    if not found and (asked.project or asked.department):
        raise Refused(Text(en="no pledge matches", ko="조건에 맞는 공약이 없습니다"))
    return tuple(found.values())


def _reasons(desk: Desk, side: _Side, before: Books, after: Books) -> dict[Cell, list[str]]:
    """Why each cell was moved: of every transaction its amendment, budget, reason and document, or its number."""
    states = State(before.as_of, before.number), State(after.as_of, after.number)
    with replace(desk, path=side.path).reading() as journal:
        last = max(before.number, after.number)
        found = movers(journal.transactions(1, last), *states, journal.undone(at=last))
    amended = {each.transaction.number: str(each.name) for each in (*before.amendments, *after.amendments)}
    return {
        cell: [_reason(each, amended.get(each.number, "")) for each in each_one] for cell, each_one in found.items()
    }


def _reason(transaction: Transaction, amended: str) -> str:
    header = transaction.header
    named = str(Text(en="amendment {name}", ko="변경 {name}").format(name=amended)) if amended else ""
    words = [word for word in (named, header.basis, header.reason, header.document) if word]
    number = Text(en="transaction {number}", ko="전표 {number}").format(number=transaction.number)
    return " · ".join(words) if words else str(number)


def _context(books: Books, asked: Asked, chosen: tuple[Project, ...]) -> Context:
    rounding = asked.rounding or ROUNDING
    if rounding not in ROUNDINGS:
        raise Refused(
            Text(en="unknown rounding '{name}'", ko="모르는 단수처리 '{name}'").format(name=rounding),
            way_out=Text(en="use one of {known}", ko="쓸 수 있는 것: {known}").format(known=", ".join(ROUNDINGS)),
        )
    kept = stated_tables(books)
    found = check_waived(books, kept)
    conditions = asked.project or asked.department
    covers = [f"{pledge.key} {pledge.name}" for pledge in chosen if asked.project]
    covers += [f"{Project.FIELDS['department']} {asked.department}"] if asked.department else []
    return Context(
        books=books.about(chosen),
        project=None,
        unit=unit_named(asked.unit or books.book.unit),
        rounding=rounding,
        findings=tuple(about(found, chosen) if conditions else found),
        stamp=_stamp(books, asked),
        rules=len(rules_run(kept)),
        covers=", ".join(covers),
        stated=kept,
    )


def _stamp(books: Books, asked: Asked) -> Stamp:
    said = {
        "before": asked.before,
        "after": asked.after,
        "measure": asked.measure,
        "by": ",".join(asked.by),
        "every": "yes" if asked.every else "",
        "project": asked.project,
        "department": asked.department,
        "unit": asked.unit,
        "rounding": asked.rounding,
        "lang": language(),
    }
    return Stamp(
        book=books.node,
        number=books.number,
        head=books.head,
        as_of=books.as_of,
        template=NAME,
        options=tuple((name, value) for name, value in said.items() if value),
        tool=__version__,
    )


def _called(side: _Side, books: Books) -> str:
    """`6월말: 2023. 6. 30. 기준, 전표 41까지`"""
    said = Text(en="as of {day}, up to transaction {number}", ko="{day} 기준, 전표 {number}까지")
    told = str(said.format(day=dotted(side.as_of), number=books.number))
    return f"{side.called}: {told}" if side.called else told
