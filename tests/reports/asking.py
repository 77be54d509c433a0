"""What the parts of forms are built from, for tests: the small city, where one unit project is another department's."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ledger.cube.books import Books
from ledger.cube.departments import in_charge
from ledger.discover import module_named
from ledger.model.entry import Instruction, Row
from ledger.model.form import Answer, Changed, InputGrid
from ledger.model.money import MILLION
from ledger.model.project import is_within
from ledger.reports.asked import Asked
from ledger.reports.forms import PARTS, part
from tests.bookkeeping import CITY, books_from

AS_OF = date(2024, 1, 15)
SPLIT = '2023-01-01 set\n  + project 5-2/2 name="기업 지원" department=일자리과\n'


def books(lines: str = "", *, split: bool = False) -> Books:
    """The city with what `lines` record on the last day of 2023."""
    return books_from(f"{CITY}{SPLIT if split else ''}2023-12-31 plan\n{lines}", AS_OF)


def asked(of: Books, department: str = "기업지원과") -> Asked:
    """What a department is asked about the one pledge."""
    charge = in_charge(of.projects)
    pledge = of.pledges[0]
    nodes = tuple(p for p in of.projects if is_within(p.key, pledge.key) and charge[p.key] == department)
    return Asked(of, pledge, nodes)


def built(kind: str, what: Asked, **options: object) -> InputGrid | None:
    """The grid of a kind of part."""
    made: InputGrid | None = module_named(PARTS, kind).build(
        what, MILLION, part(kind, {"title": "제목", **options}).options
    )
    return made


def shown(grid: InputGrid | None) -> str:
    """A grid as an officer would read it aloud: heads, then key, labels and inputs of each row, then the sums."""
    assert grid is not None
    lines = [" ; ".join([" ".join(grid.heads), *(f"{column.key}={column.label}" for column in grid.columns)])]
    for row in grid.rows:
        said = ["." if each is None else str(each.won) if each.won is not None else each.text for each in row.inputs]
        below = f" <= {row.below}" if row.below else ""
        lines.append(f"{row.key} ; {' / '.join(row.labels)} ; {' , '.join(said)}{below}")
    lines += [f"= {total.label} {len(total.rows)}: {total.rows[0]} ..." for total in grid.sums]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def answered(said: Mapping[tuple[str, str], int | str | None]) -> Changed:
    """Answers by row and column; their cells are A1, A2..."""
    return {place: Answer(value, f"5-2!A{number}") for number, (place, value) in enumerate(said.items(), 1)}


def recorded(
    kind: str, of: Books, said: Mapping[tuple[str, str], Any], taken: tuple[tuple[str, str], ...] = ()
) -> tuple[list[Instruction], list[Row]]:
    """What a part makes of the answers to what it asked."""
    grid = built(kind, asked(of))
    made: tuple[list[Instruction], list[Row]] = module_named(PARTS, kind).stated(
        of, "5-2", grid, answered(said), MILLION, taken
    )
    return made


def wrong(kind: str, of: Books, said: Mapping[tuple[str, str], Any]) -> dict[tuple[str, str], str]:
    """The reasons why a part cannot take the answers."""
    found = module_named(PARTS, kind).faults(of, built(kind, asked(of)), answered(said))
    return {place: reason.ko for place, reason in found.items()}
