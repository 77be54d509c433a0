"""Twin of adjusting: one whole number for a cell, whichever table prints it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.cube.adjusting import TERM, Adjusted, adjusted
from ledger.cube.balances import Cube
from ledger.model.entry import Balance, Cell, Measure

UNIT = 10
TERM_PERIODS = ("2023", "2024")
cells = st.dictionaries(
    st.builds(
        Cell,
        st.sampled_from(["1/1", "1/2", "2", "3/1/1", "3/1/2"]),
        st.sampled_from(["국비", "시비"]),
        st.sampled_from(["prior", *TERM_PERIODS]),
        st.just(Measure.PLAN),
    ),
    st.integers(-50, 50).map(lambda won: Balance(won, 1)),
    min_size=1,
)


def made(balances: dict[Cell, Balance]) -> Adjusted:
    return adjusted(Cube(balances), Measure.PLAN, UNIT, TERM_PERIODS)


def cells_in(balances: dict[Cell, Balance], node: str, source: str, period: str) -> list[Cell]:
    return [
        cell
        for cell in balances
        if (not node or f"{cell.project}/".startswith(f"{node}/"))
        and source in ("", cell.source)
        and period in ("", cell.period)
    ]


@given(cells)
@settings(max_examples=200, deadline=None)
def test_every_sum_is_that_of_its_cells_and_near_unless_it_is_named(balances: dict[Cell, Balance]) -> None:
    found = made(balances)
    for (node, source, period), printed in found.sums.items():
        parts = cells_in(balances, node, source, period)
        assert printed == sum(found.sums[cell.project, cell.source, cell.period] for cell in parts)
        exact = sum(balances[cell].won for cell in parts)
        is_crossing = bool(source) and len({cell.project for cell in parts}) > 1
        if not is_crossing or (not node and (node, source, period) not in found.gave_way):
            assert abs(printed * UNIT - exact) < UNIT


@given(cells)
@settings(max_examples=200, deadline=None)
def test_the_term_of_every_node_and_source_is_near_unless_it_is_named(balances: dict[Cell, Balance]) -> None:
    found = made(balances)
    for node in {place[0] for place in found.sums}:
        parts = [cell for period in TERM_PERIODS for cell in cells_in(balances, node, "", period)]
        printed = sum(found.sums[cell.project, cell.source, cell.period] for cell in parts)
        off = abs(printed * UNIT - sum(balances[cell].won for cell in parts))
        assert off < UNIT or (node, "", TERM) in found.gave_way


def test_a_place_without_any_cell_has_no_number() -> None:
    found = made({Cell("1", "국비", "2023", Measure.PLAN): Balance(0, 1)})
    assert found.sums["1", "국비", "2023"] == 0
    assert ("1", "시비", "2023") not in found.sums
    assert Adjusted({}, ()) == adjusted(Cube({}), Measure.PLAN, UNIT, TERM_PERIODS)
