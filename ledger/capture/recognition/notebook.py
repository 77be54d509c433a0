"""Small tables made of the figures that prose states: one per section, a row per line, its label and its figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ledger.capture.recognition.names import Names
from ledger.model.relation import Place, Relation
from ledger.model.table import Figure, Origin, Role, Table, TableCell


@dataclass(slots=True)
class Sheet:
    """A section's lines. `heading` is asked for last, for a document may say late what a section is called."""

    heading: Callable[[], str]
    origin: Origin | None
    rows: list[tuple[TableCell, ...]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    def note(self, line: int, label: str, stated: Sequence[tuple[str, Figure]] = ()) -> list[Place]:
        """Note a line, its figures with the texts that end with them: the places of the line and of each figure."""
        cells = [TableCell(text, (_within(text, figure),), Role.AMOUNT) for text, figure in stated]
        self.rows.append((TableCell(label, role=Role.LABEL), *cells))
        self.lines.append(line)
        return [Place(len(self.rows) - 1, column) for column in range(len(stated) + 1)]


class Notebook:
    """The sections noted so far."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._sheets: list[Sheet] = []

    def open(self, heading: Callable[[], str], origin: Origin | None) -> Sheet:
        """A new section."""
        self._sheets.append(Sheet(heading, origin))
        return self._sheets[-1]

    def tables(self) -> list[Table]:
        """The sections that take part in relations, with those."""
        return [_table(self._names.unique(sheet.heading()), sheet) for sheet in self._sheets if sheet.relations]


def _within(text: str, figure: Figure) -> Figure:
    """The figure with its span in the cell: a cell ends with its figure."""
    length = figure.span[1] - figure.span[0]
    return replace(figure, span=(max(len(text) - length, 0), len(text)))


def _table(name: str, sheet: Sheet) -> Table:
    width = max(map(len, sheet.rows), default=0)
    return Table(
        name=name,
        rows=tuple(row + (TableCell(),) * (width - len(row)) for row in sheet.rows),
        heads=0,
        labels=1,
        title=name,
        relations=tuple(sheet.relations),
        origin=sheet.origin,
        lines=tuple(sheet.lines),
        columns=tuple(range(1, width + 1)),
    )
