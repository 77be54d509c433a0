"""What the sections of a report and the parts of a form may be told: each module declares it as its `Options`."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, NamedTuple, get_origin, get_type_hints

from ledger.discover import module_named, names_in
from ledger.model.errors import Refused
from ledger.model.text import Text
from ledger.reports.context import way_out_of


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a template: its kind and the options of that kind, already typed. `where` is its place in the file
    of the template; two sections are the same wherever they stand."""

    kind: str
    options: Any
    where: str = field(default="", compare=False)

    @property
    def place(self) -> str:
        """`council.toml:12: amounts`; the kind alone where no file is known."""
        return f"{self.where}: {self.kind}" if self.where else self.kind


class Option(NamedTuple):
    """What a section of a kind may be told: `str`, `bool`, `int`, or `tuple` for a list of words."""

    name: str
    type: type
    default: Any
    required: bool


def options_in(package: str, kind: str, unknown: Text) -> tuple[Option, ...]:
    """The options of a module of a package, as it declares them. Refused: there is no such module."""
    if kind not in names_in(package):
        raise Refused(unknown.format(kind=kind), way_out=way_out_of(kind, names_in(package)))
    wanted = module_named(package, kind).Options
    hints = get_type_hints(wanted)
    return tuple(
        Option(each.name, get_origin(hints[each.name]) or hints[each.name], each.default, each.default is MISSING)
        for each in fields(wanted)
    )


def told(package: str, kind: str, options: Mapping[str, Any]) -> Any:
    """The `Options` of a module with the values given; lists may stand for tuples."""
    wanted = module_named(package, kind).Options
    return wanted(**{name: tuple(value) if isinstance(value, list) else value for name, value in options.items()})
