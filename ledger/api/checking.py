"""Checking a book, and the page of a rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ledger.api.books import about, books_of, narrowed
from ledger.api.desk import Desk
from ledger.checks.rule import About, Rule
from ledger.checks.run import check, rule_named, rules
from ledger.cube.books import Books
from ledger.model.finding import Finding

__all__ = ["Checked", "check_book", "rule_named", "rules"]


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of a book in reading order, and what was looked at to find them."""

    books: Books
    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How much was looked at: cells with an amount, and stated totals."""
        return {"cells": len(self.books.cube.cells), "totals": len(self.books.stated)}


def check_book(
    desk: Desk,
    *,
    as_of: date | None = None,
    at: int | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    project: str = "",
    department: str = "",
    field: str = "",
    status: str = "",
) -> Checked:
    """What the rules find; where pledges are chosen, only what is about those and the projects below them."""
    with desk.reading() as journal:
        books = books_of(journal, as_of or desk.today, at)
    found = check(books, select, ignore)
    if project or department or field or status:
        chosen = narrowed(books, project=project, department=department, field=field, status=status)
        found = about(found, chosen)
    return Checked(books, tuple(found), tuple(rules(About.BOOK)))
