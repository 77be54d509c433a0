"""결산: what became of every budget at the closing of a fiscal year, and what nothing explains."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from ledger.cube.closing import closing_day, is_closed
from ledger.cube.settling import Line, lines_of
from ledger.model.document import Block, Grid
from ledger.model.project import is_within
from ledger.model.registers.settlement import Leftover
from ledger.model.relation import Part, Place, Relation
from ledger.model.table import Figure, Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context, dotted, text_of


@dataclass(frozen=True, slots=True)
class Options:
    """`name` and `title` of the tables: one for each fiscal year, which both of them say."""

    name: str
    title: str


_HEADS = (
    Text(en="Unit project", ko="단위사업"),
    Text(en="Source", ko="재원"),
    Text(en="Period", ko="연차"),
    Text(en="Secured", ko="확보"),
    Text(en="Carried in", ko="전년도이월"),
    Text(en="Executed", ko="집행"),
    *(kind.label for kind in Leftover),
    Text(en="Rest", ko="차이"),
)
_FIRST, _TOTAL = 3, 1  # columns before the amounts; the row of sums
_BUDGETS, _REST = (_FIRST, _FIRST + 1), len(_HEADS) - 1


def build(context: Context, options: Options) -> list[Block]:
    """A grid for each fiscal year for which anything is recorded as left, or which closed on money carried into it."""
    every = (line for line in lines_of(context.books) if not context.node or is_within(line.project, context.node))
    by_year = ((year, list(lines)) for year, lines in groupby(every, key=lambda line: line.year))
    return [
        Grid(_table(context, options, year, lines))
        for year, lines in by_year
        if is_closed(year, context.books.as_of) or any(line.left for line in lines)
    ]


def _table(context: Context, options: Options, year: int, lines: Sequence[Line]) -> Table:
    # 단수조정 is worked out for the cells of a measure, and these amounts are none
    plain = replace(context, rounding="half-up") if context.rounding == "controlled" else context
    amounts = [list(_amounts(line)) for line in lines]
    total = [_sum([row[place] for row in amounts]) for place in range(len(_HEADS) - _FIRST)]
    rows: list[tuple[TableCell | None, ...]] = [tuple(TableCell(str(head), role=Role.HEAD) for head in _HEADS)]
    label = TableCell(str(Text(en="Total", ko="합계")), role=Role.TOTAL_LABEL, columns=_FIRST)
    rows.append((label, None, None, *_cells(plain, total, Role.TOTAL)))
    rows += [
        (*labels, *_cells(plain, row, Role.AMOUNT))
        for labels, row in zip(_labels(context, lines), amounts, strict=True)
    ]
    opened = [place == 0 or lines[place - 1].project != line.project for place, line in enumerate(lines)]
    return Table(
        name=f"{options.name}-{year}",
        title=f"{options.title} {Text(en='(fiscal year {year})', ko='({year} 회계연도)').format(year=year)}",
        rows=tuple(rows),
        labels=_FIRST,
        unit=context.unit.label,
        rounding=plain.rounding,
        relations=tuple(_relations(len(lines))),
        droppable=range(_FIRST, _REST),
        breaks=tuple(row for row, opens in enumerate(opened, _TOTAL + 1) if opens),
        notes=(*_notes(context, year), *plain.rounding_notes(amounts=chain(*amounts))),
    )


def _amounts(line: Line) -> Iterator[int | None]:
    yield None if line.is_carried else line.budget
    yield line.budget if line.is_carried else None
    yield line.executed
    yield from (line.left.get(kind) for kind in Leftover)
    yield line.rest


def _sum(amounts: Sequence[int | None]) -> int | None:
    recorded = [won for won in amounts if won is not None]
    return sum(recorded) if recorded else None


def _cells(context: Context, amounts: Sequence[int | None], role: Role) -> Iterator[TableCell]:
    for won in amounts:
        figure: Figure = context.figure(won)
        yield TableCell(text_of(figure), (figure,), role)


def _labels(context: Context, lines: Sequence[Line]) -> Iterator[tuple[TableCell | None, ...]]:
    """Project, source and period of every row; a project's name covers all of its rows."""
    names, periods = context.books.names.projects, context.books.names.periods
    rows = Counter(line.project for line in lines)
    seen: set[str] = set()
    for line in lines:
        name = names[line.project].name if line.project in names else ""
        said = name if name and context.project else f"{line.project} {name}".rstrip()
        covers = None if line.project in seen else TableCell(said, role=Role.LABEL, rows=rows[line.project])
        seen.add(line.project)
        period = periods[line.period].label if line.period in periods else line.period
        yield covers, TableCell(line.source, role=Role.LABEL), TableCell(period, role=Role.LABEL)


def _relations(lines: int) -> Iterator[Relation]:
    """Every row ends in what is left of its budget, and every column starts with its sum."""
    for row in range(_TOTAL + 1, _TOTAL + 1 + lines):
        parts = (Part(Place(row, at), 1 if at in _BUDGETS else -1) for at in range(_FIRST, _REST))
        yield Relation(Place(row, _REST), tuple(parts), "row")
    for column in range(_FIRST, _REST + 1):
        below = (Part(Place(row, column)) for row in range(_TOTAL + 1, _TOTAL + 1 + lines))
        yield Relation(Place(_TOTAL, column), tuple(below), "column")


def _notes(context: Context, year: int) -> Iterator[str]:
    said = Text(
        en="Rest = secured + carried in - executed - carried over - lapsed, as of {day}.",
        ko="차이 = 확보 + 전년도이월 - 집행 - 이월 - 불용. {day} 현재.",
    )
    provisional = Text(en=" Provisional until {day}.", ko=" 잠정({day} 마감).")
    day, closing = context.books.as_of, closing_day(year)
    late = "" if is_closed(year, day) else str(provisional.format(day=dotted(closing)))
    yield f"{said.format(day=dotted(min(day, closing)))}{late}"
