"""주관부서: who is in charge of which project, under which name, and of how much."""

from collections.abc import Iterable, Mapping

from ledger.model.entry import Balance, Cell, Measure
from ledger.model.project import Project, parent
from ledger.model.registers.department import Department

Sums = dict[str, dict[Measure, int | None]]


def present_name(departments: Iterable[Department], name: str) -> str:
    """The name that a department has now; a name that no department had before is its own."""
    every = {each.key: each for each in departments}
    if name in every:
        return name
    return next((each.key for each in every.values() if name in each.formerly), name)


def in_charge(projects: Iterable[Project]) -> Mapping[str, str]:
    """Path of each project -> its 주관부서, or that of the nearest project above it which has one; empty where none
    has. Projects come after those above them."""
    found: dict[str, str] = {}
    for project in projects:
        found[project.key] = project.department or found.get(parent(project.key) or "", "")
    return found


def sums_by_department(projects: Iterable[Project], cells: Mapping[Cell, Balance]) -> Sums:
    """Department -> measure -> 원 (None: nothing recorded), every cell counted once, in the order of the projects."""
    charge = in_charge(projects)
    sums: Sums = {department: dict.fromkeys(Measure) for department in charge.values()}
    for cell, balance in cells.items():
        if cell.project in charge and not balance.is_blank:
            own = sums[charge[cell.project]]
            own[cell.measure] = (own[cell.measure] or 0) + balance.won
    return sums
