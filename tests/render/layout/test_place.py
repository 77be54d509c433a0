"""Where everything goes."""

from ledger.model.relation import Place
from ledger.render.layout.place import arrange, row_counts, sheet_names
from tests.render import sample


def test_figures_have_rows_and_columns_of_their_own() -> None:
    arrangement = arrange(sample.report_003())
    plan, secured = arrangement.tables["plan"], arrangement.tables["secured"]

    assert (plan.row(Place(1, 2)), plan.column(Place(1, 2))) == (9, 3)
    assert secured.row(Place(1, 2, 1)) == secured.row(Place(1, 2)) + 1
    assert arrangement.helper == 11
    assert arrangement.sheets[0].last == 51


def test_stacked_rows_are_counted_below_the_headers() -> None:
    plan, secured = sample.whole()

    assert row_counts(plan) == [1] * 14
    assert row_counts(secured) == [1] + [2] * 13


def test_sheets_lie_one_below_the_other_in_the_raw_data() -> None:
    first, second, third = arrange(sample.report_across()).sheets

    assert (first.below, second.below, third.below) == (0, first.last + 1, first.last + second.last + 2)


def test_names_of_sheets_are_such_as_excel_allows() -> None:
    assert sheet_names(["1/2:공약", "원자료", "원자료", "a", "A", "'따옴표'", "가" * 40, "_ledger", ""]) == [
        "1 2 공약",
        "원자료 (2)",
        "원자료 (3)",
        "a",
        "A (2)",
        "따옴표",
        "가" * 31,
        "_ledger (2)",
        "Sheet",
    ]
