"""추진실적 및 추진계획: the bulleted lines of a sheet as milestones, dated by their box or by themselves."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from ledger.capture.drafts.dates import bucket, day
from ledger.capture.drafts.figures import texts
from ledger.capture.drafts.sheet import Sheet
from ledger.capture.recognition.words import plain
from ledger.cube.registers import Registers
from ledger.model.errors import Refused
from ledger.model.moment import moment_typed
from ledger.model.registers.milestone import Milestone
from ledger.model.table import Table

_HEAD = re.compile("(?:주요|그동안)?추진(?:실적|계획)(?:및(?:향후)?추진(?:실적|계획))?(?:내용)?")
_BOX = re.compile("추진(?:실적|계획)")
_TALLEST = 200  # rows of a story
_LEVELS = {"○": 1, "●": 1, "ㅇ": 1, "◦": 1, "❍": 1, "◯": 1, "-": 2, "–": 2, "−": 2, "·": 3, "ㆍ": 3, "•": 3, "▪": 3}
_DATED = re.compile(r"[(（]([^()（）]*)[)）]\s*(.+)")
_BULLET = re.compile(rf"(?:^|(?<=\s))([{''.join(map(re.escape, _LEVELS))}])\s+")


class _Said(NamedTuple):
    """A line of the story: how deep it is nested, its words, its own date, the date and the sort of its box."""

    level: int
    text: str
    own: str
    box: str
    done: bool


def is_story(table: Table) -> bool:
    """Whether a table tells in words what was done and what is planned: its heads or its boxes are called so."""
    rows = list(map(texts, table.rows[:_TALLEST]))
    is_named = any(_HEAD.fullmatch(plain(text)) for row in rows[:2] for text in row)
    return (is_named or any(_BOX.search(plain(row[0])) for row in rows)) and any(
        _BULLET.search(text) for row in rows for text in row[1:]
    )


def milestones(sheet: Sheet, project: str, registers: Registers) -> list[Milestone]:
    """The lines of all boxes. A line that the book has already keeps its key; new ones go on counting."""
    standing = [each for each in registers.records(Milestone) if each.project == project]
    known = {(each.on, each.text, each.under): each for each in standing}
    number = max((int(n) for each in standing if (n := each.key.rpartition(" ")[2]).isdecimal()), default=0)
    found: dict[str, Milestone] = {}
    above: list[tuple[int, str, str]] = []
    lines = list(_lines(sheet))
    for said, following in zip_longest(lines, lines[1:]):
        above = [each for each in above if each[0] < said.level]
        under = above[-1][1] if above else ""
        # A line is dated by itself, by those below it or by the one above it; only else by its box.
        heads = following is not None and following.level > said.level
        is_dated = heads or any(own for _, _, own in above)
        on = said.own or ("" if is_dated else said.box)
        stands = known.get((on, said.text, under))
        if stands is None:
            number += 1
        key = stands.key if stands else f"{project} {number:02}"
        done = said.done if not heads else stands is None or stands.done
        new = Milestone(key=key, project=project, on=on, text=said.text, done=done, under=under)
        found[key] = known[on, said.text, under] = new
        above.append((said.level, key, said.own))
    return list(found.values())


def _lines(sheet: Sheet) -> Iterator[_Said]:
    box, done = "", True
    for table in sheet.items:
        if not isinstance(table, Table) or not is_story(table):
            continue
        for row in map(texts, table.rows):
            first, *rest = row
            told = next((text for text in rest if text), "")
            if plain(first) == "구분" or not told:
                continue
            box, done = (first, "계획" not in first) if first else (box, done)
            yield from _bulleted(told, bucket(box), done)


def _bulleted(told: str, on: str, done: bool) -> Iterator[_Said]:
    """`○ A - B · C` -> A, B under it, C under that; words before the first bullet are a line of their own."""
    before, *pieces = _BULLET.split(told)
    for mark, text in zip(["○", *pieces[::2]], [before, *pieces[1::2]], strict=True):
        if tidy := " ".join(text.split()):
            dated = _DATED.fullmatch(tidy)
            own = _moment(dated[1]) if dated else ""
            yield _Said(_LEVELS[mark], dated[2] if dated and own else tidy, own or day(tidy), on, done)


def _moment(text: str) -> str:
    """The date, half-year or year that a text is; empty where it is none."""
    try:
        return moment_typed(text).key
    except Refused:
        return ""
