"""Documents in the terminal."""

from ledger.cli.bars import bar_lines
from ledger.cli.lines import folded_lines, left
from ledger.cli.show import columns, say, show, stated_unit
from ledger.cli.tables import Line, table_lines
from ledger.model.document import Block, Chart, Document, Fields, Grid, Heading, Note, Photos, Title
from ledger.model.table import Table
from ledger.model.text import width
from ledger.render.charted import charted


def show_document(document: Document) -> None:
    """Every sheet, one below the other."""
    tables = {table.name: table for table in document.tables()}
    for place, sheet in enumerate(document.sheets):
        if place:
            say()
        for block in sheet.blocks:
            show(
                bar_lines(charted(block, tables[block.table]), columns()) if isinstance(block, Chart) else _lines(block)
            )


def _lines(block: Block) -> list[Line]:
    if isinstance(block, Title):
        return [Line(block.text, "bold"), Line("=" * width(block.text)), Line("")]
    if isinstance(block, Heading):
        return [Line(""), Line(f"□ {block.text}", "bold")]
    if isinstance(block, Fields):
        return _fields(block)
    if isinstance(block, Grid):
        return _grid(block.table)
    if isinstance(block, Photos):
        return [line for picture in block.pictures for line in _note(picture.caption)]
    assert isinstance(block, Note)
    return _note(block.text)


def _fields(block: Fields) -> list[Line]:
    pairs = [pair for row in block.rows for pair in row if pair != ("", "")]  # nothing to say below another
    room = max(width(label) for label, _ in pairs)
    lines = []
    for label, value in pairs:
        first, *rest = folded_lines(value, columns() - room - 2) or [""]
        lines += [Line(f"{left(label, room)}  {first}"), *(Line(" " * (room + 2) + text) for text in rest)]
    return lines


def _grid(table: Table) -> list[Line]:
    drawn = table_lines(table, columns())
    lines = [Line("")]
    unit = stated_unit(table.unit) if table.unit else ""
    if table.title:
        gap = max(1, width(drawn[0].text) - width(table.title) - 2 - width(unit))
        lines.append(Line(f"□ {table.title}{' ' * gap}{unit}".rstrip(), "bold"))
    return [*lines, *drawn, *(line for text in table.notes for line in _note(text))]


def _note(text: str) -> list[Line]:
    first, *rest = folded_lines(text, columns() - 2) or [""]
    return [Line(f"※ {first}"), *(Line(f"  {more}") for more in rest)]
