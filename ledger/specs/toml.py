"""TOML, read with the line of every table, key and list item, so that whatever is wrong can be named by its place.

Reading goes through tomllib, which knows lines only of syntax errors: the places of everything else are found by one
pass over the text, which is then known to be valid. Writing covers plain values only; tomlkit, ten times slower
because it keeps comments, is for editing what a person wrote.
"""

import json
import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Self, TypeVar

from ledger.model.errors import Refused
from ledger.model.text import Text, nearest

# Reading takes some twenty times the size of the file in memory.
LIMIT = 16_000_000

Path = tuple[str | int, ...]
_Kind = TypeVar("_Kind")

_PART = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w-]++)"""
_KEYS = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_TABLE = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_KEYS})[ \t]*\]")
_KEY = re.compile(rf"[ \t]*({_KEYS})[ \t]*=(.*)")
_LONG = r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}"
_INERT = re.compile(rf"""{_LONG}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#[^\n]*""", re.DOTALL)
_QUOTES = ('"""', "'''")
# tomllib took 5 s and 1.5 GB on one key of 40 KB: 20,000 parts, each a table in a table.
_DEEP = re.compile(rf"""(?<![\w-])(?:{_PART}[ \t]*\.[ \t]*){{16}}|{_INERT.pattern}""", re.DOTALL)

_TYPES: dict[type, Text] = {
    str: Text(en="a text in quotes", ko="따옴표로 묶은 글"),
    int: Text(en="a whole number", ko="정수"),
    bool: Text(en="true or false", ko="true 또는 false"),
    date: Text(en="a date like 2023-01-02", ko="2023-01-02 같은 날짜"),
    list: Text(en="a list", ko="목록"),
    dict: Text(en="a table", ko="표"),
}


@dataclass(frozen=True, slots=True)
class Toml:
    """A TOML document. A path leads to a value: `("transaction", 0, "by")`."""

    name: str
    data: dict[str, Any]
    _lines: dict[Path, int]
    _items: dict[Path, list[int]]

    @classmethod
    def read(cls, name: str, text: str) -> Self:
        """Refused: more than 16 million characters, keys nested beyond reason, and every error of syntax."""
        if len(text) > LIMIT:
            raise Refused(
                Text(
                    en="a TOML file of more than 16 million characters is not read",
                    ko="1,600만 자를 넘는 TOML 파일은 읽지 않습니다",
                ),
                where=name,
                way_out=Text(en="use .ledger or .csv", ko=".ledger 또는 .csv 파일을 쓰십시오"),
            )
        text = text.replace("\r\n", "\n")
        _refuse_deep_keys(name, text)
        try:
            data = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            raise _syntax(name, text, error) from None
        lines, items = _located(text)
        return cls(name, data, lines, {at: of for at, of in items.items() if len(of) == len(_value(data, at))})

    def line(self, *path: str | int) -> int:
        """The line of the value at a path, or of the nearest thing around it that has one of its own."""
        while path:
            if path in self._lines:
                return self._lines[path]
            *around, last = path
            path = tuple(around)
            if isinstance(last, int) and path in self._items:
                return self._items[path][last]
        return 1

    def where(self, *path: str | int) -> str:
        """`book.toml:14`."""
        return f"{self.name}:{self.line(*path)}"

    def places(self, *path: str | int) -> list[str]:
        """The place of every item of the list at a path; of the list itself where items share a line."""
        lines = self._items.get(path) or [self.line(*path)] * len(self.get(list, *path))
        return [f"{self.name}:{line}" for line in lines]

    def value(self, *path: str | int) -> Any:
        """Whatever stands at a path."""
        return _value(self.data, path)

    def get(self, kind: type[_Kind], *path: str | int, default: _Kind | None = None) -> _Kind:
        """The value at a path, of exactly that type (true is no number, a time of day is no date).

        Refused: another type, or no value where there is no default.
        """
        around = _value(self.data, path[:-1])
        if isinstance(around, dict) and path and path[-1] not in around:
            if default is None:
                raise self.refused(
                    Text(en="'{key}' is missing", ko="'{key}' 값이 없습니다").format(key=path[-1]), *path
                )
            return default
        value = around[path[-1]] if path else around
        if type(value) is not kind:
            raise self.refused(
                Text(en="'{key}' is {kind}, not {value}", ko="'{key}' 값의 형식: {kind} (받은 값: {value})").format(
                    key=path[-1], kind=_TYPES[kind], value=shown(value)
                ),
                *path,
            )
        return value

    def only(self, known: Collection[str], *path: str | int) -> None:
        """Refused: a key of the table at a path that is none of the known ones."""
        for key in self.get(dict, *path):
            if key not in known:
                near = nearest(key, known)
                raise self.refused(
                    Text(en="unknown key '{key}'", ko="알 수 없는 키 '{key}'").format(key=key),
                    *path,
                    key,
                    way_out=Text(en="known: {known}", ko="쓸 수 있는 키: {known}").format(known=", ".join(known))
                    if near is None
                    else Text(en="did you mean '{near}'?", ko="혹시 '{near}' 입니까?").format(near=near),
                )

    def refused(self, what: Text, *path: str | int, way_out: Text | None = None) -> Refused:
        """A refusal that names the place of a path."""
        return Refused(what, where=self.where(*path), way_out=way_out)


def comments(text: str) -> list[str]:
    """The comments of a TOML text, each from its #."""
    return [each[0] for each in _INERT.finditer(text) if each[0][0] == "#"]


def bare_lines(text: str) -> list[str]:
    """The lines of a TOML text with texts of several lines made unreadable: what begins with # is a comment, what is
    empty stands between values."""
    hidden = _INERT.sub(lambda m: "\n".join("x" for _ in m[0].split("\n")) if m[0][:3] in _QUOTES else m[0], text)
    return hidden.split("\n")


def _value(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def shown(value: Any) -> str:
    """A value as a message names it, shortened."""
    if isinstance(value, int) and value.bit_length() > 64:
        return "..."  # Python refuses to write out what has thousands of digits
    text = value.isoformat() if hasattr(value, "isoformat") else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else f"{text[:40]}..."


def written(value: str | int | date | list[Any]) -> str:
    """A value as TOML on one line: text, whole number, true or false, date, or a list of them."""
    if isinstance(value, str):
        # The escapes of JSON are those of TOML, which only adds DEL.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    return json.dumps(value)


def _located(text: str) -> tuple[dict[Path, int], dict[Path, list[int]]]:
    """Lines of tables and keys by path, and of the items of every list that starts them on lines of their own."""
    lines: dict[Path, int] = {}
    items: dict[Path, list[int]] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    at: Path = ()
    depth = 0
    for number, line in enumerate(_on_one_line(text).split("\n"), 1):
        if depth:
            if depth == 1 and line.lstrip(" \t")[:1] not in ("", "#", "]", ","):
                items.setdefault(at, []).append(number)
            depth += _opened(line)
        elif head := _TABLE.match(line):
            table = _table(_parts(head[2]), head[1] == "[[", counts)
            for end in range(1, len(table) + 1):
                lines.setdefault(table[:end], number)
        elif entry := _KEY.match(line):
            at = (*table, *_parts(entry[1]))
            for end in range(len(table) + 1, len(at) + 1):
                lines.setdefault(at[:end], number)
            depth = _opened(entry[2])
    return lines, items


def _table(parts: list[str], is_item: bool, counts: dict[Path, int]) -> Path:
    """The path of a table header: below a list of tables it means the latest of them."""
    path: Path = ()
    for part in parts[:-1]:
        path = (*path, part)
        path = (*path, counts[path] - 1) if path in counts else path
    path = (*path, parts[-1])
    if is_item:
        counts[path] = counts.get(path, 0) + 1
        path = (*path, counts[path] - 1)
    return path


def _parts(keys: str) -> list[str]:
    parts = re.findall(_PART, keys)
    return [tomllib.loads(f"key = {part}")["key"] if part[0] in "\"'" else part for part in parts]


def _opened(line: str) -> int:
    """How many more brackets the line opens than it closes."""
    bare = _INERT.sub("", line) if '"' in line or "'" in line or "#" in line else line
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")


def _on_one_line(text: str) -> str:
    """The text with every text of several lines emptied, and as many lines as before."""
    if '"""' not in text and "'''" not in text:
        return text
    return _INERT.sub(lambda m: '""' + "\n" * m[0].count("\n") if m[0][:3] in _QUOTES else m[0], text)


def _refuse_deep_keys(name: str, text: str) -> None:
    if not any(line.count(".") >= 16 for line in text.split("\n")):
        return
    for match in _DEEP.finditer(text):
        if not _INERT.fullmatch(match[0]):
            line = text.count("\n", 0, match.start()) + 1
            raise Refused(
                Text(en="a key of more than 16 parts", ko="마디가 16개를 넘는 키입니다"), where=f"{name}:{line}"
            )


_TWICE = Text(en="a key or table stands twice", ko="같은 키나 표가 두 번 나옵니다")
_OPEN = Text(en="a quote or bracket is not closed", ko="따옴표나 괄호가 닫히지 않았습니다")
_REASONS = {
    "Cannot overwrite a value": _TWICE,
    "Cannot declare": _TWICE,
    "Cannot mutate": _TWICE,
    "Duplicate inline table key": _TWICE,
    "Unterminated string": _OPEN,
    "Unclosed": _OPEN,
    "Expected '='": Text(en="= is missing after a key", ko="키 뒤에 = 표시가 없습니다"),
    "Expected newline": Text(
        en="text after the end of a value (a text needs quotes)",
        ko="값 뒤에 글이 더 있습니다(글은 따옴표로 묶습니다)",
    ),
    "Invalid value (at end": Text(
        en="the text ends where a value or a closing bracket should be",
        ko="값이나 닫는 괄호가 올 자리에서 파일이 끝났습니다",
    ),
    "Invalid value": Text(en="not a value (a text needs quotes)", ko="값이 아닙니다(글은 따옴표로 묶습니다)"),
    "Illegal character": Text(
        en="a text holds a line break or control character", ko="글에 줄바꿈이나 제어문자가 있습니다"
    ),
}


def _syntax(name: str, text: str, error: Exception) -> Refused:
    """tomllib's error in our words; the line it points at may start with a key that only lacks quotes."""
    said = str(error)
    place = re.search(r"\(at line (\d+), column \d+\)", said)
    line = int(place[1]) if place else text.rstrip().count("\n") + 1
    if isinstance(error, RecursionError):
        return Refused(Text(en="brackets nested beyond reason", ko="괄호가 지나치게 여러 겹입니다"), where=name)
    if key := re.match(r"[ \t]*\[*[ \t]*([^\s\x00-\x7f]\S*)", text.split("\n")[line - 1]):
        return Refused(
            Text(en="a bare key is ASCII; '{key}' is not", ko="따옴표 없는 키는 영문이어야 합니다: '{key}'").format(
                key=key[1]
            ),
            where=f"{name}:{line}",
            way_out=Text(en="use the English key", ko="영문 키를 쓰십시오"),
        )
    detail = re.sub(r" \(at .*", "", said)
    reason = next((text for start, text in _REASONS.items() if said.startswith(start)), None)
    return Refused(
        reason or Text(en="not TOML: {detail}", ko="TOML 문법이 아닙니다: {detail}").format(detail=detail),
        where=f"{name}:{line}",
    )
