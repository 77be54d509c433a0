"""Every rule by its cases: a book in plain text, and all that the rule says of it."""

from datetime import date
from pathlib import Path

import pytest

import ledger.checks.rules
from ledger.checks.run import rules
from ledger.cube.wording import place
from ledger.discover import module_named, names_in
from tests.bookkeeping import CITY, books_from
from tests.cases import cases_in, read

FOLDER = "checks/rules"
HERE = Path(__file__).parent


@pytest.mark.parametrize(("path", "place_in_file"), cases_in(FOLDER))
def test_case(path: Path, place_in_file: int) -> None:
    case = read(path)[place_in_file]
    books = books_from(CITY + case["book"], date.fromisoformat(case.get("as_of", "2024-01-15")))
    found = module_named("ledger.checks.rules", path.stem).check(books)
    said = [f"{f.id} {f.severity.label} {place(f.where, books)}: {f.message}" for f in found]
    assert said == case["expect"]


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
