from typing import Any

from ledger.cli.listing import Asked, Listing
from ledger.cube.amendments import Amendment
from ledger.cube.changes import changes_of
from ledger.model.entry import Balance
from ledger.model.money import unit_named
from ledger.model.text import Text

KOREAN = ("변경",)


def listing(asked: Asked) -> Listing:
    """Every amendment of the adopted plan with its number, those that were undone too; a row for each pledge."""
    books = asked.books
    pledges = {pledge.key for pledge in asked.pledges(books)}
    heads = (
        Text(en="Change no.", ko="변경번호"),
        Text(en="No.", ko="전표"),
        Text(en="Changed on", ko="변경일"),
        Text(en="Code", ko="관리번호"),
        Text(en="From → to", ko="변경내용"),
        Text(en="Reason", ko="사유"),
        Text(en="Procedure", ko="절차"),
        Text(en="Remarks", ko="비고"),
    )
    rows: list[tuple[str, ...]] = []
    listed: dict[int, Amendment] = {}
    for change in changes_of(books, unit_named(books.book.unit)):
        amendment = change.amendment
        if amendment is None or change.pledge not in pledges:
            continue
        header = change.transaction.header
        numbers = (str(amendment.name), str(change.transaction.number), header.effective.isoformat(), change.pledge)
        rows.append((*numbers, "; ".join(change.said), header.reason, header.procedure, _undone(amendment)))
        listed[amendment.number] = amendment
    return Listing(heads, rows, [_record(each.about(pledges)) for each in listed.values()])


def _undone(amendment: Amendment) -> str:
    if amendment.undone_by is None:
        return ""
    header = amendment.undone_by.header
    said = Text(en="undone by {number}{why}", ko="취소(전표 {number}){why}")
    why = " · ".join(word for word in (header.reason, header.procedure) if word)
    return str(said.format(number=amendment.undone_by.number, why=f": {why}" if why else ""))


def _record(amendment: Amendment) -> dict[str, Any]:
    """Amounts in 원, null for a blank cell."""
    header = amendment.transaction.header
    return {
        "number": amendment.number,
        "transaction": amendment.transaction.number,
        "undone_by": amendment.undone_by.number if amendment.undone_by else None,
        "effective": header.effective.isoformat(),
        "reason": header.reason,
        "procedure": header.procedure,
        "basis": header.basis,
        "document": header.document,
        "cells": [
            {
                "project": move.cell.project,
                "source": move.cell.source,
                "period": move.cell.period,
                "before": _won(move.before),
                "after": _won(move.after),
            }
            for move in amendment.moves
        ],
    }


def _won(balance: Balance) -> int | None:
    return None if balance.is_blank else balance.won
