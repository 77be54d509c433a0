"""What the figures of a workbook are about, in a hidden sheet: a table in each row, so that any cell can be traced from
the workbook alone. Said for rows and columns, not for cells."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ledger.model.entry import Measure
from ledger.model.subject import Subject, crossed
from ledger.model.table import Table, column_letters
from ledger.render.layout.place import Arrangement, PlacedTable
from ledger.workbook.plan import Cell, Look, Row

_MOST = 30_000  # characters of a cell
_KEYS = {"sheet", "title", "unit", "figures", "columns", "rows"}


def trace_rows(arrangement: Arrangement) -> tuple[Row, ...]:
    """A row for each table that says what it is about: its JSON, in as many cells as it needs."""
    return tuple(
        _row(json.dumps(_said(placed), ensure_ascii=False, separators=(",", ":")))
        for placed in arrangement.tables.values()
        if placed.table.rows_about
    )


def _row(said: str) -> Row:
    parts = (said[start : start + _MOST] for start in range(0, len(said), _MOST))
    return Row(15, tuple(Cell(column, Look("Normal"), part) for column, part in enumerate(parts, 1)))


def _said(placed: PlacedTable) -> dict[str, Any]:
    """Sheet, unit and measures of a table; its columns by letter, its rows by the number of the first of their rows."""
    table: Table = placed.table
    return {
        "sheet": placed.sheet,
        "title": table.title,
        "unit": table.unit,
        "figures": list(table.figures_about),
        "columns": {
            column_letters(placed.spans[place][0]): about.packed()
            for place, about in enumerate(table.columns_about)
            if about is not None
        },
        "rows": {
            str(placed.tops[place]): about.packed() for place, about in enumerate(table.rows_about) if about is not None
        },
    }


@dataclass(frozen=True, slots=True)
class TracedTable:
    """A table as the hidden sheet tells of it: its sheet, title and unit, what its columns and rows are about, and the
    measure of each figure of a cell."""

    sheet: str
    title: str
    unit: str
    figures: tuple[str, ...]
    columns: dict[str, Subject]
    rows: dict[int, Subject]

    def at(self, row: int, column: str) -> Subject | None:
        """What the figure in a cell of the sheet is about; None where the table has none."""
        top = max((each for each in self.rows if each <= row), default=0)
        figure = row - top
        if not top or column not in self.columns or figure >= max(1, len(self.figures)):
            return None
        return crossed(self.rows[top], self.columns[column], self.figures[figure] if self.figures else "")


def read_trace(lines: Iterable[str]) -> list[TracedTable]:
    """The tables that the rows of the hidden sheet tell of. ValueError, TypeError, KeyError, AttributeError or
    RecursionError: it was edited."""
    return [_told(said) for said in map(json.loads, lines)]


def _told(said: dict[str, Any]) -> TracedTable:
    texts = (said["sheet"], said["title"], said["unit"], *said["figures"])
    if not all(type(text) is str for text in texts) or set(said) != _KEYS:
        raise ValueError(said)
    return TracedTable(
        sheet=said["sheet"],
        title=said["title"],
        unit=said["unit"],
        figures=tuple(Measure(each).value if each else "" for each in said["figures"]),
        columns={letters: Subject.unpacked(each) for letters, each in said["columns"].items()},
        rows={int(row): Subject.unpacked(each) for row, each in said["rows"].items()},
    )
