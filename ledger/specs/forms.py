"""Form templates: TOML of known kinds of parts; an unknown key is refused with its file and line."""

from pathlib import Path

from ledger.model.errors import Refused
from ledger.model.text import Text
from ledger.reports.forms import FormTemplate, options_of, part
from ledger.reports.options import Section
from ledger.specs.templates import names_of, options_at, path_of, require_apart, text, text_of
from ledger.specs.toml import Toml

FOLDER = "templates/forms"


def form_template_names(beside: Path | None = None) -> list[str]:
    """Names of the form templates, sorted: those shipped, and those in `templates/forms` beside a book."""
    return names_of(FOLDER, beside)


def form_template_named(name: str, beside: Path | None = None) -> FormTemplate:
    """The template of that name, in the user's language; one beside the book goes before a shipped one.

    Refused: no such template, or one that is not well formed.
    """
    return read_form_template(path_of(FOLDER, name, beside))


def read_form_template(path: Path) -> FormTemplate:
    """A template file: its title, and its parts with their options."""
    toml = Toml.read(path.name, text_of(path))
    toml.only(("title", "part"))
    title = text(toml, "title")
    parts = tuple(_part(toml, "part", place) for place in range(len(toml.get(list, "part"))))
    if not parts:
        raise toml.refused(Text(en="a form needs a part", ko="구역이 하나도 없는 서식입니다"), "part")
    require_apart(toml, parts, "part")
    return FormTemplate(name=path.stem, title=title, parts=parts)


def _part(toml: Toml, *path: str | int) -> Section:
    kind = toml.get(str, *path, "kind")
    try:
        known = options_of(kind)
    except Refused as refusal:
        raise refusal.at(toml.where(*path, "kind")) from None
    return part(kind, options_at(toml, known, *path), toml.where(*path))
