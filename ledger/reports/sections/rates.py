"""Named rates of a pledge, each with its formula, scope, numerator and denominator."""

from dataclasses import dataclass

from ledger.cube.rates import Rate, rates_of
from ledger.model.document import Block, Grid
from ledger.model.relation import Operation, Part, Place, Relation
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context, Printed, dotted, text_of


@dataclass(frozen=True, slots=True)
class Options:
    """`tables` names, for each measure, the table of the same sheet and the figure in its cells (`plan = "plan"`,
    `secured = "money"`, `executed = "money:1"`), so that the rates follow the tables when a cell is edited."""

    name: str
    title: str
    plan: str = ""
    secured: str = ""
    executed: str = ""


_NUMERATOR, _DENOMINATOR, _PERCENT = 3, 4, 5
_TOTAL_ROW, _TOTAL_COLUMN = 1, 2


def build(context: Context, options: Options) -> list[Block]:
    """One grid: a row per rate; nothing of a pledge without any amount."""
    if not context.has_money:
        return []
    rates = rates_of(context.books, context.project.key if context.project else "")
    rows = [_head()]
    relations: list[Relation] = []
    for row, rate in enumerate(rates, 1):
        over, under = (Printed(context, measure).over(rate.periods) for measure in (rate.kind.over, rate.kind.under))
        rows.append(_row(context, rate, over, under))
        for column, measure in ((_NUMERATOR, rate.kind.over), (_DENOMINATOR, rate.kind.under)):
            if parts := _parts(context, rate, str(getattr(options, measure.value))):
                relations.append(Relation(Place(row, column), parts, "scope"))
        parts = Part(Place(row, _NUMERATOR)), Part(Place(row, _DENOMINATOR))
        relations.append(Relation(Place(row, _PERCENT), parts, "rate", Operation.RATIO))
    note = Text(en="As of {day} Rates never add up.", ko="기준일 {day} 비율끼리는 더하지 않습니다.")
    table = Table(
        name=options.name,
        title=options.title,
        rows=tuple(rows),
        labels=3,
        unit=context.unit.label,
        rounding=context.rounding,
        relations=tuple(relations),
        notes=(str(note.format(day=dotted(context.books.as_of))),),
    )
    return [Grid(table)]


def _head() -> tuple[TableCell, ...]:
    words = (
        Text(en="Rate", ko="비율"),
        Text(en="Formula", ko="산식"),
        Text(en="Scope", ko="범위"),
        Text(en="Numerator", ko="분자"),
        Text(en="Denominator", ko="분모"),
        Text(en="Per cent", ko="율(%)"),
    )
    return tuple(TableCell(str(word), role=Role.HEAD) for word in words)


def _row(context: Context, rate: Rate, over: Figure, under: Figure) -> tuple[TableCell, ...]:
    labels = {period.key: period.label for period in context.books.periods}
    first, last = labels[rate.periods[0]], labels[rate.periods[-1]]
    scope = first if first == last else f"{first} ~ {last}"
    return (
        TableCell(str(rate.kind.name), role=Role.LABEL),
        TableCell(str(rate.kind.formula), role=Role.LABEL),
        TableCell(scope, role=Role.LABEL),
        TableCell(text_of(over), (over,), Role.AMOUNT),
        TableCell(text_of(under), (under,), Role.AMOUNT),
        _percent(rate),
    )


def _percent(rate: Rate) -> TableCell:
    hundredths = rate.hundredths
    if hundredths is None:
        return TableCell("", (Figure(kind=Kind.BLANK, unit="%"),), Role.TOTAL)
    figure = Figure(value=hundredths, exponent=-2, unit="%", kind=Kind.VALUE if hundredths else Kind.ZERO)
    return TableCell(percent_text(hundredths), (figure,), Role.TOTAL)


def percent_text(hundredths: int) -> str:
    """3980 -> 39.80%"""
    sign = "△" if hundredths < 0 else ""
    return f"{sign}{abs(hundredths) // 100:,}.{abs(hundredths) % 100:02d}%"


def _parts(context: Context, rate: Rate, table: str) -> tuple[Part, ...]:
    """The places in the total row of a money table that the rate counts: its grand total where it counts all."""
    name, _, figure = table.partition(":")
    if not name:
        return ()
    periods = [period.key for period in context.books.periods]
    if len(rate.periods) == len(periods):
        columns = [_TOTAL_COLUMN]
    else:
        columns = [_TOTAL_COLUMN + 1 + periods.index(period) for period in rate.periods]
    return tuple(Part(Place(_TOTAL_ROW, column, int(figure or 0), name)) for column in columns)
