"""What the TOML of a pledge states: rows held against those of the book, and everything that is wrong, by its line."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ledger.cube.dossier import (
    PROJECT,
    Place,
    dossier,
    is_in_a_ring,
    meant,
    next_key,
    owner_field,
    references,
    registers_of_pledges,
    unknown,
)
from ledger.cube.names import Names
from ledger.model.entry import Row
from ledger.model.errors import Refused
from ledger.model.project import Project, is_within, parent
from ledger.model.record import Body, Record
from ledger.model.text import Text, clean, joined
from ledger.specs.pledge import OURS, Meaning, Page, Section


class Rejected(Refused):
    """A text that is wrong in several places: told by the first of them, all of them in `faults`."""

    def __init__(self, faults: Sequence[Refused]) -> None:
        super().__init__(faults[0].what, where=faults[0].where, way_out=faults[0].way_out)
        self.faults = tuple(faults)

    @property
    def line(self) -> Text:
        """Every fault, each on a line of its own."""
        return joined((fault.line for fault in self.faults), "\n        ")


def faults_of(refusal: Refused) -> tuple[Refused, ...]:
    """Everything that a refusal tells."""
    return refusal.faults if isinstance(refusal, Rejected) else (refusal,)


@dataclass
class _Told:
    """A table read: its register, its fields as they are stored, and whether anything in it is wrong."""

    section: Section
    kind: type[Record]
    body: Body
    is_sound: bool


class Reading:
    """One reading of a page. `rows` are the registers in force; the page is of one pledge among them."""

    def __init__(self, page: Page, rows: Mapping[Place, Row], names: Names, pledge: str) -> None:
        self._page = page
        self._toml = page.toml
        self._standing = rows
        self._means: Meaning = lambda kind, name, value: meant(kind, name, value, names)
        self._pledge = pledge
        self._mine = {(row.kind, row.key): row for row in dossier(rows, pledge)}
        self._known = registers_of_pledges()
        self._faults: list[tuple[int, Refused]] = []
        self._sections: dict[Place, Section] = {}
        self._rows: dict[Place, Row] = {}

    def changed(self) -> list[Row]:
        """The rows that the page changes, makes and takes out. The sections learn their keys. Rejected: whatever is
        wrong, by lines."""
        self._check_visible()
        with self._placed():
            self._toml.only(self._known)
        self._page.identify(self._known, self._means)
        told = [self._told(section) for section in self._page.sections if section.kind in self._known]
        for each in sorted(told, key=lambda each: not each.section.key):  # a key that is written is not given away
            self._take(each)
        self._check_references()
        if self._faults:
            raise Rejected([fault for _, fault in sorted(self._faults, key=lambda each: each[0])])
        every = [(section.kind, section.key) for section in self._page.sections]
        changed = [self._rows[place] for place in every if self._standing.get(place) != self._rows[place]]
        return changed + [Row(*place, None) for place in self._mine if place not in self._rows]

    def _check_visible(self) -> None:
        for number, line in enumerate(self._page.source.split("\n"), 1):
            try:
                clean("" if line.startswith(OURS) else line)
            except ValueError as unseen:
                said = Text(en="an invisible character ({code})", ko="보이지 않는 글자({code})가 있습니다")
                self._fault(Refused(said.format(code=unseen)), number)

    def _told(self, section: Section) -> _Told:
        kind, at = self._known[section.kind], section.at
        table, faults = self._toml.value(*at), len(self._faults)
        with self._placed(*at):
            self._toml.only(("key", *kind.field_types()), *at)
        if type(table.get("key")) is not int:
            with self._placed(*at, "key"):
                self._toml.get(str, *at, "key", default="")
        was = self._body_of(kind, section.key)
        body: Body = {}
        for name in (name for name in table if name in kind.field_types()):
            with self._placed(*at, name):
                stands = name in was and type(was[name]) is type(table[name]) and was[name] == table[name]
                body[name] = table[name] if stands else self._means(kind, name, table[name])
        if owner_field(kind) == PROJECT:
            body.setdefault(PROJECT, self._pledge)
        return _Told(section, kind, body, len(self._faults) == faults)

    def _body_of(self, kind: type[Record], key: str) -> Body:
        row = self._mine.get((kind.KIND, key))
        return {} if row is None else {**kind.field_defaults(), **(row.body or {})}

    def _take(self, told: _Told) -> None:
        """Give the table its key, and make the row of it. A table with a fault keeps its place, for others to refer
        to."""
        section, kind = told.section, told.kind
        if not section.key and kind.COUNTED:
            taken = {key for of, key in (*self._standing, *self._sections) if of == kind.KIND}
            section.key = next_key(str(told.body[PROJECT]), taken)
        if not section.key:
            if told.is_sound:
                said = Text(en="'key' is missing", ko="'key' 값이 없습니다")
                self._fault(Refused(said), self._toml.line(*section.at))
            return
        place = (kind.KIND, section.key)
        if told.is_sound:
            with self._placed(*section.at, "key"):
                self._check_free(place, kind)
        self._sections.setdefault(place, section)
        self._rows.setdefault(place, Row(*place, told.body))
        if told.is_sound and self._sections[place] is section:
            with self._placed(*section.at, *kind.FIXED[:1]):
                self._check_fixed(kind, told.body)
            self._make(told, place)

    def _make(self, told: _Told, place: Place) -> None:
        try:
            record = told.kind.from_body(place[1], told.body)
        except Refused as refusal:
            self._fault(refusal, self._toml.line(*told.section.at, self._culprit(told)))
        else:
            self._rows[place] = Row(place[0], record.key, record.body())

    def _check_free(self, place: Place, kind: type[Record]) -> None:
        if first := self._sections.get(place):
            said = Text(
                en="'{key}' stands twice, first at line {line}", ko="'{key}' 두 번 나옵니다. 앞의 것: {line}번째 줄"
            )
            raise Refused(said.format(key=place[1], line=self._toml.line(*first.at)))
        if place in self._standing and place not in self._mine:
            owner = (self._standing[place].body or {}).get(owner_field(kind), "")
            said = Text(en="'{key}' is taken: {kind} of {owner}", ko="'{key}': {owner}의 {kind}에서 쓰고 있습니다")
            raise Refused(
                said.format(key=place[1], kind=kind.LABEL, owner=owner or "-"),
                way_out=Text(en="choose another key", ko="다른 key를 쓰십시오"),
            )
        if kind is Project and not is_within(place[1], self._pledge):
            said = Text(en="'{key}' is no project of {pledge}", ko="'{key}': 공약 {pledge}의 사업이 아닙니다")
            raise Refused(
                said.format(key=place[1], pledge=self._pledge),
                way_out=Text(en="write {pledge}/1", ko="{pledge}/1처럼 쓰십시오").format(pledge=self._pledge),
            )

    def _check_fixed(self, kind: type[Record], body: Body) -> None:
        """What describes an attached file is that of a row which the pledge has: a text attaches nothing."""
        rows = (row.body or {} for row in self._mine.values() if row.kind == kind.KIND)
        if kind.FIXED and [body.get(name) for name in kind.FIXED] not in [[b.get(n) for n in kind.FIXED] for b in rows]:
            said = Text(en="{names} cannot be edited", ko="{names}: 여기서 고치거나 새로 만들 수 없습니다")
            raise Refused(said.format(names=", ".join(kind.FIXED)))

    def _culprit(self, told: _Told) -> str:
        """The field without whose value the row would be well formed; empty where there is no such field."""
        harmless: dict[Any, Any] = {str: "x", int: 0, bool: False}
        kind = told.kind
        for name, said in told.body.items():
            other = kind.field_defaults().get(name, harmless.get(kind.field_types()[name], said))
            try:
                kind.from_body(told.section.key, {**told.body, name: other})
            except Refused:
                continue
            return name
        return ""

    def _check_references(self) -> None:
        """A row that stood so already is held only to what is taken out now."""
        if (PROJECT, self._pledge) not in self._rows:
            said = Text(en="the table of the pledge itself is missing", ko="공약 자체의 표가 없습니다")
            key = Text(en='[[project]] with key = "{pledge}"', ko='[[project]] 아래에 key = "{pledge}"')
            return self._fault(Refused(said, way_out=key.format(pledge=self._pledge)), 1)
        for place, row in self._rows.items():
            at, is_new = self._sections[place].at, self._standing.get(place) != row
            for field, other in [*references(row), *self._above(row)]:
                if other not in self._rows and (is_new or other in self._mine):
                    self._fault(unknown(field, other, self._rows), self._toml.line(*at, field))
            if is_new and is_in_a_ring(row, self._rows):
                said = Text(en="a line cannot be nested in itself", ko="자기 자신 아래에 둘 수 없습니다")
                self._fault(Refused(said), self._toml.line(*at, "under"))
        return None

    def _above(self, row: Row) -> list[tuple[str, Place]]:
        above = parent(row.key) if row.kind == PROJECT and is_within(row.key, self._pledge) else None
        return [("key", (PROJECT, above))] if above else []

    @contextmanager
    def _placed(self, *path: str | int) -> Iterator[None]:
        """A refusal within is noted with the line that it names itself, or else that of the path."""
        try:
            yield
        except Refused as refusal:
            line = refusal.where.removeprefix(f"{self._toml.name}:")
            self._fault(refusal, int(line) if line.isdecimal() else self._toml.line(*path))

    def _fault(self, refusal: Refused, line: int) -> None:
        said = Refused(refusal.what, where=f"{self._toml.name}:{line}", way_out=refusal.way_out)
        self._faults.append((line, said))
