"""Checking a book or documents, and the page of a rule."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.api.books import about, books_of, narrowed
from ledger.api.desk import Desk
from ledger.capture.file import File
from ledger.checks.rule import About, Rule
from ledger.checks.run import check, check_tables, rule_named, rules
from ledger.cube.books import Books
from ledger.cube.wording import place
from ledger.model.errors import LedgerError
from ledger.model.finding import Finding
from ledger.model.table import Table
from ledger.model.text import Text, same
from ledger.specs.aliases import read_aliases

__all__ = ["Checked", "check_book", "check_files", "explained_tables", "rule_named", "rules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The findings in reading order, and what was looked at to find them: a book, or the tables of documents.

    `remarks` say what a reader of the documents must know (hidden rows, macros); `refusals` are the files that could
    not be read: the others were checked all the same.
    """

    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]
    books: Books | None = None
    tables: tuple[Table, ...] = ()
    remarks: tuple[Text, ...] = ()
    refusals: tuple[LedgerError, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How much was looked at: tables, cells with an amount, and totals."""
        if self.books is not None:
            return {"tables": 0, "cells": len(self.books.cube.cells), "totals": len(self.books.stated)}
        figures = sum(
            1 for table in self.tables for row in table.rows for cell in row if cell is not None and cell.figures
        )
        totals = sum(len(table.relations) for table in self.tables)
        return {"tables": len(self.tables), "cells": figures, "totals": totals}

    def place(self, finding: Finding) -> str:
        """Where the finding is, in words."""
        if self.books is not None:
            return place(finding.where, self.books)
        where = finding.where
        address = ":".join(part for part in (where.file, where.sheet, where.cell) if part)
        labels = ", ".join(part for part in (where.table, where.row, where.column) if part)
        return f"{address} ({labels})" if labels else address


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
    return Checked(findings=tuple(found), rules=tuple(rules(About.BOOK)), books=books)


def check_files(
    files: Iterable[File | LedgerError],
    *,
    aliases: File | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Checked:
    """What the rules find in the tables of documents. A file that cannot be read is told, the others are
    checked. `aliases` is a file of names by which prose calls what a table calls otherwise."""
    documents, refusals = _documents(files, {} if aliases is None else read_aliases(aliases.name, aliases.text()))
    tables = tuple(table for document in documents for table in document.tables)
    return Checked(
        findings=tuple(check_tables(tables, select, ignore)),
        rules=tuple(rules(About.TABLES)),
        tables=tables,
        remarks=tuple(remark for document in documents for remark in document.remarks),
        refusals=tuple(refusals),
    )


def explained_tables(files: Iterable[File | LedgerError]) -> list[Text]:
    """What was understood of the tables of documents, line by line."""
    from ledger.capture.recognition import explained

    documents, refusals = _documents(files, {})
    return [*explained([t for d in documents for t in d.tables]), *(refusal.line for refusal in refusals)]


@dataclass(frozen=True, slots=True)
class _Document:
    tables: tuple[Table, ...]
    remarks: tuple[Text, ...]


def _documents(
    files: Iterable[File | LedgerError], aliases: Mapping[str, str]
) -> tuple[list[_Document], list[LedgerError]]:
    from ledger.capture.pages import pages_of
    from ledger.capture.recognition import recognise

    documents: list[_Document] = []
    refusals: list[LedgerError] = []
    for file in files:
        if isinstance(file, LedgerError):
            refusals.append(file)
            continue
        try:
            pages = pages_of(file)
            remarks = [same(f"{file.name}: {{said}}").format(said=said) for page in pages for said in page.remarks]
            documents.append(_Document(tuple(recognise(pages, aliases)), tuple(remarks)))
        except LedgerError as refusal:
            refusals.append(refusal)
    return documents, refusals
