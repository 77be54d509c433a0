"""What a workbook prints and what the journal holds, read by openpyxl and sqlite3 alone: no code of the product."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"

PLAN, SECURED, RATES = "연도별 투자계획(사업비)", "연도별 확보(집행)액", "재정확보율·집행률"

Grid = list[list[Any]]
Journal = dict[tuple[str, str, str, str], int]


def document(name: str) -> list[list[str]]:
    """A table of the source document as it is printed: the total row and twelve lines, the sum and seven periods."""
    lines = (HERE / f"{name}.tsv").read_text(encoding="utf-8").split("\n")[:-1]
    return [line.split("\t") for line in lines]


@cache
def opened(path: Path, *, stored: bool = True) -> Any:
    """The workbook with the results stored in it, or with its formulas."""
    return openpyxl.load_workbook(path, data_only=stored)


def tables(path: Path, sheet: str) -> dict[str, Grid]:
    """By title each table of a sheet, its head first: the stored values of all columns."""
    found: dict[str, Grid] = {}
    grid: Grid | None = None
    for row in opened(path)[sheet].iter_rows(values_only=True):
        first = str(row[0] or "")
        if first.startswith("□ "):
            found[first[2:]] = grid = []
        elif first.startswith("※") or all(value is None for value in row):
            grid = None
        elif grid is not None:
            grid.append(list(row))
    return found


def grids(path: Path, sheet: str) -> dict[str, Grid]:
    """The money tables of a sheet without heads and labels: the sum and the seven periods."""
    return {title: [row[2:10] for row in rows[1:]] for title, rows in tables(path, sheet).items() if title != RATES}


def rates(path: Path, sheet: str) -> dict[str, tuple[Any, Any, Any]]:
    """By name the numerator, denominator and value of each rate."""
    head, *rows = tables(path, sheet)[RATES]
    places = [head.index(name) for name in ("분자", "분모", "율(%)")]
    return {str(row[0]): tuple(row[place] for place in places) for row in rows}  # type: ignore[misc]


def stacked(rows: Grid) -> list[tuple[list[Any], list[Any]]]:
    """확보 over (집행): two rows of a sheet are one of the table."""
    return list(zip(rows[::2], rows[1::2], strict=True))


def printed(value: int | None) -> str:
    """An amount as the official table prints it."""
    if value is None:
        return ""
    if value == 0:
        return "-"
    return f"{value:,}" if value > 0 else f"△{-value:,}"


def journal_of(book: Path) -> Journal:
    """원 by project, source, period and measure: the sum of the postings, cells without an entry left out."""
    asked = """SELECT project, source, period, measure, SUM(p.won) FROM postings p JOIN cells c ON c.id = p.cell
               GROUP BY c.id HAVING SUM(p.entries) <> 0"""
    with closing(sqlite3.connect(book)) as tool:
        return {
            (project, source, period, measure): won for project, source, period, measure, won in tool.execute(asked)
        }


def codes_of(book: Path, kind: str) -> list[str]:
    """Keys of a register in the order in which they were recorded."""
    with closing(sqlite3.connect(book)) as tool:
        asked = "SELECT key FROM registers WHERE kind = ? ORDER BY number, line"
        return [key for (key,) in tool.execute(asked, (kind,))]
