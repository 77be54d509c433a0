"""Twin of indicator: what no indicator, target or actual can be."""

from typing import Any

import pytest

from ledger.model.errors import Refused
from ledger.model.registers.indicator import Actual, Indicator, Target

GOOD: dict[str, Any] = {"name": "이용자 수", "unit": "명", "direction": "higher", "aggregation": "sum"}
VALUE: dict[str, Any] = {"indicator": "K1", "period": "2023", "value": "91"}


def test_an_indicator_may_wait_for_its_direction() -> None:
    assert Indicator.from_body("K1", {"name": "이용자 수", "unit": "명"}).direction is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"direction": "higher,lower"},
        {"aggregation": "total"},
        {"unit": ""},
        {"name": ""},
        {"baseline": "많음"},
        {"baseline_on": "2023. 13. 1."},
        {"grades": ["S", "A"]},
        {"unit": "등급"},
        {"unit": "%", "aggregation": "ratio"},
    ],
)
def test_what_no_indicator_can_be(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        Indicator.from_body("K1", GOOD | wrong)


@pytest.mark.parametrize("wrong", [{"value": ""}, {"on": "2023. 13. 1."}, {"value": "9" * 1_001}])
def test_what_no_value_can_be(wrong: dict[str, Any]) -> None:
    for kind in (Target, Actual):
        with pytest.raises(Refused):
            kind.from_body("K1:2023", VALUE | wrong)


@pytest.mark.parametrize("wrong", [{"numerator": "3"}, {"numerator": "3", "denominator": "0"}])
def test_a_ratio_has_both_counts_and_divides_by_something(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        Actual.from_body("K1:2023", VALUE | wrong)
    assert Actual.from_body("K1:2023", VALUE | {"numerator": "3", "denominator": "4"}).ratio == (3, 4)


def test_the_key_is_that_of_the_indicator_and_the_period() -> None:
    with pytest.raises(Refused, match="K1:2023"):
        Target.from_body("K1 2023", VALUE)
