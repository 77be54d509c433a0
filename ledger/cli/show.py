"""Lines, listings and JSON on the terminal."""

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from ledger.cli.lines import folded_lines, right
from ledger.cli.tables import Line, table_lines
from ledger.model.entry import Balance
from ledger.model.money import Unit, stated
from ledger.model.table import Role, Table, TableCell
from ledger.model.text import Text, legible, width


def say(line: Text | str = "") -> None:
    """One line of what was asked for, on stdout."""
    print(legible(str(line)))


def note(line: Text) -> None:
    """One line about what happened, on stderr."""
    print(legible(str(line)), file=sys.stderr)


def say_json(value: Any) -> None:
    """JSON that parses whatever the console can print."""
    print(json.dumps(value, ensure_ascii=True, indent=2))


def show_rows(
    heads: Sequence[Text], rows: Iterable[Sequence[str]], amounts: Sequence[int] = (), unit: str = ""
) -> None:
    """A plain listing; the columns numbered in `amounts` stand at the right, their unit above them. A word instead of
    heads alone where nothing is to be listed."""
    rows = list(rows)
    if not rows:
        say(Text(en="none", ko="없음"))
        return
    cells = [tuple(TableCell(str(head), role=Role.HEAD) for head in heads)]
    roles = [Role.AMOUNT if place in amounts else Role.LABEL for place in range(len(heads))]
    cells += [tuple(TableCell(legible(text), role=role) for text, role in zip(row, roles, strict=True)) for row in rows]
    labels = min(amounts) if amounts else len(heads)
    table = Table(name="listing", rows=tuple(cells), labels=labels, droppable=range(1, len(heads)))
    drawn = table_lines(table, columns())
    if unit:
        show([Line(right(stated_unit(unit), width(drawn[0].text)))])
    show(drawn)


def show(lines: Iterable[Line]) -> None:
    """Lines, with colour where a person is looking."""
    if not sys.stdout.isatty():
        for line in lines:
            say(line.text)
        return
    from rich.console import Console

    console = Console(highlight=False, markup=False, soft_wrap=True)
    for line in lines:
        for text in _hung(legible(line.text)):
            console.print(text, style=line.style or None)


def _hung(text: str) -> list[str]:
    """A line longer than the terminal, broken at spaces; what follows hangs below it."""
    if width(text) <= columns():
        return [text]
    indent = len(text) - len(text.lstrip())
    first, *rest = folded_lines(text, columns() - indent - 2)
    return [" " * indent + first, *(" " * (indent + 2) + more for more in rest)]


def columns() -> int:
    """How wide the terminal is; 120 where there is none."""
    return max(60, shutil.get_terminal_size((120, 24)).columns)


def stated_unit(label: str) -> str:
    """What stands above a table of amounts."""
    return str(Text(en="(unit: {unit})", ko="(단위 : {unit})").format(unit=label))


def amount(balance: Balance, unit: Unit) -> str:
    """A balance in a unit; a blank cell prints nothing."""
    return "" if balance.is_blank else stated(balance.won, unit)
