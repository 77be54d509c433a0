"""What the book must say, kept by hand beside it: dicts of whole won. It shares no code with the ledger.

A cell that nobody wrote in is absent, which is not the same as a cell that holds 0.
"""

from datetime import date
from typing import NamedTuple

from tests.scenario.city import Amounts, Place


class Move(NamedTuple):
    """One change of one cell: what it adds, from which day on."""

    on: date
    place: Place
    measure: str
    won: int


class Model:
    """Every move of every cell, and the values of the indicators."""

    def __init__(self) -> None:
        self.moves: list[Move] = []
        self.actuals: dict[tuple[str, str], int] = {}

    def set(self, measure: str, on: str, amounts: Amounts) -> int:
        """The cells now hold these amounts; how many of them changed or were written in first."""
        now = self.cells()
        changed = {place: won for place, won in amounts.items() if now.get((place, measure)) != won}
        self.add(measure, on, {place: won - now.get((place, measure), 0) for place, won in changed.items()})
        return len(changed)

    def add(self, measure: str, on: str, amounts: Amounts) -> None:
        """The cells move by these amounts."""
        self.moves += [Move(date.fromisoformat(on), place, measure, won) for place, won in amounts.items()]

    def cells(self, as_of: str = "9999-12-31") -> dict[tuple[Place, str], int]:
        """What each cell that was written in holds."""
        held: dict[tuple[Place, str], int] = {}
        for move in self.moves:
            if move.on <= date.fromisoformat(as_of):
                held[move.place, move.measure] = held.get((move.place, move.measure), 0) + move.won
        return held
