"""From one term to the next: which pledges move, under which codes, and with how much 기투자."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ledger.cube.books import Books
from ledger.model.entry import Act, Instruction, Measure, Row
from ledger.model.errors import Refused
from ledger.model.money import printed
from ledger.model.period import Period, term_name
from ledger.model.project import STATUSES, Project, check_code, is_within, parent
from ledger.model.record import Record
from ledger.model.registers.milestone import Milestone
from ledger.model.registers.predecessor import Predecessor
from ledger.model.registers.remark import Remark, Sort
from ledger.model.text import Text, nearest

ENDED = ("완료", "폐기")


@dataclass(frozen=True, slots=True)
class NewCode:
    """A line of the table of codes; `where` is its place in the file."""

    old: str
    new: str
    where: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How many pledges stand at a status, whether they move, and their amounts in 원 by measure (None: nothing
    recorded); `left` is the plan that is left of those that move, no plan of the new book until it is planned anew."""

    status: str
    moves: bool
    pledges: int
    won: dict[Measure, int | None]
    left: int | None

    @property
    def prior(self) -> int | None:
        """What the new book has of them: 기투자, of its plan too."""
        return self.won[Measure.EXECUTED] if self.moves else None


def moving(books: Books) -> tuple[Project, ...]:
    """The pledges that go on: all but those fulfilled and ended (완료) and those dropped (폐기)."""
    return tuple(pledge for pledge in books.pledges if pledge.status not in ENDED)


def standings(books: Books) -> tuple[Standing, ...]:
    """Every pledge counted once, by status in the order of the evaluators; without one last."""
    by_status: dict[str, list[Project]] = {}
    for pledge in books.pledges:
        by_status.setdefault(pledge.status, []).append(pledge)
    return tuple(
        Standing(
            status,
            status not in ENDED,
            len(by_status[status]),
            {each: total(books.cube.won(each, pledge.key) for pledge in by_status[status]) for each in Measure},
            total(_planned_left(books, pledge.key) for pledge in by_status[status] if status not in ENDED),
        )
        for status in (*STATUSES, "")
        if status in by_status
    )


def total(amounts: Iterable[int | None]) -> int | None:
    """The sum of what is known; None where nothing is."""
    known = [won for won in amounts if won is not None]
    return sum(known) if known else None


def new_codes(books: Books, codes: Sequence[NewCode]) -> dict[str, str]:
    """Old code -> new code of every project that moves, in the order of the old book. What the table does not name
    keeps its code, below what is above it.

    Refused, with the line: a code that the book does not have or that does not move, one stated twice, a new code
    that two projects would have or that leaves its pledge.
    """
    stay = [pledge.key for pledge in books.pledges if pledge.status in ENDED]
    keys = [each.key for each in books.projects if each.key.split("/")[0] not in stay]
    said: dict[str, NewCode] = {}
    for code in codes:
        _check_known(code, keys, books)
        if code.old in said:
            raise Refused(
                Text(en="'{code}' stands twice", ko="'{code}' 두 번 나옵니다").format(code=code.old), where=code.where
            )
        said[code.old] = code
    new: dict[str, str] = {}
    for key in keys:
        above = parent(key)
        kept = f"{new[above]}/{key.rpartition('/')[2]}" if above else key
        new[key] = said[key].new if key in said else kept
        where = said[key].where if key in said else ""
        try:
            check_code(new[key])
        except Refused as refusal:
            raise refusal.at(where) if where else refusal from None
        if parent(new[key]) != (new[above] if above else None):
            out = Text(en="'{new}' is not below the pledge of '{old}'", ko="'{new}': '{old}'의 공약 아래가 아닙니다")
            raise Refused(out.format(new=new[key], old=key), where=where)
    _check_apart(new, said)
    return new


def _check_apart(new: dict[str, str], said: dict[str, NewCode]) -> None:
    taken: dict[str, str] = {}
    for old, key in new.items():
        if key in taken:
            both = Text(
                en="{first} and {second} would both be '{code}'",
                ko="{first}, {second}: 새 관리번호가 '{code}' 하나로 겹칩니다",
            )
            where = next((said[each].where for each in (old, taken[key]) if each in said), "")
            raise Refused(both.format(first=taken[key], second=old, code=key), where=where)
        taken[key] = old


def _check_known(code: NewCode, keys: Sequence[str], books: Books) -> None:
    if code.old in keys:
        return
    if code.old in books.names.projects:
        said = Text(en="'{code}' has ended and does not move", ko="'{code}': 끝난 공약이라 옮기지 않습니다")
        raise Refused(said.format(code=code.old), where=code.where)
    near = nearest(code.old, keys)
    raise Refused(
        Text(en="the book has no '{code}'", ko="장부에 '{code}' 사업이 없습니다").format(code=code.old),
        where=code.where,
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near) if near else None,
    )


def inheritance(books: Books, now: Books, new: dict[str, str], prior: Period) -> Act:
    """What the new book begins with: the projects that move, where they come from, what is still planned of their
    story, what was planned or secured and not spent in words; and as 기투자 of every measure what was executed, all
    periods together. Money is taken from `books`, the book as of the end of the term; departments, names and the
    story from `now`.
    """
    name = _term(books)
    rows: list[Record] = []
    for old, key in new.items():
        project = now.names.projects.get(old, books.names.projects[old])
        rows.append(replace(project, key=key, kind="계속", status="", progress=None, contacts=()))
    for old, key in new.items():
        rows.append(Predecessor(key=key, code=old, term=name, book=books.node, number=books.number, head=books.head))
    rows += _open_plans(now, new)
    rows += [remark for old, key in new.items() if "/" not in old for remark in _remarks(books, old, key, name)]
    return Act(
        act="rollover",
        origin=f"rollover:{books.node}:{books.number}:{books.head}",
        rows=[Row.of(row) for row in rows],
        instructions=list(_invested(books, new, prior)),
    )


def _term(books: Books) -> str:
    book = books.book
    return term_name(book.start, book.end) if book.start and book.end else ""


def _invested(books: Books, new: dict[str, str], prior: Period) -> Iterator[Instruction]:
    for old, key in new.items():
        for source in books.sources if old in books.names.leaves else ():
            won = books.cube.won(Measure.EXECUTED, old, source.key)
            if won is not None:
                for measure in Measure:
                    yield Instruction(project=key, source=source.key, period=prior.key, measure=measure, won=won)


def _open_plans(books: Books, new: dict[str, str]) -> Iterator[Milestone]:
    """The lines of the story that are still to be done, numbered anew; nested only in what moves too."""
    open_ = [each for each in books.records(Milestone) if not each.done and each.project in new]
    counts: dict[str, int] = {}
    keys: dict[str, str] = {}
    for each in open_:
        project = new[each.project]
        counts[project] = counts.get(project, 0) + 1
        keys[each.key] = f"{project} {counts[project]:02}"
    for each in open_:
        yield replace(each, key=keys[each.key], project=new[each.project], under=keys.get(each.under, ""))


def _remarks(books: Books, old: str, key: str, name: str) -> Iterator[Remark]:
    """What a pledge had planned or secured and not spent: no money of the new book, but not to be lost from sight."""
    said = (
        (_UNPLANNED, {source.key: _planned_left(books, old, source.key) for source in books.sources}),
        (_UNSPENT, {source.key: _left(books, old, source.key) for source in books.sources}),
    )
    standing = [(text, own) for text, every in said if (own := {source: won for source, won in every.items() if won})]
    for place, (text, own) in enumerate(standing, 1):
        each = ", ".join(f"{source} {printed(won)}" for source, won in own.items())
        told = str(text.format(term=name, won=printed(sum(own.values())), each=each))
        yield Remark(key=f"{key} {place:02}", project=key, sort=Sort.NOTE, text=told)


_UNPLANNED = Text(
    en="{term}: planned and not executed {won} won ({each}); no plan of this book until it is planned anew",
    ko="{term} 계획액 중 남은 금액 {won}원({each}). 이 장부의 계획에 없으므로 새 임기의 연차에 다시 입력",
)
_UNSPENT = Text(
    en="{term}: secured and not spent {won} won ({each}); carried over or lapsed in the book of that term",
    ko="{term} 확보액 중 미집행 {won}원({each}). 이월·불용은 이전 장부에서 정리",
)


def _planned_left(books: Books, pledge: str, source: str = "") -> int | None:
    """Planned less executed of a pledge, below zero where more was executed, in 원; None where it has no plan."""
    won = books.cube.won
    if won(Measure.PLAN, pledge) is None:
        return None
    return (won(Measure.PLAN, pledge, source) or 0) - (won(Measure.EXECUTED, pledge, source) or 0)


def _left(books: Books, project: str, source: str) -> int:
    """Secured less executed over the lines of a pledge, a line that overspent counted as nothing left."""
    won = books.cube.won
    lines = (each.key for each in books.projects if is_within(each.key, project) and each.key in books.names.leaves)
    return sum(
        max(0, (won(Measure.SECURED, line, source) or 0) - (won(Measure.EXECUTED, line, source) or 0)) for line in lines
    )


def executed(books: Books, projects: Iterable[str]) -> int:
    """What was executed of some pledges, in 원."""
    return sum(books.cube.won(Measure.EXECUTED, key) or 0 for key in projects)
