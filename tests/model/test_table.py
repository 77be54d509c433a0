"""Twin of table: addresses as spreadsheets write them."""

from ledger.model.relation import Place
from ledger.model.table import Figure, Table, TableCell, column_letters


def test_columns_are_lettered_as_in_a_spreadsheet() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_an_address_is_that_of_the_file() -> None:
    table = Table(name="t", rows=(("",),), lines=(143,), columns=(2,))  # type: ignore[arg-type]
    assert table.address(0, 0) == "B143"


def test_a_place_without_a_figure_has_none() -> None:
    table = Table(name="t", rows=((TableCell("4", (Figure(4),)), None),))
    assert table.figure(Place(0, 0)) == Figure(4)
    assert table.figure(Place(0, 0, 1)) is None
    assert table.figure(Place(0, 1)) is None
