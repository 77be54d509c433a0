"""What the templates of reports and of forms share: where they lie, their texts in two languages, their options."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ledger.model.errors import Refused
from ledger.model.money import unit_named
from ledger.model.text import Text, nearest
from ledger.reports.options import Option, Section
from ledger.specs.places import shipped
from ledger.specs.toml import Toml, shown


def names_of(folder: str, beside: Path | None) -> list[str]:
    """Names of the templates of a folder (`templates/reports`), sorted: those shipped, and those beside a book."""
    return sorted({path.stem for each in _folders(folder, beside) for path in each.glob("*.toml")})


def path_of(folder: str, name: str, beside: Path | None) -> Path:
    """The file of a template; one beside the book goes before a shipped one. Refused: there is none of that name."""
    for each in _folders(folder, beside):
        if name in (path.stem for path in each.glob("*.toml")):
            return each / f"{name}.toml"
    raise _unknown(name, names_of(folder, beside))


def title_of(folder: str, name: str, beside: Path | None) -> str:
    """The title of a template in the user's language; its name where it is gone or not well formed."""
    try:
        path = path_of(folder, name, beside)
        return text(Toml.read(path.name, text_of(path)), "title")
    except Refused:
        return name


def _folders(folder: str, beside: Path | None) -> list[Path]:
    own = [beside / folder] if beside is not None and (beside / folder).is_dir() else []
    return [*own, shipped(folder)]


def _unknown(name: str, names: list[str]) -> Refused:
    near = nearest(name, names)
    return Refused(
        Text(en="unknown template '{name}'", ko="없는 서식 '{name}'").format(name=name),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near)
        if near
        else Text(en="use one of {known}", ko="쓸 수 있는 서식: {known}").format(known=", ".join(names)),
    )


def text_of(path: Path) -> str:
    """The text of a template file. Refused: a folder, a link that leads nowhere, anything but UTF-8."""
    if path.is_dir():
        raise Refused(
            Text(en="a folder, not a template", ko="서식 파일이 아니라 폴더입니다"),
            where=path.name,
            way_out=Text(en="rename or move it", ko="이름을 바꾸거나 옮기십시오"),
        )
    if not path.exists():
        raise Refused(
            Text(en="a link to a file that is missing", ko="링크가 가리키는 파일이 없습니다"),
            where=path.name,
            way_out=Text(en="remove the link, or put the file back", ko="링크를 지우거나 파일을 되돌려 놓으십시오"),
        )
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Refused(
            Text(en="cannot be read as UTF-8 text", ko="UTF-8 글로 읽을 수 없습니다"), where=path.name
        ) from None


def unit_in(toml: Toml) -> str:
    """The label of the unit of a template; empty where it says none. Refused: no such unit."""
    unit = toml.get(str, "unit", default="")
    try:
        return unit and unit_named(unit).label
    except Refused as refusal:
        raise refusal.at(toml.where("unit")) from None


def options_at(toml: Toml, known: Sequence[Option], *path: str | int) -> dict[str, Any]:
    """The options that the table at a path sets beside its `kind`. Refused: unknown ones, missing ones, other types."""
    toml.only(("kind", *(option.name for option in known)), *path)
    said = toml.get(dict, *path)
    return {each.name: _option(toml, each, *path, each.name) for each in known if each.required or each.name in said}


def require_apart(toml: Toml, sections: Iterable[Section], *path: str | int) -> None:
    """Refused: two sections of the list at a path that have one name."""
    seen: set[str] = set()
    for place, each in enumerate(sections):
        name = getattr(each.options, "name", "")
        if name and name in seen:
            raise toml.refused(
                Text(en="two sections are called '{name}'", ko="이름이 같은 구역이 둘입니다: '{name}'").format(
                    name=name
                ),
                *path,
                place,
                "name",
            )
        seen.add(name)


def _option(toml: Toml, option: Option, *path: str | int) -> Any:
    """The value of an option in the type that its section wants: a title in the user's language."""
    if option.name == "title":
        return text(toml, *path)
    if option.type is tuple:
        return _words(toml, *path)
    value: Any = toml.get(option.type, *path)
    if option.name == "name" and not re.fullmatch(r"[\w-]+", str(value)):
        raise toml.refused(
            Text(
                en="'name' is one word of letters, digits, - and _, not {value}",
                ko="'name' 값은 글자, 숫자, -, _로 된 한 낱말 (받은 값: {value})",
            ).format(value=shown(value)),
            *path,
        )
    return value


def _words(toml: Toml, *path: str | int) -> tuple[str, ...]:
    words = toml.get(list, *path)
    if not words or not all(isinstance(word, str) and word for word in words):
        raise toml.refused(
            Text(
                en="'{key}' is a list of texts in quotes, not {value}",
                ko="'{key}' 값의 형식: 따옴표로 묶은 글의 목록 (받은 값: {value})",
            ).format(key=path[-1], value=shown(words)),
            *path,
        )
    return tuple(words)


def text(toml: Toml, *path: str | int) -> str:
    """A text in both languages, `{en = "...", ko = "..."}`, as the user reads it."""
    around = toml.get(dict, *path[:-1])
    if path[-1] in around and not isinstance(around[path[-1]], dict):
        raise toml.refused(
            Text(en="'{key}' is a text in both languages", ko="'{key}' 값은 두 언어로 적습니다").format(key=path[-1]),
            *path,
            way_out=Text(en="write {form}", ko="적는 법: {form}").format(form='{ en = "...", ko = "..." }'),
        )
    toml.only(("en", "ko"), *path)
    said = {language: toml.get(str, *path, language) for language in ("en", "ko")}
    for language, text in said.items():
        if not text.strip():
            raise toml.refused(
                Text(en="'{key}' says nothing in '{language}'", ko="'{key}' 글이 비어 있습니다: '{language}'").format(
                    key=path[-1], language=language
                ),
                *path,
                language,
            )
    return str(Text(**said))
