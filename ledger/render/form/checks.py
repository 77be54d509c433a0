"""Formulas of a form, each with its value; what its cells take; and how they are marked while they are filled in.

Nothing depends on the order of rows: they are found by their hidden numbers, and totals by the labels of rows.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from ledger.model.form import Input, InputRow, Kind, Sum
from ledger.model.money import LIMIT, Unit
from ledger.model.text import Text
from ledger.render.form.place import CAPS, FIRST, NUMBERS, PlacedForm, PlacedGrid
from ledger.workbook.plan import Area, Formula, Marking, Validation, Value

Values = Mapping[tuple[int, int], Value]  # what the inputs hold, by row and column

FINE = Text(en="fine", ko="정상")
NOT_A_NUMBER = Text(en="a cell is no number", ko="숫자가 아닌 칸이 있음")
OVER = Text(en="more executed than secured", ko="집행이 확보보다 많음")

_PLAIN = re.compile(r"[\w '()·.,-]*[^\W\d][\w '()·.,-]*")  # what no spreadsheet reads as a pattern or a number


def column_name(number: int) -> str:
    """28 -> AB"""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    """7, 28 -> AB7"""
    return f"{column_name(column)}{row}"


def _across(placed: PlacedGrid, row: int) -> str:
    return f"{cell_name(row, placed.columns[0][0])}:{cell_name(row, placed.columns[-1][0])}"


def _down(placed: PlacedGrid, column: int) -> str:
    name = column_name(column)
    return f"{name}${placed.first}:{name}${placed.last}"


def _fixed(placed: PlacedGrid, column: int) -> str:
    name = column_name(column)
    return f"${name}${placed.first}:${name}${placed.last}"


def number(value: Value) -> int | Decimal:
    """What a spreadsheet counts of a cell: nothing of a text."""
    return value if isinstance(value, int | Decimal) else 0


def row_total(placed: PlacedGrid, row: int, values: Values) -> Formula:
    """The sum over the columns of a row."""
    parts = (number(values.get((row, column))) for column, _ in placed.columns)
    return Formula(f"SUM({_across(placed, row)})", sum(parts, 0))


def common(placed: PlacedGrid, total: Sum) -> dict[int, str]:
    """The labels, by their place, that the rows of a total share."""
    wanted = set(total.rows)
    mine = [row for row in placed.grid.rows if row.key in wanted]
    return {place: label for place, label in enumerate(mine[0].labels) if all(r.labels[place] == label for r in mine)}


def criteria(placed: PlacedGrid, total: Sum) -> dict[int, str]:
    """The labels, by their place, that the rows of a total share: as few as tell them from all others, or all of them
    where labels cannot."""
    wanted = set(total.rows)
    shared = common(placed, total)
    for place in list(shared):
        fewer = {other: label for other, label in shared.items() if other != place}
        if _chosen(placed, fewer) == wanted:
            shared = fewer
    return shared


def _chosen(placed: PlacedGrid, by: Mapping[int, str]) -> set[str]:
    """The keys of the rows that have these labels, as a spreadsheet compares them."""
    return {
        row.key
        for row in placed.grid.rows
        if all(row.labels[place].casefold() == label.casefold() for place, label in by.items())
    }


def column_total(placed: PlacedGrid, total: Sum, row: int, column: int, values: Values) -> Formula:
    """The total of a column over the rows of a total, which stands in `row`: of the rows with its labels, wherever they
    are; cell by cell only where a spreadsheet could not tell them by those."""
    wanted = set(total.rows)
    places = [place for place, each in placed.rows() if each.key in wanted]
    value = sum((number(values.get((place, column))) for place in places), 0)
    by = criteria(placed, total)
    if _chosen(placed, by) != wanted or not all(map(_PLAIN.fullmatch, by.values())):
        return Formula(f"SUM({','.join(cell_name(place, column) for place in places)})", value)
    if not by:
        return Formula(f"SUM({_down(placed, column)})", value)
    labels = (placed.labels[place][0] for place in by)
    pairs = ",".join(f"{_fixed(placed, label)},${column_name(label)}{row}" for label in labels)
    return Formula(f"SUMIFS({_down(placed, column)},{pairs})", value)


def row_check(placed: PlacedGrid, place: int, row: InputRow, values: Values) -> Formula:
    """What is wrong with a row of amounts, in words."""
    across = _across(placed, place)
    holds = [values.get((place, column)) for column, _ in placed.columns]
    no_number = any(isinstance(value, str) for value in holds)
    said, cached = f'"{FINE}"', str(FINE)
    if row.below:
        above = {each.key: where for where, each in placed.rows()}[row.below]
        caps = [number(values.get((above, column))) for column, _ in placed.columns]
        if any(number(value) > cap for value, cap in zip(holds, caps, strict=True)):
            cached = str(OVER)
        left, right = column_name(placed.columns[0][0]), column_name(placed.columns[-1][0])
        table = f"${left}${placed.first}:${right}${placed.last}"
        found = f"MATCH(${column_name(CAPS)}{place},{_fixed(placed, NUMBERS)},0)"
        said = f'IF(SUMPRODUCT(--({across}>INDEX({table},{found},0)))>0,"{OVER}",{said})'
    return Formula(
        f'IF(COUNTA({across})>COUNT({across}),"{NOT_A_NUMBER}",{said})', str(NOT_A_NUMBER) if no_number else cached
    )


def sheet_check(placed: PlacedForm, checks: list[Formula]) -> Formula:
    """Whether all checks of a sheet are fine; how many rows are not otherwise."""
    areas = [_fixed(grid, placed.check) for grid in placed.grids if grid.grid.summed]
    count = "+".join(f'COUNTIF({area},"{text}")' for area in areas for text in (NOT_A_NUMBER, OVER))
    wrong = sum(check.cached != str(FINE) for check in checks)
    said = Text(en="rows to be checked (at the right): ", ko="확인할 줄(오른쪽 확인란): ")
    return Formula(f'IF({count}=0,"{FINE}","{said}"&({count}))', f"{said}{wrong}" if wrong else str(FINE))


def markings(placed: PlacedForm) -> Iterator[Marking]:
    """How the cells of all grids are marked; where two marks meet, the first goes before."""
    for grid in placed.grids:
        first, last = grid.columns[0][0], grid.columns[-1][1]
        inputs = Area(grid.first, first, grid.last, last)
        at = cell_name(grid.first, first)
        if any(row.below for row in grid.grid.rows):
            found = f"MATCH(${column_name(CAPS)}{grid.first},{_fixed(grid, NUMBERS)},0)"
            over = f"AND(ISNUMBER({at}),{at}>INDEX({_down(grid, first)},{found}))"
            yield Marking(inputs, "over", f"IF(ISNUMBER(${column_name(CAPS)}{grid.first}),{over},FALSE)")
            checks = Area(grid.first, placed.check, grid.last, placed.check)
            yield Marking(checks, "warns", f'{cell_name(grid.first, placed.check)}<>"{FINE}"')
        if grid.is_referred_to:
            shift = placed.reference + 1 - FIRST
            found = f"MATCH(${column_name(NUMBERS)}{grid.first},{_fixed(grid, placed.reference)},0)"
            was = f"INDEX({_down(grid, first + shift)},{found})"
            yield Marking(inputs, "changed", f"OR({at}<>{was},ISBLANK({at})<>ISBLANK({was}))")
        if len(grid.labels) > 1 and len(grid.grid.rows) > 1:
            yield from _repeated(grid)


def _repeated(grid: PlacedGrid) -> Iterator[Marking]:
    """A label that stands in the row above as well is not shown; where the first one changes, a block starts."""
    names = [column_name(left) for left, _ in grid.labels]
    top = grid.sums + 1
    for count in range(1, len(names)):
        same = ",".join(f"${name}{top}=${name}{top - 1}" for name in names[:count])
        column = grid.labels[count - 1][0]
        yield Marking(Area(top, column, grid.last, column), "repeated", f"AND({same})")
    top = grid.first + 1
    starts = f"${names[0]}{top}<>${names[0]}{top - 1}"
    inner = grid.labels[-1][0]
    yield Marking(Area(top, FIRST, grid.last, inner - 1), "starts-label", starts)
    yield Marking(Area(top, inner, grid.last, grid.right - 1), "starts", starts)
    yield Marking(Area(top, grid.right, grid.last, grid.right), "starts-last", starts)


def validations(placed: PlacedForm, unit: Unit, can_list: Callable[[tuple[str, ...]], bool]) -> Iterator[Validation]:
    """What the inputs take; those that take the same together."""
    areas: dict[Input, dict[int, list[int]]] = {}
    for grid in placed.grids:
        for row, column, _, given in grid.inputs():
            like = Input(kind=given.kind, choices=given.choices, least=given.least, most=given.most)
            areas.setdefault(like, {}).setdefault(column, []).append(row)
    for like, columns in areas.items():
        if (made := _validation(like, unit)) and (like.kind is not Kind.CHOICE or can_list(like.choices)):
            yield made._replace(areas=tuple(_runs(columns)))


def _runs(columns: Mapping[int, list[int]]) -> Iterator[Area]:
    """Rows that follow one another in a column, as one area."""
    for column, rows in columns.items():
        start = rows[0]
        for row, following in zip(rows, [*rows[1:], None], strict=True):
            if following != row + 1:
                yield Area(start, column, row, column)
                start = following or 0


def _validation(like: Input, unit: Unit) -> Validation | None:
    match like.kind:
        case Kind.AMOUNT:
            most = LIMIT // unit.won
            return Validation(
                "whole",
                (),
                str(Text(en="Amount ({unit})", ko="금액({unit})").format(unit=unit)),
                str(
                    Text(
                        en="Only a whole number of {unit}, without the unit. A cell that does not apply stays blank.",
                        ko="{unit} 단위의 정수만 적습니다. 단위 글자는 쓰지 않고, 해당 없는 칸은 비워 둡니다.",
                    ).format(unit=unit)
                ),
                str(
                    Text(
                        en="whole {unit}; none: 0; not applicable: blank",
                        ko="{unit} 단위 정수. 없음은 0, 해당 없음은 빈칸",
                    ).format(unit=unit)
                ),
                least=-most if like.least is None else like.least // unit.won,
                most=most if like.most is None else like.most // unit.won,
            )
        case Kind.COUNT:
            said = Text(
                en="Only a whole number from {least} to {most}.", ko="{least}에서 {most}까지의 정수만 적습니다."
            ).format(least=like.least, most=like.most)
            title = str(Text(en="Whole number", ko="정수"))
            return Validation("whole", (), title, str(said), least=like.least or 0, most=like.most or LIMIT)
        case Kind.CHOICE:
            said = Text(en="Choose one from the list.", ko="목록에서 하나를 고릅니다.")
            return Validation("list", (), str(Text(en="Choice", ko="선택")), str(said), choices=like.choices)
        case Kind.TEXT if like.most:
            said = Text(en="At most {most} characters.", ko="{most}자까지 적습니다.").format(most=f"{like.most:,}")
            return Validation("text", (), str(Text(en="Text", ko="글")), str(said), most=like.most)
        case _:
            return None
