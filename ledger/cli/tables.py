"""Tables in a terminal: fitted to its width, Hangul in line, amounts at the right, 확보 over (집행)."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.cli.lines import folded_lines, left, right
from ledger.model.table import Role, Table, TableCell
from ledger.model.text import width

_NARROWEST = 8
RULE, THIN = "─", "-"

Rows = Sequence[Sequence[TableCell | None]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line and what it is, so that a console may colour it."""

    text: str
    style: str = ""


def table_lines(table: Table, columns: int) -> list[Line]:
    """The table within so many columns. Where its amounts do not fit beside each other, the columns after the labels
    are shown in several panels, each with the labels."""
    panels: list[Rows] = [table.rows]
    while max(_narrowest(panel, table.labels) for panel in panels) > columns and len(panels) < table.width:
        panels = _split(table, len(panels) + 1)
    lines: list[Line] = []
    for panel in panels:
        lines += ([Line("")] if lines else []) + _panel(panel, table, columns)
    return lines


def _split(table: Table, count: int) -> list[Rows]:
    places = list(range(table.labels, table.width))
    size = -(-len(places) // count)
    chosen = [places[start : start + size] for start in range(0, len(places), size)]
    return [[[*row[: table.labels], *(row[place] for place in some)] for row in table.rows] for some in chosen]


def _narrowest(rows: Rows, labels: int) -> int:
    widths = _natural(rows, labels)
    return sum(widths[labels:]) + sum(min(w, _NARROWEST) for w in widths[:labels]) + 2 * (len(widths) - 1)


def _panel(rows: Rows, table: Table, columns: int) -> list[Line]:
    widths = _fitted(_natural(rows, table.labels), table.labels, columns)
    total = sum(widths) + 2 * (len(widths) - 1)
    texts = _label_texts(rows, widths, table)
    lines = [Line(RULE * total)]
    for place, row in enumerate(rows):
        if place == table.heads:
            lines.append(Line(RULE * total))
        elif place in table.breaks:
            lines.append(Line(THIN * total))
        style = _style(row)
        lines += [Line(text.rstrip(), style) for text in _row_lines(place, row, widths, texts, table)]
    return [*lines, Line(RULE * total)]


def _natural(rows: Rows, labels: int) -> list[int]:
    """The width that each column wants: the widest text, the measures of a cell one over the other."""
    widths = [1] * (len(rows[0]) if rows else 0)
    for row in rows:
        for place, cell in enumerate(row):
            if cell is not None and cell.columns == 1:
                widths[place] = max(widths[place], *(width(text) for text in _stack(cell)), 1)
    return widths


def _fitted(widths: list[int], labels: int, columns: int) -> list[int]:
    """Label columns give way, the widest first, until the table fits or none can."""
    fitted = list(widths)
    texts = list(range(labels)) or list(range(len(widths)))
    while sum(fitted) + 2 * (len(fitted) - 1) > columns:
        widest = max(texts, key=lambda place: fitted[place])
        if fitted[widest] <= _NARROWEST:
            texts = [place for place in range(len(fitted)) if fitted[place] > _NARROWEST and place not in texts]
            if not texts:
                break
            continue
        fitted[widest] -= 1
    return fitted


def _stack(cell: TableCell) -> list[str]:
    """The lines of an amount: its measures one over the other, without brackets lined up with those in brackets."""
    if len(cell.figures) < 2:
        return [cell.text]
    above, _, below = cell.text.partition(" (")
    if cell.text.startswith("("):
        return ["", cell.text]
    return [f"{above} " if above else "", f"({below}" if below else ""]


def _label_texts(rows: Rows, widths: list[int], table: Table) -> dict[tuple[int, int], str]:
    """Text of a label that covers several rows, one folded line to each line of those rows."""
    texts: dict[tuple[int, int], str] = {}
    height = 2 if table.measures else 1
    for top, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell is not None and cell.rows > 1:
                for step, text in enumerate(folded_lines(cell.text, widths[place])):
                    texts[top * height + step, place] = text
    return texts


def _row_lines(
    place: int, row: Sequence[TableCell | None], widths: list[int], texts: dict[tuple[int, int], str], table: Table
) -> list[str]:
    height = 2 if table.measures else 1
    columns: list[list[str]] = []
    column = 0
    while column < len(row):
        cell = row[column]
        span = cell.columns if cell is not None else 1
        room = sum(widths[column : column + span]) + 2 * (span - 1)
        if cell is None or cell.rows > 1:
            said = [texts.get((place * height + step, column), "") for step in range(height)]
            columns.append([left(text, room) for text in said])
        elif cell.role in (Role.AMOUNT, Role.TOTAL):
            columns.append([right(text, room) for text in _stack(cell)])
        elif cell.role is Role.HEAD and column >= table.labels:
            columns.append([right(text, room) for text in folded_lines(cell.text, room)])
        else:
            columns.append([left(text, room) for text in folded_lines(cell.text, room) or [""]])
        column += span
    deep = max(len(lines) for lines in columns)
    rooms = [width(lines[0]) if lines else 0 for lines in columns]
    padded = [[*lines, *([" " * room] * (deep - len(lines)))] for lines, room in zip(columns, rooms, strict=True)]
    return ["  ".join(parts) for parts in zip(*padded, strict=True)]


def _style(row: Sequence[TableCell | None]) -> str:
    roles = {cell.role for cell in row if cell is not None}
    return "bold" if roles & {Role.TOTAL_LABEL, Role.HEAD} else ""
