"""A printed table as plain rows, and whether its declared sums hold."""

from collections.abc import Sequence

from ledger.model.document import Block, Grid
from ledger.model.relation import Operation
from ledger.model.table import Table
from ledger.render.flat import states


def only(blocks: Sequence[Block]) -> Table:
    """The table of a section of one grid."""
    (block,) = blocks
    assert isinstance(block, Grid)
    return block.table


def texts(table: Table) -> list[list[str]]:
    """The text of every cell; nothing where another cell covers the place."""
    return [[cell.text if cell else "" for cell in row] for row in table.rows]


def broken(table: Table) -> int:
    """How many of its sums are not the sum of their printed parts."""
    found = 0
    for relation in table.relations:
        assert relation.operation is Operation.SUM
        total, parts = table.figure(relation.total), [(table.figure(p.place), p.sign) for p in relation.parts]
        value = sum(sign * states(figure) for figure, sign in parts if figure is not None)
        found += total is not None and total.is_number and states(total) != value
    return found
