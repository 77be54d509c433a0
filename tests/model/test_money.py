import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.errors import Refused
from ledger.model.money import (
    HUNDRED_MILLION,
    LIMIT,
    MILLION,
    THOUSAND,
    UNITS,
    WON,
    printed,
    stated,
    unit_named,
    within_limit,
)


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("원", WON),
        ("천원", THOUSAND),
        ("백만원", MILLION),
        ("억원", HUNDRED_MILLION),
        (" 백만 원 ", MILLION),
        ("1000", THOUSAND),
    ],
)
def test_a_unit_is_known_by_its_label_or_size(label: str, unit: object) -> None:
    assert unit_named(label) is unit


@pytest.mark.parametrize("label", ["", "만원", "달러", "십억원"])
def test_a_unit_of_no_official_table_is_refused(label: str) -> None:
    with pytest.raises(Refused, match="use one of 원, 천원, 백만원, 억원"):
        unit_named(label)


@pytest.mark.parametrize("won", [0, 1, -1, LIMIT, -LIMIT])
def test_amounts_up_to_the_limit_are_kept(won: int) -> None:
    assert within_limit(won) == won


@pytest.mark.parametrize("won", [LIMIT + 1, -LIMIT - 1, 2**63])
def test_amounts_beyond_the_limit_are_refused(won: int) -> None:
    with pytest.raises(Refused, match="beyond what one amount may be"):
        within_limit(won)


@pytest.mark.parametrize("other", [1.0, True, "1", None])
def test_only_whole_numbers_are_amounts(other: object) -> None:
    with pytest.raises(TypeError):
        within_limit(other)  # type: ignore[arg-type]


@pytest.mark.parametrize(("value", "text"), [(1234567, "1,234,567"), (-19221, "△19,221"), (0, "0"), (999, "999")])
def test_whole_numbers_are_printed_as_in_official_tables(value: int, text: str) -> None:
    assert printed(value) == text


@pytest.mark.parametrize(
    ("won", "unit", "text"),
    [
        (1_500_000, MILLION, "1.5"),
        (-1_500_000, MILLION, "△1.5"),
        (-500, THOUSAND, "△0.5"),
        (1, MILLION, "0.000001"),
        (3_270_000_000, MILLION, "3,270"),
        (1_234_500_000_000, HUNDRED_MILLION, "12,345"),
        (1, HUNDRED_MILLION, "0.00000001"),
        (7, WON, "7"),
        (0, MILLION, "0"),
    ],
)
def test_an_exact_amount_is_stated_with_the_decimals_it_needs(won: int, unit: object, text: str) -> None:
    assert stated(won, unit) == text  # type: ignore[arg-type]


@given(st.integers(-LIMIT, LIMIT), st.sampled_from(UNITS))
def test_whole_units_are_stated_as_they_are_printed(value: int, unit: object) -> None:
    assert stated(value * unit.won, unit) == printed(value)  # type: ignore[attr-defined, arg-type]
