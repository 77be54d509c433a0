"""Files of waivers: TOML that lists the findings in documents that somebody accepted."""

import re
from datetime import date

from ledger.checks.run import rule_named
from ledger.model.errors import Refused
from ledger.model.text import Text
from ledger.model.waiver import FileWaiver
from ledger.specs.toml import Toml, shown

_KEYS = ("rule", "table", "row", "column", "difference", "reason", "approver", "until")


def read_waivers(name: str, text: str) -> tuple[FileWaiver, ...]:
    """The waivers of a file, in their order. Refused, naming the line: whatever is not well formed."""
    toml = Toml.read(name, text)
    toml.only(("waiver",))
    return tuple(_waiver(toml, place) for place in range(len(toml.get(list, "waiver", default=[]))))


def _waiver(toml: Toml, place: int) -> FileWaiver:
    path = ("waiver", place)
    toml.only(_KEYS, *path)
    made = FileWaiver(
        key=toml.where(*path),
        file=toml.name,
        line=toml.line(*path),
        rule=_rule(toml, *path, "rule"),
        table=toml.get(str, *path, "table"),
        row=toml.get(str, *path, "row", default=""),
        column=toml.get(str, *path, "column", default=""),
        difference=_difference(toml, *path, "difference"),
        reason=toml.get(str, *path, "reason"),
        approver=toml.get(str, *path, "approver"),
        until=toml.get(date, *path, "until"),
    )
    try:
        made.check()
    except Refused as refusal:
        raise refusal.at(toml.where(*path)) from None
    return made


def _rule(toml: Toml, *path: str | int) -> str:
    """The name of the rule, which may be given by its id."""
    try:
        return rule_named(toml.get(str, *path)).name
    except Refused as refusal:
        if refusal.where:
            raise
        raise refusal.at(toml.where(*path)) from None


def _difference(toml: Toml, *path: str | int) -> str:
    """An exact amount: a whole number, or decimal text as `check --json` prints it; 1.50 is 1.5. No binary fraction."""
    value = toml.value(*path) if path[-1] in toml.get(dict, *path[:-1]) else toml.get(str, *path)
    if type(value) is int:
        return str(value)
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        whole, _, decimals = value.partition(".")
        decimals = decimals.rstrip("0")
        return f"{whole}.{decimals}" if decimals else whole
    raise toml.refused(
        Text(
            en="'difference' is a whole number or decimal text, not {value}",
            ko="'difference' 값은 정수나 따옴표로 묶은 소수입니다 (받은 값: {value})",
        ).format(value=shown(value)),
        *path,
        way_out=Text(
            en='2000000 or "0.3", as `ledger check --json` prints it',
            ko='`ledger check --json`에 나온 대로 2000000 또는 "0.3"',
        ),
    )
