"""Running the rules: all of them, over all of the book or all tables of a document, findings in reading order."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType, ModuleType
from typing import NamedTuple

from ledger.checks.examined import Examined
from ledger.checks.filled import FilledForm
from ledger.checks.rule import About, Rule
from ledger.cube.books import Books
from ledger.discover import modules_in
from ledger.model.book import StatedTable
from ledger.model.entry import Measure
from ledger.model.errors import Refused
from ledger.model.finding import Finding, Severity
from ledger.model.project import code_order
from ledger.model.table import Table
from ledger.model.text import Text, nearest

RULES = "ledger.checks.rules"


def rules(about: About | None = None) -> list[Rule]:
    """Every rule, or those that read books or tables, in the order of their ids."""
    every = (module.RULE for module in modules_in(RULES))
    return sorted((rule for rule in every if about in (None, rule.about)), key=lambda rule: rule.id)


def rule_named(name: str) -> Rule:
    """The rule of that name or id. Refused: no such rule."""
    every = rules()
    for rule in every:
        if name.casefold() in (rule.name, rule.id.casefold()):
            return rule
    near = nearest(name, [rule.name for rule in every])
    said = Text(en="unknown rule '{name}'", ko="없는 점검규칙 '{name}'").format(name=name)
    ask = (
        Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?")
        if near
        else Text(en="see `ledger list rules`", ko="`ledger list rules`로 보십시오")
    )
    raise Refused(said, way_out=ask.format(near=near))


def check(
    books: Books,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    kept: Mapping[str, Table] = MappingProxyType({}),
) -> list[Finding]:
    """What the rules find in a book, and in its stated tables, `kept` by their keys. `select` keeps only the rules
    named, `ignore` leaves some out."""
    found = [f for module in _chosen(About.BOOK, select, ignore) for f in module.check(books)]
    projects = {kept[each.key].name: each.project for each in books.records(StatedTable) if each.key in kept}
    for finding in check_tables(kept.values(), select, ignore):
        project = projects[finding.where.table or ""] or None
        found.append(replace(finding, where=replace(finding.where, file=None, sheet=None, project=project)))
    return in_reading_order(found, books)


def errors_in(books: Books, ignore: Collection[str] = ()) -> list[Finding]:
    """The errors among what the rules find in a book. A rule that is no error as a rule finds none."""
    modules = [each for each in _chosen(About.BOOK, (), ignore) if each.RULE.severity is Severity.ERROR]
    return [f for module in modules for f in module.check(books) if f.severity is Severity.ERROR]


def check_form(filled: FilledForm, ignore: Collection[str] = ()) -> list[Finding]:
    """What the rules on forms find in one, in the order of its cells."""
    return [f for module in _chosen(About.FORM, (), ignore) for f in module.check(filled)]


class Looked(NamedTuple):
    """What the rules found in tables, and how many figures and totals they looked at to find it."""

    findings: list[Finding]
    figures: int
    totals: int


def check_tables(tables: Iterable[Table], select: Collection[str] = (), ignore: Collection[str] = ()) -> list[Finding]:
    """What the rules find in captured tables, file by file; a table is known by its name within its file."""
    return look(tables, select, ignore).findings


def look(tables: Iterable[Table], select: Collection[str] = (), ignore: Collection[str] = ()) -> Looked:
    """`check_tables`, with how much was looked at."""
    documents: dict[str, list[Table]] = {}
    for table in tables:
        documents.setdefault(table.origin.file if table.origin else "", []).append(table)
    # Loading the rules takes longer than a book without tables is read.
    modules = _chosen(About.TABLES, select, ignore) if documents or select or ignore else []
    found: list[Finding] = []
    figures = totals = 0
    for document in documents.values():
        examined = Examined(document)
        figures += sum(table.figures or _figures(table) for table in document)
        totals += sum(len(table.relations) for table in document)
        order: dict[tuple[str | None, str | None], int] = {}
        for number, table in enumerate(document):
            order.setdefault((table.origin.sheet if table.origin else None, table.title or table.name), number)
        here = [f for module in modules for f in module.check(examined)]
        here.sort(key=lambda f: (order[f.where.sheet, f.where.table], _cell(f), f.id))
        found += _grouped(here, start=max((f.group or 0 for f in found), default=0))
    return Looked(found, figures, totals)


def _figures(table: Table) -> int:
    return sum(1 for row in table.rows for cell in row if cell is not None and cell.figures)


def _chosen(about: About, select: Collection[str], ignore: Collection[str]) -> list[ModuleType]:
    wanted = {rule_named(name).id for name in select} or {rule.id for rule in rules(about)}
    wanted -= {rule_named(name).id for name in ignore}
    return [each for each in modules_in(RULES) if each.RULE.about is about and each.RULE.id in wanted]


def _cell(finding: Finding) -> tuple[int, int, str]:
    """Row and column of `B143`."""
    cell = re.fullmatch("([A-Z]+)([0-9]+)", finding.where.cell or "")
    return (int(cell[2]), len(cell[1]), cell[1]) if cell else (0, 0, "")


def _grouped(findings: Sequence[Finding], start: int) -> list[Finding]:
    """Groups numbered in the order in which they are met."""
    numbers: dict[int, int] = {}
    for finding in findings:
        if finding.group is not None:
            numbers.setdefault(finding.group, start + len(numbers) + 1)
    return [replace(f, group=numbers[f.group]) if f.group is not None else f for f in findings]


def in_reading_order(findings: Iterable[Finding], books: Books) -> list[Finding]:
    """By project, measure, source and period as the reports print them; sums after their parts, then indicators, and
    last what is about the cells of stated tables."""
    tables = {each.title: (each.order, each.key) for each in books.records(StatedTable)}
    sources = {source.key: place for place, source in enumerate(books.sources)}
    periods = {period.key: place for place, period in enumerate(books.periods)}
    measures = {str(measure): place for place, measure in enumerate(Measure)}

    def place(finding: Finding) -> tuple[object, ...]:
        where = finding.where
        last = len(sources) + len(periods)
        return (
            code_order(where.project or ""),
            measures.get(where.measure or "", last),
            code_order(where.indicator or ""),
            sources.get(where.source or "", last),
            periods.get(where.period or "", last),
            where.transaction or 0,
            tables.get(where.table or "", (0, where.table or "")) if where.cell else (),
            _cell(finding),
            finding.id,
        )

    return sorted(findings, key=place)
