"""Every rule by its cases: a book in plain text or tables with their relations, and all that the rule says of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import ledger.checks.rules
from ledger.checks.examined import Examined
from ledger.checks.filled import FilledForm, NewAmount, NewTotal
from ledger.checks.rule import About
from ledger.checks.run import rules
from ledger.cube.books import Books
from ledger.cube.wording import place
from ledger.discover import module_named, names_in
from ledger.model.entry import Cell, Measure
from ledger.model.finding import Finding
from tests.bookkeeping import CITY, books_from
from tests.cases import cases_in, read
from tests.checks.tables import table

TABLE = ("unit", "heads", "labels", "relations", "name", "measures")
FOLDER = "checks/rules"
HERE = Path(__file__).parent


@pytest.mark.parametrize(("path", "place_in_file"), cases_in(FOLDER))
def test_case(path: Path, place_in_file: int) -> None:
    case = read(path)[place_in_file]
    module = module_named("ledger.checks.rules", path.stem)
    if module.RULE.about is About.TABLES:
        assert [line for finding in module.check(examined(case)) for line in said_of_table(finding)] == case["expect"]
        return
    books = books_from(CITY + case["book"], date.fromisoformat(case.get("as_of", "2024-01-15")))
    if module.RULE.about is About.FORM:
        said = [f"{f.id} {f.severity.label} {f.where.cell}: {f.message}" for f in module.check(filled(case, books))]
        assert said == case["expect"]
        return
    found = module.check(books)
    said = [f"{f.id} {f.severity.label} {place(f.where, books)}: {f.message}" for f in found]
    assert said == case["expect"]


def examined(case: dict[str, Any]) -> Examined:
    """The tables of a case: `table` with its keys beside it, or several in `tables`."""
    every = case.get("tables", [case])
    return Examined(
        table(
            each["table"],
            **{name: each[name] for name in TABLE if name in each and (name != "name" or "tables" in case)},
        )
        for each in every
    )


def filled(case: dict[str, Any], books: Books) -> FilledForm:
    """A form in 백만원 that states the amounts and the totals of a case."""
    amounts = (line.split() for line in case.get("amounts", ()))
    totals = (line.split() for line in case.get("totals", ()))
    return FilledForm(
        file="form.xlsx",
        books=books,
        unit="백만원",
        amounts=tuple(
            NewAmount(
                Cell(project, source, period, Measure(measure)), int(won), None if was == "-" else int(was), place
            )
            for project, source, period, measure, won, was, place in amounts
        ),
        totals=tuple(NewTotal(int(stated), int(computed), place) for stated, computed, place in totals),
    )


def said_of_table(finding: Finding) -> Iterator[str]:
    """The finding, and the first of its suggestions."""
    yield f"{finding.id} {finding.severity.label} {finding.where.cell}: {finding.message}"
    for each in finding.suggestions[:1]:
        yield f"  {each.kind} {each.cell or '-'}: {each.text}"


@pytest.mark.parametrize("stem", names_in(ledger.checks.rules.__name__))
def test_every_rule_has_a_case_that_breaks_it_and_one_that_does_not(stem: str) -> None:
    cases = read(HERE / f"{stem}.toml")
    assert any(case["expect"] for case in cases), "no case that breaks the rule"
    assert any(not case["expect"] for case in cases), "no case that keeps the rule"


def test_no_case_file_without_its_rule() -> None:
    assert {path.stem for path in HERE.glob("*.toml")} == set(names_in(ledger.checks.rules.__name__))


def test_ids_and_names_are_unique_and_match_their_files() -> None:
    every = rules()
    assert len({rule.id for rule in every}) == len({rule.name for rule in every}) == len(every)
    for stem in names_in(ledger.checks.rules.__name__):
        assert stem.startswith(module_named(ledger.checks.rules.__name__, stem).RULE.id.casefold())
