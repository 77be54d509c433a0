"""What the cells of a captured table print: texts, exact amounts, and where they stand in the file."""

from collections.abc import Sequence
from itertools import pairwise

from ledger.capture.recognition.words import MONEY, plain
from ledger.model.errors import Refused
from ledger.model.money import Unit, within_limit
from ledger.model.table import Figure, Kind, Table, TableCell

_MARKS = " \t\n□■◇◆○●◎▣❍【】〈〉<>"


def texts(row: Sequence[TableCell | None]) -> list[str]:
    """The texts of a row, each on one line; nothing where another cell covers the place."""
    return [" ".join(cell.text.split()) if cell is not None else "" for cell in row]


def where(table: Table, row: int, column: int) -> str:
    """File, sheet and cell."""
    origin = table.origin
    named = (origin.file, origin.sheet) if origin else ()
    return ":".join(filter(None, (*named, table.address(row, column))))


def printed(table: Table) -> str:
    """The title of a table; one in the first of its heads counts where there is none above."""
    if table.title or not table.heads:
        return table.title
    first = next(filter(None, texts(table.rows[0])), "")
    return first.strip(_MARKS) if first[:1] in _MARKS else ""


def unit_stated(table: Table) -> str:
    """The unit of a table; `단위 | 백만원` in its heads counts too, and the 사업 of 단위사업 does not."""
    if table.unit in MONEY:
        return table.unit
    heads = [texts(row) for row in table.rows[: table.heads]]
    for row in heads:
        for label, said in pairwise(row):
            if plain(label) == "단위" and said in MONEY:
                return said
    return "" if any(plain(text) == f"단위{table.unit}" for row in heads for text in row) else table.unit


def amount(cell: TableCell, count: int, unit: Unit) -> list[int | None]:
    """The amounts of a cell in 원, at most `count`: 확보 over (집행). A blank and a dash say nothing.

    ValueError: anything else than exact amounts of money, or more of them.
    """
    if not cell.text.strip() and not cell.unreadable:
        return []
    if cell.unreadable or not cell.figures:
        raise ValueError
    figures = _reading([cell.figures, *cell.others], count)
    rest = cell.text
    for start, end in sorted((figure.span for figure in figures), reverse=True):
        rest = rest[:start] + rest[end:]
    if rest.strip(" ()（）\n\t"):
        raise ValueError
    return [_won(figure, unit) for figure in figures]


def _reading(readings: Sequence[tuple[Figure, ...]], count: int) -> tuple[Figure, ...]:
    """The reading that fits as many measures: what brackets hold is 집행 in a table of 확보(집행), and no minus."""
    pairs = [each for each in readings if len(each) == 2]
    if count > 1 and pairs:
        return pairs[0]
    if len(readings) > 1 or len(readings[0]) > 1:
        raise ValueError
    return readings[0]


def _won(figure: Figure, unit: Unit) -> int | None:
    if figure.kind in (Kind.BLANK, Kind.DASH):
        return None
    if figure.kind is Kind.APPROXIMATE or figure.unit not in ("", "원"):
        raise ValueError
    scale = 1 if figure.unit else unit.won
    won, rest = divmod(figure.value * scale * 10 ** max(figure.exponent, 0), 10 ** max(-figure.exponent, 0))
    if rest:
        raise ValueError
    try:
        return within_limit(won)
    except Refused:
        raise ValueError from None
