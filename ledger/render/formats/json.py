"""JSON for programs: the whole document, figures as exact numbers."""

import json
from typing import Any

from ledger.model.document import Block, Chart, Document, Fields, Grid, Heading, Note, Photos, Stamp, Title
from ledger.model.progress import Step, counted, unseen
from ledger.model.table import Figure, Kind, Table, TableCell
from ledger.render.flat import amounts, states

SUFFIX = ".json"

Json = dict[str, Any]


def draw(document: Document, step: Step = unseen) -> bytes:
    """ASCII only, so that no console or mail can damage it.

    A figure's `value` is a whole number in the unit of its table, or an exact decimal string where it has decimals;
    `won` is the amount behind it, where it is known.
    """
    whole: Json = {
        "schema": 1,
        "title": document.title,
        "subject": document.subject,
        "stamp": _stamp(document.stamp),
        "sheets": [
            {"name": sheet.name, "blocks": [_block(block) for block in sheet.blocks]}
            for sheet in counted(document.sheets, step)
        ],
    }
    return (json.dumps(whole, ensure_ascii=True, indent=1) + "\n").encode("ascii")


def _stamp(stamp: Stamp) -> Json:
    return {
        "book": stamp.book,
        "number": stamp.number,
        "head": stamp.head,
        "as_of": stamp.as_of.isoformat(),
        "template": stamp.template,
        "options": dict(stamp.options),
        "tool": stamp.tool,
    }


def _block(block: Block) -> Json:
    match block:
        case Title(text) | Heading(text) | Note(text):
            return {"kind": type(block).__name__.lower(), "text": text}
        case Fields(rows):
            return {
                "kind": "fields",
                "rows": [[{"label": name, "value": value} for name, value in row] for row in rows],
            }
        case Grid(table):
            return {"kind": "table", **_table(table)}
        case Chart():
            return {"kind": "chart", "title": block.title, "drawn": block.drawn.value, "table": block.table}
        case Photos(pictures):
            return {"kind": "photos", "captions": [picture.caption for picture in pictures]}


def _table(table: Table) -> Json:
    return {
        "name": table.name,
        "title": table.title,
        "unit": table.unit,
        "rounding": table.rounding,
        "measures": list(table.measures),
        "heads": table.heads,
        "labels": table.labels,
        "rows": [[None if cell is None else _cell(cell) for cell in row] for row in table.rows],
        "notes": list(table.notes),
    }


def _cell(cell: TableCell) -> Json:
    said: Json = {"text": cell.text, "role": cell.role.value}
    if cell.rows > 1:
        said["rows"] = cell.rows
    if cell.columns > 1:
        said["columns"] = cell.columns
    if figures := amounts(cell):
        said["figures"] = [_figure(figure) for figure in figures]
    return said


def _figure(figure: Figure) -> Json:
    said: Json = {"kind": figure.kind.value}
    if figure.kind in (Kind.ZERO, Kind.VALUE):
        number = states(figure)
        said["value"] = number if isinstance(number, int) else f"{number:f}"
    if figure.unit:
        said["unit"] = figure.unit
    if figure.won is not None:
        said["won"] = figure.won
    return said
