"""A pledge's dossier: its register rows beside the money, whatever registers there are, and what a new version of it
must satisfy."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import EnumType
from functools import cache
from typing import Any, get_args

from ledger.cube.names import Names
from ledger.model.entry import Row
from ledger.model.errors import Refused
from ledger.model.moment import moment_typed
from ledger.model.project import Project, code_order, is_within
from ledger.model.record import REGISTERS, Body, Record, kinds
from ledger.model.registers.indicator import value_key
from ledger.model.source import Source
from ledger.model.text import Text, folded, nearest

PROJECT = Project.KIND
Place = tuple[str, str]


def pledge_of(path: str) -> str:
    """`5-2/1` -> `5-2`."""
    return path.partition("/")[0]


@cache
def registers_of_pledges() -> dict[str, type[Record]]:
    """The registers whose rows belong to a project, or to a row that does: the projects first, then the lines of the
    story, then the others, each before those that belong to it. A row that names a source too is of the money."""
    every = {name: each for name, each in kinds().items() if each.__module__.startswith(f"{REGISTERS}.")}
    owned = sorted(
        (each for each in every.values() if PROJECT in each.field_types() and Source.KIND not in each.field_types()),
        key=lambda e: (not e.COUNTED, e.KIND),
    )
    found: dict[str, type[Record]] = {PROJECT: Project}
    for each in owned:
        found[each.KIND] = each
        parts = [part for part in every.values() if part not in owned and each.KIND in part.field_types()]
        found |= {part.KIND: part for part in sorted(parts, key=lambda part: (len(part.field_types()), part.KIND))}
    return found


def owner_field(kind: type[Record]) -> str:
    """The field that says what a row belongs to: `project`, or the register of the row that has it; a project has
    none."""
    known = registers_of_pledges()
    return "" if kind is Project else next(name for name in (PROJECT, *known) if name in kind.field_types())


def makes_key(kind: type[Record]) -> bool:
    """Whether the fields of a row make its key: what has a value in every period is known by its owner and period."""
    return owner_field(kind) not in ("", PROJECT) and "period" in kind.field_types()


def key_of(kind: type[Record], body: Body) -> str:
    """The key that the fields of a row make; empty where they make none."""
    return value_key(body.get(owner_field(kind), ""), body.get("period", "")) if makes_key(kind) else ""


def dossier(rows: Mapping[Place, Row], pledge: str) -> list[Row]:
    """The rows of a pledge in reading order: every line before those nested in it, every indicator before its
    values."""
    known = registers_of_pledges()
    mine: dict[Place, Row] = {}
    for kind in known.values():
        owner = owner_field(kind)
        for row in _in_order(rows, kind):
            of = row.key if kind is Project else (row.body or {}).get(owner, "")
            if is_within(of, pledge) if owner in ("", PROJECT) else (owner, of) in mine:
                mine[row.kind, row.key] = row
    found = []
    for kind in known.values():
        if owner_field(kind) in ("", PROJECT):
            parts = [part for part in known.values() if owner_field(part) == kind.KIND and kind is not Project]
            for row in _nested([row for row in mine.values() if row.kind == kind.KIND]):
                found.append(row)
                for part in parts:
                    every = (each for each in mine.values() if each.kind == part.KIND)
                    found += [each for each in every if (each.body or {})[kind.KIND] == row.key]
    return found


def _in_order(rows: Mapping[Place, Row], kind: type[Record]) -> list[Row]:
    mine = [row for row in rows.values() if row.kind == kind.KIND and row.body is not None]
    if kind is Project:
        return sorted(mine, key=lambda row: code_order(row.key))
    return sorted(mine, key=lambda row: (row.body or {}).get("order", 0))


def _nested(rows: Sequence[Row]) -> list[Row]:
    """Every line followed by those under it; lines that are under one another in a ring come last."""
    below: dict[str, list[Row]] = {}
    keys = {row.key for row in rows}
    for row in rows:
        under = (row.body or {}).get("under", "")
        below.setdefault(under if under in keys else "", []).append(row)
    found: dict[str, Row] = {}
    waiting = below.get("", [])[::-1]
    while waiting:
        row = waiting.pop()
        found[row.key] = row
        waiting += below.get(row.key, [])[::-1]
    return [*found.values(), *(row for row in rows if row.key not in found)]


def meant(kind: type[Record], name: str, value: Any, names: Names) -> Any:
    """What a person means by the value of a field, as it is stored: dates and periods as they are usually typed,
    choices in either language, a number where a text is wanted. Refused: the field cannot hold it."""
    want = kind.field_types()[name]
    if choices := choices_of(want):
        return _chosen(choices, name, value)
    if want is str:
        if type(value) is date:
            value = value.isoformat()
        if type(value) is int and abs(value) < 10**15:
            value = str(value)
        if isinstance(value, str) and value.strip():
            if name == "on" or name.endswith("_on"):
                return moment_typed(value).key
            if name == "period":
                return names.period(value)
    if isinstance(value, float | datetime):
        raise Refused(
            Text(en="{name}: write the value in quotes", ko="{name}: 값을 따옴표로 묶어 쓰십시오").format(name=name)
        )
    return kind.field_value(name, value)


def choices_of(want: Any) -> list[Any]:
    """What a field of that type may be, where there is a list of it."""
    return [*next((option for option in (want, *get_args(want)) if isinstance(option, EnumType)), ())]


def _chosen(choices: Sequence[Any], name: str, value: Any) -> str:
    spelled = {folded(text): each for each in choices for text in (each.value, each.label.en, each.label.ko)}
    typed = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    if isinstance(value, str) and folded(value) in spelled:
        return str(spelled[folded(value)])
    near = nearest(typed, spelled)
    said = Text(en="{name} '{typed}' is none of {known}", ko="{name} '{typed}': {known} 가운데 하나여야 합니다")
    raise Refused(
        said.format(name=name, typed=typed, known=", ".join(f"{each}({each.label})" for each in choices)),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near) if near else None,
    )


def references(row: Row) -> list[tuple[str, Place]]:
    """The rows that a row belongs to or is nested in, each with the field that names it."""
    body = row.body or {}
    owner = owner_field(registers_of_pledges()[row.kind])
    named = [(owner, (owner, body[owner]))] if owner in body else []
    return [*named, ("under", (row.kind, body["under"]))] if body.get("under") else named


def is_in_a_ring(row: Row, rows: Mapping[Place, Row]) -> bool:
    """Whether a line is nested, over others, in itself."""
    at: Row | None = row
    seen = set()
    while at is not None and at.key not in seen:
        seen.add(at.key)
        at = rows.get((row.kind, (at.body or {}).get("under", "")))
    return at is not None and at.key == row.key


def unknown(field: str, place: Place, present: Collection[Place]) -> Refused:
    """The refusal of a reference to a row that the pledge does not have."""
    kind, key = place
    known = [] if registers_of_pledges()[kind].COUNTED else [each for of, each in present if of == kind]
    near = nearest(key, known)
    said = Text(en="{field} '{key}': this pledge has no such {kind}", ko="{field} '{key}': 이 공약에 없는 {kind}")
    return Refused(
        said.format(field=field, key=key, kind=registers_of_pledges()[kind].LABEL),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near) if near else None,
    )


def next_key(project: str, taken: Iterable[str]) -> str:
    """The key of a new line of a project: its running number goes on from the highest one taken."""
    numbers = (key.removeprefix(f"{project} ") for key in taken if key.startswith(f"{project} "))
    return f"{project} {max((int(n) for n in numbers if n.isdecimal()), default=0) + 1:02}"
