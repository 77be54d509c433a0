"""The money table of a pledge: total row first, every source under every unit project, a column per period."""

from dataclasses import dataclass

from ledger.model.document import Block, Grid
from ledger.model.entry import Measure
from ledger.model.relation import Part, Place, Relation
from ledger.model.table import Figure, Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context, Printed, measures_named, text_of


@dataclass(frozen=True, slots=True)
class Options:
    """`measures`: one measure, or two drawn as one cell: 확보 over (집행). `name` is what other sections call the
    table by. `title` is its heading."""

    measures: tuple[str, ...]
    name: str
    title: str


_FIRST = 2  # columns before the sums: 단위사업, 구분


def build(context: Context, options: Options) -> list[Block]:
    """One grid. Refused: a measure that there is not."""
    measures = measures_named(options.measures)
    printed = [Printed(context, measure) for measure in measures]
    periods = [period.key for period in context.books.periods]
    lines = context.lines()
    rows: list[tuple[TableCell | None, ...]] = [_head(context), _total(printed, periods)]
    breaks = []
    sources = len(context.books.sources)
    for place, (project, source) in enumerate(lines):
        label = None
        if place % sources == 0:
            breaks.append(len(rows))
            label = TableCell(project.name, role=Role.LABEL, rows=sources)
        cells = (_amount(printed, project.key, source.key, period) for period in ["", *periods])
        rows.append((label, TableCell(source.key, role=Role.LABEL), *cells))
    table = Table(
        name=options.name,
        title=options.title,
        rows=tuple(rows),
        heads=1,
        labels=_FIRST,
        unit=context.unit.label,
        rounding=context.rounding,
        measures=tuple(str(measure.label) for measure in measures) if len(measures) > 1 else (),
        relations=tuple(_relations(len(rows), len(periods), len(measures))),
        breaks=tuple(breaks),
        notes=_notes(context, measures),
    )
    return [Grid(table)]


def _head(context: Context) -> tuple[TableCell, ...]:
    words = [
        str(Text(en="Unit project", ko="단위사업")),
        str(Text(en="Source", ko="구분")),
        str(Text(en="Total", ko="계")),
    ]
    return tuple(TableCell(word, role=Role.HEAD) for word in [*words, *(p.label for p in context.books.periods)])


def _total(printed: list[Printed], periods: list[str]) -> tuple[TableCell | None, ...]:
    label = TableCell(str(Text(en="Total", ko="합계")), role=Role.TOTAL_LABEL, columns=_FIRST)
    return label, None, *(_amount(printed, "", "", period, Role.TOTAL) for period in ["", *periods])


def _amount(printed: list[Printed], project: str, source: str, period: str, role: Role = Role.AMOUNT) -> TableCell:
    figures = tuple(each.figure(project, source, period) for each in printed)
    return TableCell(_stacked(figures), figures, role)


def _stacked(figures: tuple[Figure, ...]) -> str:
    """`5,322 (5,322)`: the second measure in brackets, a blank one not at all."""
    first, *others = (text_of(figure) for figure in figures)
    return " ".join([first, *(f"({other})" for other in others if other)]).strip()


def _relations(rows: int, periods: int, measures: int) -> list[Relation]:
    """Each line adds up over its periods, and the total row over the lines, measure by measure."""
    relations = []
    for figure in range(measures):
        for column in range(_FIRST, _FIRST + 1 + periods):
            parts = tuple(Part(Place(row, column, figure)) for row in range(2, rows))
            relations.append(Relation(Place(1, column, figure), parts, "grand" if column == _FIRST else "column"))
        for row in range(2, rows):
            parts = tuple(Part(Place(row, _FIRST + 1 + column, figure)) for column in range(periods))
            relations.append(Relation(Place(row, _FIRST, figure), parts, "row"))
    return relations


def _notes(context: Context, measures: tuple[Measure, ...]) -> tuple[str, ...]:
    notes = []
    if len(measures) > 1:
        above, below = (measure.label for measure in measures[:2])
        said = Text(
            en="Above {above}, below in brackets {below}. Blank: nothing recorded; -: zero; △: a decrease.",
            ko="윗줄은 {above}액, 아랫줄 ( ) 안은 {below}액. 빈칸은 해당 없음, “-”는 영(0), “△”는 감액.",
        )
        notes.append(str(said.format(above=above, below=below)))
    return (*notes, *context.rounding_note())
