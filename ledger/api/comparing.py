"""신구대비: two states of a book, or of two books of one institution, side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ledger import __version__
from ledger.api.books import about, books_of, narrowed
from ledger.api.checking import rules_run, stated_tables
from ledger.api.desk import Desk
from ledger.api.recording import drafting_on
from ledger.checks.waivers import check_waived
from ledger.cube.books import Books
from ledger.cube.differences import AXES, State, movers
from ledger.journal.store import Journal
from ledger.model.document import Document, Stamp
from ledger.model.entry import Cell, Transaction
from ledger.model.errors import Refused
from ledger.model.moment import moment_typed
from ledger.model.money import unit_named
from ledger.model.project import Project
from ledger.model.registers.predecessor import Predecessor
from ledger.model.registers.sealed_state import SealedState
from ledger.model.text import Text, language, nearest
from ledger.reports.context import ROUNDINGS, Context, dotted
from ledger.reports.differences import Compared, differences

NAME = "diff"
_SPOKEN = {"사업": "project", "재원": "source", "연차": "period"}
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

    @property
    def is_narrow(self) -> bool:
        """Whether only some pledges are asked for."""
        return bool(self.project or self.department)


@dataclass(frozen=True, slots=True)
class _Side:
    """A state of a book by date and transaction (None: the last), and what it is called."""

    path: Path
    as_of: date
    at: int | None
    called: str = ""


_Sides = tuple[_Side, _Side]


def compare(desk: Desk, asked: Asked) -> Document:
    """The 신구대비표. Refused: a state that there is not, the later one first, books of two institutions."""
    seals = _seals(desk)
    sides = _side(desk, asked.before, seals), _side(desk, asked.after, seals)
    first, second = sides
    if first.path.resolve() == second.path.resolve():
        with replace(desk, path=first.path).reading() as journal:
            _require_order(journal, sides, asked)
            return _of_one_book(journal, sides, asked)
    before, after = _read(desk, first), _read(desk, second)
    if before.book.institution != after.book.institution:
        raise Refused(
            Text(
                en="the books are of two institutions: {before}, {after}",
                ko="기관이 서로 다른 장부입니다: {before}, {after}",
            ).format(before=before.book.institution, after=after.book.institution),
            way_out=Text(en="compare books of one institution", ko="같은 기관의 장부끼리 비교하십시오"),
        )
    return _document(_recoded(before, after), after, sides, asked)


def compare_as_stamped(journal: Journal, stamp: Mapping[str, str]) -> Document:
    """The 신구대비표 that a workbook says it is, built anew. KeyError or ValueError: its stamp was edited. Refused: the
    other book that it was made from is not at hand."""
    if stamp.get("other_book"):
        raise Refused(
            Text(en="it compares two books", ko="두 장부를 비교한 신구대비표입니다"),
            way_out=Text(en="make it again: ledger diff BOOK", ko="다시 만들어 비교하십시오: ledger diff 장부파일"),
        )
    asked = Asked(
        before=stamp["before"],
        after=stamp.get("after", ""),
        measure=stamp["measure"],
        by=tuple(part for part in stamp.get("by", "").split(",") if part),
        every=bool(stamp.get("every")),
        **{name: stamp.get(name, "") for name in ("project", "department", "unit", "rounding")},
    )
    states = ((stamp["before_as_of"], stamp["before_number"], "was"), (stamp["as_of"], stamp["number"], "is"))
    first, second = (
        _Side(journal.path, date.fromisoformat(as_of), int(number[:18]), stamp.get(name, ""))
        for as_of, number, name in states
    )
    return _of_one_book(journal, (first, second), asked)


def _of_one_book(journal: Journal, sides: _Sides, asked: Asked) -> Document:
    before, after = (books_of(journal, side.as_of, side.at) for side in sides)
    return _document(before, after, sides, asked, _reasons(journal, before, after))


def _document(
    before: Books,
    after: Books,
    sides: _Sides,
    asked: Asked,
    reasons: Mapping[Cell, Sequence[str]] | None = None,
) -> Document:
    """`reasons` of one book; None: the books are two, and neither says what moved a cell from one to the other."""
    chosen = _chosen(before, after, asked)
    compared = Compared(
        before=before.about(chosen) if asked.is_narrow else before,
        called=(_called(sides[0], before), _called(sides[1], after)),
        measure=after.names.measure(asked.measure),
        axes=_axes(asked.by),
        every=asked.every,
        reasons=reasons or {},
    )
    stamp = _stamp(before, after, sides, asked, is_one_book=reasons is not None)
    return differences(_context(after, asked, chosen, stamp), compared)


def _recoded(before: Books, after: Books) -> Books:
    """The earlier book under the codes that its projects have in the later one, if that took it over. A project that
    stayed behind keeps its code, marked as old where another has it now."""
    codes = {each.code: each.key for each in after.records(Predecessor) if each.book == before.node}
    if not codes:
        return before
    old = Text(en="{code} old", ko="{code} 이전")
    for project in before.projects:
        pledge, slash, rest = project.key.partition("/")
        if project.key not in codes:
            now = codes.get(pledge) or (str(old.format(code=pledge)) if pledge in after.names.projects else pledge)
            codes[project.key] = f"{now}{slash}{rest}"
    return before.under(codes)


def _seals(desk: Desk) -> tuple[SealedState, ...]:
    """The seals of the book at hand; none where there is no such file, since two others may be compared."""
    if not desk.path.exists():
        return ()
    with desk.reading() as journal:
        return tuple(drafting_on(journal).registers.records(SealedState))


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
    asked = tuple(_SPOKEN.get(axis, axis) for axis in by) or AXES
    for axis in asked:
        if axis not in AXES:
            raise Refused(
                Text(en="no lines by '{axis}'", ko="'{axis}' 기준으로는 나눌 수 없습니다").format(axis=axis),
                way_out=Text(en="use one of {known}", ko="쓸 수 있는 것: {known}").format(known=", ".join(AXES)),
            )
    return tuple(axis for axis in AXES if axis in asked)


def _require_order(journal: Journal, sides: _Sides, asked: Asked) -> None:
    last = journal.head.number if journal.head else 0
    first, second = ((side.as_of, last if side.at is None else side.at) for side in sides)
    if first <= second:
        return
    raise Refused(
        Text(en="'{before}' is later than '{after}'", ko="'{before}' 상태가 '{after}' 상태보다 뒤입니다").format(
            before=asked.before, after=asked.after or Text(en="now", ko="지금")
        ),
        way_out=Text(
            en="the earlier one comes first: ledger diff {after} {before}",
            ko="앞선 것을 먼저 쓰십시오: ledger diff {after} {before}",
        ).format(before=asked.before, after=asked.after or second[0].isoformat()),
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
    if not found and asked.is_narrow:
        raise Refused(Text(en="no pledge matches", ko="조건에 맞는 공약이 없습니다"))
    return tuple(found.values())


def _reasons(journal: Journal, before: Books, after: Books) -> dict[Cell, list[str]]:
    """Why each cell was moved: of every transaction its amendment, budget, reason and document, or its number."""
    last = max(before.number, after.number)
    states = State(before.as_of, before.number), State(after.as_of, after.number)
    between = (each.number for each in journal.headers(1, last) if states[0].holds(each) is not states[1].holds(each))
    found = movers(map(journal.transaction, between), *states, journal.undone(at=last))
    amended = {each.transaction.number: str(each.name) for each in (*before.amendments, *after.amendments)}
    return {cell: [_reason(each, amended.get(each.number, "")) for each in every] for cell, every in found.items()}


def _reason(transaction: Transaction, amended: str) -> str:
    header = transaction.header
    named = str(Text(en="amendment {name}", ko="변경 {name}").format(name=amended)) if amended else ""
    words = [word for word in (named, header.basis, header.reason, header.document) if word]
    number = Text(en="transaction {number}", ko="전표 {number}").format(number=transaction.number)
    return " · ".join(words) if words else str(number)


def _context(books: Books, asked: Asked, chosen: tuple[Project, ...], stamp: Stamp) -> Context:
    rounding = asked.rounding or ROUNDING
    if rounding not in ROUNDINGS:
        raise Refused(
            Text(en="unknown rounding '{name}'", ko="없는 단수처리 '{name}'").format(name=rounding),
            way_out=Text(en="use one of {known}", ko="쓸 수 있는 것: {known}").format(known=", ".join(ROUNDINGS)),
        )
    kept = stated_tables(books)
    found = check_waived(books, kept)
    covers = [f"{pledge.key} {pledge.name}" for pledge in chosen if asked.project]
    covers += [f"{Project.FIELDS['department']} {asked.department}"] if asked.department else []
    return Context(
        books=books.about(chosen) if asked.is_narrow else books,
        project=None,
        unit=unit_named(asked.unit or books.book.unit),
        rounding=rounding,
        findings=tuple(about(found, chosen) if asked.is_narrow else found),
        stamp=stamp,
        rules=len(rules_run(kept)),
        covers=", ".join(covers),
        stated=kept,
    )


def _stamp(before: Books, after: Books, sides: _Sides, asked: Asked, *, is_one_book: bool) -> Stamp:
    said = {
        "before": asked.before,
        "after": asked.after,
        "before_as_of": before.as_of.isoformat(),
        "before_number": str(before.number),
        "other_book": "" if is_one_book else "yes",
        "was": sides[0].called,
        "is": sides[1].called,
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
        book=after.node,
        number=after.number,
        head=after.head,
        as_of=after.as_of,
        template=NAME,
        options=tuple((name, value) for name, value in said.items() if value),
        tool=__version__,
    )


def _called(side: _Side, books: Books) -> str:
    """`6월말: 2023. 6. 30. 기준, 전표 41까지`"""
    said = Text(en="as of {day}, up to transaction {number}", ko="{day} 기준, 전표 {number}까지")
    told = str(said.format(day=dotted(side.as_of), number=books.number))
    return f"{side.called}: {told}" if side.called else told
