"""Registers: which version of each row is in force, and what a new version must satisfy."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from ledger.cube.names import Names
from ledger.model.book import Book
from ledger.model.entry import Row, Version
from ledger.model.errors import Refused
from ledger.model.period import Period
from ledger.model.project import Project, code_order, parent
from ledger.model.record import Record, kinds
from ledger.model.registers.department import Department
from ledger.model.source import Source
from ledger.model.text import Text, folded

R = TypeVar("R", bound=Record)

_DEEPEST = 5  # lines nested in one another


def registers(
    versions: Iterable[Version], as_of: date | None = None, undone: Mapping[int, int] = MappingProxyType({})
) -> tuple[Version, ...]:
    """The version in force of each row: the latest by (effective date, number) up to the as-of date. Where all are
    later, the first, since a register describes what is there. Removed rows are left out, and so is what a
    transaction of `undone` (number -> number of what undid it) said, as if it had never been said.

    Versions come in the order of their numbers; the result has kinds together, each in order of first appearance.
    """
    cancelled = {*undone, *undone.values()}
    latest: dict[tuple[str, str], tuple[tuple[int, int, int], Version]] = {}
    for version in versions:
        if version.number in cancelled:
            continue
        due = as_of is None or version.effective <= as_of
        rank = (1, version.effective.toordinal(), version.number) if due else (0, 0, -version.number)
        place = (version.row.kind, version.row.key)
        if place not in latest or latest[place][0] < rank:
            latest[place] = (rank, version)
    kept = (version for _, version in latest.values() if version.row.body is not None)
    return tuple(sorted(kept, key=lambda version: version.row.kind))


class Registers:
    """The rows in force while acts are drafted. `holds(kind, key)` says whether money stands on that key."""

    def __init__(self, rows: Iterable[Row], holds: Callable[[str, str], bool]) -> None:
        self._rows = {(row.kind, row.key): row for row in rows}
        self._holds = holds
        self._names: Names | None = None
        self._replaced: list[tuple[Row | None, Row]] = []

    @property
    def replaced(self) -> tuple[tuple[Row | None, Row], ...]:
        """Every version taken, beside the one that was in force before it."""
        return tuple(self._replaced)

    @property
    def rows(self) -> dict[tuple[str, str], Row]:
        """The rows in force by kind and key."""
        return self._rows

    def records(self, kind: type[R]) -> list[R]:
        """The rows of one kind as typed values."""
        return [kind.from_body(row.key, row.body or {}) for row in self._rows.values() if row.kind == kind.KIND]

    @property
    def names(self) -> Names:
        """Look-ups by what people type, as the rows now are."""
        if self._names is None:
            self._names = Names(
                sorted(self.records(Project), key=lambda project: code_order(project.key)),
                sorted(self.records(Source), key=lambda source: (source.order, source.key)),
                sorted(self.records(Period), key=lambda period: (period.order, period.key)),
            )
        return self._names

    def take(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Accept new versions, all or none, and return them in the form that is stored.

        Refused: an unknown register, a row that is not well formed, the same row twice, a removal of what is not
        there, holds money or is referred to by a row that stays, a project whose parent is missing, a 세부사업 linked
        to two projects.
        """
        if not rows:
            return ()
        known = kinds()
        versions: list[Row] = []
        for row in rows:
            if row.kind not in known:
                raise Refused(Text(en="unknown register '{kind}'", ko="알 수 없는 대장 '{kind}'").format(kind=row.kind))
            if any((row.kind, row.key) == (other.kind, other.key) for other in versions):
                raise _refusal(row, Text(en="{kind} '{key}' stands twice", ko="{kind} '{key}' 항목이 두 번 있습니다"))
            if row.body is None:
                self._check_removal(row)
                versions.append(row)
            else:
                record = known[row.kind].from_body(row.key, row.body)
                record.check_new()
                versions.append(Row(row.kind, row.key, record.body()))
        self._replaced += [(self._rows.get((row.kind, row.key)), row) for row in versions]
        after = self._rows | {(row.kind, row.key): row for row in versions}
        self._rows = {place: row for place, row in after.items() if row.body is not None}
        self._names = None
        self._check_references({(row.kind, row.key): row for row in versions if row.body is None})
        for row in versions:
            self._check_parent(row)
            self._check_nesting(row)
        self._check_labels()
        if any((row.body or {}).get("accounts") for row in versions):
            self._check_accounts()
        return tuple(versions)

    def _check_accounts(self) -> None:
        """The payments of a 세부사업 are of one project."""
        linked: dict[str, str] = {}
        for row in self._rows.values():
            for code in (row.body or {}).get("accounts", ()) if row.kind == Project.KIND else ():
                if code in linked:
                    said = Text(
                        en="account '{code}' is linked to {first} and {second}",
                        ko="세부사업 '{code}': {first}, {second} 두 곳에 연결되었습니다",
                    )
                    raise Refused(
                        said.format(code=code, first=linked[code], second=row.key),
                        way_out=Text(
                            en="take it off one of them: ledger set {first} accounts=",
                            ko="한 곳에서 빼십시오: ledger set {first} 세부사업=",
                        ).format(first=linked[code]),
                    )
                linked[code] = row.key

    def _check_labels(self) -> None:
        labels = [folded(period.label) for period in self.records(Period)]
        if twice := next((label for label in labels if labels.count(label) > 1), None):
            said = Text(en="two periods are called {label}", ko="표기가 같은 연차가 둘입니다: {label}")
            raise Refused(said.format(label=twice))

    def _check_parent(self, row: Row) -> None:
        above = parent(row.key)
        if row.kind != Project.KIND or row.body is None or above is None:
            return
        if (Project.KIND, above) not in self._rows:
            wants = Text(
                en="'{key}' needs '{above}' first", ko="'{key}'보다 먼저 상위 사업 '{above}' 등록이 필요합니다"
            )
            raise Refused(wants.format(key=row.key, above=above))
        if self._holds(Project.KIND, above):
            raise Refused(
                Text(
                    en="'{above}' holds amounts: its total would no longer be the sum of its lines",
                    ko="'{above}'에 기록된 금액이 있어 아래에 사업을 둘 수 없습니다",
                ).format(above=above),
                way_out=Text(
                    en="blank its cells first, then record them below",
                    ko="먼저 그 금액을 빈칸으로 하고, 아래 사업에 다시 기록하십시오",
                ),
            )

    def _check_nesting(self, row: Row) -> None:
        """Lines of one kind may be nested in one another: in one that is there, not too deep, never in a ring."""
        place, depth = (row.kind, row.key), 0
        while place in self._rows and (above := (self._rows[place].body or {}).get("under")):
            place, depth = (row.kind, above), depth + 1
            if place not in self._rows:
                said = Text(en="there is no line '{above}' to nest '{key}' in", ko="'{key}'의 상위 줄 '{above}' 없음")
                raise Refused(said.format(key=row.key, above=above))
            if depth > _DEEPEST:
                raise _refusal(row, Text(en="'{key}' is nested too deep", ko="'{key}': 너무 깊이 들여 썼습니다"))

    def _check_removal(self, row: Row) -> None:
        if row.kind == Book.KIND:
            raise _refusal(row, Text(en="a book cannot lose its own row", ko="장부 자체의 항목은 없앨 수 없습니다"))
        if (row.kind, row.key) not in self._rows:
            raise _refusal(row, Text(en="there is no {kind} '{key}'", ko="{kind} '{key}' 항목이 없습니다"))
        if self._holds(row.kind, row.key):
            raise _refusal(row, Text(en="{kind} '{key}' holds amounts", ko="{kind} '{key}'에 기록된 금액이 있습니다"))

    def _check_references(self, removed: Mapping[tuple[str, str], Row]) -> None:
        """A row that others refer to stands as long as they do."""
        for other in self._rows.values() if removed else ():
            for place in _referred(other):
                if place in removed:
                    said = Text(
                        en="'{key}' has lines below it: {other}", ko="'{key}' 아래에 딸린 줄이 있습니다: {other}"
                    )
                    below = f"{kinds()[other.kind].LABEL} {other.key}"
                    raise Refused(
                        said.format(key=place[1], other=below),
                        way_out=Text(en="take that out first", ko="그것부터 빼거나 되돌리십시오"),
                    )


def _referred(row: Row) -> Iterator[tuple[str, str]]:
    """Kind and key of what a row refers to by a field named after the kind, of the line that it is nested in, and of
    the project above a project. A department is said by the name that it had, whatever becomes of it."""
    for name, value in (row.body or {}).items():
        if name != Department.KIND:
            yield row.kind if name == "under" else name, str(value)
    if row.kind == Project.KIND:
        yield row.kind, parent(row.key) or ""


def _refusal(row: Row, said: Text) -> Refused:
    return Refused(said.format(kind=kinds()[row.kind].LABEL, key=row.key))
