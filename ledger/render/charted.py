"""What a chart shows: the labels and figures of its table, as they are printed."""

from dataclasses import dataclass
from fractions import Fraction

from ledger.model.document import Chart, Drawn
from ledger.model.table import Figure, Kind, Table, TableCell
from ledger.render.flat import amounts, covered, states


@dataclass(frozen=True, slots=True)
class Series:
    """A column: its name, its figures (a blank one where nothing is to be drawn), and how each is printed. `unit` is
    empty where it is the one of the table."""

    name: str
    figures: tuple[Figure, ...]
    texts: tuple[str, ...]

    @property
    def unit(self) -> str:
        return next((figure.unit for figure in self.figures if figure.unit), "")

    @property
    def decimals(self) -> int:
        return max((-figure.exponent for figure in self.figures if figure.exponent < 0), default=0)

    @property
    def values(self) -> tuple[Fraction | None, ...]:
        """The figures as printed, exact."""
        return tuple(Fraction(states(figure)) if figure.is_number else None for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Charted:
    """A chart with its figures; `unit` is empty where the series have their own."""

    title: str
    drawn: Drawn
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def heading(self) -> str:
        """The title, and the unit of the figures."""
        return f"{self.title} (단위 : {self.unit})" if self.unit else self.title


def charted(chart: Chart, table: Table) -> Charted:
    """The chart of a table."""
    grid = covered(table)
    head = grid[max(0, table.heads - 1)]
    series = tuple(
        Series(
            _text(head[column]),
            tuple(_figure(grid[row][column]) for row in chart.rows),
            tuple(_text(grid[row][column]).partition(" (")[0] for row in chart.rows),
        )
        for column in chart.series
    )
    labels = tuple(_text(grid[row][chart.labels]) for row in chart.rows)
    return Charted(chart.title, chart.drawn, "" if any(each.unit for each in series) else table.unit, labels, series)


def _figure(cell: TableCell | None) -> Figure:
    """The first figure of a cell: of 확보 over (집행) the upper one."""
    figures = amounts(cell) if cell else ()
    return figures[0] if figures else Figure(kind=Kind.BLANK)


def _text(cell: TableCell | None) -> str:
    return " ".join(cell.text.split()) if cell else ""
