"""A listing, and what it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from ledger.api.books import narrowed, read_books
from ledger.api.desk import Desk
from ledger.cube.books import Books
from ledger.model.project import Project
from ledger.model.text import Text


class Listing(NamedTuple):
    """What is listed: for people (`amounts` are the columns of amounts), and as JSON, amounts in 원."""

    heads: tuple[Text, ...]
    rows: Sequence[tuple[str, ...]]
    records: list[dict[str, Any]]
    amounts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Asked:
    """The desk, the dates and the conditions of a listing; the book is read when it is looked at."""

    desk: Desk
    as_of: date | None = None
    since: date | None = None
    department: str = ""
    field: str = ""
    status: str = ""

    @cached_property
    def books(self) -> Books:
        """The book as of the date."""
        return read_books(self.desk, self.as_of)

    def pledges(self, books: Books) -> tuple[Project, ...]:
        """The pledges of a book that match the conditions."""
        return narrowed(books, department=self.department, field=self.field, status=self.status)


def public(project: Project) -> dict[str, Any]:
    """The fields of a project without the names and telephones of people."""
    return {name: value for name, value in project.body().items() if name != "contacts"}
