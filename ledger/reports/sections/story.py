"""추진실적 및 향후 추진계획: what was done before, what was done now, and what is planned, as of the as-of date."""

import re
from collections.abc import Container
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
    if context.project is None or not (story := Story.of(context.books, context.project.key)).buckets:
        return []
    words = (
        Text(en="Time", ko="구 분"),
        Text(en="Done and planned", ko="추진실적 및 추진계획"),
        Text(en="Remarks", ko="비 고"),
    )
    rows: list[tuple[TableCell | None, ...]] = [tuple(TableCell(str(word), role=Role.HEAD) for word in words)]
    breaks = []
    late = {line.key for line in story.overdue}
    for bucket in story.buckets:
        breaks.append(len(rows))
        rows += _rows(bucket, late)
    table = Table(name="story", title=options.title, rows=tuple(rows), breaks=tuple(breaks), prose=True)
    return [Grid(table)]


def _rows(bucket: Bucket, late: Container[str]) -> list[tuple[TableCell | None, ...]]:
    """The label beside the first line covers them all, and so does an empty remark; what is late says so."""
    count = len(bucket.lines)
    label = TableCell(f"{bucket.name}\n{bucket.span}", role=Role.LABEL, rows=count)
    remarks: list[TableCell | None] = [TableCell(rows=count), *[None] * (count - 1)]
    if any(line.key in late for _, line in bucket.lines):
        said = str(Text(en="late", ko="지연"))
        remarks = [TableCell(said if line.key in late else "") for _, line in bucket.lines]
    return [
        (None if place else label, bulleted(level, _said(line, bucket.says)), remark)
        for place, ((level, line), remark) in enumerate(zip(bucket.lines, remarks, strict=True))
    ]


def _said(line: Milestone, heading: str) -> str:
    """The text after its date, where neither it nor the heading says that itself."""
    when = moment(line.on).dotted if line.on not in ("", heading) else ""
    if not when or _DATED.match(line.text) or when.replace(" ", "") in line.text.replace(" ", ""):
        return line.text
    return f"({when}) {line.text}"
