"""What a figure of a report is about: the amounts that it adds up, and what it makes of two such sums.

A row says one part of it, a column the other, so that a table needs to say it once for each, not for each cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from ledger.model.entry import Measure
from ledger.model.project import is_within


class Sum(NamedTuple):
    """Amounts of one measure added up: of projects and all below them, one source, some periods; what is empty means
    all of that axis. With `number` the sum is that of the book as of `as_of` at that transaction, not of the report."""

    measure: str = ""
    projects: tuple[str, ...] = ()
    source: str = ""
    periods: tuple[str, ...] = ()
    number: int = 0
    as_of: str = ""

    def holds(self, project: str, source: str, period: str, measure: str) -> bool:
        """Whether it adds up a cell."""
        return (
            measure == self.measure
            and self.source in ("", source)
            and (not self.periods or period in self.periods)
            and (not self.projects or any(is_within(project, each) for each in self.projects))
        )

    def within(self, other: "Sum") -> "Sum":
        """Both together; where both say something of an axis, this one."""
        return Sum(
            self.measure or other.measure,
            self.projects or other.projects,
            self.source or other.source,
            self.periods or other.periods,
            self.number or other.number,
            self.as_of or other.as_of,
        )


_ALL = Sum()


class Made(StrEnum):
    """What a figure makes of its sums: the first or the second itself, the first less the second, over it in per cent,
    grown over it in per cent; the total that a document stated, and what that is beyond the first."""

    FIRST = "first"
    SECOND = "second"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    GROWTH = "growth"
    STATED = "stated"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Subject:
    """Two sums, the same unless said otherwise, and what is made of them. `stated` is the key of a stated total."""

    first: Sum = _ALL
    second: Sum | None = None
    made: Made = Made.FIRST
    stated: str = ""

    @property
    def other(self) -> Sum:
        """The second sum."""
        return self.first if self.second is None else self.second

    def packed(self) -> dict[str, Any]:
        """JSON of it, short: what is empty is left out."""
        said: dict[str, Any] = {"of": _packed(self.first)}
        if self.second is not None:
            said["to"] = _packed(self.second)
        if self.made is not Made.FIRST:
            said["made"] = self.made.value
        if self.stated:
            said["stated"] = self.stated
        return said

    @classmethod
    def unpacked(cls, said: Mapping[str, Any]) -> "Subject":
        """What `packed` gave. ValueError, TypeError, KeyError or AttributeError: somebody has edited it."""
        second = _unpacked(said["to"]) if "to" in said else None
        subject = cls(_unpacked(said["of"]), second, Made(said.get("made", Made.FIRST)), said.get("stated", ""))
        if subject.packed() != said:
            raise ValueError(said)
        return subject


def crossed(row: Subject, column: Subject, measure: str = "") -> Subject:
    """What the figure is about where a row and a column meet; `measure` is its own where neither says one."""
    first, second = (
        mine.within(theirs).within(Sum(measure))
        for mine, theirs in ((row.first, column.first), (row.other, column.other))
    )
    return Subject(first, None if second == first else second, column.made, row.stated)


def _packed(part: Sum) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in part._asdict().items() if value}


def _unpacked(said: Mapping[str, Any]) -> Sum:
    """A sum of texts, a whole number and a day; ValueError where one of them is something else."""
    texts = (*said.get("projects", ()), *said.get("periods", ()), said.get("source", ""))
    number, as_of = said.get("number", 0), said.get("as_of", "")
    if not all(type(text) is str for text in texts) or type(number) is not int or number < 0:
        raise ValueError(said)
    return Sum(
        Measure(said["measure"]).value if "measure" in said else "",
        tuple(said.get("projects", ())),
        said.get("source", ""),
        tuple(said.get("periods", ())),
        number,
        date.fromisoformat(as_of).isoformat() if as_of else "",
    )
