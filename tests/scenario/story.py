"""A year in a city, from its first command to the change of term: every chapter in order, told as Markdown."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.scenario import afterwards, first_half, second_half
from tests.scenario.city import City
from tests.scenario.year import Year

CHAPTERS: tuple[Callable[[Year], None], ...] = (
    first_half.found,
    first_half.ask,
    first_half.collect,
    first_half.chase,
    first_half.seal,
    second_half.amend,
    second_half.supplement,
    second_half.account,
    second_half.close,
    afterwards.pay,
    afterwards.correct,
    afterwards.audit,
    afterwards.turn,
)


class Chapter(NamedTuple):
    """A chapter that came to its end: its name, what is told of it, how many commands it took and how many seconds."""

    name: str
    told: str
    commands: int
    seconds: float


def live(folder: Path, city: City) -> Iterator[Chapter]:
    """Live through the year in a folder, chapter by chapter. AssertionError: a book that is damaged, a total that is
    wrong, a command that ends otherwise than it must."""
    year = Year(folder, city)
    for chapter in CHAPTERS:
        told, typed, start = len(year.told), len(year.clerk.typed), time.perf_counter()
        chapter(year)
        took = time.perf_counter() - start
        # One block of the commands that follow one another, as they are typed in one window.
        text = "\n".join(year.told[told:]).replace("```\n```console\n", "")
        yield Chapter(chapter.__name__, text.strip(), len(year.clerk.typed) - typed, took)
