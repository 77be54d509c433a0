"""Rows of the registers: typed values in the code, plain JSON in the journal and in every exchange format."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, Self, get_args, get_type_hints

from ledger.discover import modules_in
from ledger.model.errors import Refused
from ledger.model.text import Text, clean, folded, nearest

Body = dict[str, Any]

REGISTERS = "ledger.model.registers"

_SHOWN = 40  # characters of a key in what is said of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a register, known by its key within its kind. Every change is a new version of the row.

    `FIELDS` are the names that people may type for its fields, `UNITS` what their numbers are in, `WORDS` what a field
    of no or yes means. Fields may be str, int, bool, date, a StrEnum, one of
    these or None, or a tuple of str. `COUNTED`: the key is the project and a running number. `FIXED`
    are the fields that describe an attached file: no text can change them. `ATTACHED` is the field that holds the
    sha256 of attached files, one or several. `REPORTED`: reports say it, so that a change of it after a report was
    sealed changes what was handed in. `LONGEST` says of fields how many characters of a text are recorded.
    """

    KIND: ClassVar[str] = ""
    LABEL: ClassVar[Text]
    FIELDS: ClassVar[Mapping[str, Text]] = {}
    UNITS: ClassVar[Mapping[str, str]] = {}
    WORDS: ClassVar[Mapping[str, tuple[Text, Text]]] = {}
    COUNTED: ClassVar[bool] = False
    FIXED: ClassVar[tuple[str, ...]] = ()
    ATTACHED: ClassVar[str] = ""
    REPORTED: ClassVar[bool] = True
    LONGEST: ClassVar[Mapping[str, int]] = MappingProxyType({})
    key: str

    def body(self) -> Body:
        """JSON of the row without its key; fields that stand at their default are left out."""
        stored = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "key" and not _is_default(self, f)}
        return {name: _plain(value) for name, value in stored.items()}

    @classmethod
    def from_body(cls, key: str, body: Mapping[str, Any]) -> Self:
        """The typed row. Refused: an unknown or missing field, or a value of another type."""
        known = _types(cls)  # type: ignore[arg-type]  # a class is hashable; mypy loses it for Self
        values: dict[str, Any] = {"key": _name(key, "key")}
        for name, value in body.items():
            if name not in known:
                raise Refused(_unknown(name, cls.LABEL, sorted(known)))
            values[name] = _typed(known[name], value, name)
        missing = [
            f.name
            for f in fields(cls)
            if f.name not in values and f.default is MISSING and f.default_factory is MISSING
        ]
        if missing:
            raise Refused(
                Text(en="{kind} '{key}' lacks {names}", ko="{kind} '{key}'에 {names} 값이 없습니다").format(
                    kind=cls.LABEL, key=key, names=", ".join(missing)
                )
            )
        record = cls(**values)
        record.check()
        return record

    def check(self) -> None:
        """Refuse a row whose fields do not go together; each kind says what it demands."""

    def check_new(self) -> None:
        """Refuse what is not recorded any more, though a book may hold it: a text that is too long."""
        for name, most in self.LONGEST.items():
            value = getattr(self, name)
            for text in (value,) if isinstance(value, str) else value:
                if len(text) > most:
                    said = Text(
                        en="{field}: {count} characters, at most {most} are recorded",
                        ko="{field}: {count}자입니다. {most}자까지 기록합니다",
                    )
                    field = self.FIELDS.get(name, self.LABEL)
                    raise Refused(
                        said.format(field=field, count=len(text), most=most),
                        where=f"{self.key[:_SHOWN]}..." if len(self.key) > _SHOWN else self.key,
                        way_out=Text(en="shorten it", ko="줄여 쓰십시오"),
                    )

    @classmethod
    def field_named(cls, name: str) -> str:
        """The field of that name in either language. Refused: there is none."""
        for field, label in cls.FIELDS.items():
            if folded(name) in (field, folded(label.ko)):
                return field
        raise Refused(_unknown(name, cls.LABEL, [*cls.FIELDS, *(label.ko for label in cls.FIELDS.values())]))

    @classmethod
    def field_types(cls) -> dict[str, Any]:
        """Field name -> its type, in the order of the fields, without the key."""
        return dict(_types(cls))  # type: ignore[arg-type]  # a class is hashable; mypy loses it for Self

    @classmethod
    def field_defaults(cls) -> Body:
        """What a body that leaves them out says of the fields that may be left out."""
        return {f.name: _plain(f.default) for f in fields(cls) if f.default is not MISSING}

    @classmethod
    def field_value(cls, name: str, value: Any) -> Any:
        """What a field stores for a value of JSON. Refused: the field cannot hold it."""
        return _plain(_typed(cls.field_types()[name], value, name))

    @classmethod
    def typed(cls, name: str, text: str) -> Any:
        """The value that a field takes from typed text: `a, b` for a list, 2023-12-31 for a date; empty for none.

        Refused: an unknown field, or text that the field cannot hold.
        """
        known = _types(cls)  # type: ignore[arg-type]  # a class is hashable; mypy loses it for Self
        if name not in known:
            raise Refused(_unknown(name, cls.LABEL, sorted(known)))
        kind = known[name]
        value: Any = text
        if getattr(kind, "__origin__", None) is tuple:
            value = [part.strip() for part in text.split(",") if part.strip()]
        elif int in (kind, *get_args(kind)) and re.fullmatch(r"-?[0-9]{1,15}", text):
            value = int(text)
        elif kind is bool:
            value = {"true": True, "false": False, "예": True, "아니오": False}.get(text.casefold(), text)
        elif not text and type(None) in get_args(kind):
            return None
        return _plain(_typed(kind, value, name))


def kinds() -> dict[str, type[Record]]:
    """Every kind of register, by name: those of the folder, and those that the book cannot do without, whose modules
    are loaded by whoever reads one."""
    modules_in(REGISTERS)
    return {each.KIND: each for each in sorted(Record.__subclasses__(), key=lambda each: each.KIND)}


def attached_to(kind: str, body: Body | None) -> tuple[str, ...]:
    """sha256 of the attached files that a row is about."""
    said = (body or {}).get(_attaching().get(kind, ""))
    return (said,) if isinstance(said, str) else tuple(said or ())


@cache
def _attaching() -> dict[str, str]:
    """Kinds of rows with attached files, and the field that names those."""
    return {kind: record.ATTACHED for kind, record in kinds().items() if record.ATTACHED}


@cache
def _types(cls: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {f.name: hints[f.name] for f in fields(cls) if f.name != "key"}


def _is_default(record: Record, field: Any) -> bool:
    return field.default is not MISSING and getattr(record, field.name) == field.default


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, StrEnum) else value


def _typed(kind: Any, value: Any, name: str) -> Any:
    """The value as the field's type; text that a command line or a CSV gives for a date or number is read."""
    options = get_args(kind) if get_args(kind) and kind.__class__.__name__ == "UnionType" else (kind,)
    if value is None and type(None) in options:
        return None
    want = next(option for option in options if option is not type(None))
    try:
        if want is date:
            return value if type(value) is date else date.fromisoformat(value)
        if isinstance(want, type) and issubclass(want, StrEnum):
            return want(value)
        if want is int and type(value) is int:
            return value
        if want is bool and type(value) is bool:
            return value
        if want is str and type(value) is str:
            return _name(value, name)
        if getattr(want, "__origin__", None) is tuple and isinstance(value, list | tuple):
            return tuple(_name(each, name) for each in value)
    except (ValueError, TypeError):
        pass
    known = ", ".join(want) if isinstance(want, type) and issubclass(want, StrEnum) else ""
    raise Refused(
        Text(en="{name} cannot be {value!r}", ko="{name} 값으로 {value!r} 쓸 수 없습니다").format(
            name=name, value=value
        ),
        way_out=Text(en="use one of {known}", ko="쓸 수 있는 것: {known}").format(known=known) if known else None,
    )


def _name(value: str, field: str) -> str:
    try:
        return clean(value)
    except ValueError as unseen:
        raise Refused(
            Text(
                en="{field} holds an invisible character ({code})",
                ko="{field} 값에 보이지 않는 글자({code})가 있습니다",
            ).format(field=field, code=unseen)
        ) from None


def _unknown(name: str, kind: Text, known: list[str]) -> Text:
    near = nearest(name, known)
    said = Text(en="{kind} has no field '{name}'", ko="{kind}: '{name}' 항목은 없습니다").format(kind=kind, name=name)
    if near is None:
        return said
    hint = Text(en="{said}; did you mean '{near}'?", ko="{said}. 혹시 '{near}' 아닙니까?")
    return hint.format(said=said, near=near)
