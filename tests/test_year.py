"""A year in a city of 30 departments and 100 pledges: every book is proved, every total is right, and the story that
the README tells of it is true."""

from pathlib import Path

import pytest

from tests.scenario.city import city
from tests.scenario.first_half import found
from tests.scenario.story import TOLD, live, written
from tests.scenario.year import Year


def test_a_year_in_a_city(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    told = written(live(tmp_path, city()))
    if pytestconfig.getoption("--update"):
        TOLD.write_text(told, encoding="utf-8")
    assert told == TOLD.read_text(encoding="utf-8")


def test_a_won_too_much_is_seen(tmp_path: Path) -> None:
    year = Year(tmp_path, city(departments=2, pledges=3))
    found(year)
    year.model.add("plan", "2025-01-10", {next(iter(year.city.plan)): 1})
    with pytest.raises(AssertionError):
        year.hold()
    with pytest.raises(AssertionError):
        year.total("2025-01-10")
