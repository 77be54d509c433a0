"""Lines of a terminal: text folded and padded by the columns it fills."""

import re
from collections.abc import Iterator

from ledger.model.text import width

_UNBROKEN = re.compile(r"[0-9A-Za-z.,:/△%-]+")
_FIGURE = re.compile(r"[0-9.,:△%-]+")
_LONGEST = 24  # beyond that a word is broken wherever the line ends


def folded_lines(text: str, columns: int) -> list[str]:
    """Text in lines of at most so many columns, broken at spaces, a longer word within, beside the dates,
    amounts and codes in it; a syllable fills two.

    What is indented by full-width spaces, a node of a tree, stays so in every line.
    """
    indent = "　" * (len(text) - len(text.lstrip("　")))
    if indent:
        return [f"{indent}{line}" for line in folded_lines(text.lstrip("　"), max(columns - width(indent), 2))]
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, columns):
            if line and width(line) + 1 + width(piece) > columns:
                lines.append(line)
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
    return [*lines, line] if line else lines


def left(text: str, columns: int) -> str:
    """Text with spaces after it."""
    return text + " " * max(0, columns - width(text))


def right(text: str, columns: int) -> str:
    """Text with spaces before it."""
    return " " * max(0, columns - width(text)) + text


def unbroken(text: str, *, is_figure: bool = False) -> int:
    """The columns of the longest date, amount or code in a text, of dates and amounts alone where asked."""
    tokens = (_FIGURE if is_figure else _UNBROKEN).findall(text)
    return max((w for token in tokens if (w := width(token)) <= _LONGEST), default=1)


def _pieces(word: str, columns: int) -> list[str]:
    if width(word) <= columns:
        return [word]
    pieces = [""]
    for part in _parts(word, columns):
        if width(pieces[-1]) + width(part) > columns:
            pieces.append("")
        pieces[-1] += part
    return pieces


def _parts(word: str, columns: int) -> Iterator[str]:
    """What is not broken: a date, an amount, a code that fits into a line; else a letter."""
    end = 0
    for token in _UNBROKEN.finditer(word):
        yield from word[end : token.start()]
        fits = width(token[0]) <= min(_LONGEST, columns)
        yield from [token[0]] if fits else token[0]
        end = token.end()
    yield from word[end:]
