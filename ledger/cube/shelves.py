"""A book laid out by pledges, so that what is about a few of them is read and judged quickly, again and again."""

from collections.abc import Iterable
from dataclasses import replace

from ledger.cube.balances import Cube, moved
from ledger.cube.books import Books
from ledger.model.entry import Balance, Cell, Draft, Row
from ledger.model.project import Project
from ledger.model.registers.edited_text import EditedText
from ledger.model.registers.indicator import Indicator
from ledger.model.registers.issued_form import IssuedForm
from ledger.model.registers.provenance import Provenance
from ledger.model.registers.submission import Submission

Place = tuple[str, str]
_BESIDE = (IssuedForm.KIND, Submission.KIND, Provenance.KIND, EditedText.KIND)


class Shelves:
    """The rows and balances of a book by pledge; rows of no pledge stand in every part. What stands beside the book is
    left out: stated totals, changes of the plan, forms and where amounts came from."""

    def __init__(self, books: Books) -> None:
        self._books = replace(books, rows=(), cube=Cube({}), stated=(), amendments=(), revisions=())
        self._indicators = {row.key: _pledge(row, {}) for row in books.rows if row.kind == Indicator.KIND}
        self._rows: dict[str, dict[Place, tuple[int, Row]]] = {}
        self._cells: dict[str, dict[Cell, Balance]] = {}
        self._count = 0
        self._take_rows(books.rows)
        for cell, balance in books.cube.cells.items():
            self._cells.setdefault(cell.project.split("/")[0], {})[cell] = balance

    def part(self, pledges: Iterable[str]) -> Books:
        """The book as if it held these pledges only."""
        keys = sorted({"", *pledges})
        rows = sorted((each for key in keys for each in self._rows.get(key, {}).values()), key=_order)
        cells = {cell: balance for key in keys for cell, balance in self._cells.get(key, {}).items()}
        return replace(self._books, rows=tuple(row for _, row in rows), cube=Cube(cells))

    def take(self, draft: Draft) -> None:
        """Go on with the book as it is when the draft is recorded."""
        self._indicators |= {row.key: _pledge(row, {}) for row in draft.rows if row.kind == Indicator.KIND}
        self._take_rows(draft.rows)
        for posting in draft.postings:
            key = posting.cell.project.split("/")[0]
            self._cells[key] = moved(self._cells.get(key, {}), (posting,))

    def _take_rows(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if row.kind in _BESIDE:
                continue
            shelf = self._rows.setdefault(_pledge(row, self._indicators), {})
            place = (row.kind, row.key)
            if row.body is None:
                for each in self._rows.values():  # a removal does not say what it was about
                    each.pop(place, None)
            else:
                self._count += 1
                shelf[place] = (shelf[place][0] if place in shelf else self._count, row)


def _pledge(row: Row, indicators: dict[str, str]) -> str:
    """The pledge that a row is about; empty for a row of the whole book."""
    body = row.body or {}
    if row.kind == Project.KIND:
        return row.key.split("/")[0]
    return indicators.get(str(body.get("indicator", "")), str(body.get("project", "")).split("/")[0])


def _order(each: tuple[int, Row]) -> tuple[str, int]:
    return each[1].kind, each[0]
