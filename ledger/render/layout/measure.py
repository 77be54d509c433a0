"""How much room a text takes on a sheet, estimated: Excel sets no height for merged or wrapped cells."""

import re
from collections.abc import Callable, Sequence
from math import ceil

from ledger.model.text import width

# Points of one line of 맑은 고딕 for each point of its size, and what a cell keeps above and below its text.
PITCH = 1.35
PADDING = 1.0

_KEPT = 3  # characters of a line of prose: its indent, and some for the fonts of other programs
_BULLET = re.compile("[ ]*(?:[○·-][ ]+)?")


def lines(text: str, room: float) -> int:
    """Lines that a text fills in a cell `room` characters wide; words break where there are spaces."""
    return sum(_wrapped(line, max(room, 2.0)) for line in text.split("\n"))


def height(text: str, room: float, size: float = 10) -> float:
    """Points that a text needs in a cell `room` characters (of 10 points) wide."""
    return lines(text, (room - 1) * 10 / size) * size * PITCH + PADDING


def balanced(text: str, room: float) -> str:
    """A label broken at spaces into lines of like length, where it does not fit into one."""
    count = lines(text, room - 2)
    if count == 1 or "\n" in text:
        return text
    words = text.split(" ")
    for limit in range(max(map(width, words)), width(text)):
        broken = _broken(words, limit)
        if len(broken) <= count:
            return "\n".join(broken)
    return text


def hung(text: str, room: float) -> str:
    """Prose broken at spaces where it does not fit into one line, since programs break Hangul within a word; what
    follows stands below the first word after the bullet."""
    return "\n".join(piece for line in text.split("\n") for piece in _hung(line, room - _KEPT))


def height_of_prose(text: str, room: float) -> float:
    """Points that prose needs, broken as `hung` does it; a word longer than a line is broken within."""
    count = sum(max(1, ceil(_breadth(line) / (room - _KEPT))) for line in text.split("\n"))
    return count * 10 * PITCH + PADDING


def _hung(line: str, room: float) -> list[str]:
    if _breadth(line) <= room:
        return [line]
    bullet = _BULLET.match(line)
    start = bullet[0] if bullet else ""
    first, *more = _broken(line[len(start) :].split(" "), room - width(start), _breadth)
    return [start + first, *(" " * width(start) + each for each in more)]


def _breadth(text: str) -> float:
    """The room of a text as it is printed: a syllable is not quite as wide as two digits, a letter a little wider than
    one, a capital much."""
    syllables, capitals = width(text) - len(text), sum(map(str.isupper, text))
    return 1.75 * syllables + 1.1 * (len(text) - syllables) + 0.5 * capitals


def _broken(words: Sequence[str], limit: float, measured: Callable[[str], float] = width) -> list[str]:
    """Lines of at most `limit` characters, each as long as can be."""
    broken = [words[0]]
    for word in words[1:]:
        longer = f"{broken[-1]} {word}"
        if measured(longer) <= limit:
            broken[-1] = longer
        else:
            broken.append(word)
    return broken


def _wrapped(line: str, room: float) -> int:
    if 2 * len(line) <= room:
        return 1
    count, filled = 1, 0.0
    for word in line.split(" "):
        wide = width(word)
        if filled and filled + 1 + wide > room:
            count, filled = count + 1, 0.0
        elif filled:
            filled += 1
        filled += wide
        while filled > room:
            count, filled = count + 1, filled - room
    return count


def longest_word(text: str) -> int:
    """Characters of the longest piece that should not be broken."""
    return max((width(word) for word in text.split()), default=0)
