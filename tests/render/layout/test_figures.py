"""Figures as cells."""

from decimal import Decimal

import pytest

from ledger.model.table import Figure, Kind, Role, Table
from ledger.render.layout.figures import content, look, number_format
from ledger.workbook.styles import AMOUNT, EXECUTED

TABLE = Table(name="t", unit="백만원", rows=())


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        (Figure(kind=Kind.BLANK), None),
        (Figure(kind=Kind.DASH), "-"),
        (Figure(kind=Kind.ZERO), 0),
        (Figure(3980, -2, "%"), Decimal("0.3980")),
        (Figure(100, 0, "%"), Decimal("1.00")),
    ],
)
def test_contents(figure: Figure, value: object) -> None:
    assert content(figure) == value


def test_formats_without_unit_or_decimals_are_those_of_the_named_styles() -> None:
    assert number_format(0, "", bracketed=False) == AMOUNT
    assert number_format(0, "", bracketed=True) == EXECUTED


def test_looks() -> None:
    assert look(Figure(5), Role.AMOUNT, 0, 1, TABLE).style == "보고_금액"
    assert look(Figure(5), Role.AMOUNT, 1, 2, TABLE).style == "보고_집행"
    assert look(Figure(5, unit="백만원"), Role.TOTAL, 0, 2, TABLE) == ("보고_합계확보", "", "", "", "", "")
    assert look(Figure(5, unit='개"'), Role.AMOUNT, 0, 1, TABLE).format.startswith('#,##0"개"_)_ ;')
    assert look(Figure(3980, -2, "%"), Role.AMOUNT, 0, 1, TABLE).format.startswith("#,##0.00%_)_ ;")
