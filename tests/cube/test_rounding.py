from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.cube.rounding import Path, Rounded, Spot, controlled, half_up, truncated, up

MILLION = 1_000_000
Cells = dict[tuple[Path, str], int]

rows = st.sampled_from(
    [("1", "국비"), ("1", "시비"), ("2", "국비"), ("2", "시비"), ("2", "기타"), ("3",), ("4", "1", "국비")]
)
spots = st.tuples(rows, st.sampled_from(["2022H2", "2023", "2024", "after"]))


def tables(unit: int, size: int) -> st.SearchStrategy[Cells]:
    return st.dictionaries(spots, st.integers(-5 * unit, 5 * unit), min_size=1, max_size=size)


def exact_of(cells: Cells) -> dict[Spot, int]:
    sums: dict[Spot, int] = {}
    for (row, period), won in cells.items():
        for depth in range(len(row) + 1):
            for column in (period, None):
                spot = Spot(row[:depth], column)
                sums[spot] = sums.get(spot, 0) + won
    return sums


def cost_of(printed: Mapping[Spot, int], cells: Cells, unit: int) -> int:
    """Weighted distance from the exact amounts, the grand total left out: it is fixed at its nearest."""
    lines = {row for row, _ in cells}

    def weight(spot: Spot) -> int:
        if not spot.path or (spot.period is None and len(spot.path) == 1):
            return 100
        return 1 if spot.path in lines and spot.period is not None else 10

    return sum(
        weight(spot) * abs(printed[spot] * unit - won)
        for spot, won in exact_of(cells).items()
        if spot != Spot((), None)
    )


def cheapest(cells: Cells, unit: int) -> int:
    """The least cost over every way to take floors and ceilings of the cells."""
    exact, best = exact_of(cells), []
    for choice in product(*[(won // unit, -(-won // unit)) for won in cells.values()]):
        printed = exact_of(dict(zip(cells, choice, strict=True)))
        near = all(abs(printed[spot] * unit - won) < unit for spot, won in exact.items())
        if near and printed[Spot((), None)] == half_up(exact[Spot((), None)], unit):
            best.append(cost_of(printed, cells, unit))
    return min(best)


@pytest.mark.parametrize(
    ("won", "by_half_up", "by_truncation", "by_up"),
    [
        (2_301_984_000, 2302, 2301, 2302),
        (1_458_312_000, 1458, 1458, 1459),
        (500_000, 1, 0, 1),
        (499_999, 0, 0, 1),
        (-500_000, -1, 0, -1),
        (-1_499_999, -1, -1, -2),
        (3_000_000, 3, 3, 3),
        (0, 0, 0, 0),
    ],
)
def test_one_amount_in_a_coarser_unit(won: int, by_half_up: int, by_truncation: int, by_up: int) -> None:
    assert (half_up(won, MILLION), truncated(won, MILLION), up(won, MILLION)) == (by_half_up, by_truncation, by_up)


@given(st.integers(-(10**15), 10**15), st.sampled_from([1, 3, 1000, MILLION, 10**8]))
def test_the_three_policies_mirror_at_zero_and_stay_within_a_unit(won: int, unit: int) -> None:
    for policy in (half_up, truncated, up):
        assert policy(-won, unit) == -policy(won, unit)
        assert abs(policy(won, unit) * unit - won) < unit
    assert abs(half_up(won, unit) * unit - won) * 2 <= unit


@given(st.sampled_from([2, 10, 1000, MILLION]).flatmap(lambda unit: st.tuples(st.just(unit), tables(unit, 28))))
@settings(max_examples=300, deadline=None)
def test_every_sum_closes_and_every_number_is_within_one_unit(case: tuple[int, Cells]) -> None:
    unit, cells = case
    printed, exact = controlled(cells, unit).printed, exact_of(cells)
    assert printed.keys() == exact.keys()
    assert printed == exact_of({cell: printed[Spot(*cell)] for cell in cells})
    assert all(abs(printed[spot] * unit - won) < unit for spot, won in exact.items())
    assert printed[Spot((), None)] == half_up(exact[Spot((), None)], unit)


@given(st.sampled_from([2, 10, 1000]).flatmap(lambda unit: st.tuples(st.just(unit), tables(unit, 9))))
@settings(max_examples=200, deadline=None)
def test_no_other_rounding_is_cheaper(case: tuple[int, Cells]) -> None:
    unit, cells = case
    assert cost_of(controlled(cells, unit).printed, cells, unit) == cheapest(cells, unit)


@settings(deadline=None)
@given(tables(1000, 20), st.randoms(use_true_random=False))
def test_the_order_of_the_cells_does_not_matter(cells: Cells, random: object) -> None:
    shuffled = list(cells.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert controlled(dict(shuffled), 1000) == controlled(cells, 1000)


@given(tables(50, 20))
def test_whole_amounts_are_untouched(cells: Cells) -> None:
    whole = {cell: won * MILLION for cell, won in cells.items()}
    assert controlled(whole, MILLION).printed == exact_of(cells)


def test_a_row_that_would_not_add_up_gives_way_in_its_cells_first() -> None:
    cells: Cells = {(("1", "국비"), year): 1_400_000 for year in ("2023", "2024", "2025")}
    cells |= {(("2", "국비"), year): 1_600_000 for year in ("2023", "2024", "2025")}
    printed = controlled(cells, MILLION).printed
    assert printed[Spot((), None)] == 9
    assert [printed[Spot((), year)] for year in ("2023", "2024", "2025")] == [3, 3, 3]
    assert [printed[Spot((project,), None)] for project in "12"] == [4, 5]


def test_blank_cells_stay_blank_and_an_empty_table_is_empty() -> None:
    cells: Cells = {(("1", "국비"), "2023"): 0, (("1", "시비"), "2024"): 700_000}
    printed = controlled(cells, MILLION).printed
    assert Spot(("1", "국비"), "2024") not in printed
    assert printed[Spot(("1", "국비"), "2023")] == 0
    assert controlled({}, MILLION) == Rounded({})


def test_money_stands_on_leaves() -> None:
    with pytest.raises(ValueError, match="below another"):
        controlled({(("1",), "2023"): 1, (("1", "국비"), "2023"): 1}, MILLION)
