"""Twin of crossing: crossing sums come home where they can, and nested ones never pay for it."""

from collections.abc import Hashable, Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.cube.crossing import Cell, Settled, settled
from ledger.cube.rounding import Spot, controlled, half_up

UNIT = 10
ROWS = [(project, source) for project in "123" for source in ("국비", "시비")]
PERIODS = ("2023", "2024", "after")
Crossing = dict[Hashable, Sequence[Cell]]


def crossing_of(cells: dict[Cell, int]) -> Crossing:
    """Each source over all projects, by period and over all; the periods of the term by project."""
    sums: dict[Hashable, list[Cell]] = {}
    for (row, period), cell in ((cell, cell) for cell in sorted(cells)):
        for name in ((row[1], period), (row[1], ""), *(((row[0], "임기내"),) if period != "after" else ())):
            sums.setdefault(name, []).append(cell)
    return dict(sums)


def nested(cells: dict[Cell, int], values: dict[Cell, int]) -> dict[Spot, tuple[int, int]]:
    """Exact and printed of every nested sum."""
    sums: dict[Spot, tuple[int, int]] = {}
    for (row, period), won in cells.items():
        for depth, column in product(range(len(row) + 1), (period, None)):
            exact, printed = sums.get(Spot(row[:depth], column), (0, 0))
            sums[Spot(row[:depth], column)] = exact + won, printed + values[row, period]
    return sums


def settle(cells: dict[Cell, int]) -> Settled:
    return settled(cells, controlled(cells, UNIT), UNIT, crossing_of(cells))


tables = st.dictionaries(st.tuples(st.sampled_from(ROWS), st.sampled_from(PERIODS)), st.integers(-50, 50), min_size=1)


@given(tables)
@settings(max_examples=300, deadline=None)
def test_nothing_nested_leaves_and_every_crossing_sum_is_that_of_its_parts(cells: dict[Cell, int]) -> None:
    found = settle(cells)
    assert all(abs(value * UNIT - cells[cell]) < UNIT for cell, value in found.cells.items())
    for spot, (exact, printed) in nested(cells, dict(found.cells)).items():
        assert abs(printed * UNIT - exact) < UNIT, spot
        if spot == Spot((), None):
            assert printed == half_up(exact, UNIT)
    for name, parts in crossing_of(cells).items():
        assert found.sums[name] == sum(found.cells[cell] for cell in parts)
        off = abs(found.sums[name] * UNIT - sum(cells[cell] for cell in parts))
        assert (off >= UNIT) == (name in found.gave_way)


@given(tables)
@settings(max_examples=200, deadline=None)
def test_never_more_gives_way_than_without_turning(cells: dict[Cell, int]) -> None:
    plain = controlled(cells, UNIT).printed
    before = sum(
        abs(sum(plain[Spot(*cell)] * UNIT - cells[cell] for cell in parts)) >= UNIT
        for parts in crossing_of(cells).values()
    )
    assert len(settle(cells).gave_way) <= before


def test_a_source_over_three_projects_comes_home() -> None:
    cells: dict[Cell, int] = {((project, "국비"), "2023"): 6 for project in "123"}
    cells |= {((project, "시비"), "2023"): 4 for project in "123"}
    cells |= {((project, source), "2024"): 5 for project in "123" for source in ("국비", "시비")}
    found = settle(cells)
    assert found.gave_way == ()
    assert (found.sums["국비", "2023"], found.sums["시비", "2023"]) in ((2, 1), (1, 2))


def test_what_cannot_close_within_a_unit_is_named() -> None:
    """Three cells of 4 in one row each: the total is 12, printed 1; a crossing sum of the two that are printed 0 and 0
    is 8, which is within a unit. Made of the same cells with the signs turned it is not."""
    cells: dict[Cell, int] = {((str(n),), "2023"): 4 for n in range(6)}
    parts = [((str(n),), "2023") for n in range(6)]
    found = settled(cells, controlled(cells, UNIT), UNIT, {"thrice": parts * 3})
    assert found.sums["thrice"] == 3 * 2
    assert found.gave_way == ("thrice",)
