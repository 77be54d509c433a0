"""Checking a book or documents, and the page of a rule."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ledger.api.books import about, books_of, narrowed
from ledger.api.desk import Desk
from ledger.api.recording import Recorded, drafting_on, result
from ledger.capture.file import File
from ledger.checks import run
from ledger.checks.rule import About, Rule
from ledger.checks.waivers import RULE as UNUSED
from ledger.checks.waivers import check_waived, finding_at, waived, waiver_of
from ledger.cube.books import Books
from ledger.cube.wording import place
from ledger.model.book import StatedTable
from ledger.model.entry import Act, Row
from ledger.model.errors import LedgerError, StorageFailure
from ledger.model.finding import Finding, Where
from ledger.model.progress import Step, counted, unseen
from ledger.model.table import Table
from ledger.model.text import Text, same
from ledger.model.waiver import Waiver
from ledger.specs.aliases import read_aliases
from ledger.specs.waivers import read_waivers


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The findings in reading order, and what was looked at to find them: a book with its stated tables, or the tables
    of documents.

    `remarks` say what a reader of the documents must know (hidden rows, macros); `refusals` are the files that could
    not be read: the others were checked all the same.
    """

    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]
    books: Books | None = None
    tables: tuple[Table, ...] = ()
    figures: int = 0
    totals: int = 0
    remarks: tuple[Text, ...] = ()
    refusals: tuple[LedgerError, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How much was looked at: tables, cells with an amount, and totals."""
        cells, totals = (len(self.books.cube.cells), len(self.books.stated)) if self.books is not None else (0, 0)
        return {"tables": len(self.tables), "cells": cells + self.figures, "totals": totals + self.totals}

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
    wanted = _ids(select, ignore)
    with desk.reading() as journal:
        books = books_of(journal, as_of or desk.today, at)
    kept = stated_tables(books)
    found = [finding for finding in check_waived(books, kept) if finding.id in wanted]
    if project or department or field or status:
        chosen = narrowed(books, project=project, department=department, field=field, status=status)
        found = about(found, chosen)
    shown = [*rules_run(kept), *([UNUSED] if books.records(Waiver) else [])]
    return Checked(
        findings=tuple(found),
        rules=tuple(rule for rule in shown if rule.id in wanted),
        books=books,
        tables=tuple(kept.values()),
        figures=sum(table.figures for table in kept.values()),
        totals=sum(len(table.relations) for table in kept.values()),
    )


def stated_tables(books: Books) -> dict[str, Table]:
    """The stated tables of a book by key, understood; a book without any does not pay for it."""
    stated = books.records(StatedTable)
    if not stated:
        return {}
    from ledger.capture.kept import kept

    return kept(stated)


def rules_run(kept: Mapping[str, Table]) -> list[Rule]:
    """The rules that are run over a book with these stated tables."""
    return [*rules(About.BOOK), *(rules(About.TABLES) if kept else ())]


def check_files(
    files: Iterable[File | LedgerError],
    *,
    step: Step = unseen,
    aliases: File | None = None,
    accepted: File | None = None,
    on: date = date.min,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Checked:
    """What the rules find in the tables of documents. A file that cannot be read is told, the others are
    checked. `aliases` is a file of names by which prose calls what a table calls otherwise, `accepted` one of waivers,
    which stand or have ended on a day."""
    wanted = _ids(select, ignore)
    given = () if accepted is None else read_waivers(accepted.name, accepted.text())
    documents, refusals = _documents(
        list(files), {} if aliases is None else read_aliases(aliases.name, aliases.text()), step
    )
    tables = tuple(table for document in documents for table in document.tables)
    looked = run.look(tables)
    found = waived(looked.findings, given, on)
    return Checked(
        findings=tuple(finding for finding in found if finding.id in wanted),
        rules=tuple(rules(About.TABLES)),
        tables=tables,
        figures=looked.figures,
        totals=looked.totals,
        remarks=tuple(remark for document in documents for remark in document.remarks),
        refusals=tuple(refusals),
    )


def rules(about: About | None = None) -> list[Rule]:
    """Every rule; or those that read books, or tables. The one on waivers reads what the others find."""
    return run.rules(about) if about is not None else [*run.rules(), UNUSED]


def rule_named(name: str) -> Rule:
    """The rule of that name or id. Refused: no such rule."""
    is_on_waivers = name.casefold() in (UNUSED.name, UNUSED.id.casefold())
    return UNUSED if is_on_waivers else run.rule_named(name)


def waive(desk: Desk, rule: str, at: Where, act: Act, *, approver: str, until: date, dry_run: bool = False) -> Recorded:
    """Accept the one finding of a rule at a place of the book: names as typed, left out where they need not be said.
    Its reason is that of the act, and it stands from when the act takes effect. Refused: no such finding, or several.
    """
    on = act.effective or desk.today
    with desk.reading() if dry_run else desk.writing() as journal:
        books = books_of(journal, on)
        finding = finding_at(books, rule_named(rule), at, stated_tables(books))
        made = waiver_of(finding, reason=act.reason, approver=approver, until=until, on=on)
        drafting = drafting_on(journal)
        row = Row.of(made)
        if drafting.registers.rows.get((row.kind, row.key)) == row:
            return result(drafting, ())
        stated = replace(act, act="waive", effective=on, rows=[row])
        draft = drafting.draft(stated, by=desk.by, effective=on)
        return result(drafting, (draft,), None if dry_run else journal)


def explained_tables(files: Iterable[File | LedgerError]) -> list[Text]:
    """What was understood of the tables of documents, line by line."""
    from ledger.capture.recognition import explained

    documents, refusals = _documents(list(files), {})
    return [*explained([t for d in documents for t in d.tables]), *(refusal.line for refusal in refusals)]


@dataclass(frozen=True, slots=True)
class _Document:
    tables: tuple[Table, ...]
    remarks: tuple[Text, ...]


def _documents(
    files: Sequence[File | LedgerError], aliases: Mapping[str, str], step: Step = unseen
) -> tuple[list[_Document], list[LedgerError]]:
    from ledger.capture.pages import pages_of
    from ledger.capture.recognition import recognise

    documents: list[_Document] = []
    refusals: list[LedgerError] = []
    for file in counted(files, step):
        if isinstance(file, LedgerError):
            refusals.append(file)
            continue
        try:
            pages = pages_of(file)
            remarks = [same(f"{file.name}: {{said}}").format(said=said) for page in pages for said in page.remarks]
            documents.append(_Document(tuple(recognise(pages, aliases)), tuple(remarks)))
        except LedgerError as refusal:
            refusals.append(refusal)
        except Exception as defect:  # one file must not keep the others from being checked
            refusals.append(_defective(file, defect))
    return documents, refusals


def _defective(file: File, defect: Exception) -> LedgerError:
    said = Text(en="a defect of the program: {kind}: {what}", ko="프로그램 결함: {kind}: {what}")
    return StorageFailure(said.format(kind=type(defect).__name__, what=defect), where=file.name)


def _ids(select: Sequence[str], ignore: Sequence[str]) -> set[str]:
    """The rules whose findings are shown. All of them run: a waiver is held against everything that is found."""
    wanted = {rule_named(name).id for name in select} or {rule.id for rule in rules()}
    return wanted - {rule_named(name).id for name in ignore}
