"""A year in a city of 30 departments and 100 pledges: every book is proved, every total is right, and the story that
the README tells of it is true."""

from pathlib import Path

import pytest

from tests.scenario.city import city
from tests.scenario.story import TOLD, live, written


def test_a_year_in_a_city(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    told = written(live(tmp_path, city()))
    if pytestconfig.getoption("--update"):
        TOLD.write_text(told, encoding="utf-8")
    assert told == TOLD.read_text(encoding="utf-8")
