"""A pledge as TOML that people edit: a table for every row, in their order and with their comments.

The text is held as sections, one to a table, with the comments that stand above it: rows come and go without the
comments of their neighbours, which tomlkit would take for the end of the table before. tomlkit changes the values
within a section.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, Self

from ledger.cube.dossier import PROJECT, key_of
from ledger.model.entry import Row
from ledger.model.errors import Refused
from ledger.model.record import Body, Record
from ledger.model.text import Text, clean
from ledger.specs.toml import Toml, bare_lines, comments, written

# Lines that begin so are the program's own: shown, and left out of what is kept.
OURS = "#|"

Meaning = Callable[[type[Record], str, Any], Any]


@dataclass
class Section:
    """One table: its register, its place in the list of that name, the comments above it, its head, its values,
    and what stands below them. `key` is known once somebody has found it."""

    kind: str
    place: int
    above: list[str] = field(default_factory=list)
    head: str = ""
    body: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    key: str = ""

    @property
    def at(self) -> tuple[str, int]:
        """The path of the table."""
        return self.kind, self.place

    @property
    def lines(self) -> list[str]:
        """The lines of the section."""
        return [*self.above, self.head, *self.body, *self.below]


@dataclass
class Page:
    """The text of a pledge as it was read, what stands before its first table, and the tables."""

    source: str
    toml: Toml
    preamble: list[str]
    sections: list[Section]

    @classmethod
    def read(cls, name: str, text: str) -> Self:
        """The tables of a text. Refused, naming the line: no TOML, or anything but tables of the form [[name]]."""
        text = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n"))
        toml = Toml.read(name, text)
        heads: dict[int, tuple[str, int]] = {}
        lines, bare = text.split("\n"), bare_lines(text)
        for kind, tables in toml.data.items():
            for place in range(max(1, len(tables)) if isinstance(tables, list) else 1):
                line = toml.line(kind, place)
                if not isinstance(tables, list) or not bare[line - 1].lstrip().startswith("[["):
                    said = Text(
                        en="a row is a table with a head of its own: [[{kind}]]",
                        ko="한 줄이 한 표입니다. 머리를 [[{kind}]]처럼 쓰십시오",
                    )
                    raise toml.refused(said.format(kind=kind), kind, place)
                heads[line - 1] = (kind, place)
        return cls(text, toml, *_sections(lines, bare, heads))

    def identify(self, known: Mapping[str, type[Record]], means: Meaning) -> None:
        """Tell the sections their keys, written or made by their fields; those that have neither get none."""
        for section in self.sections:
            if kind := known.get(section.kind):
                section.key = _key(kind, self.toml.value(*section.at), means)

    @property
    def text(self) -> str:
        """The text without the program's own comments."""
        lines = [*self.preamble, *(line for section in self.sections for line in section.lines)]
        return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _key(kind: type[Record], table: Body, means: Meaning) -> str:
    key = table.get("key", "")
    if type(key) in (str, int) and key != "":
        try:
            return clean(str(key))
        except ValueError:
            return str(key)
    body = {}
    with suppress(Refused):
        body = {name: means(kind, name, table[name]) for name in table if name in kind.field_types()}
    return key_of(kind, body)


def _sections(lines: list[str], bare: list[str], heads: dict[int, tuple[str, int]]) -> tuple[list[str], list[Section]]:
    """What stands before the first table, and the sections. A comment right above a head belongs to its table."""
    starts = sorted(heads)
    ends = [*starts[1:], len(lines)]
    preamble, above = _parted(_between(lines, bare, 0, starts[0] if starts else len(lines)))
    if not starts:
        return [*preamble, *above], []
    sections = []
    for start, end in zip(starts, ends, strict=True):
        last = max((at for at in range(start, end) if not _is_between(bare[at])), default=start)
        section = Section(*heads[start], above=above, head=lines[start], body=lines[start + 1 : last + 1])
        section.below, above = _parted(_between(lines, bare, last + 1, end))
        sections.append(section)
    sections[-1].below += above
    return preamble, sections


def _is_between(bare: str) -> bool:
    return not bare.strip() or bare.lstrip().startswith("#")


def _between(lines: list[str], bare: list[str], start: int, end: int) -> list[str]:
    """Comments and empty lines, without the program's own and the second of two empty lines around those."""
    kept: list[str] = []
    after_ours = False
    for line, said in zip(lines[start:end], (each.lstrip() for each in bare[start:end]), strict=True):
        if said.startswith(OURS):
            after_ours = True
        elif said or not after_ours or (kept and kept[-1].strip()):
            kept.append(line)
            after_ours = False
    return kept


def _parted(between: list[str]) -> tuple[list[str], list[str]]:
    """What belongs to the table before, and the comment right above the next."""
    count = len(list(takewhile(str.strip, reversed(between))))
    return between[: len(between) - count], between[len(between) - count :]


def brought_up(page: Page | None, rows: Sequence[tuple[type[Record], Row]], pledge: str, means: Meaning) -> Page:
    """The page with the rows as they are now: values replaced where they stand, rows added beside those before them,
    comments of rows that are gone kept in their place. Without a page: all rows, one below the other."""
    page = page or Page("", Toml("", {}, {}, {}), [], [])
    standing = {(row.kind, row.key): (kind, row) for kind, row in rows}
    kept: list[Section] = []
    preamble = list(page.preamble)
    for section in page.sections:
        if found := standing.get((section.kind, section.key)):
            _set(section, found[1], _fields(*found, pledge), found[0], means)
            kept.append(section)
        else:
            left = comments("\n".join(section.lines))
            (kept[-1].below if kept else preamble).extend([*left, ""] if left else [])
    have = {(section.kind, section.key) for section in kept}
    at = 0
    for kind, row in rows:
        if (row.kind, row.key) not in have:
            body = [f"{name} = {written(value)}" for name, value in _fields(kind, row, pledge).items()]
            if at and (kept[at - 1].below or ["x"])[-1].strip():
                kept[at - 1].below.append("")
            kept.insert(at, Section(row.kind, 0, head=f"[[{row.kind}]]", body=body, below=[""], key=row.key))
            have.add((row.kind, row.key))
        at = next(place for place, each in enumerate(kept, 1) if (each.kind, each.key) == (row.kind, row.key))
    return Page(page.source, page.toml, preamble, kept)


def _fields(kind: type[Record], row: Row, pledge: str) -> Body:
    """What a table states of a row: its key where the fields do not make it, and every field that is no default; the
    project only where it is not the pledge itself."""
    body = dict(row.body or {})
    names = ["key"] if key_of(kind, body) != row.key else []
    names += [name for name in kind.field_types() if name in body and (name, body[name]) != (PROJECT, pledge)]
    return {name: row.key if name == "key" else body[name] for name in names if name == "key" or body[name] is not None}


def _set(section: Section, row: Row, fields: Body, kind: type[Record], means: Meaning) -> None:
    """Make the values of a section say what the row does; a value that means so already stays as it is written."""
    import tomlkit

    table = tomlkit.parse("\n".join(section.body))
    stated = table.unwrap()
    now = {"key": row.key, **kind.field_defaults(), **(row.body or {})}
    wrong = [name for name in stated if name not in now or not _says(kind, name, stated[name], now[name], means)]
    for name in wrong:
        item: Any = table.item(name)
        inner: list[str] = comments(item.as_string()) if isinstance(stated[name], list) else []
        if now.get(name) is None:
            table.remove(name)
            inner.append(item.trivia.comment)
        else:
            table[name] = now[name]
        section.above += [each for each in inner if each]
    if wrong:
        section.body = tomlkit.dumps(table).rstrip("\n").split("\n") if len(table) else []
    if "key" in fields and "key" not in stated:
        section.body.insert(0, f"key = {written(fields['key'])}")
    section.body += [f"{name} = {written(fields[name])}" for name in fields if name not in ("key", *stated)]


def _says(kind: type[Record], name: str, stated: Any, value: Any, means: Meaning) -> bool:
    """Whether the value that a table states is the value of the row."""
    try:
        return bool((clean(str(stated)) if name == "key" else means(kind, name, stated)) == value)
    except Refused:
        return False
