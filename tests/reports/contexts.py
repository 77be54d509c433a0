"""What sections are built from, for tests: the small city with a few lines more."""

from datetime import date

from ledger.model.document import Stamp
from ledger.model.money import MILLION, Unit
from ledger.reports.context import Context
from tests.bookkeeping import CITY, books_from

AS_OF = date(2024, 1, 15)
STAMP = Stamp(book="b" * 32, number=3, head="a" * 64, as_of=AS_OF, template="pledge-card")


def context(lines: str, *, rounding: str = "half-up", unit: Unit = MILLION, pledge: str = "5-2") -> Context:
    """`lines` are recorded on the last day of 2023; the sheet is about one pledge, or about the whole book."""
    books = books_from(f"{CITY}2023-12-31 plan\n{lines}", AS_OF)
    project = books.names.projects[pledge] if pledge else None
    return Context(books=books, project=project, unit=unit, rounding=rounding, findings=(), stamp=STAMP)
