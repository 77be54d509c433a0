"""Twin of quantity: what a printed value says in a unit, exactly; whatever is of no known shape is refused."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.errors import Refused
from ledger.model.quantity import Bound, Quantity, Step, check_unit, count_of, figure_of, figure_text, value_of


def number(low: int | Fraction, decimals: int = 0, **more: object) -> Quantity:
    return Quantity(Fraction(low), Fraction(low), decimals, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("100", "명", number(100)),
        ("4,495명", "명", number(4495)),
        ("4495 명", "명", number(4495)),
        ("△3", "%", number(-3)),
        ("95.4", "점", number(Fraction(954, 10), 1)),
        ("95.40%", "%", number(Fraction(954, 10), 2)),
        ("28억8800만원", "원", number(2_888_000_000)),
        ("28억8800만원", "백만원", number(2_888)),
        ("28억8850만원", "백만원", number(Fraction(28885, 10), 1)),
        ("2,888", "백만원", number(2_888)),
        ("38꾸러미", "꾸러미", number(38)),
        ("100 내외", "명", number(100, about=True)),
        ("약 50명", "명", number(50, about=True)),
        ("30여", "명", number(30, about=True)),
        ("30 이상", "개사", number(30, bound=Bound.AT_LEAST)),
        ("최소 30개사", "개사", number(30, bound=Bound.AT_LEAST)),
        ("10건 이하", "건", number(10, bound=Bound.AT_MOST)),
        ("10 미만", "건", number(10, bound=Bound.UNDER)),
        ("10 초과", "건", number(10, bound=Bound.OVER)),
        ("4~5", "점", Quantity(Fraction(4), Fraction(5))),
        ("90.5%~95%", "%", Quantity(Fraction(905, 10), Fraction(95), 1)),
    ],
)
def test_what_a_value_says(text: str, unit: str, value: Quantity) -> None:
    assert value_of(text, unit) == value


@pytest.mark.parametrize(
    "text", ["", "-", "1,23", "1_000", "4회차", "(4)", "S", "3건", "3 4", "100~", "4~5~6", "약 4~5", "٣"]
)
def test_what_cannot_be_read_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        value_of(text, "회")
    assert refusal.value.way_out is not None


def test_a_range_runs_upwards() -> None:
    for text in ("5~4", "5~5"):
        with pytest.raises(Refused, match="does not run upwards"):
            value_of(text, "회")


def test_money_is_no_count_and_too_much_is_refused() -> None:
    for text, unit in (("3억원", "명"), ("1" + "0" * 16, "명"), ("12%", "%p"), ("5%p", "%")):
        with pytest.raises(Refused):
            value_of(text, unit)


def test_grades_and_stages_are_places_in_an_order() -> None:
    grades = ("S", "A", "B")
    assert [value_of(text, "등급", grades) for text in ("S", "a등급", "B 등급")] == [
        Step(0, "S"),
        Step(1, "A"),
        Step(2, "B"),
    ]
    with pytest.raises(Refused, match="none of S, A, B"):
        value_of("C", "등급", grades)


@pytest.mark.parametrize("unit", [*"회건명편%‰점원㎡", "%p", "개사", "백만원", "등급", "m2", "원/명", "건·회"])
def test_units(unit: str) -> None:
    check_unit(unit)


@pytest.mark.parametrize("unit", ["", "100명", "명 회", "명,회", "=명", "이것은아주아주긴단위이름"])
def test_what_is_no_unit(unit: str) -> None:
    with pytest.raises(Refused, match="is no unit"):
        check_unit(unit)


def test_a_count_is_one_exact_number() -> None:
    assert count_of("1,000명") == 1000
    for text in ("", "약 30", "만족", "3 4"):
        with pytest.raises(Refused):
            count_of(text)


def test_rounded_only_when_printed_and_half_away_from_zero() -> None:
    printed = [figure_text(figure_of(Fraction(n, d), 2, "%")) for n, d in ((1, 8), (-1, 8), (1, 3), (2, 3), (0, 1))]
    assert printed == ["0.13%", "△0.13%", "0.33%", "0.67%", "0.00%"]
    assert figure_text(figure_of(Fraction(1_234_567), 0)) == "1,234,567"


@given(st.integers(-(10**12), 10**12), st.integers(0, 3))
def test_what_was_printed_reads_back_as_the_same_number(value: int, decimals: int) -> None:
    exact = Fraction(value, 10**decimals)
    assert value_of(figure_text(figure_of(exact, decimals)), "명") == Quantity(exact, exact, decimals)
