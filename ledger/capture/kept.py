"""기재표: the tables that a book keeps word for word, understood as those of a document are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ledger.capture.recognition import recognise
from ledger.model.book import StatedTable
from ledger.model.page import Page, PageGrid, Prose, Spot
from ledger.model.relation import Part, Place, Relation
from ledger.model.table import Kind, Origin, Role, Table, TableCell

_NOWHERE = Origin(file="", sha256="")

Row = tuple[str, ...]


def kept(tables: Iterable[StatedTable]) -> dict[str, Table]:
    """By key each stated table with its figures and relations, in the order in which reports print them.

    Its name is its title, made unique; addresses count its own rows and columns from A1.
    """
    names: set[str] = set()
    understood = {}
    for stated in sorted(tables, key=lambda each: (each.order, each.key)):
        understood[stated.key] = _understood(stated, _unused(stated.title or stated.key, names))
    return understood


def _unused(name: str, names: set[str]) -> str:
    number, unused = 1, name
    while unused in names:
        number += 1
        unused = f"{name} ({number})"
    names.add(unused)
    return unused


def _understood(stated: StatedTable, name: str) -> Table:
    """Recognition may see several tables in one; they are one again here, at the places of the kept grid."""
    grid = _grid(stated)
    above = Prose(((0, f"□ {name}"), (0, f"(단위: {stated.unit})")) if stated.unit else ((0, f"□ {name}"),))
    found = [table for table in recognise([Page(_NOWHERE, (above, grid))]) if len(table.columns) == len(grid.columns)]
    tops = {table.name: table.lines[0] - 1 for table in found}
    cells = {
        (tops[table.name] + row, column): cell
        for table in found
        for row, line in enumerate(table.rows)
        for column, cell in enumerate(line)
    }
    relations = [moved for table in found for each in table.relations if (moved := _moved(each, table.name, tops))]
    inner = [each for each in relations if min(place.row for place in _places(each)) >= stated.heads]
    return Table(
        name=name,
        title=name,
        rows=tuple(tuple(_cells(stated, grid, row, cells)) for row in range(len(grid.texts))),
        heads=stated.heads,
        labels=stated.labels,
        unit=stated.unit,
        relations=inner,
        origin=_NOWHERE,
        lines=grid.lines,
        columns=grid.columns,
        figures=sum(table.figures for table in found),
        closes=all(table.closes for table in found),
    )


def _grid(stated: StatedTable) -> PageGrid:
    rows = stated.grid
    width = max(map(len, rows))
    texts = [(*row, *("",) * (width - len(row))) for row in rows]
    return PageGrid(
        texts=texts,
        lines=range(1, len(texts) + 1),
        columns=range(1, width + 1),
        spans=merged(texts[: stated.heads]),
    )


def merged(heads: Sequence[Row]) -> dict[Spot, tuple[int, int]]:
    """The cells of the headers that cover others: a blank belongs to the head above it where nothing stands below
    that whole head, else to the one on its left under the same head above."""
    owners: list[list[Spot]] = []
    for row, texts in enumerate(heads):
        owners.append([(row, column) for column in range(len(texts))])
        for column, text in enumerate(texts):
            above = owners[row - 1] if row else []
            under = [each for each, owner in enumerate(above) if owner == above[column]] if row else []
            if text:
                continue
            if under and heads[above[column][0]][above[column][1]] and not any(texts[each] for each in under):
                owners[row][column] = above[column]
            elif column and owners[row][column - 1][0] == row and (not row or column - 1 in under):
                owners[row][column] = owners[row][column - 1]
    sizes: dict[Spot, tuple[int, int]] = {}
    for row, line in enumerate(owners):
        for column, (top, left) in enumerate(line):
            if heads[top][left]:
                sizes[top, left] = (row - top + 1, column - left + 1)
    return {spot: size for spot, size in sizes.items() if size != (1, 1)}


def _cells(
    stated: StatedTable, grid: PageGrid, row: int, cells: Mapping[Spot, TableCell | None]
) -> Iterator[TableCell | None]:
    for column, text in enumerate(grid.texts[row]):
        cell = cells.get((row, column), TableCell(text))
        if cell is None:
            yield None
        elif row < stated.heads:
            yield replace(cell, role=Role.HEAD, figures=())
        elif _says_more(cell):
            yield replace(cell, role=Role.LABEL if column < stated.labels else Role.TEXT)
        else:
            yield cell


def _says_more(cell: TableCell) -> bool:
    """Whether the cell is a text and not its figure alone: a zero that the document wrote is no dash either."""
    if not cell.figures or cell.role not in (Role.AMOUNT, Role.TOTAL):
        return False
    first, last = cell.figures[0], cell.figures[-1]
    return first.kind is Kind.ZERO or cell.text[first.span[0] : last.span[1]] != cell.text.strip()


def _moved(relation: Relation, table: str, tops: Mapping[str, int]) -> Relation | None:
    """The relation at the places of the whole grid; None where it speaks of anything else."""
    if any((place.table or table) not in tops for place in _places(relation)):
        return None

    def there(place: Place) -> Place:
        return Place(place.row + tops[place.table or table], place.column, place.figure)

    parts = tuple(Part(there(place), sign) for place, sign in relation.parts)
    return replace(relation, total=there(relation.total), parts=parts)


def _places(relation: Relation) -> list[Place]:
    return [relation.total, *(part.place for part in relation.parts)]
