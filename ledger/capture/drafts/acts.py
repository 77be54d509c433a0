"""The acts of a document: for every pledge sheet its header, its money and its story."""

from collections.abc import Sequence

from ledger.capture.drafts.money import Money
from ledger.capture.drafts.participation import is_participation, participation
from ledger.capture.drafts.pledge import Pledge
from ledger.capture.drafts.printed import is_numeric, stated_table
from ledger.capture.drafts.sheet import Sheet, apart, sheets
from ledger.capture.drafts.story import is_story, milestones
from ledger.cube.registers import Registers
from ledger.model.entry import Act, Row
from ledger.model.errors import Refused
from ledger.model.page import Page, Prose
from ledger.model.record import Record
from ledger.model.table import Table
from ledger.model.text import Text

__all__ = ["acts_of_document", "apart"]


def acts_of_document(pages: Sequence[Page], tables: Sequence[Table], registers: Registers, code: str = "") -> list[Act]:
    """One act for every pledge that the document is about. `tables` are the recognised ones of `pages`, `registers`
    those of the book, `code` the project that the sheet is of, where neither its name nor a printed code says so.

    Refused, naming the cell: a pledge without a code, an unknown source or period, a table of money without its
    unit, and all cells together that cannot be read as amounts. Totals that do not add up are no reason: a check
    finds them in the book.
    """
    found = sheets(pages, tables)
    if code and len(found) > 1:
        raise Refused(
            Text(en="the document holds {count} pledges", ko="문서에 공약이 {count}건 있습니다").format(
                count=len(found)
            ),
            where=found[0].file,
            way_out=Text(
                en="leave --as out, and register them with `ledger add`",
                ko="--as 없이, `ledger add`로 먼저 등록하십시오",
            ),
        )
    acts = [act for sheet in found if (act := _act(sheet, Pledge(sheet, registers, code), registers)) is not None]
    if not acts:
        raise Refused(
            Text(en="nothing in the document can be recorded", ko="문서에 기록할 내용이 없습니다"),
            where=pages[0].origin.file if pages else "",
        )
    return acts


def _act(sheet: Sheet, pledge: Pledge, registers: Registers) -> Act | None:
    money = Money(pledge, registers.names)
    records: list[Record] = []
    for place, item in enumerate(sheet.items):
        if isinstance(item, Prose) or is_story(item):
            continue
        if is_participation(item):
            records += participation(item, sheet.prose_after(place), pledge.key, registers, money.unread)
        elif (not money.takes(item) or money.leaves_out(item)) and is_numeric(item):
            records.append(stated_table(item, pledge.key, records))
    records += milestones(sheet, pledge.key, registers)
    money.check()
    try:
        rows = [*pledge.rows, *map(_row, money.totals.values()), *map(_row, records)]
    except Refused as refusal:
        raise refusal.at(sheet.where) from None
    if not rows and not money.instructions:
        return None
    return Act(
        act="import",
        effective=sheet.as_of,
        evidence=sheet.file,
        origin=f"sha256:{sheet.sha256}",
        instructions=money.instructions,
        rows=rows,
        where=sheet.where,
    )


def _row(record: Record) -> Row:
    """The row in the form in which the journal keeps it, so that the same again is the same."""
    return Row(record.KIND, record.key, type(record).from_body(record.key, record.body()).body())
