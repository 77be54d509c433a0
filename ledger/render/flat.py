"""A table laid flat: one line of headers, and one line for each row and measure, with merged labels repeated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledger.model.table import Figure, Kind, Role, Table, TableCell

# What a cell of two figures states, where its table does not say.
SECURED_AND_EXECUTED = ("확보", "집행")

_FOR_AMOUNTS = (Role.AMOUNT, Role.TOTAL)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of figures of one measure (empty where the table has one figure a cell)."""

    measure: str
    fields: tuple[str | Figure, ...]


@dataclass(frozen=True, slots=True)
class Flat:
    """The headers, joined where there are several rows of them, and the lines below."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]


def flat(table: Table) -> Flat:
    """Every place of the grid filled with the cell that covers it."""
    grid = covered(table)
    heads = tuple(
        " / ".join(dict.fromkeys(cell.text for row in grid[: table.heads] if (cell := row[column])))
        for column in range(table.width)
    )
    measures = measures_of(table) or ("",)
    return Flat(heads, tuple(line for row in grid[table.heads :] for line in _lines(measures, row)))


def covered(table: Table) -> list[list[TableCell | None]]:
    """For every place the cell that covers it."""
    grid: list[list[TableCell | None]] = [[None] * table.width for _ in table.rows]
    for top, row in enumerate(table.rows):
        for left, cell in enumerate(row):
            if cell is None:
                continue
            for below in grid[top : top + cell.rows]:
                below[left : left + cell.columns] = [cell] * len(below[left : left + cell.columns])
    return grid


def measures_of(table: Table) -> tuple[str, ...]:
    """The names of the figures of a cell where it states more than one, or would if anything stood there."""
    if len(table.measures) > 1:
        return table.measures
    is_double = any(len(amounts(cell)) > 1 for row in table.rows for cell in row if cell)
    return SECURED_AND_EXECUTED if is_double else ()


def amounts(cell: TableCell) -> tuple[Figure, ...]:
    """The figures that a cell is for; none where it is a label or a text, or says more than its figures do."""
    if not cell.figures or cell.role not in _FOR_AMOUNTS:
        return ()
    for figure in cell.figures:
        if figure.kind is Kind.APPROXIMATE:
            return ()
    return cell.figures


def states(figure: Figure) -> int | Decimal:
    """The number as printed, exact: a whole number where it has no decimals."""
    if figure.exponent >= 0:
        return int(figure.value * 10**figure.exponent)
    return Decimal(figure.value).scaleb(figure.exponent)


def _lines(measures: Sequence[str], row: list[TableCell | None]) -> Iterator[Line]:
    for index, measure in enumerate(measures):
        yield Line(measure, tuple(_field(cell, index) for cell in row))


def _field(cell: TableCell | None, index: int) -> str | Figure:
    if cell is None:
        return ""
    figures = amounts(cell)
    if not figures:
        return cell.text if cell.role not in _FOR_AMOUNTS or index == 0 else ""
    return figures[index] if index < len(figures) else ""
