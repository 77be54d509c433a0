"""What a form states, as the rules on forms read it: its new amounts beside the book, and the totals typed over."""

from dataclasses import dataclass
from typing import NamedTuple

from ledger.cube.books import Books
from ledger.model.entry import Cell


class NewAmount(NamedTuple):
    """An amount in 원 that a form states for a cell of the book, what stood there, where it was typed (`5-2!F12`)."""

    cell: Cell
    won: int
    before: int | None
    where: str


class NewTotal(NamedTuple):
    """A total in 원 that somebody typed over a formula, and what its parts give."""

    stated: int
    computed: int
    where: str


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form that came back, beside the book as it stands."""

    file: str
    books: Books
    unit: str
    amounts: tuple[NewAmount, ...] = ()
    totals: tuple[NewTotal, ...] = ()
