"""Named rates, each with its formula, scope, numerator and denominator: of one pledge, or of the whole book."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ledger.cube.rates import BudgetExecution, Fulfilment, Rate, budget_execution, fulfilment_of, rates_of
from ledger.model.document import Block, Grid
from ledger.model.entry import Measure
from ledger.model.errors import Refused
from ledger.model.relation import Operation, Part, Place, Relation
from ledger.model.subject import Made, Subject, Sum
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context, Printed, dotted, percent, text_of


@dataclass(frozen=True, slots=True)
class Options:
    """`tables` names, for each measure, the table of the same sheet and the figure in its cells (`plan = "plan"`,
    `secured = "money"`, `executed = "money:1"`), so that the rates follow the tables when a cell is edited. `each`: on
    a sheet about the whole book the rates of every pledge follow those of the book."""

    name: str
    title: str
    plan: str = ""
    secured: str = ""
    executed: str = ""
    each: bool = False


_NUMERATOR, _DENOMINATOR, _PERCENT = 3, 4, 5
_MADE = Made.FIRST, Made.SECOND, Made.RATIO
_TOTAL_ROW, _TOTAL_COLUMN = 1, 2


def build(context: Context, options: Options) -> list[Block]:
    """One grid: a row per rate; with `each` a column before them says whose they are. A pledge without any amount has
    no rates of money, nor has a book in which nothing is secured or executed yet."""
    about = [context]
    if options.each and context.project is None:
        about += [replace(context, project=pledge) for pledge in context.books.pledges]
    shift = int(options.each)
    rows: list[tuple[TableCell | None, ...]] = [_head(each=options.each)]
    relations: list[Relation] = []
    rows_about: list[Subject | None] = [None]
    breaks = []
    for one in about:
        drawn = list(_rows(one))
        if not drawn:
            continue
        breaks.append(len(rows))
        for place, (rate, row) in enumerate(drawn):
            if isinstance(rate, Rate):
                relations += _scopes(one, rate, options, len(rows))
            label = (_whose(one, len(drawn)) if place == 0 else None,) if options.each else ()
            parts = (Part(Place(len(rows), column + shift)) for column in (_NUMERATOR, _DENOMINATOR))
            relations.append(Relation(Place(len(rows), _PERCENT + shift), tuple(parts), "rate", Operation.RATIO))
            rows.append((*label, *row))
            rows_about.append(_about(one, rate) if isinstance(rate, Rate) else None)
    if not breaks:
        return []
    # on the card of a pledge the table of the amounts has said so
    provisional = context.provisional_notes() if context.project is None else ()
    note = Text(en="As of {day} Rates never add up.", ko="기준일 {day} 비율끼리는 더하지 않습니다.")
    table = Table(
        name=options.name,
        title=options.title,
        rows=tuple(rows),
        labels=3 + shift,
        unit=context.unit.label,
        rounding=context.rounding,
        relations=tuple(relations),
        breaks=tuple(breaks) if options.each else (),
        notes=(
            str(note.format(day=dotted(context.books.as_of))),
            *provisional,
            *context.rounding_notes(rates=True),
        ),
        rows_about=tuple(rows_about),
        columns_about=(*[None] * (3 + shift), *(Subject(made=made) for made in _MADE)),
    )
    return [Grid(table)]


def _about(context: Context, rate: Rate) -> Subject:
    periods = context.span(rate.periods)
    over, under = (Sum(each, context.whole, periods=periods) for each in (rate.kind.over, rate.kind.under))
    return Subject(over, under)


def _head(*, each: bool) -> tuple[TableCell, ...]:
    words = (
        *((Text(en="Pledge", ko="공약"),) if each else ()),
        Text(en="Rate", ko="비율"),
        Text(en="Formula", ko="산식"),
        Text(en="Scope", ko="범위"),
        Text(en="Numerator", ko="분자"),
        Text(en="Denominator", ko="분모"),
        Text(en="Per cent", ko="율(%)"),
    )
    return tuple(TableCell(str(word), role=Role.HEAD) for word in words)


def _whose(context: Context, rows: int) -> TableCell:
    project = context.project
    said = f"{project.key} {project.name}" if project else context.covers or str(Text(en="All pledges", ko="전체"))
    return TableCell(said, role=Role.LABEL, rows=rows)


def _rows(context: Context) -> Iterator[tuple[Rate | Fulfilment | BudgetExecution, tuple[TableCell, ...]]]:
    if context.project is None and (fulfilment := fulfilment_of(context.books)):
        yield fulfilment, _counted(fulfilment, context.covers)
    if not context.has_money(Measure if context.project else (Measure.SECURED, Measure.EXECUTED)):
        return
    for rate in rates_of(context.books, context.node):
        yield rate, _row(context, rate)
    if of_budget := budget_execution(context.books, context.node):
        yield of_budget, _worded(context, of_budget)


def _counted(rate: Fulfilment, covers: str) -> tuple[TableCell, ...]:
    part = Text(en="pledges ({covers}), held or dropped ones included", ko="{covers} 공약(보류·폐기 포함)")
    scope = part.format(covers=covers) if covers else rate.scope
    over, under = (Figure(count, unit="건", kind=Kind.VALUE) for count in (rate.numerator, rate.pledges))
    return (
        *(TableCell(str(word), role=Role.LABEL) for word in (rate.name, rate.formula, scope)),
        *(TableCell(f"{each.value:,}건", (each,), Role.AMOUNT) for each in (over, under)),
        percent(rate.hundredths),
    )


def _worded(context: Context, rate: BudgetExecution) -> tuple[TableCell, ...]:
    over, under = context.figure(rate.numerator), context.figure(rate.denominator)
    return (
        *(TableCell(str(word), role=Role.LABEL) for word in (rate.name, rate.formula, rate.scope)),
        *(TableCell(text_of(each), (each,), Role.AMOUNT) for each in (over, under)),
        percent(rate.hundredths),
    )


def _row(context: Context, rate: Rate) -> tuple[TableCell, ...]:
    over, under = (Printed(context, measure).over(rate.periods) for measure in (rate.kind.over, rate.kind.under))
    labels = {period.key: period.label for period in context.books.periods}
    first, last = labels[rate.periods[0]], labels[rate.periods[-1]]
    scope = first if first == last else f"{first} ~ {last}"
    return (
        TableCell(str(rate.kind.name), role=Role.LABEL),
        TableCell(str(rate.kind.formula), role=Role.LABEL),
        TableCell(scope, role=Role.LABEL),
        TableCell(text_of(over), (over,), Role.AMOUNT),
        TableCell(text_of(under), (under,), Role.AMOUNT),
        percent(rate.hundredths),
    )


def _scopes(context: Context, rate: Rate, options: Options, row: int) -> Iterator[Relation]:
    """Numerator and denominator as sums of the places in the money tables that the rate counts."""
    for column, measure in ((_NUMERATOR, rate.kind.over), (_DENOMINATOR, rate.kind.under)):
        if parts := _parts(context, rate, str(getattr(options, measure.value))):
            yield Relation(Place(row, column + int(options.each)), parts, "scope")


def _parts(context: Context, rate: Rate, table: str) -> tuple[Part, ...]:
    """The places in the total row of a money table that the rate counts: its grand total where it counts all."""
    name, _, figure = table.partition(":")
    if not name:
        return ()
    if figure and not re.fullmatch("[0-9]", figure):
        raise Refused(
            Text(en="no figure of a table: '{table}'", ko="표의 수치를 알 수 없습니다: '{table}'").format(table=table),
            way_out=Text(
                en="write NAME, or NAME:1 for the second figure", ko="이름, 또는 이름:1(둘째 수치)로 적으십시오"
            ),
        )
    periods = [period.key for period in context.books.periods]
    if len(rate.periods) == len(periods):
        columns = [_TOTAL_COLUMN]
    else:
        columns = [_TOTAL_COLUMN + 1 + periods.index(period) for period in rate.periods]
    return tuple(Part(Place(_TOTAL_ROW, column, int(figure or 0), name)) for column in columns)
