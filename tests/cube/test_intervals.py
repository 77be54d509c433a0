from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.cube.intervals import Policy, Printed, Verdict, allowances, explain, quotient, weigh
from ledger.cube.rounding import half_up, truncated, up
from ledger.model.finding import Class

THOUSAND, MILLION = 1_000, 1_000_000
ROUNDINGS: dict[Policy, Callable[[int, int], int]] = {
    Policy.HALF_UP: half_up,
    Policy.TRUNCATED: truncated,
    Policy.UP: up,
}


def total(policy: Policy, exact: list[int], unit: int) -> int:
    if policy is Policy.SUM_OF_ROUNDED:
        return sum(half_up(won, unit) for won in exact)
    if policy is Policy.SUM_OF_TRUNCATED:
        return sum(truncated(won, unit) for won in exact)
    return ROUNDINGS[policy](sum(exact), unit)


@pytest.mark.parametrize(
    ("name", "stated", "parts", "policy"),
    [
        ("마곡 (F04)", 7_236, (2_301_984, 4_935_266), Policy.SUM_OF_TRUNCATED),
        ("G밸리 (F05)", 1_459, (1_121_978, 336_334), Policy.UP),
        ("1인미디어 (F06)", 2_117, (1_542_562, 573_792), Policy.SUM_OF_ROUNDED),
        ("상상타운 (F07)", 4_970, (1_422_308, 3_547_467), Policy.HALF_UP),
        ("뷰티·패션 (F08)", 6_487, (5_287_975, 1_200_000), Policy.TRUNCATED),
        ("우수창업기업", 4_360, (2_790_000, 422_434, 1_147_593), Policy.HALF_UP),
    ],
)
def test_the_habits_of_one_report(name: str, stated: int, parts: tuple[int, ...], policy: Policy) -> None:
    verdict = explain(stated, parts, MILLION, THOUSAND)
    assert (verdict.klass, verdict.policy) == (Class.ROUNDING, policy), name


def test_the_face_of_a_report_explains_a_unit_but_not_more() -> None:
    assert explain(4_970, (1_422, 3_547), MILLION, MILLION).policy is Policy.HALF_UP
    assert explain(4_968, (1_422, 3_547), MILLION, MILLION).policies == (Policy.HALF_UP, Policy.UP)
    assert explain(4_967, (1_422, 3_547), MILLION, MILLION).klass is Class.CONTRADICTION
    assert explain(4_972, (1_422, 3_547), MILLION, MILLION).klass is Class.CONTRADICTION


def test_a_lost_row_and_two_versions_of_a_line_are_contradictions() -> None:
    lost = explain(31_221_861, (30_325_549,), THOUSAND, THOUSAND)
    assert lost == Verdict(31_221_861_000, 30_325_549_000, ())
    assert (lost.klass, lost.policy, lost.difference) == (Class.CONTRADICTION, None, 896_312_000)
    assert explain(1_265, (746_000,), MILLION, THOUSAND).klass is Class.CONTRADICTION


def test_what_agrees_has_no_class_and_needs_no_policy() -> None:
    verdict = explain(2_500, (2_000_000, 500_000), MILLION, THOUSAND)
    assert (verdict.klass, verdict.policy, verdict.difference) == (None, None, 0)
    assert verdict.policies == tuple(Policy)
    assert explain(5, (), MILLION, MILLION).klass is Class.CONTRADICTION
    assert explain(0, (), MILLION, MILLION).klass is None


def test_won_are_exact() -> None:
    assert explain(10, (3, 8), 1, 1).klass is Class.CONTRADICTION


@pytest.mark.parametrize("parts", range(1, 7))
def test_how_far_printed_parts_may_stray_from_their_total(parts: int) -> None:
    """Half-up: less than (n+1)/2 units; truncation: 0..n-1; rounding up: -(n-1)..0 (features.md, row 19)."""
    printed = [10] * parts
    allowed = {
        policy: [d for d in range(-9, 10) if policy in explain(10 * parts + d, printed, MILLION, MILLION).policies]
        for policy in Policy
    }
    assert allowed[Policy.HALF_UP] == [d for d in range(-9, 10) if 2 * abs(d) < parts + 1]
    assert allowed[Policy.TRUNCATED] == list(range(parts))
    assert allowed[Policy.UP] == list(range(1 - parts, 1))
    assert allowed[Policy.SUM_OF_ROUNDED] == allowed[Policy.SUM_OF_TRUNCATED] == [0]


@pytest.mark.parametrize("unit", [1, 2, 3, 4])
@pytest.mark.parametrize("policy", ROUNDINGS)
def test_intervals_of_signed_parts_agree_with_brute_force(policy: Policy, unit: int) -> None:
    rounded = ROUNDINGS[policy]
    seen = {
        ((rounded(a, unit), rounded(b, unit)), rounded(a + b, unit))
        for a, b in product(range(-4 * unit, 4 * unit + 1), repeat=2)
    }
    for parts in product(range(-2, 3), repeat=2):
        for stated in range(-6, 7):
            assert (policy in explain(stated, parts, unit, unit).policies) == ((parts, stated) in seen)


exact_parts = st.lists(st.integers(-(10**11), 10**11), min_size=1, max_size=12)


@given(exact_parts, st.sampled_from(Policy), st.sampled_from([THOUSAND, MILLION]))
def test_a_total_printed_under_a_policy_is_explained_by_one_that_prints_it(
    exact: list[int], policy: Policy, unit: int
) -> None:
    stated = total(policy, exact, unit)
    verdict = explain(stated, exact, unit, 1)
    assert policy in verdict.policies
    assert verdict.klass is not Class.CONTRADICTION
    assert all(total(named, exact, unit) == stated for named in verdict.policies)
    assert verdict.policies == tuple(sorted(verdict.policies, key=list(Policy).index))


@given(exact_parts, st.sampled_from(list(ROUNDINGS)), st.sampled_from([THOUSAND, MILLION]))
def test_parts_and_total_printed_under_one_policy_never_contradict(exact: list[int], policy: Policy, unit: int) -> None:
    rounded = ROUNDINGS[policy]
    verdict = explain(rounded(sum(exact), unit), [rounded(won, unit) for won in exact], unit, unit)
    assert policy in verdict.policies
    assert verdict.klass is not Class.CONTRADICTION


@given(exact_parts, st.integers(1, 10**6), st.sampled_from([-1, 1]))
def test_a_difference_beyond_every_policy_is_a_contradiction(exact: list[int], beyond: int, sign: int) -> None:
    every = [total(policy, exact, MILLION) for policy in Policy]
    outside = max(every) + beyond if sign > 0 else min(every) - beyond
    verdict = explain(outside, exact, MILLION, 1)
    assert verdict.policies == ()
    assert verdict.klass is Class.CONTRADICTION
    assert verdict.difference == outside * MILLION - sum(exact)


def test_a_total_in_a_finer_unit_than_its_parts() -> None:
    assert explain(7_237_250, (2_302, 4_935), THOUSAND, MILLION).policy is Policy.HALF_UP
    assert explain(7_239_000, (2_302, 4_935), THOUSAND, MILLION).klass is Class.CONTRADICTION


def test_every_policy_has_its_label() -> None:
    assert [policy.label.ko for policy in Policy] == [
        "반올림",
        "절사",
        "반올림한 내역의 합",
        "절사한 내역의 합",
        "올림",
    ]


def test_parts_in_units_of_their_own() -> None:
    parts = [Printed(2_301_984, THOUSAND), Printed(4_935, MILLION)]
    assert weigh(Printed(7_237, MILLION), parts).policy is Policy.HALF_UP
    assert weigh(Printed(7_239, MILLION), parts).klass is Class.CONTRADICTION


@given(exact_parts, st.integers(-5, 5), st.sampled_from([1, THOUSAND]))
def test_allowances_say_just_which_differences_a_policy_explains(parts: list[int], off: int, part_unit: int) -> None:
    printed = [Printed(half_up(part, THOUSAND * part_unit), part_unit) for part in parts]
    stated = Printed(half_up(sum(each.amount for each in printed), THOUSAND) + off, THOUSAND)
    verdict = weigh(stated, printed)
    allowed = {each.policy for each in allowances(stated, printed) if each.low <= verdict.difference <= each.high}
    assert allowed == set(verdict.policies)


@pytest.mark.parametrize(
    ("stated", "policies"),
    [(597, (Policy.HALF_UP, Policy.TRUNCATED)), (598, ()), (596, ())],
)
def test_a_share_in_tenths(stated: int, policies: tuple[Policy, ...]) -> None:
    found = quotient(Printed(stated, 100), Printed(488, 1), Printed(817, 1), 100 * THOUSAND)
    assert (found.policies, found.by_inputs) == (policies, False)
    assert 59_730 < found.computed < 59_731


def test_a_share_of_rounded_figures() -> None:
    found = quotient(Printed(335, 100), Printed(1, MILLION), Printed(3, MILLION), 100 * THOUSAND)
    assert (found.policies, found.by_inputs) == ((Policy.HALF_UP,), True)
    assert quotient(Printed(900, 100), Printed(1, MILLION), Printed(3, MILLION), 100 * THOUSAND).policies == ()
