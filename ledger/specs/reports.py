"""Report templates: TOML of known section kinds; an unknown key is refused with its file and line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ledger.model.errors import Refused
from ledger.model.text import Text
from ledger.reports.context import ROUNDINGS, way_out_of
from ledger.reports.options import Section
from ledger.reports.report import CODE, SheetPlan, Template, options_of, per_of, section
from ledger.specs.templates import names_of, options_at, path_of, require_apart, text, text_of, unit_in
from ledger.specs.toml import Toml, shown

FOLDER = "templates/reports"
_MOST_SHEETS = 200  # of one report; no office prints more kinds
_DEEPEST = 20  # templates within templates
_SHEET = ("per", "name", "landscape", "optional", "include", "section")


def template_names(beside: Path | None = None) -> list[str]:
    """Names of the report templates, sorted: those shipped, and those in `templates/reports` beside a book."""
    return names_of(FOLDER, beside)


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
        return self.file(path_of(FOLDER, name, self.beside), within)

    def file(self, path: Path, within: tuple[str, ...]) -> Template:
        if path not in self.done:
            self.done[path] = _template(path, self, (*within, path.stem))
        return self.done[path]


def _template(path: Path, reading: _Reading, within: tuple[str, ...]) -> Template:
    toml = Toml.read(path.name, text_of(path))
    toml.only(("title", "unit", "rounding", "sheet"))
    rounding = toml.get(str, "rounding", default="half-up")
    if rounding not in ROUNDINGS:
        raise toml.refused(
            Text(en="unknown rounding '{name}'", ko="없는 단수처리 '{name}'").format(name=rounding),
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
        title=text(toml, "title"),
        unit=unit_in(toml),
        rounding=rounding,
        sheets=tuple(reversed(dict.fromkeys(reversed(sheets)))),  # one that several templates have stands once, last
    )


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
    require_apart(toml, sections, *path, "section")
    return SheetPlan(
        per=per,
        name=_sheet_name(toml, per, *path, "name"),
        sections=tuple(sections),
        landscape=toml.get(bool, *path, "landscape", default=False),
        optional=toml.get(bool, *path, "optional", default=False),
    )


def _sheet_name(toml: Toml, per: str, *path: str | int) -> str:
    """The name of a sheet; of a pledge's it may hold `{code}`, which stands for the code of the pledge."""
    name = text(toml, *path)
    for said in toml.get(dict, *path).values():
        if re.search(r"[{}]", said.replace(CODE, "") if per == "pledge" else said):
            raise toml.refused(
                Text(
                    en="a sheet name may hold no braces: {name}", ko="시트 이름에는 중괄호를 쓰지 않습니다: {name}"
                ).format(name=shown(said)),
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
    return section(kind, options_at(toml, known, *path), toml.where(*path))
