"""주관부서: who is in charge of which project, under which name, and of how much."""

from collections.abc import Iterable, Mapping

from ledger.cube.names import Names
from ledger.model.entry import Balance, Cell, Measure
from ledger.model.project import parent
from ledger.model.registers.department import Department

Sums = dict[str, dict[Measure, int | None]]


def present_name(departments: Iterable[Department], name: str) -> str:
    """The name that a department has now; a name that no department had before is its own."""
    every = {each.key: each for each in departments}
    if name in every:
        return name
    return next((each.key for each in every.values() if name in each.formerly), name)


def in_charge(names: Names, project: str) -> str:
    """The department of a project: its own, else that of the nearest project above it; empty where none is."""
    path: str | None = project
    while path is not None:
        if department := names.projects[path].department:
            return department
        path = parent(path)
    return ""


def sums_by_department(names: Names, cells: Mapping[Cell, Balance]) -> Sums:
    """Department -> measure -> 원 (None: nothing recorded), every cell counted once, in the order of the projects."""
    sums: Sums = {}
    for project in names.projects:
        sums.setdefault(in_charge(names, project), dict.fromkeys(Measure))
    for cell, balance in cells.items():
        if cell.project in names.projects and not balance.is_blank:
            own = sums[in_charge(names, cell.project)]
            own[cell.measure] = (own[cell.measure] or 0) + balance.won
    return sums
