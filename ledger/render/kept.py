"""A document kept in the book: packed into bytes that stay readable, and its figures beside those of another."""

import gzip
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from ledger.model.document import Block, Document, Fields, Grid, Heading, Note, Sheet, Stamp, Title
from ledger.model.entry import LARGEST_FILE
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.render.flat import amounts
from ledger.render.formats.json import draw

Json = dict[str, Any]


def pack(document: Document) -> list[bytes]:
    """Its JSON, compressed, in as many parts as files of the book need."""
    whole = gzip.compress(draw(document), mtime=0)
    return [whole[start : start + LARGEST_FILE] for start in range(0, len(whole), LARGEST_FILE)]


def unpack(parts: Iterable[bytes]) -> Document:
    """The document as it was packed: all that it says, without formulas, charts and pictures."""
    return _document(json.loads(gzip.decompress(b"".join(parts))))


class Differing(NamedTuple):
    """A figure that two documents do not share: its table and labels, and what each prints; empty where it has none."""

    table: str
    row: str
    column: str
    was: str
    now: str


def differing(old: Document, new: Document) -> list[Differing]:
    """The figures that differ, table by table in the old order; other words do not count."""
    before, after = _figures(old), _figures(new)
    places = [*before, *(place for place in after if place not in before)]
    return [
        Differing(*place[:3], was[1], now[1])
        for place in places
        if (was := before.get(place, _NONE))[0] != (now := after.get(place, _NONE))[0]
    ]


_NONE: tuple[object, str] = ((), "")


def _figures(document: Document) -> dict[tuple[str, str, str, int], tuple[object, str]]:
    """By table, labels and how often they came before: the figures of a cell, and its text."""
    found: dict[tuple[str, str, str, int], tuple[object, str]] = {}
    for table in document.tables():
        heads = [_said(row[column] for row in table.rows[: table.heads]) for column in range(table.width)]
        for row, labels in zip(table.rows[table.heads :], _labels(table), strict=True):
            for column, cell in enumerate(row):
                figures = amounts(cell) if cell else ()
                if cell is None or not any(figure.is_number for figure in figures):
                    continue
                place = (table.name, labels, heads[column], 0)
                while place in found:
                    place = (*place[:3], place[3] + 1)
                found[place] = tuple((f.value, f.exponent, f.unit, f.won) for f in figures), cell.text
    return found


def _labels(table: Table) -> Iterator[str]:
    """The labels of each row below the headers; one that covers several rows stands for all of them."""
    above: list[str] = [""] * table.labels
    until = [0] * table.labels
    for place, row in enumerate(table.rows[table.heads :]):
        for column, cell in enumerate(row[: table.labels]):
            if cell is not None:
                above[column], until[column] = cell.text.strip(), place + cell.rows
            elif until[column] <= place:
                above[column] = ""
        yield " ".join(text for text in above if text)


def _said(cells: Iterable[TableCell | None]) -> str:
    return " ".join(cell.text for cell in cells if cell)


def _document(said: Json) -> Document:
    stamp = dict(said["stamp"])
    day = date.fromisoformat(stamp.pop("as_of"))
    options = tuple(stamp.pop("options").items())
    return Document(
        title=said["title"],
        subject=said["subject"],
        sheets=tuple(Sheet(each["name"], tuple(_blocks(each["blocks"]))) for each in said["sheets"]),
        stamp=Stamp(as_of=day, options=options, **stamp),
    )


def _blocks(blocks: Iterable[Json]) -> Iterator[Block]:
    for each in blocks:
        match each["kind"]:
            case "title":
                yield Title(each["text"])
            case "heading":
                yield Heading(each["text"])
            case "note":
                yield Note(each["text"])
            case "fields":
                yield Fields(tuple(tuple((pair["label"], pair["value"]) for pair in row) for row in each["rows"]))
            case "photos":
                yield from (Note(caption) for caption in each["captions"])
            case "table":
                yield Grid(_table(each))
            case _:
                pass  # a chart draws a table that is there


def _table(said: Json) -> Table:
    return Table(
        name=said["name"],
        title=said["title"],
        unit=said["unit"],
        rounding=said["rounding"],
        measures=tuple(said["measures"]),
        heads=said["heads"],
        labels=said["labels"],
        rows=tuple(tuple(None if cell is None else _cell(cell) for cell in row) for row in said["rows"]),
        notes=tuple(said["notes"]),
    )


def _cell(said: Json) -> TableCell:
    figures = tuple(_figure(each) for each in said.get("figures", ()))
    return TableCell(said["text"], figures, Role(said["role"]), said.get("rows", 1), said.get("columns", 1))


def _figure(said: Json) -> Figure:
    whole, _, decimals = str(said.get("value", 0)).partition(".")
    return Figure(
        value=int(whole + decimals),
        exponent=-len(decimals),
        unit=said.get("unit", ""),
        kind=Kind(said["kind"]),
        won=said.get("won"),
    )
