"""추진실적 and 추진계획 as of a date: nested lines, each in the span of time that it falls in."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from ledger.cube.books import Books
from ledger.model.moment import Moment, moment
from ledger.model.project import is_within
from ledger.model.registers.milestone import Milestone
from ledger.model.text import Text, same


class Nested(Protocol):
    """A line that may be nested in another."""

    @property
    def key(self) -> str: ...
    @property
    def under(self) -> str: ...


L = TypeVar("L", bound=Nested)


@dataclass(frozen=True, slots=True)
class Bucket:
    """The lines of one span of time, each with how deep it is nested, from 1; a line that others are nested in stands
    above them in every bucket. `says` is the date of a line that says none itself: the year or half-year that the
    span is, ends with or begins with, as who reads a printed story dates its lines; empty where there is none."""

    name: Text
    span: Text
    says: str
    lines: tuple[tuple[int, Milestone], ...]


@dataclass(frozen=True)
class Story:
    """The milestones of a project and of those below it."""

    lines: Mapping[str, Milestone]
    books: Books = field(repr=False)

    @classmethod
    def of(cls, books: Books, project: str = "") -> "Story":
        """Of a project; of the whole book where it is empty."""
        every = books.records(Milestone)
        return cls({each.key: each for each in every if not project or is_within(each.project, project)}, books)

    @cached_property
    def leaves(self) -> tuple[Milestone, ...]:
        """The lines that tell what was done or is planned: those without lines nested in them."""
        above = {line.under for line in self.lines.values()}
        return tuple(line for line in self.lines.values() if line.key not in above)

    def when(self, line: Milestone) -> Moment | None:
        """The date of a line, or else of the nearest line above it that has one."""
        dated = next((each for each in (line, *self._above(line)) if each.on), None)
        return moment(dated.on) if dated else None

    @cached_property
    def overdue(self) -> tuple[Milestone, ...]:
        """What is planned for a time that has passed."""
        dated = ((line, self.when(line)) for line in self.leaves if not line.done)
        return tuple(line for line, when in dated if when and when.end < self.books.as_of)

    @cached_property
    def buckets(self) -> tuple[Bucket, ...]:
        """Done before the span that holds the as-of date, done within it, and planned; those without lines left out."""
        spans = _Spans(self.books)
        chosen: tuple[list[Milestone], ...] = ([], [], [])
        for leaf in self.leaves:
            chosen[spans.place(leaf, self.when(leaf))].append(leaf)
        named = zip(spans.names, chosen, strict=True)
        return tuple(Bucket(*names, self._told(leaves)) for names, leaves in named if leaves)

    def _told(self, leaves: Iterable[Milestone]) -> tuple[tuple[int, Milestone], ...]:
        """The leaves below the lines they are nested in; lines of one parent by their first date (of a half-year
        its end), then by key."""
        first: dict[str, date] = {}
        for leaf in leaves:
            when = self.when(leaf)
            day = when.end if when else date.max
            for line in (leaf, *self._above(leaf)):
                first[line.key] = min(day, first.get(line.key, day))
        lines = sorted((self.lines[key] for key in first), key=lambda line: (first[line.key], counted(line.key)))
        return nested(lines)

    def _above(self, line: Milestone) -> Iterable[Milestone]:
        """The lines that a line is nested in, the nearest first; of a ring (an earlier date may show one) each once."""
        seen = {line.key}
        while (above := self.lines.get(line.under)) is not None and above.key not in seen:
            yield above
            seen.add(above.key)
            line = above


def nested(lines: Collection[L]) -> tuple[tuple[int, L], ...]:
    """Each line, and how deep it is nested, with those nested in it right below it, in the order given otherwise."""
    keys = {line.key for line in lines}
    below: dict[str, list[L]] = {}
    for line in lines:
        below.setdefault(line.under if line.under in keys else "", []).append(line)
    told: list[tuple[int, L]] = []
    waiting = [(1, line) for line in reversed(below.get("", []))]
    while waiting:
        level, line = waiting.pop()
        told.append((level, line))
        waiting += [(level + 1, each) for each in reversed(below.get(line.key, []))]
    seen = {line.key for _, line in told}
    return (*told, *((1, line) for line in lines if line.key not in seen))  # nested in a ring


def counted(key: str) -> str:
    """Sorts keys as people count them: `5-2 9` before `5-2 10`."""
    return re.sub("[0-9]+", lambda number: number[0].zfill(18), key)


class _Spans:
    """The three spans of a story: half-years of the term, or fiscal years where the book has no term."""

    def __init__(self, books: Books) -> None:
        self._as_of, self._by_year = books.as_of, books.book.start is None
        begins = [period.start for period in books.periods if period.start]
        self._begin = books.book.start or min(begins, default=books.as_of)
        self._first, self._last = self._around(books.as_of)

    def place(self, line: Milestone, when: Moment | None) -> int:
        if not line.done or (when and when.start > self._as_of):
            return 2
        return 1 if when and min(when.end, self._as_of) >= self._first else 0

    @property
    def names(self) -> tuple[tuple[Text, Text, str], ...]:
        """Name, span and `says` of each."""
        begin, first, last = ((day.year, day.month) for day in (self._begin, self._first, self._last))
        ended = (first[0] - 1, 12) if first[1] == 1 else (first[0], 6)
        so_far = same(f"({_span(begin, ended)})" if begin <= ended else f"(~{_month(*ended)})")
        return (
            (Text(en="Done so far", ko="그동안 추진실적"), so_far, _said(begin, ended) if begin <= ended else ""),
            (self._current, same(f"({_span(first, last)})"), _said(first, last)),
            (Text(en="Planned", ko="향후 추진계획"), *self._to_come),
        )

    @property
    def _current(self) -> Text:
        if self._by_year:
            return Text(en="Done in {year}", ko="{year}년 추진실적").format(year=self._first.year)
        if self._first.month == 1:
            return Text(en="Done in the first half-year", ko="상반기 추진실적")
        return Text(en="Done in the second half-year", ko="하반기 추진실적")

    @property
    def _to_come(self) -> tuple[Text, str]:
        """From the half-year, or the year, of the day after the as-of date."""
        is_over, is_first = self._as_of == self._last, self._first.month == 1
        year = self._first.year + (is_over and (self._by_year or not is_first))
        if self._by_year:
            return Text(en="(from {year})", ko="({year}년~)").format(year=year), f"{year}"
        if is_first is not is_over:
            return Text(en="(from the first half of {year})", ko="({year}년 상반기~)").format(year=year), f"{year}H1"
        return Text(en="(from the second half of {year})", ko="({year}년 하반기~)").format(year=year), f"{year}H2"

    def _around(self, day: date) -> tuple[date, date]:
        """The first and the last day of the half-year, or the year, that holds a day."""
        if self._by_year:
            return date(day.year, 1, 1), date(day.year, 12, 31)
        if day.month <= 6:
            return date(day.year, 1, 1), date(day.year, 6, 30)
        return date(day.year, 7, 1), date(day.year, 12, 31)


def _month(year: int, month: int) -> str:
    return f"{year}.{month}."


def _span(first: tuple[int, int], last: tuple[int, int]) -> str:
    """`2023.7.~12.`: the year of the end only where it is another."""
    return f"{_month(*first)}~{f'{last[1]}.' if first[0] == last[0] else _month(*last)}"


def _said(first: tuple[int, int], last: tuple[int, int]) -> str:
    """The year that a span is, or the half-year that it ends with."""
    if (first, last) == ((last[0], 1), (last[0], 12)):
        return f"{last[0]}"
    return f"{last[0]}H{1 if last[1] == 6 else 2}"
