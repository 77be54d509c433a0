"""Report templates: TOML of known section kinds; an unknown key is refused with its file and line."""

from pathlib import Path
from typing import Any

from ledger.model.errors import Refused
from ledger.model.text import Text, nearest
from ledger.reports.context import ROUNDINGS
from ledger.reports.report import Section, SheetPlan, Template, section
from ledger.specs.places import shipped
from ledger.specs.toml import Toml

FOLDER = "templates/reports"
_SHEET = ("per", "name", "landscape", "section")


def template_names() -> list[str]:
    """Names of the report templates, sorted."""
    return sorted(path.stem for path in shipped(FOLDER).glob("*.toml"))


def template_named(name: str) -> Template:
    """The template of that name, in the user's language. Refused: no such template, or one that is not well formed."""
    if name in template_names():
        return read_template(shipped(FOLDER) / f"{name}.toml")
    near = nearest(name, template_names())
    known = ", ".join(template_names())
    raise Refused(
        Text(en="unknown template '{name}'", ko="모르는 서식 '{name}'").format(name=name),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near)
        if near
        else Text(en="use one of {known}", ko="쓸 수 있는 서식: {known}").format(known=known),
    )


def read_template(path: Path) -> Template:
    """A template file."""
    toml = Toml.read(path.name, path.read_text(encoding="utf-8"))
    toml.only(("title", "unit", "rounding", "sheet"))
    rounding = toml.get(str, "rounding", default="half-up")
    if rounding not in ROUNDINGS:
        raise toml.refused(
            Text(en="unknown rounding '{name}'", ko="모르는 단수처리 '{name}'").format(name=rounding), "rounding"
        )
    return Template(
        name=path.stem,
        title=_text(toml, "title"),
        unit=toml.get(str, "unit", default=""),
        rounding=rounding,
        sheets=tuple(_sheet(toml, place) for place in range(len(toml.get(list, "sheet")))),
    )


def _sheet(toml: Toml, place: int) -> SheetPlan:
    path = ("sheet", place)
    toml.only(_SHEET, *path)
    per = toml.get(str, *path, "per")
    if per not in ("book", "pledge"):
        raise toml.refused(Text(en="per is 'book' or 'pledge'", ko="per 값은 'book' 또는 'pledge'입니다"), *path, "per")
    return SheetPlan(
        per=per,
        name=_text(toml, *path, "name"),
        sections=tuple(_section(toml, *path, "section", each) for each in range(len(toml.get(list, *path, "section")))),
        landscape=toml.get(bool, *path, "landscape", default=False),
    )


def _section(toml: Toml, *path: str | int) -> Section:
    options: dict[str, Any] = {
        name: _text(toml, *path, name) if isinstance(value, dict) else value
        for name, value in toml.get(dict, *path).items()
        if name != "kind"
    }
    try:
        return section(toml.get(str, *path, "kind"), options)
    except Refused as refusal:
        named = next((name for name in options if f"'{name}'" in refusal.what.en), None)
        place = (*path, named) if named else path
        raise Refused(refusal.what, where=toml.where(*place), way_out=refusal.way_out) from None


def _text(toml: Toml, *path: str | int) -> str:
    """A text in both languages, `{en = "...", ko = "..."}`, as the user reads it."""
    toml.only(("en", "ko"), *path)
    return str(Text(en=toml.get(str, *path, "en"), ko=toml.get(str, *path, "ko")))
