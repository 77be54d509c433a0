"""Tables in a terminal: fitted to its width, Hangul in line, amounts at the right, 확보 over (집행)."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.cli.lines import folded_lines, left, right
from ledger.model.table import Role, Table, TableCell
from ledger.model.text import width

_NARROWEST = 8
_NARROWEST_TEXT = 16
_AMOUNTS = (Role.AMOUNT, Role.TOTAL)
_BOLD = (Role.HEAD, Role.TOTAL_LABEL, Role.STRONG)
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
    for count in range(2, table.width - table.labels + 1):
        if max(_narrowest(panel, table.labels) for panel in panels) <= columns:
            break
        panels = _split(table, count)
    lines: list[Line] = []
    for panel in panels:
        lines += ([Line("")] if lines else []) + _panel(panel, table, columns)
    return lines


def _split(table: Table, count: int) -> list[Rows]:
    """So many panels at most, each with the labels; what stands under one head stays together."""
    groups = _under_one_head(table)
    size = -(-(table.width - table.labels) // count)
    chosen: list[list[int]] = [[]]
    for group in groups:
        if chosen[-1] and len(chosen[-1]) + len(group) > max(size, len(group)):
            chosen.append([])
        chosen[-1] += group
    return [[[*row[: table.labels], *(row[place] for place in some)] for row in table.rows] for some in chosen]


def _under_one_head(table: Table) -> list[list[int]]:
    """The columns after the labels, those that one head covers together."""
    groups: list[list[int]] = []
    reach = 0
    for place in range(table.labels, table.width):
        if place >= reach:
            groups.append([])
        groups[-1].append(place)
        heads = (row[place] for row in table.rows[: table.heads])
        reach = max([reach, *(place + cell.columns for cell in heads if cell is not None)])
    return groups


def _narrowest(rows: Rows, labels: int) -> int:
    widths = _natural(rows)
    for place in _foldable(rows, labels):
        widths[place] = min(widths[place], _NARROWEST if place < labels else _NARROWEST_TEXT)
    return sum(widths) + 2 * (len(widths) - 1)


def _panel(rows: Rows, table: Table, columns: int) -> list[Line]:
    widths = _fitted(_natural(rows), _foldable(rows, table.labels), table.labels, columns)
    texts = _texts(rows, widths, len(widths) if table.prose else table.labels)
    total = sum(widths) + 2 * (len(widths) - 1)
    lines = [Line(RULE * total)]
    for place, row in enumerate(rows):
        if place and place == table.heads:
            lines.append(Line(RULE * total))
        elif place in table.breaks:
            lines.append(Line(THIN * total))
        style = "bold" if any(cell is not None and cell.role in _BOLD for cell in row) else ""
        lines += [Line("  ".join(parts).rstrip(), style) for parts in zip(*texts[place], strict=True)]
    return [*lines, Line(RULE * total)]


def _texts(rows: Rows, widths: list[int], labels: int) -> list[list[list[str]]]:
    """By row and column (a wide cell is one), the lines of the cell, as many in every cell of a row."""
    texts: list[list[list[str]]] = []
    hanging: dict[int, tuple[int, list[str]]] = {}
    for row in rows:
        cells = [(place, cell) for place, cell in enumerate(row) if not _is_covered(row, place)]
        rooms = [sum(widths[p : p + _span(c)]) + 2 * (_span(c) - 1) for p, c in cells]
        for (place, cell), room in zip(cells, rooms, strict=True):
            if cell is not None and cell.rows > 1:
                hanging[place] = (cell.rows, folded_lines(cell.text, room))
        own = [
            [] if cell is None or cell.rows > 1 else _lines(cell, room, is_label=place < labels)
            for (place, cell), room in zip(cells, rooms, strict=True)
        ]
        deep = max(1, *(len(lines) for lines in own))
        deep = max([deep, *(len(left_over) for rows_left, left_over in hanging.values() if rows_left == 1)])
        for at, (place, cell) in enumerate(cells):
            if place in hanging and (cell is None or cell.rows > 1):
                rows_left, lines = hanging.pop(place)
                own[at] = [left(text, rooms[at]) for text in lines[:deep]]
                if rows_left > 1:
                    hanging[place] = (rows_left - 1, lines[deep:])
        texts.append([[*lines, *([" " * room] * (deep - len(lines)))] for lines, room in zip(own, rooms, strict=True)])
    return texts


def _lines(cell: TableCell, room: int, *, is_label: bool) -> list[str]:
    if cell.role in _AMOUNTS:
        return [right(text, room) for text in _stack(cell)]
    side = right if cell.role is Role.HEAD and not is_label else left
    return [side(text, room) for text in _folded(cell.text, room) or [""]]


def _folded(text: str, room: int) -> list[str]:
    """The lines of a text; one that is nested stays so, and what follows hangs below its first word."""
    indent = len(text) - len(text.lstrip(" "))
    if not indent:
        return folded_lines(text, room)
    if width(text) <= room:
        return [text]
    first, *more = folded_lines(text, room - indent - 2)
    return [" " * indent + first, *(" " * (indent + 2) + each for each in more)]


def _span(cell: TableCell | None) -> int:
    return cell.columns if cell is not None else 1


def _is_covered(row: Sequence[TableCell | None], place: int) -> bool:
    """Whether a cell to the left in the same row covers the place."""
    return any(cell is not None and before + cell.columns > place for before, cell in enumerate(row[:place]))


def _natural(rows: Rows) -> list[int]:
    """The width that each column wants: the widest text, the measures of a cell one over the other."""
    widths = [1] * (len(rows[0]) if rows else 0)
    for row in rows:
        for place, cell in enumerate(row):
            if cell is not None and cell.columns == 1:
                widths[place] = max(widths[place], *(width(text) for text in _stack(cell)), 1)
    return widths


def _foldable(rows: Rows, labels: int) -> list[int]:
    """The columns whose texts may be broken: the labels, and those that hold no figure."""
    cells = ((place, cell) for row in rows for place, cell in enumerate(row) if cell)
    amounts = {place for place, cell in cells if cell.role in _AMOUNTS or cell.figures}
    return [place for place in range(len(rows[0]) if rows else 0) if place < labels or place not in amounts]


def _fitted(widths: list[int], texts: list[int], labels: int, columns: int) -> list[int]:
    """Columns of texts give way, the widest first, labels before they are half as wide as a text, until the table fits
    or none can."""
    fitted = list(widths)
    while sum(fitted) + 2 * (len(fitted) - 1) > columns and texts:
        giving = [place for place in texts if fitted[place] > _NARROWEST]
        if not giving:
            break
        widest = max(giving, key=lambda place: fitted[place] * (2 if place < labels else 1))
        fitted[widest] -= 1
    return fitted


def _stack(cell: TableCell) -> list[str]:
    """The lines of an amount: its measures one over the other, those without brackets in line with those in them."""
    if len(cell.figures) < 2 or not cell.text:
        return [cell.text]
    if cell.text.startswith("("):
        return ["", cell.text]
    above, _, below = cell.text.partition(" (")
    return [f"{above} ", f"({below}"] if below else [f"{above} "]
