"""A formula that many cells share is written out in the first of them; every other one moves its references."""

import re

from ledger.model.table import column_letters

_QUOTED = re.compile(r"""("[^"]*"|'[^']*')""")
_REFERENCE = re.compile(r"(?<![\w.$\]])(\$?)([A-Z]{1,3})(\$?)([1-9]\d{0,6})(?![\w.(!\[])")


class Shared:
    """The formula of the first cell, and what it reads in another cell."""

    def __init__(self, formula: str, row: int, column: int) -> None:
        self._row, self._column = row, column
        self._pieces: list[str | tuple[bool, int, bool, int]] = []
        for place, piece in enumerate(_QUOTED.split(formula)):
            if place % 2:
                self._pieces.append(piece)
            else:
                self._take(piece)

    def at(self, row: int, column: int) -> str:
        """`SUM(B2:B4)` one column to the right is `SUM(C2:C4)`."""
        down, right = row - self._row, column - self._column
        return "".join(
            piece
            if isinstance(piece, str)
            else _moved(piece[0], piece[1], right, letters=True) + _moved(piece[2], piece[3], down)
            for piece in self._pieces
        )

    def _take(self, piece: str) -> None:
        end = 0
        for found in _REFERENCE.finditer(piece):
            self._pieces.append(piece[end : found.start()])
            self._pieces.append((found[1] == "$", column_number(found[2]), found[3] == "$", int(found[4])))
            end = found.end()
        self._pieces.append(piece[end:])


def column_number(letters: str) -> int:
    """A -> 1, AA -> 27"""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _moved(fixed: bool, number: int, by: int, *, letters: bool = False) -> str:
    place = number if fixed else max(1, number + by)
    return ("$" if fixed else "") + (column_letters(place) if letters else str(place))
