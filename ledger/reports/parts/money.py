"""연차별 금액: a row for each unit project, source and measure, a column for each period."""

from collections.abc import Iterator
from dataclasses import dataclass

from ledger.cube.books import Books
from ledger.model.entry import Instruction, Measure, Row
from ledger.model.form import Answer, Changed, Column, Input, InputGrid, InputRow, Kind, Sum, Taken, joined, parted
from ledger.model.money import Unit
from ledger.model.project import Project
from ledger.model.text import Text
from ledger.reports.asked import Asked
from ledger.reports.context import measures_named

_MOST_SUBTOTALS = 4  # unit projects; more would push the rows to fill in off the first screen


@dataclass(frozen=True, slots=True)
class Options:
    """`measures` are asked one below another in each source."""

    title: str
    name: str = "money"
    measures: tuple[str, ...] = ("secured", "executed")


def build(asked: Asked, unit: Unit, options: Options) -> InputGrid | None:
    """Amounts of the unit projects that the department is in charge of; none where it is in charge of none."""
    measures = measures_named(options.measures)
    books = asked.books
    rows = tuple(
        _row(asked, line, source.key, measure, measures)
        for line in asked.lines
        for source in books.sources
        for measure in measures
    )
    if not rows:
        return None
    return InputGrid(
        part="money",
        name=options.name,
        title=options.title,
        heads=tuple(
            str(text)
            for text in (
                Text(en="Unit project", ko="단위사업"),
                Text(en="Source", ko="재원"),
                Text(en="Measure", ko="단계"),
            )
        ),
        columns=tuple(Column(period.key, period.label) for period in books.periods),
        rows=rows,
        unit=unit.label,
        summed=True,
        sums=tuple(_sums(asked, measures)),
    )


def _row(asked: Asked, line: Project, source: str, measure: Measure, measures: tuple[Measure, ...]) -> InputRow:
    """Nothing more is executed than is secured, where both are asked."""
    books = asked.books
    amounts = (books.cube.won(measure, line.key, source, period.key) for period in books.periods)
    capped = measure is Measure.EXECUTED and Measure.SECURED in measures
    return InputRow(
        key=joined(line.key, source, measure.value),
        labels=(asked.named(line), source, str(measure.label)),
        inputs=tuple(Input(kind=Kind.AMOUNT, won=won, least=min(won or 0, 0)) for won in amounts),
        below=joined(line.key, source, Measure.SECURED.value) if capped else "",
    )


def _sums(asked: Asked, measures: tuple[Measure, ...]) -> Iterator[Sum]:
    sources = asked.books.sources
    for measure in measures:
        every = (joined(line.key, source.key, measure.value) for line in asked.lines for source in sources)
        yield Sum(str(Text(en="Total", ko="총계")), tuple(every))
    if 1 < len(asked.lines) <= _MOST_SUBTOTALS:
        for line in asked.lines:
            for measure in measures:
                own = tuple(joined(line.key, source.key, measure.value) for source in sources)
                yield Sum(str(Text(en="Subtotal", ko="소계")), own)


def stated(
    books: Books, project: str, grid: InputGrid, changed: Changed, unit: Unit, taken: Taken = ()
) -> tuple[list[Instruction], list[Row]]:
    """Each amount that the form states, as an instruction that sets its cell."""
    return [_instruction(row, period, answer) for (row, period), answer in changed.items()], []


def _instruction(row: str, period: str, answer: Answer) -> Instruction:
    project, source, measure = parted(row)
    assert not isinstance(answer.value, str)
    return Instruction(
        project=project, source=source, period=period, measure=measure, won=answer.value, where=answer.cell
    )
