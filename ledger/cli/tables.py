"""Tables in a terminal: fitted to its width, Hangul in line, amounts at the right, 확보 over (집행)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ledger.cli.lines import folded_lines, left, right, unbroken
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


class _Panel(NamedTuple):
    """The rows of some columns, the first `labels` of which are labels."""

    rows: Rows
    labels: int


def table_lines(table: Table, columns: int) -> list[Line]:
    """The table within so many columns. Columns that may be left out are, where nothing stands in them and the rest is
    too wide. Where its amounts do not fit beside each other, the columns after the labels are shown in several panels,
    each with the labels; with the first label alone where the labels leave no room."""
    lines: list[Line] = []
    for panel in _panels(table, columns):
        lines += ([Line("")] if lines else []) + _drawn(panel, table, columns)
    return lines


def _panels(table: Table, columns: int) -> list[_Panel]:
    panels = [_Panel(table.rows, table.labels)]
    if table.droppable and _total(_natural(table.rows)) > columns:
        panels = [_chosen(table, _filled(table))]
    places = _filled(table) if table.droppable else range(table.width)
    if table.labels == table.width and _narrowest(panels[0], is_figure=True) <= columns:
        return panels  # of a plain list, a long name is broken sooner than the list is parted
    for repeated in sorted({table.labels, min(table.labels, 1)}, reverse=True):
        for count in range(2, len(places) - repeated + 1):
            if max(_narrowest(panel) for panel in panels) <= columns:
                return panels
            panels = _split(table, places, repeated, count)
    return panels


def _filled(table: Table) -> list[int]:
    """The columns of a table without those that may be left out and hold nothing below their head."""
    below = table.rows[table.heads :]
    empty = {
        place for place in table.droppable if not any(cell and cell.text for cell in (row[place] for row in below))
    }
    return [place for place in range(table.width) if place not in empty]


def _chosen(table: Table, places: Sequence[int]) -> _Panel:
    return _Panel([[row[place] for place in places] for row in table.rows], sum(p < table.labels for p in places))


def _split(table: Table, places: Sequence[int], repeated: int, count: int) -> list[_Panel]:
    """So many panels at most, each with the repeated labels; what stands under one head stays together."""
    groups = _under_one_head(table, [place for place in places if place >= repeated])
    size = -(-sum(map(len, groups)) // count)
    chosen: list[list[int]] = [[]]
    for group in groups:
        if chosen[-1] and len(chosen[-1]) + len(group) > max(size, len(group)):
            chosen.append([])
        chosen[-1] += group
    labels = [place for place in places if place < repeated]
    return [_chosen(table, [*labels, *some]) for some in chosen]


def _under_one_head(table: Table, places: Sequence[int]) -> list[list[int]]:
    """Columns, those that one head covers together."""
    groups: list[list[int]] = []
    reach = 0
    for place in places:
        if place >= reach:
            groups.append([])
        groups[-1].append(place)
        heads = (row[place] for row in table.rows[: table.heads])
        reach = max([reach, *(place + cell.columns for cell in heads if cell is not None)])
    return groups


def _narrowest(panel: _Panel, *, is_figure: bool = False) -> int:
    widths = _natural(panel.rows)
    for place in _foldable(panel):
        widths[place] = max(
            _unbroken(panel.rows, place, is_figure=is_figure),
            min(widths[place], _NARROWEST if place < panel.labels else _NARROWEST_TEXT),
        )
    return _total(widths)


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + 2 * (len(widths) - 1)


def _drawn(panel: _Panel, table: Table, columns: int) -> list[Line]:
    rows = panel.rows
    widths = _fitted(panel, columns)
    texts = _texts(rows, widths, len(widths) if table.prose else panel.labels)
    total = _total(widths)
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


def _unbroken(rows: Rows, place: int, *, is_figure: bool) -> int:
    """The widest date, amount or code in a column of texts."""
    cells = (row[place] for row in rows)
    return max(
        (unbroken(cell.text, is_figure=is_figure) for cell in cells if cell is not None and cell.columns == 1),
        default=1,
    )


def _foldable(panel: _Panel) -> list[int]:
    """The columns whose texts may be broken: the labels, and those that hold no figure."""
    rows, labels = panel
    cells = ((place, cell) for row in rows for place, cell in enumerate(row) if cell)
    amounts = {place for place, cell in cells if cell.role in _AMOUNTS or cell.figures}
    return [place for place in range(len(rows[0]) if rows else 0) if place < labels or place not in amounts]


def _fitted(panel: _Panel, columns: int) -> list[int]:
    """Columns of texts give way, the widest first, labels before they are half as wide as a text, until the table fits
    or none can: down to the codes in them, then to the dates and amounts, and only then further."""
    fitted = _natural(panel.rows)
    texts = _foldable(panel)
    codes, figures = (
        {place: _unbroken(panel.rows, place, is_figure=is_figure) for place in texts} for is_figure in (False, True)
    )
    for least in (codes, figures, {}):
        while _total(fitted) > columns:
            giving = [place for place in texts if fitted[place] > max(_NARROWEST, least.get(place, 0))]
            if not giving:
                break
            widest = max(giving, key=lambda place: fitted[place] * (2 if place < panel.labels else 1))
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
