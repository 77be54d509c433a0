"""Tables laid flat."""

from decimal import Decimal

from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.render.flat import amounts, flat, measures_of, states
from tests.render import sample


def test_merged_labels_stand_in_every_row_and_column() -> None:
    head = (TableCell("사업", role=Role.HEAD, rows=2), TableCell("연차", role=Role.HEAD, columns=2), None)
    years = (None, TableCell("'23", role=Role.HEAD), TableCell("'24", role=Role.HEAD))
    body = (TableCell("가", role=Role.LABEL, rows=2), TableCell("1", (Figure(1),), Role.AMOUNT), TableCell("x"))
    below = (None, TableCell("", role=Role.AMOUNT), TableCell("y"))

    said = flat(Table(name="t", rows=(head, years, body, below), heads=2))

    assert said.heads == ("사업", "연차 / '23", "연차 / '24")
    assert [line.fields for line in said.lines] == [("가", Figure(1), "x"), ("가", "", "y")]


def test_two_figures_are_two_lines() -> None:
    _, secured = sample.whole()

    assert measures_of(secured) == ("확보", "집행")
    assert [line.measure for line in flat(secured).lines[:3]] == ["확보", "집행", "확보"]
    assert len(flat(secured).lines) == 26


def test_a_table_of_two_measures_keeps_both_where_nothing_was_recorded() -> None:
    _, secured, *_ = sample.report_empty().tables()

    assert measures_of(secured) == ("확보", "집행")
    assert len(flat(secured).lines) == 26


def test_only_amounts_that_are_sure_are_figures() -> None:
    figure = Figure(5000)

    assert amounts(TableCell("5,000", (figure,), Role.AMOUNT)) == (figure,)
    assert amounts(TableCell("2023", (figure,), Role.LABEL)) == ()
    assert amounts(TableCell("약 5,000", (Figure(5000, kind=Kind.APPROXIMATE),), Role.AMOUNT)) == ()


def test_numbers_are_exact() -> None:
    assert states(Figure(12, 3)) == 12000
    assert states(Figure(3980, -2)) == Decimal("39.80")
    assert str(states(Figure(3980, -2))) == "39.80"
