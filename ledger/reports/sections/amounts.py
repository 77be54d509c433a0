"""The money table of a pledge: total row first, every source under every unit project, a column per period."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ledger.cube.adjusting import TERM
from ledger.model.document import Block, Grid
from ledger.model.entry import Measure
from ledger.model.relation import Part, Place, Relation
from ledger.model.subject import Subject, Sum
from ledger.model.table import Figure, Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context, Printed, measures_named, text_of


@dataclass(frozen=True, slots=True)
class Options:
    """`measures`: one measure, or two drawn as one cell: 확보 over (집행). `name` is what other sections call the
    table by. `title` is its heading.

    Beyond the official form: `in_term`, a column of the term's sum; `subtotals`, a row for each unit project;
    `by_source`, rows below the total that add each source over all projects.
    """

    measures: tuple[str, ...]
    name: str
    title: str
    in_term: bool = False
    subtotals: bool = False
    by_source: bool = False


class _Line(NamedTuple):
    """A row: the project and source that it adds up, an empty name meaning all; `parts` are the rows it is the sum of
    (none: its amounts are cells)."""

    project: str
    source: str
    parts: tuple[int, ...] = ()


_FIRST = 2  # columns before the sums: 단위사업, 구분
_TOTAL = 1


def build(context: Context, options: Options) -> list[Block]:
    """One grid; nothing of a pledge without any amount, or of a book without any of these measures (the card of a
    pledge is a form to be filled). Refused: a measure that there is not."""
    measures = measures_named(options.measures)
    if not context.has_money(measures if context.project is None else Measure):
        return []
    if len(context.books.sources) == 1:  # whose sums are those of the projects
        options = replace(options, subtotals=False, by_source=False)
    printed = [Printed(context, measure) for measure in measures]
    lines = _lines(context, options)
    columns = ["", *([TERM] if options.in_term else []), *(period.key for period in context.books.periods)]
    rows = [_head(context, columns)]
    rows += [
        (*labels, *(_amount(context, printed, line, column) for column in columns))
        for line, labels in zip(lines, _labels(context, lines), strict=True)
    ]
    table = Table(
        name=options.name,
        title=options.title,
        rows=tuple(rows),
        heads=1,
        labels=_FIRST,
        unit=context.unit.label,
        rounding=context.rounding,
        measures=tuple(str(measure.label) for measure in measures) if len(measures) > 1 else (),
        relations=tuple(_relations(context, lines, columns, len(measures))),
        breaks=_breaks(lines),
        notes=(*_notes(context, measures), *_given_way(context, printed, options)),
        rows_about=(None, *(_about(context, line) for line in lines)),
        columns_about=(*[None] * _FIRST, *(Subject(Sum(periods=_periods(context, column))) for column in columns)),
        figures_about=tuple(measure.value for measure in measures),
    )
    return [Grid(table)]


def _lines(context: Context, options: Options) -> list[_Line]:
    """The total, the sources over all projects, and every source under every unit project."""
    cells = context.lines()
    sources = [source.key for source in context.books.sources]
    size = len(sources) + options.subtotals  # rows of one unit project
    first = _TOTAL + 1 + (len(sources) if options.by_source else 0)
    tops = range(first, first + size * (len(cells) // max(1, len(sources))), max(1, size))
    leaves = [top + options.subtotals + place for top in tops for place in range(len(sources))]
    lines = [_Line("", "", tuple(leaves))]
    if options.by_source:
        lines += [_Line("", source, tuple(leaves[place :: len(sources)])) for place, source in enumerate(sources)]
    for place, (project, source) in enumerate(cells):
        if options.subtotals and place % len(sources) == 0:
            top = _TOTAL + len(lines)
            lines.append(_Line(project.key, "", tuple(range(top + 1, top + size))))
        lines.append(_Line(project.key, source.key))
    return lines


def _about(context: Context, line: _Line) -> Subject:
    return Subject(Sum(projects=(line.project,) if line.project else context.whole, source=line.source))


def _periods(context: Context, column: str) -> tuple[str, ...]:
    return context.books.in_term if column == TERM else (column,) if column else ()


def _head(context: Context, columns: Sequence[str]) -> tuple[TableCell | None, ...]:
    labels = {period.key: period.label for period in context.books.periods}
    labels |= {"": str(Text(en="Total", ko="계")), TERM: str(Text(en="In term", ko="임기내"))}
    words = [str(Text(en="Unit project", ko="단위사업")), str(Text(en="Source", ko="구분"))]
    return tuple(TableCell(word, role=Role.HEAD) for word in [*words, *(labels[column] for column in columns)])


def _labels(context: Context, lines: Sequence[_Line]) -> Iterator[tuple[TableCell | None, TableCell | None]]:
    """The two label cells of every row; a project's name covers all of its rows. Beside those of other pledges it
    comes with its code: two may have one name."""
    names = context.books.names.projects
    rows = Counter(line.project for line in lines)
    seen: set[str] = set()
    for line in lines:
        if not line.project:
            label = line.source or str(Text(en="Total", ko="합계"))
            yield TableCell(label, role=Role.TOTAL_LABEL, columns=_FIRST), None
            continue
        is_first = line.project not in seen
        seen.add(line.project)
        named = names[line.project].name if context.project else f"{line.project} {names[line.project].name}"
        name = TableCell(named, role=Role.LABEL, rows=rows[line.project]) if is_first else None
        said = line.source or str(Text(en="Subtotal", ko="소계"))
        yield name, TableCell(said, role=Role.LABEL if line.source else Role.TOTAL_LABEL)


def _breaks(lines: Sequence[_Line]) -> tuple[int, ...]:
    above = ["", *(line.project for line in lines)]
    return tuple(row for row, line in enumerate(lines, _TOTAL) if line.project not in ("", above[row - _TOTAL]))


def _amount(context: Context, printed: list[Printed], line: _Line, column: str) -> TableCell:
    in_term = context.books.in_term
    figures = tuple(
        each.over(in_term, line.project, line.source)
        if column == TERM
        else each.figure(line.project, line.source, column)
        for each in printed
    )
    return TableCell(_stacked(figures), figures, Role.TOTAL if line.parts else Role.AMOUNT)


def _stacked(figures: tuple[Figure, ...]) -> str:
    """`5,322 (5,322)`: the second measure in brackets, a blank one not at all."""
    first, *others = (text_of(figure) for figure in figures)
    return " ".join([first, *(f"({other})" for other in others if other)]).strip()


def _relations(context: Context, lines: Sequence[_Line], columns: Sequence[str], measures: int) -> Iterator[Relation]:
    """Each line adds up over its periods, and every row of sums over its lines, measure by measure."""
    places = {column: _FIRST + place for place, column in enumerate(columns)}
    periods = [places[period.key] for period in context.books.periods]
    for figure in range(measures):
        for row, line in enumerate(lines, _TOTAL):
            for column in places.values() if line.parts else ():
                parts = tuple(Part(Place(part, column, figure)) for part in line.parts)
                scope = "grand" if column == _FIRST and row == _TOTAL else "column"
                yield Relation(Place(row, column, figure), parts, scope)
            if not line.parts:
                parts = tuple(Part(Place(row, column, figure)) for column in periods)
                yield Relation(Place(row, _FIRST, figure), parts, "row")
            if TERM in places and not line.parts:
                parts = tuple(Part(Place(row, places[key], figure)) for key in context.books.in_term)
                yield Relation(Place(row, places[TERM], figure), parts, "row")


def _notes(context: Context, measures: tuple[Measure, ...]) -> tuple[str, ...]:
    notes = []
    if len(measures) > 1:
        above, below = (measure.label for measure in measures[:2])
        said = Text(
            en="Above {above}, below in brackets {below}. Blank: nothing recorded; -: zero; △: a decrease.",
            ko="윗줄은 {above}액, 아랫줄 ( ) 안은 {below}액. 빈칸은 해당 없음, “-”는 영(0), “△”는 감액.",
        )
        notes.append(str(said.format(above=above, below=below)))
    if Measure.EXECUTED in measures:
        notes += context.provisional_notes()
    return (*notes, *context.rounding_notes())


def _given_way(context: Context, printed: Sequence[Printed], options: Options) -> Iterator[str]:
    """The sums of the table that 단수조정 could not keep within a unit of exact, by name."""
    labels = {period.key: period.label for period in context.books.periods}
    labels |= {"": str(Text(en="total", ko="계")), TERM: str(Text(en="in term", ko="임기내"))}
    named = [
        " ".join(word for word in (project, source, labels[period]) if word)
        for each in printed
        for project, source, period in each.gave_way
        if (options.in_term if period == TERM else options.by_source)
    ]
    if named:
        said = Text(
            en="So that all sums close, these are 1 {unit} or more from exact: {named}.",
            ko="모든 합계를 맞추느라 정확한 값과 1{unit} 이상 다른 합계: {named}.",
        )
        yield str(said.format(unit=context.unit, named=", ".join(named)))
