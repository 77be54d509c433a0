"""Forms of the small city for tests, and a reader of their workbooks by keys alone that is not the product's."""

from datetime import date
from pathlib import Path

from ledger.model.form import GRID_MARK, KEY_MARK, LABEL_MARK, META, Form, Input, Kind, Spot
from ledger.model.money import Unit, unit_named
from ledger.reports.forms import form_of
from ledger.specs.forms import form_template_named
from tests import office
from tests.reports.asking import books

MONEY = """  5-2/1 시비 2023 secured = 560000000
  5-2/1 시비 2023 executed = 500000000
  5-2/1 국비 2022H2 secured = 0
  5-2/2 국비 2023 secured = 1200000000
  5-2/2 국비 2024 executed = 3000000
"""
STORY = """  + project 5-2 name="인재 양성" department=기업지원과 status=정상추진 progress=40
  + indicator P1 name="교육생 수" unit=명 project=5-2 direction=higher aggregation=sum
  + indicator P2 name=취업률 unit=% project=5-2/1 aggregation=ratio numerator=취업자 denominator=수료자 order=2
  + actual P1:2023 indicator=P1 period=2023 value=120명
  + actual P2:2023 indicator=P2 period=2023 value=95.4 numerator=954 denominator=1000
"""


def form(
    lines: str = MONEY + STORY,
    *,
    split: bool = False,
    template: str = "execution",
    department: str = "기업지원과",
    unit: Unit | None = None,
) -> Form:
    """The form of a department of the city, due at the end of January."""
    spec = form_template_named(template)
    return form_of(books(lines, split=split), spec, department, "0003-01", unit, date(2024, 1, 31))


def issued(form: Form) -> dict[Spot, str]:
    """What the book said in every input when the form went out, as it stands in its cell; blanks left out."""
    return {spot: text for spot, given in form.inputs() if (text := _text(given, unit_named(form.unit)))}


def _text(given: Input, unit: Unit) -> str:
    if given.kind is Kind.AMOUNT:
        return "" if given.won is None else str(given.won // unit.won)
    return given.text


def read(path: Path) -> tuple[dict[str, str], dict[Spot, str]]:
    """What a workbook says of itself, and every input that is filled in, found by the keys of rows and columns."""
    sheets = office.values(path)
    meta = sheets.pop(META)
    said = {str(meta[row, 1]): str(meta.get((row, 2), "")) for row, column in meta if column == 1}
    found: dict[Spot, str] = {}
    for name, cells in sheets.items():
        for (row, column), value in cells.items():
            if isinstance(value, str) and value.startswith(GRID_MARK) and KEY_MARK not in value:
                found |= _grid(name, cells, row, column, value.removeprefix(GRID_MARK))
    return said, found


def _grid(sheet: str, cells: dict[tuple[int, int], object], top: int, left: int, name: str) -> dict[Spot, str]:
    columns = {
        column: str(key)
        for (row, column), key in cells.items()
        if row == top and column > left and not str(key).startswith(LABEL_MARK)
    }
    rows = {
        row: str(key).removeprefix(f"{name}{KEY_MARK}")
        for (row, column), key in cells.items()
        if column == left and str(key).startswith(f"{name}{KEY_MARK}")
    }
    return {
        Spot(sheet, name, key, columns[column]): _plain(value)
        for (row, column), value in cells.items()
        if (key := rows.get(row)) and column in columns
    }


def _plain(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
