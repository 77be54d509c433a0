"""추진실적 및 향후 추진계획: what was done before, what was done now, and what is planned, as of the as-of date."""

import re
from dataclasses import dataclass

from ledger.cube.story import Bucket, Story
from ledger.model.document import Block, Grid
from ledger.model.moment import moment
from ledger.model.registers.milestone import Milestone
from ledger.model.table import Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context
from ledger.reports.prose import bulleted

PER = "pledge"


@dataclass(frozen=True, slots=True)
class Options:
    """`title` is the heading of the table."""

    title: str


# What begins with a date of its own: (2023. 12.), 2023년, '24. 3., 7.21., 12월.
_DATED = re.compile(r"[(（]?\s*(?:(?:19|20)\d\d\s*[.년-]|'\d\d\s*[.년]|\d\d?\s*\.\s*\d\d?\s*[.)~]|\d\d?\s*월)")


def build(context: Context, options: Options) -> list[Block]:
    """One grid, a row for each line; nothing where the pledge has no story, or the sheet is about the whole book."""
    buckets = Story.of(context.books, context.project.key).buckets if context.project else ()
    if not buckets:
        return []
    words = (
        Text(en="Time", ko="구 분"),
        Text(en="Done and planned", ko="추진실적 및 추진계획"),
        Text(en="Remarks", ko="비 고"),
    )
    rows: list[tuple[TableCell | None, ...]] = [tuple(TableCell(str(word), role=Role.HEAD) for word in words)]
    breaks = []
    for bucket in buckets:
        breaks.append(len(rows))
        rows += _rows(bucket)
    table = Table(name="story", title=options.title, rows=tuple(rows), breaks=tuple(breaks), prose=True)
    return [Grid(table)]


def _rows(bucket: Bucket) -> list[tuple[TableCell | None, ...]]:
    """The label beside the first line covers them all."""
    count = len(bucket.lines)
    label, remark = TableCell(f"{bucket.name}\n{bucket.span}", role=Role.LABEL, rows=count), TableCell(rows=count)
    return [
        (None if place else label, bulleted(level, _said(line)), None if place else remark)
        for place, (level, line) in enumerate(bucket.lines)
    ]


def _said(line: Milestone) -> str:
    """The text after its month or day, where it does not say it itself."""
    when = moment(line.on).dotted if "-" in line.on else ""
    if not when or _DATED.match(line.text) or when.replace(" ", "") in line.text.replace(" ", ""):
        return line.text
    return f"({when}) {line.text}"
