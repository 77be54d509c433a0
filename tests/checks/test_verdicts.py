import pytest

from ledger.checks.documents import GRAIN, Captured
from ledger.checks.verdicts import Judgement, Outcome, factor_of_ten, judge
from ledger.cube.intervals import Policy
from tests.checks.tables import table

MILLION = 1_000_000 * GRAIN


def judged(text: str, *relations: str, unit: str = "백만원") -> list[Judgement]:
    return judge(Captured([table(text, relations, unit=unit)]))


def outcome(text: str, relation: str, unit: str = "백만원") -> Outcome:
    (only,) = judged(text, relation, unit=unit)
    return only.outcome


@pytest.mark.parametrize(
    ("stated", "unit", "expected"),
    [
        ("4,969", "백만원", Outcome.AGREES),
        ("4,970", "백만원", Outcome.ROUNDING),
        ("4,972", "백만원", Outcome.CONTRADICTION),
        ("4,970", "원", Outcome.CONTRADICTION),
        ("4,970", "명", Outcome.CONTRADICTION),
        ("4,970", "㎡", Outcome.ROUNDING),
        ("", "백만원", Outcome.CONTRADICTION),
        ("약 5,000", "백만원", Outcome.UNKNOWN),
        ("약 4,969", "백만원", Outcome.AGREES),
        ("4,97①", "백만원", Outcome.UNKNOWN),
    ],
)
def test_a_total_of_printed_parts(stated: str, unit: str, expected: Outcome) -> None:
    assert outcome(f"a\tb\n가\t1,422\n나\t3,547\n계\t{stated}", "column: B4 = B2:B3", unit) is expected


@pytest.mark.parametrize(
    ("stated", "parts", "policy", "expected"),
    [
        ("7,236백만원", ("2,301,984천원", "4,935,266천원"), Policy.SUM_OF_TRUNCATED, Outcome.ROUNDING),
        ("1,459백만원", ("1,121,978천원", "336,334천원"), Policy.UP, Outcome.ROUNDING),
        ("2,117백만원", ("1,542,562천원", "573,792천원"), Policy.SUM_OF_ROUNDED, Outcome.ROUNDING),
        ("6,487백만원", ("5,287,975천원", "1,200,000천원"), Policy.TRUNCATED, Outcome.ROUNDING),
        ("4,970백만원", ("1,422,308천원", "3,547,467천원"), Policy.HALF_UP, Outcome.AGREES),
        ("23,550백만원", ("18,108,299천원", "4,545,610천원"), None, Outcome.CONTRADICTION),
    ],
)
def test_the_habits_of_one_report(stated: str, parts: tuple[str, str], policy: Policy, expected: Outcome) -> None:
    (only,) = judged(f"a\tb\n계\t{stated}\n가\t{parts[0]}\n나\t{parts[1]}", "unit: B2 = B3:B4")
    assert (only.outcome, only.policy) == (expected, policy)


def test_the_habit_of_a_table_is_no_finding_and_what_leaves_it_is_named() -> None:
    lines = [
        "가\t2,301\t2,301,984천원",
        "나\t5,287\t5,287,975천원",
        "다\t6,487\t6,487,975천원",
        "라\t4,970\t4,969,775천원",
    ]
    text = "\n".join(["a\tb\tc", *lines])
    found = judged(text, *(f"unit same: B{row} = C{row}" for row in range(2, 6)))
    assert [each.outcome for each in found] == [Outcome.AGREES] * 3 + [Outcome.ROUNDING]
    assert (found[3].policy, found[3].usual) == (Policy.HALF_UP, Policy.TRUNCATED)


def test_decimals_of_a_sheet_are_as_fine_as_the_finest() -> None:
    assert outcome("a\tb\n가\t12000\n나\t0.5\n계\t12000.9", "column: B4 = B2:B3") is Outcome.CONTRADICTION


@pytest.mark.parametrize(
    ("share", "expected"),
    [("53.5", Outcome.AGREES), ("53.4", Outcome.ROUNDING), ("53.6", Outcome.CONTRADICTION)],
)
def test_an_average_is_rounded_or_cut(share: str, expected: Outcome) -> None:
    (only,) = judged(f"a\tb\tc\td\n가\t55,059\t1,030\t{share}", "ratio: D2 = B2 / C2", unit="명")
    assert only.outcome is expected


def test_what_is_not_stated_is_not_judged() -> None:
    assert judged("a\tb\tc\td\n가\t-\t-\t-", "share: D2 = B2 / C2") == []
    assert judged("a\tb\tc\n가\t\t5", "unit same: B2 = C2") == []


def test_an_unreadable_part_has_the_value_that_closes() -> None:
    (only,) = judged("a\tb\n가\t1,4\n나\t3,547\n계\t4,969", "column: B4 = B2:B3")
    assert (only.outcome, only.closes) == (Outcome.UNKNOWN, 1_422 * MILLION)


@pytest.mark.parametrize(
    ("one", "other", "power"), [("16.9", "169", 1), ("1,265,000", "1,265", -3), ("746", "1,265", None)]
)
def test_a_factor_of_ten(one: str, other: str, power: int | None) -> None:
    captured = Captured([table(f"a\tb\tc\n가\t{one}\t{other}", ["unit same: B2 = C2"], unit="백만원")])
    assert factor_of_ten(judge(captured)[0], captured) == power
