"""Tables for tests: rows of text, and relations written as `column: B2 = B3:B6 - B4`."""

import re
from collections.abc import Iterator, Sequence

from ledger.model.figure import find, read
from ledger.model.relation import Operation, Part, Place, Relation
from ledger.model.table import Origin, Table, TableCell

_OPERATIONS = {
    "share": Operation.SHARE,
    "ratio": Operation.RATIO,
    "growth": Operation.GROWTH,
    "count": Operation.COUNT,
    "range": Operation.ORDER,
    "same": Operation.SAME,
}
_REFERENCE = re.compile(r"([-+/]?)\s*(?:([^\s!+/-]+)!)?([A-Z])(\d+)(?:#(\d))?(?::([A-Z])(\d+))?")


def table(
    text: str,
    relations: Sequence[str] = (),
    *,
    name: str = "표",
    unit: str = "",
    heads: int = 1,
    labels: int = 1,
    measures: tuple[str, ...] = (),
    lines: Sequence[int] = (),
    file: str = "표.txt",
) -> Table:
    """Lines of tab-separated cells; the relations name cells by letter and line of this text."""
    rows = [line.split("\t") for line in text.strip("\n").split("\n")]
    width = max(map(len, rows))
    cells = [
        [cell(each, is_label=r < heads or c < labels) for c, each in enumerate(row + [""] * (width - len(row)))]
        for r, row in enumerate(rows)
    ]
    return Table(
        name=name,
        rows=cells,
        heads=heads,
        labels=labels,
        title=name,
        unit=unit,
        measures=measures,
        relations=tuple(relation(each) for each in relations),
        origin=Origin(file, ""),
        lines=lines,
    )


def cell(text: str, is_label: bool = False) -> TableCell:
    if is_label:
        return TableCell(text, find(text))
    reading = read(text)
    return TableCell(text, reading.figures, others=reading.readings[1:], unreadable=reading.unreadable)


def relation(text: str) -> Relation:
    """`scope [operation] [confidence]: total = parts`; the operation follows from the scope where it can."""
    head, _, body = text.partition(":")
    scope, *more = head.split()
    total, _, parts = body.partition("=")
    operation = next((_OPERATIONS[word] for word in [*more, scope] if word in _OPERATIONS), Operation.SUM)
    confidence = next((int(word) for word in more if word.isdigit()), 100)
    return Relation(
        next(_places(total)).place, tuple(_places(parts)), scope=scope, operation=operation, confidence=confidence
    )


def _places(text: str) -> Iterator[Part]:
    for sign, name, letter, line, figure, last_letter, last_line in _REFERENCE.findall(text):
        column, row = ord(letter) - 65, int(line) - 1
        last_column, last_row = (ord(last_letter) - 65, int(last_line) - 1) if last_letter else (column, row)
        for r in range(row, last_row + 1):
            for c in range(column, last_column + 1):
                yield Part(Place(r, c, int(figure or 0), name), -1 if sign == "-" else 1)
