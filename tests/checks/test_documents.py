from fractions import Fraction

from ledger.checks.documents import GRAIN, Captured, exact, shown
from ledger.model.relation import Place
from tests.checks.tables import table

TEXT = "사업\t재원\t계\t'23\n\t\t5,322 (4)\t1\n가\t국비\t18\t16.9백만원\n\t시비\t\t-"


def captured() -> Captured:
    return Captured([table(TEXT, ["row: C2 = D2", "row: C2#1 = D4", "row: C3 = D3"], unit="천원", labels=2)])


def test_amounts_have_their_unit_worked_in() -> None:
    tables = captured()
    assert tables[Place(1, 2, 0, "표")].grains == 5_322_000 * GRAIN
    assert tables[Place(1, 2, 1, "표")].grains == 4_000 * GRAIN
    assert tables[Place(2, 3, 0, "표")].grains == 16_900_000 * GRAIN
    assert tables[Place(2, 3, 0, "표")].unit == "백만원"
    assert tables[Place(3, 3, 0, "표")].is_nothing


def test_a_place_is_called_by_its_labels_which_are_filled_down() -> None:
    tables = captured()
    assert tables.called(Place(3, 3, 0, "표")) == "가 시비 '23 (D4)"
    assert tables.where(Place(1, 2, 0, "표")).row is None
    assert tables.where(Place(1, 2, 0, "표")).column == "계"


def test_a_label_that_states_its_total_is_called_without_it() -> None:
    tables = Captured([table("과제\t금액\n혁신 (31,221,861천원)\t5", ["label: A2 = B2"])])
    assert tables.where(Place(1, 0, 0, "표")).row == "혁신"


def test_amounts_in_print_and_for_machines() -> None:
    assert shown(-1_500_000 * GRAIN, "백만원") == "△1.5"
    assert shown(Fraction(723, 355) * GRAIN, "%", 2) == "2.04"
    assert exact(31_221_861_000 * GRAIN, "원") == 31_221_861_000
    assert exact(-GRAIN // 2, "원") == "-0.5"
    assert exact(60 * GRAIN, "%") == "60"
    assert exact(7 * GRAIN, "명") == 7
