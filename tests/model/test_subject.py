"""What a row and a column are about meets in the figure of their cell."""

import pytest

from ledger.model.subject import Made, Subject, Sum, crossed


def test_the_row_goes_before_the_column() -> None:
    row = Subject(Sum(projects=("5-2",), periods=("2024",)))
    column = Subject(Sum("plan", periods=("2023", "2024")), Sum("secured"), Made.RATIO)
    both = Sum("plan", ("5-2",), "", ("2024",))
    assert crossed(row, column) == Subject(both, both._replace(measure="secured"), Made.RATIO)


def test_the_measure_of_the_figure_fills_the_gap() -> None:
    assert crossed(Subject(), Subject(), "executed").first == Sum("executed")
    assert crossed(Subject(), Subject(Sum("plan")), "executed").first == Sum("plan")


@pytest.mark.parametrize(
    ("asked", "cell", "holds"),
    [
        (Sum("plan"), ("5-2/1", "시비", "2023", "plan"), True),
        (Sum("plan"), ("5-2/1", "시비", "2023", "secured"), False),
        (Sum("plan", ("5-2",)), ("5-2/1", "시비", "2023", "plan"), True),
        (Sum("plan", ("5-2",)), ("5-20", "시비", "2023", "plan"), False),
        (Sum("plan", source="국비"), ("5-2/1", "시비", "2023", "plan"), False),
        (Sum("plan", periods=("2022", "2023")), ("5-2/1", "시비", "2023", "plan"), True),
        (Sum("plan", periods=("2022",)), ("5-2/1", "시비", "2023", "plan"), False),
    ],
)
def test_a_sum_knows_its_cells(asked: Sum, cell: tuple[str, str, str, str], holds: bool) -> None:
    assert asked.holds(*cell) is holds


@pytest.mark.parametrize(
    "subject",
    [
        Subject(),
        Subject(Sum("plan", ("5-2", "6"), "시비", ("2023",), 7, "2023-12-31"), stated="총계", made=Made.BEYOND),
        Subject(Sum("plan"), Sum("secured"), Made.GROWTH),
    ],
)
def test_it_comes_back_as_it_was_packed(subject: Subject) -> None:
    assert Subject.unpacked(subject.packed()) == subject


def test_what_is_empty_is_not_written() -> None:
    assert Subject(Sum("plan", ("5-2",))).packed() == {"of": {"measure": "plan", "projects": ["5-2"]}}
