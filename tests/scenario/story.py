"""A year in a city, from its first command to the change of term: every chapter in order, told as Markdown."""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.scenario import afterwards, first_half, second_half
from tests.scenario.city import City
from tests.scenario.year import Year

TOLD = Path(__file__).with_name("story.md")  # as it was told last, by the city of 30 departments
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

# What differs from one living to the next: hashes of workbooks that other programs saved, and how many rules there are.
_VARYING = {r"\b(?:[0-9a-f]{8}|[0-9a-f]{16})\b": lambda found: "·" * len(found[0]), r"규칙 \d+개": lambda _: "규칙 *개"}


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
        text = "\n".join(year.told[told:]).replace("```\n```console\n", "").strip()
        for varying, instead in _VARYING.items():
            text = re.sub(varying, instead, text)
        yield Chapter(chapter.__name__, text, len(year.clerk.typed) - typed, took)


def written(chapters: Iterable[Chapter]) -> str:
    """The story as it is kept, every chapter under its name."""
    return "\n\n".join(f"## {chapter.name}\n\n{chapter.told}" for chapter in chapters) + "\n"
