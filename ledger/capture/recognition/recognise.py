"""From the pages of a document to its tables with their relations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledger.capture.recognition.cells import Readings, Rows, Scale, Scan, Sort, Understanding, scale
from ledger.capture.recognition.labels import label_counts, label_totals
from ledger.capture.recognition.layout import Block, Label, Layout, layout, scan
from ledger.capture.recognition.names import Names
from ledger.capture.recognition.patterns import Pattern, Relations
from ledger.capture.recognition.rates import changes, shares
from ledger.capture.recognition.readings import choose
from ledger.capture.recognition.segments import GridPart, parts, title, unit
from ledger.capture.recognition.totals import totals
from ledger.capture.recognition.words import MONEY, is_aside, is_count, is_percentage, overlaps, unit_in_head
from ledger.model.page import Page, PageGrid, Prose, Spot
from ledger.model.relation import Relation
from ledger.model.table import Origin, Table


@dataclass(frozen=True, slots=True)
class Seen:
    """A table with what recognition knows about it beyond the table itself."""

    table: Table
    layout: Layout
    texts: Sequence[Sequence[str]]


def tables_of(page: Page, names: Names, readings: Readings) -> list[Seen | Prose]:
    """The page in reading order, its grids recognised one by one."""
    return [part if isinstance(part, Prose) else _seen(part, page.origin, names, readings) for part in parts(page)]


def _seen(part: GridPart, origin: Origin, names: Names, readings: Readings) -> Seen:
    scanned = scan(part.grid, readings)
    found = layout(scanned)
    heading = title(part)
    scales, said = _units(scanned, found, unit(part, found.heads))
    rates = _rate_rows(found, said)
    meaning = Understanding(found.heads, found.labels, scales, rates, covered=covered(part.grid))
    overlapping = any(overlaps(text) for _, text in part.below)
    patterns, single, total_rows = _relations(scanned, found, said, overlapping=overlapping)
    meaning.totals = total_rows
    choose(scanned, found.blocks, patterns, meaning.chosen)
    table = Table(
        name=names.unique(heading or "table"),
        rows=Rows(part.grid, meaning),
        heads=found.heads,
        labels=found.labels,
        title=heading,
        unit=said,
        relations=Relations(patterns, single),
        origin=origin,
        lines=part.grid.lines,
        columns=part.grid.columns,
        figures=scanned.figures(found.heads),
        closes=_closes(scanned, found, scales or rates, patterns, single),
    )
    return Seen(table, found, part.grid.texts)


def _closes(
    scanned: Scan, found: Layout, scales: object, patterns: Sequence[Pattern], single: Sequence[Relation]
) -> bool:
    """Whether every relation holds to the last digit, with no cell that could be read in another way."""
    is_plain = not (scales or single or scanned.ambiguous or scanned.grid.stale)
    readable = is_plain and not any(Sort.BROKEN in sorts for block in found.blocks for sorts in block.sorts)
    return readable and all(pattern.closes for pattern in patterns)


def _relations(
    scanned: Scan, found: Layout, said: str, *, overlapping: bool
) -> tuple[list[Pattern], list[Relation], frozenset[int]]:
    """`overlapping`: a note says that counts do not add up, for what stands in several rows is counted in each."""
    patterns: list[Pattern] = []
    single: list[Relation] = []
    total_rows: set[int] = set()
    for block in found.blocks:
        rates = shares(block)
        sums, tops = totals(block, rates, overlapping=overlapping)
        patterns += [*sums, *changes(block), *rates.patterns]
        single += label_totals(scanned, block, said)
        total_rows |= {block.spots.rows[row] for row in tops}
    single += label_counts(scanned, found.heads)
    return patterns, single, frozenset(total_rows)


def _units(scanned: Scan, found: Layout, said: str) -> tuple[Mapping[int, Scale], str]:
    """The units of columns that state their own, and the unit of the table: the one that all of them state."""
    columns = {column for block in found.blocks for column in _grid_columns(block)}
    own = {
        column: unit
        for column in columns
        for row in range(found.heads)
        if (unit := unit_in_head(scanned.grid.texts[row][column]))
    }
    money = {unit for unit in own.values() if unit in MONEY}
    if not said and len(money) == 1 and not _counts(found, own):
        said = money.pop()
    rates = _rate_columns(found) if said in MONEY else {}
    return rates | {column: scale(unit) for column, unit in own.items() if unit != said}, said


def _counts(found: Layout, own: Mapping[int, str]) -> bool:
    """Whether a column is a count by its head, 사업수 or 인원, and states no unit: that of the money is not its own."""
    return any(column not in own and is_count(label.own) for column, label in _headed(found))


def _rate_columns(found: Layout) -> dict[int, Scale]:
    """집행률 among columns of money is printed in per cent, though only the unit of the money is stated."""
    return {column: scale("%") for column, label in _headed(found) if is_percentage(label.own)}


def _headed(found: Layout) -> Iterator[tuple[int, Label]]:
    """The columns of figures with their labels; ragged rows have none of their own."""
    for block in found.blocks:
        if block.spots.ragged is None:
            yield from zip(block.spots.columns, block.column_labels, strict=True)


def _rate_rows(found: Layout, said: str) -> dict[int, Scale]:
    """The same for rows: 비중(%) below amounts."""
    return {
        row: scale("%")
        for block in found.blocks
        if said in MONEY
        for row, label in zip(block.spots.rows, block.row_labels, strict=True)
        if is_aside(label.own) and is_percentage(label.own)
    }


def _grid_columns(block: Block) -> Iterable[int]:
    return block.spots.ragged if block.spots.ragged is not None else block.spots.columns


def covered(grid: PageGrid) -> frozenset[Spot]:
    """The places that another cell covers."""
    return frozenset(
        (row + down, column + right)
        for (row, column), (rows, columns) in grid.spans.items()
        for down in range(min(rows, len(grid.texts) - row))
        for right in range(min(columns, len(grid.texts[row]) - column))
        if down or right
    )
