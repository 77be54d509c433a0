"""문제점 및 개선대책, 목표, 비고: what a pledge's sheet says in words, each sort under its own name."""

from dataclasses import dataclass

from ledger.cube.story import counted, nested
from ledger.model.document import Block, Grid
from ledger.model.errors import Refused
from ledger.model.project import is_within
from ledger.model.registers.remark import Remark, Sort
from ledger.model.table import Table
from ledger.model.text import Text
from ledger.reports.context import Context, way_out_of
from ledger.reports.prose import bulleted

PER = "pledge"


@dataclass(frozen=True, slots=True)
class Options:
    """`sorts` of remarks, in their order; where there is but one, `title` names it and its lines are not headed."""

    title: str
    sorts: tuple[str, ...]


def build(context: Context, options: Options) -> list[Block]:
    """One grid without a head, a row for each line; nothing where nothing is remarked. Refused: a sort that there is
    not."""
    sorts = [_sort(name) for name in options.sorts]
    rows = []
    for sort in sorts:
        lines = _lines(context, sort)
        if lines and len(sorts) > 1:
            rows.append((bulleted(1, str(Text(en=sort.label.en.capitalize(), ko=sort.label.ko))),))
        rows += [(bulleted(level + (len(sorts) > 1), line.text),) for level, line in nested(lines)]
    if not rows:
        return []
    name = "-".join(options.sorts)
    return [Grid(Table(name=name, title=options.title, rows=tuple(rows), heads=0, labels=0, prose=True))]


def _sort(name: str) -> Sort:
    known = [sort.value for sort in Sort]
    if name in known:
        return Sort(name)
    said = Text(en="no such sort of remark: '{name}'", ko="없는 구분: '{name}'").format(name=name)
    raise Refused(said, way_out=way_out_of(name, known))


def _lines(context: Context, sort: Sort) -> list[Remark]:
    node = context.project.key if context.project else None
    found = [r for r in context.books.records(Remark) if node and r.sort is sort and is_within(r.project, node)]
    return sorted(found, key=lambda remark: counted(remark.key))
