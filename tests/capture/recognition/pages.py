"""Small documents for the tests: grids written as text, and the tables of official documents kept beside this file."""

from pathlib import Path

from ledger.capture.file import File
from ledger.capture.pages import pages_of
from ledger.capture.recognition import recognise
from ledger.model.page import Page, PageGrid
from ledger.model.table import Kind, Origin, Table

TABLES = Path(__file__).parent / "tables"
ORIGIN = Origin("test.txt", "0" * 64)


def tables(text: str, **options: dict[str, str]) -> list[Table]:
    """The tables of a document given as text: tabs or pipes between cells, prose between tables."""
    return recognise(pages_of(File("test.txt", text.encode())), **options)


def table(text: str) -> Table:
    """The one table of a text."""
    [only] = tables(text)
    return only


def kept(name: str) -> str:
    return (TABLES / f"{name}.txt").read_text(encoding="utf-8")


def grid(rows: list[tuple[str, ...]]) -> Page:
    size = len(rows[0]) if rows else 0
    return Page(ORIGIN, (PageGrid(texts=rows, lines=range(1, len(rows) + 1), columns=range(1, size + 1)),))


def sums(found: Table) -> dict[str, str]:
    """Sums as `B2 = B3+B4`, by their scope."""
    return {spelled(found, relation): relation.scope for relation in found.relations}


def spelled(found: Table, relation) -> str:
    def at(place):
        if place.table:
            return place.table
        figure = f"/{place.figure}" if place.figure else ""
        return found.address(place.row, place.column) + figure

    parts = "".join(("-" if part.sign < 0 else "+") + at(part.place) for part in relation.parts)
    return f"{at(relation.total)} = {parts.lstrip('+')}"


def broken(found: list[Table]) -> list[str]:
    """The exact sums that do not add up, by the address of their total."""
    by_name = {each.name: each for each in found}
    return [
        each.address(*relation.total[:2])
        for each in found
        for relation in each.relations
        if relation.operation == "sum" and relation.scope not in ("share-sum", "unit")
        if worth(by_name, each, relation.total)
        != sum(part.sign * worth(by_name, each, part.place) for part in relation.parts)
    ]


def worth(by_name: dict[str, Table], own: Table, place) -> int:
    """The figure in thousandths of the table's unit."""
    figure = by_name.get(place.table, own).figure(place)
    if figure is None or figure.kind in (Kind.BLANK, Kind.DASH):
        return 0
    exponent = figure.exponent - (3 if figure.unit == "원" and own.unit == "천원" else 0)
    return figure.value * 10 ** (exponent + 3)
