"""Report templates: TOML of known section kinds; an unknown key is refused with its file and line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ledger.model.errors import Refused
from ledger.model.money import unit_named
from ledger.model.text import Text, nearest
from ledger.reports.context import ROUNDINGS, way_out_of
from ledger.reports.report import CODE, Option, Section, SheetPlan, Template, options_of, per_of, section
from ledger.specs.places import shipped
from ledger.specs.toml import Toml, shown

FOLDER = "templates/reports"
_MOST_SHEETS = 200  # of one report; no office prints more kinds
_DEEPEST = 20  # templates within templates
_SHEET = ("per", "name", "landscape", "optional", "include", "section")


def template_names(beside: Path | None = None) -> list[str]:
    """Names of the report templates, sorted: those shipped, and those in `templates/reports` beside a book."""
    return sorted({path.stem for folder in _folders(beside) for path in folder.glob("*.toml")})


def template_named(name: str, beside: Path | None = None) -> Template:
    """The template of that name, in the user's language; one in the folder beside the book goes before a shipped one.

    Refused: no such template, or one that is not well formed.
    """
    return _Reading(beside).named(name, ())


def read_template(path: Path) -> Template:
    """A template file. A sheet may `include` another template: its sheets stand there."""
    return _Reading().file(path, ())


@dataclass(frozen=True, slots=True)
class _Reading:
    """Templates beside a book and those shipped, each read once however many include it. `within` are the templates
    that include the one that is read."""

    beside: Path | None = None
    done: dict[Path, Template] = field(default_factory=dict)

    def named(self, name: str, within: tuple[str, ...]) -> Template:
        for folder in _folders(self.beside):
            if name in (path.stem for path in folder.glob("*.toml")):
                return self.file(folder / f"{name}.toml", within)
        raise _unknown(name, self.beside)

    def file(self, path: Path, within: tuple[str, ...]) -> Template:
        if path not in self.done:
            self.done[path] = _template(path, self, (*within, path.stem))
        return self.done[path]


def _unknown(name: str, beside: Path | None) -> Refused:
    near = nearest(name, template_names(beside))
    known = ", ".join(template_names(beside))
    return Refused(
        Text(en="unknown template '{name}'", ko="모르는 서식 '{name}'").format(name=name),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near)
        if near
        else Text(en="use one of {known}", ko="쓸 수 있는 서식: {known}").format(known=known),
    )


def _folders(beside: Path | None) -> list[Path]:
    own = [beside / FOLDER] if beside is not None and (beside / FOLDER).is_dir() else []
    return [*own, shipped(FOLDER)]


def _template(path: Path, reading: _Reading, within: tuple[str, ...]) -> Template:
    toml = Toml.read(path.name, _text_of(path))
    toml.only(("title", "unit", "rounding", "sheet"))
    rounding = toml.get(str, "rounding", default="half-up")
    if rounding not in ROUNDINGS:
        raise toml.refused(
            Text(en="unknown rounding '{name}'", ko="모르는 단수처리 '{name}'").format(name=rounding),
            "rounding",
            way_out=way_out_of(rounding, ROUNDINGS),
        )
    places = range(len(toml.get(list, "sheet")))
    _require_once_each(toml, places)
    sheets: list[SheetPlan] = []
    for place in places:
        sheets += _sheets(toml, place, reading, within)
        if len(sheets) > _MOST_SHEETS:
            raise toml.refused(
                Text(en="more than {most} sheets in one report", ko="보고서 하나에 시트가 {most}개를 넘습니다").format(
                    most=_MOST_SHEETS
                ),
                "sheet",
                place,
            )
    return Template(
        name=path.stem,
        title=_text(toml, "title"),
        unit=_unit(toml),
        rounding=rounding,
        sheets=tuple(reversed(dict.fromkeys(reversed(sheets)))),  # one that several templates have stands once, last
    )


def _unit(toml: Toml) -> str:
    unit = toml.get(str, "unit", default="")
    try:
        return unit and unit_named(unit).label
    except Refused as refusal:
        raise refusal.at(toml.where("unit")) from None


def _require_once_each(toml: Toml, places: Iterable[int]) -> None:
    seen: set[str] = set()
    for place in places:
        if "include" not in toml.get(dict, "sheet", place):
            continue
        name = toml.get(str, "sheet", place, "include")
        if name in seen:
            raise toml.refused(
                Text(en="'{name}' is included twice", ko="같은 서식을 두 번 넣었습니다: '{name}'").format(name=name),
                "sheet",
                place,
                "include",
                way_out=Text(en="its sheets stand once; leave one out", ko="한 번만 실리니 하나를 지우십시오"),
            )
        seen.add(name)


def _text_of(path: Path) -> str:
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


def _sheets(toml: Toml, place: int, reading: _Reading, within: tuple[str, ...]) -> Sequence[SheetPlan]:
    at = ("sheet", place)
    toml.only(_SHEET, *at)
    if "include" not in toml.get(dict, *at):
        return [_sheet(toml, place)]
    toml.only(("include",), *at)
    name = toml.get(str, *at, "include")
    if name in within:
        raise toml.refused(
            Text(en="the template includes itself again", ko="서식이 자기 자신을 다시 넣고 있습니다"), *at, "include"
        )
    if len(within) > _DEEPEST:
        raise toml.refused(
            Text(
                en="templates include one another more than {most} deep",
                ko="서식 안의 서식이 {most}단계를 넘습니다",
            ).format(most=_DEEPEST),
            *at,
            "include",
        )
    try:
        included = reading.named(name, within)
    except Refused as refusal:
        if refusal.where:
            raise
        raise refusal.at(toml.where(*at, "include")) from None
    return [replace(sheet, optional=sheet.optional or sheet.per == "book", included=True) for sheet in included.sheets]


def _sheet(toml: Toml, place: int) -> SheetPlan:
    path = ("sheet", place)
    per = toml.get(str, *path, "per")
    if per not in ("book", "pledge"):
        raise toml.refused(Text(en="per is 'book' or 'pledge'", ko="per 값은 'book' 또는 'pledge'입니다"), *path, "per")
    sections = [_section(toml, per, *path, "section", each) for each in range(len(toml.get(list, *path, "section")))]
    names: dict[str, int] = {}
    for each, made in enumerate(sections):
        name = getattr(made.options, "name", "")
        if name and name in names:
            raise toml.refused(
                Text(en="two sections are called '{name}'", ko="이름이 같은 구역이 둘입니다: '{name}'").format(
                    name=name
                ),
                *path,
                "section",
                each,
                "name",
            )
        names[name] = each
    return SheetPlan(
        per=per,
        name=_sheet_name(toml, per, *path, "name"),
        sections=tuple(sections),
        landscape=toml.get(bool, *path, "landscape", default=False),
        optional=toml.get(bool, *path, "optional", default=False),
    )


def _sheet_name(toml: Toml, per: str, *path: str | int) -> str:
    """The name of a sheet; of a pledge's it may hold `{code}`, which stands for the code of the pledge."""
    name = _text(toml, *path)
    for text in toml.get(dict, *path).values():
        if re.search(r"[{}]", text.replace(CODE, "") if per == "pledge" else text):
            raise toml.refused(
                Text(
                    en="a sheet name may hold no braces: {name}", ko="시트 이름에는 중괄호를 쓰지 않습니다: {name}"
                ).format(name=shown(text)),
                *path,
                way_out=Text(
                    en="only {code}, for the code of the pledge, where per = 'pledge'",
                    ko="쓸 수 있는 것: per = 'pledge' 시트에서 공약 번호를 뜻하는 {code}",
                ).format(code=CODE),
            )
    return name


def _section(toml: Toml, per: str, *path: str | int) -> Section:
    kind = toml.get(str, *path, "kind")
    try:
        known = options_of(kind)
    except Refused as refusal:
        raise refusal.at(toml.where(*path, "kind")) from None
    if per_of(kind) not in ("", per):
        raise toml.refused(
            Text(
                en="'{kind}' prints nothing on a sheet per = '{per}'",
                ko="per = '{per}' 시트에는 '{kind}' 구역이 나오지 않습니다",
            ).format(kind=kind, per=per),
            *path,
            "kind",
            way_out=Text(en="put it on a sheet per = '{per}'", ko="per = '{per}' 시트에 넣으십시오").format(
                per=per_of(kind)
            ),
        )
    toml.only(("kind", *(option.name for option in known)), *path)
    told = toml.get(dict, *path)
    options = {each.name: _option(toml, each, *path, each.name) for each in known if each.required or each.name in told}
    return section(kind, options, toml.where(*path))


def _option(toml: Toml, option: Option, *path: str | int) -> Any:
    """The value of an option in the type that its section wants: a title in the user's language."""
    if option.name == "title":
        return _text(toml, *path)
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


def _text(toml: Toml, *path: str | int) -> str:
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
