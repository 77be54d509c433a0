"""The office, its book, and beside it the model of what the book must say; what is told of it as a story."""

import re
from datetime import date
from pathlib import Path
from textwrap import fill

from ledger.api.books import read_books
from ledger.api.desk import desk_of
from ledger.model.registers.indicator import Actual
from tests.scenario.city import City, Place
from tests.scenario.clerk import Clerk, Typed
from tests.scenario.model import Model
from tests.scenario.printed import differences

WIDTH = 116  # of the words that are told


class Year:
    """`told` is the story so far, as Markdown: the words of each chapter and the commands worth showing. `left` is what
    the closing of the year leaves in a cell, what becomes of it and how many million won."""

    def __init__(self, folder: Path, city: City) -> None:
        self.city = city
        self.clerk = Clerk(folder)
        self.model = Model()
        self.told: list[str] = []
        self.left: dict[Place, tuple[str, int]] = {}

    def chapter(self, words: str, on: str) -> None:
        """What happens next, and on which day; the day stays until another is given."""
        self.clerk.today = on
        self.told.append(f"\n{fill(words, WIDTH)}\n")

    def type(self, command: str, ends: int = 0) -> Typed:
        """A command of the daily work, not told."""
        return self.clerk.type(command, ends)

    def show(self, command: str, ends: int = 0, first: int = 12, last: int = 3, keep: str = "") -> Typed:
        """A command that is told, with the first and last lines of what it printed and those that a pattern finds."""
        said = self.clerk.type(command, ends)
        lines = (said.out + said.err).rstrip("\n").splitlines()
        self.told += ["```console", f"$ ledger {command}"]
        was_told = True
        for at, line in enumerate(lines):
            is_told = at < first or at >= len(lines) - last or bool(keep and re.search(keep, line))
            if is_told or was_told:
                self.told.append(line if is_told else "...")
            was_told = is_told
        self.told += [*([f"[ends with {ends}]"] if ends else []), "```"]
        return said

    def record(self, command: str) -> Typed:
        """A command that writes: the book passes `verify` after it, and its cells are those of the model."""
        said = self.type(command)
        self.hold()
        return said

    def hold(self, as_of: str = "9999-12-31") -> None:
        """The book is proved, and every cell and every actual in it is what the model says, to the won."""
        self.type("verify")
        books = read_books(desk_of({}, self.clerk.folder / "ledger.db", None, print), date.fromisoformat(as_of))
        held = {(Place(*cell[:3]), cell.measure.value): balance.won for cell, balance in books.cube.cells.items()}
        assert held == self.model.cells(as_of)
        reached = {(actual.indicator, actual.period): int(actual.value) for actual in books.records(Actual)}
        assert reached == self.model.actuals

    def total(self, as_of: str) -> None:
        """Every total of the summary is right, and `check` finds no error."""
        self.type(f"report summary --unit 원 --as-of {as_of} -o summary.json")
        held, wrong = differences(self.clerk.folder / "summary.json", self.model, self.city, as_of)
        assert held > 50
        assert wrong == []
        self.type(f"check --as-of {as_of}")
