"""A year in a city: what its budget office does from January 2025 to the change of term in July 2026, step by step."""

from datetime import date
from pathlib import Path

from ledger.api.books import read_books
from ledger.api.desk import desk_of
from tests.scenario import papers
from tests.scenario.city import INSTITUTION, City, Place
from tests.scenario.clerk import Clerk, Typed
from tests.scenario.model import Model
from tests.scenario.printed import differences


class Year:
    """The office, its book, and beside it the model of what the book must say."""

    def __init__(self, folder: Path, city: City) -> None:
        self.city = city
        self.clerk = Clerk(folder)
        self.model = Model()

    def type(self, command: str, on: str = "", ends: int = 0) -> Typed:
        """A command on a day; the day stays until another is given."""
        self.clerk.today = on or self.clerk.today
        return self.clerk.type(command, ends)

    def record(self, command: str, on: str = "") -> Typed:
        """A command that writes: the book passes `verify` after it, and its cells are those of the model."""
        said = self.type(command, on)
        self.hold()
        return said

    def hold(self, book: str = "ledger.db", as_of: str = "9999-12-31") -> None:
        """The book is proved, and every cell of it holds what the model says, to the won."""
        self.clerk.type(f"--book {book} verify")
        cells = read_books(desk_of({}, self.clerk.folder / book, None, print), date.fromisoformat(as_of)).cube.cells
        held = {(Place(*cell[:3]), cell.measure.value): balance.won for cell, balance in cells.items()}
        assert held == self.model.cells(as_of)

    def total(self, as_of: str) -> None:
        """Every total of the summary is right, and `check` finds no error."""
        self.clerk.type(f"report summary --unit 원 --as-of {as_of} -o summary.json")
        held, wrong = differences(self.clerk.folder / "summary.json", self.model, self.city, as_of)
        assert held > 100
        assert wrong == []
        self.clerk.type(f"check --as-of {as_of}")


def found(year: Year) -> None:
    """January: the book, its registers, the plan, what was spent in the years before, and the plan adopted."""
    city, model = year.city, year.model
    year.clerk.put("사업.ledger", papers.registers(city))
    year.clerk.put("계획.csv", papers.money(city.plan, "계획", "2022-12-30", "공약 실천계획서"))
    year.clerk.put("결산-확보.csv", papers.money(city.settled, "확보", "2024-12-31", "결산"))
    year.clerk.put("결산-집행.csv", papers.money(city.settled, "집행", "2024-12-31"))
    year.clerk.put("본예산.csv", papers.money(city.voted, "확보", "2025-01-01", "본예산"))
    year.record(f"init --institution {INSTITUTION} --kind 시 --term 8 --department 기획예산과", "2025-01-06")
    year.record("import 사업.ledger --yes")
    model.set("plan", "2022-12-30", city.plan)
    year.record("import 계획.csv --yes")
    model.set("secured", "2024-12-31", city.settled)
    model.set("executed", "2024-12-31", city.settled)
    year.type("import 결산-확보.csv 결산-집행.csv --yes")
    year.hold()
    year.record("adopt --on 2022-12-30 --procedure '공약 실천계획 확정' --document 기획예산과-118")
    model.set("secured", "2025-01-01", city.voted)
    year.record("import 본예산.csv --yes", "2025-01-10")
    year.total("2025-01-10")
