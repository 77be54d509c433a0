"""장부: what a book is for, and the facts of it that are registered beside the money."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ledger.model.entry import Measure
from ledger.model.errors import Refused
from ledger.model.money import unit_named
from ledger.model.project import LONGEST_DEPARTMENT
from ledger.model.record import Record
from ledger.model.source import Institution
from ledger.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Book(Record):
    """One institution, one term (`key` is always `book`). `unit` is the label of the unit amounts are typed in."""

    KIND: ClassVar[str] = "book"
    LABEL: ClassVar[Text] = Text(en="book", ko="장부")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "institution": Text(en="institution", ko="기관"),
        "department": Text(en="department", ko="작성부서"),
        "unit": Text(en="unit", ko="단위"),
        "start": Text(en="start", ko="시작"),
        "end": Text(en="end", ko="끝"),
    }
    LONGEST: ClassVar[Mapping[str, int]] = {"department": LONGEST_DEPARTMENT}
    institution: str
    kind: Institution
    start: date | None = None
    end: date | None = None
    unit: str = "백만원"
    department: str = ""

    def check(self) -> None:
        """Refused: another key than `book`, no institution, a unit that no table uses, an end before the start."""
        unit_named(self.unit)
        if self.key != self.KIND or not self.institution:
            raise Refused(
                Text(en="a book is registered once, as 'book'", ko="장부 항목은 'book' 하나입니다"), where=self.key
            )
        if self.start is not None and self.end is not None and self.end < self.start:
            raise Refused(Text(en="the term ends before it starts", ko="임기 종료일이 시작일보다 앞섭니다"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption(Record):
    """The plan of the book was adopted: from this transaction on, a change of it is an amendment (`key`: `plan`)."""

    KIND: ClassVar[str] = "adoption"
    LABEL: ClassVar[Text] = Text(en="adoption", ko="계획 확정")
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTotal(Record):
    """기재값: a total that a document prints, kept to be compared with what its parts give.

    An empty `source` or `period` means all of them; `project` is a node, or empty for the whole book.
    `won` is the printed figure in 원, `unit` the unit it was printed in.
    """

    KIND: ClassVar[str] = "stated"
    LABEL: ClassVar[Text] = Text(en="stated total", ko="기재 합계")
    measure: Measure
    won: int
    project: str = ""
    source: str = ""
    period: str = ""
    unit: str = "원"
    table: str = ""

    def check(self) -> None:
        """Refused: a unit that no table uses, or an amount that no table in that unit can print."""
        if self.won % unit_named(self.unit).won:
            raise Refused(
                Text(
                    en="{won} won is no whole number of {unit}", ko="{won}원은 {unit} 단위로 찍힐 수 없는 금액입니다"
                ).format(won=f"{self.won:,}", unit=self.unit),
                where=self.key,
            )

    @property
    def scope(self) -> str:
        """Which total it is: `row` (one line over its periods), `column` (one period over all lines),
        `project`, `source` or `grand`."""
        if self.period:
            return "column"
        if self.source:
            return "row" if self.project else "source"
        return "project" if self.project else "grand"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTable(Record):
    """기재표: a numeric table of a document that does not fit the cube, kept word for word (`key`: project and title).

    Each of `rows` holds its cells between bars, as in Markdown. The first `heads` rows are headers, the first
    `labels` columns labels; `unit` is what the document states. `group` says which reports print it (예산).
    """

    KIND: ClassVar[str] = "stated-table"
    LABEL: ClassVar[Text] = Text(en="stated table", ko="기재표")
    rows: tuple[str, ...]
    project: str = ""
    title: str = ""
    unit: str = ""
    heads: int = 1
    labels: int = 1
    group: str = ""
    order: int = 0

    def check(self) -> None:
        """Refused: no rows, or headers or labels that leave no room for a cell."""
        width = max(map(len, self.grid), default=0)
        if not (0 <= self.heads < len(self.rows) and 0 <= self.labels < width):
            raise Refused(
                Text(
                    en="a stated table needs rows below its headers and columns beside its labels",
                    ko="기재표에는 머리행 아래의 행과 항목열 옆의 열이 있어야 합니다",
                ),
                where=self.key,
            )

    @property
    def grid(self) -> tuple[tuple[str, ...], ...]:
        """The cells of every row."""
        return tuple(
            tuple(cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", row)) for row in self.rows
        )

    @staticmethod
    def joined(cells: Iterable[str]) -> str:
        """A row of cells as `rows` keeps it."""
        return " | ".join(cell.replace("|", r"\|") for cell in cells).strip()
