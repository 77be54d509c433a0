"""시민참여(소통) 실적: how often citizens were heard, by category, and below it the dates that prove the counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ledger.model.document import Block, Grid
from ledger.model.moment import moment
from ledger.model.project import is_within
from ledger.model.registers.participation import CATEGORIES, Participation
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.model.text import Text, folded
from ledger.reports.context import Context

PER = "pledge"


@dataclass(frozen=True, slots=True)
class Options:
    """`title` is the heading of the table."""

    title: str


def build(context: Context, options: Options) -> list[Block]:
    """A grid of counts, and a grid of the dated list where there are dates; nothing where nothing is recorded."""
    node = context.project.key if context.project else None
    every = [each for each in context.books.records(Participation) if node and is_within(each.project, node)]
    if not every:
        return []
    heads = tuple(TableCell("기 타" if name == "기타" else name, role=Role.HEAD) for name in CATEGORIES)
    columns: dict[str, list[Participation]] = {folded(name): [] for name in CATEGORIES}
    for each in every:
        columns.get(folded(each.category), columns[folded(CATEGORIES[-1])]).append(each)
    counts = tuple(_cell(column) for column in columns.values())
    unit = str(Text(en="times", ko="회"))
    blocks: list[Block] = [
        Grid(Table(name="participation", title=options.title, rows=(heads, counts), labels=0, unit=unit))
    ]
    listed = [row for number, each in enumerate(filter(_is_listed, every), 1) for row in _listed(number, each)]
    if listed:
        blocks.append(Grid(Table(name="participation-dates", rows=tuple(listed), heads=0, labels=0, prose=True)))
    return blocks


def _cell(column: Sequence[Participation]) -> TableCell:
    """`-`, a count, or several with their names: 간담회 3 업무협의 6."""
    if not column:
        return TableCell("-", (Figure(kind=Kind.DASH, span=(0, 1)),), Role.LABEL)
    text, figures = "", []
    for each in column:
        name = _name(each)
        text += f"{' ' if text else ''}{name}{' ' if name else ''}"
        said = f"{each.count:,}"
        span = (len(text), len(text) + len(said))
        figures.append(Figure(each.count, kind=Kind.VALUE if each.count else Kind.ZERO, span=span))
        text += said
    return TableCell(text, tuple(figures), Role.AMOUNT if len(figures) == 1 and not name else Role.LABEL)


def _name(each: Participation) -> str:
    """Its label; a category of the institution's own names itself."""
    return each.label or ("" if folded(each.category) in map(folded, CATEGORIES) else each.category)


def _is_listed(each: Participation) -> bool:
    return bool(each.dates or each.details)


def _listed(number: int, each: Participation) -> list[tuple[TableCell, ...]]:
    """`1) 간담회(3회)`, and below it a line for each date with what there was to say."""
    times = Text(en="{count} times", ko="{count}회").format(count=f"{each.count:,}")
    head = TableCell(f"{number}) {_name(each) or each.category}({times})", role=Role.STRONG)
    rows: list[tuple[TableCell, ...]] = [(head,)]
    for day, detail in zip_longest(each.dates, each.details, fillvalue=""):
        when = f"({moment(day).dotted})" if day else ""
        rows.append((TableCell(f"  - {when}{' ' if when and detail else ''}{detail}"),))
    return rows
