"""Numeric tables that no cell of the book can hold, kept as they are printed."""

import re
from collections.abc import Iterable

from ledger.capture.drafts.figures import printed, texts, unit_stated
from ledger.capture.recognition.words import plain
from ledger.model.book import StatedTable
from ledger.model.record import Record
from ledger.model.table import Table

_PERSONAL = re.compile(r"연락처|전화|휴대폰|성명|이름|담당자|이메일")
_FEWEST = 2  # figures


def is_numeric(table: Table) -> bool:
    """Whether a table states figures, and is no list of persons."""
    if any(_PERSONAL.search(plain(text)) for row in table.rows[:20] for text in texts(row)):
        return False
    cells = (cell for row in table.rows[table.heads :] for cell in row if cell is not None)
    return sum(any(each.is_number for each in cell.figures) for cell in cells) >= _FEWEST


def stated_table(table: Table, project: str, taken: Iterable[Record]) -> StatedTable:
    """The table word for word; its key is its title, numbered where the sheet has several of one."""
    title = printed(table)
    name = f"{project} {title or '표'}"
    keys = {record.key for record in taken if isinstance(record, StatedTable)}
    key, number = name, 1
    while key in keys:
        number += 1
        key = f"{name} ({number})"
    return StatedTable(
        key=key,
        project=project,
        title=title,
        unit=unit_stated(table),
        heads=table.heads,
        labels=table.labels,
        rows=tuple(StatedTable.joined(texts(row)) for row in table.rows),
    )
