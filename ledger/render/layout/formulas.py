"""Relations as live formulas, each with the value that a spreadsheet will compute for it.

A formula is given only where it provably computes the printed figure. A printed total that its parts do not give
stays a number: a recalculation must never change what was printed (and `check` says what is wrong with it).

Tables whose amounts are whole in their unit, or made to add by 단수조정, sum their visible cells. In every other table
the visible figures are the rounded ones of the sheet 원자료, which holds whole 원 at the same places.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ledger.model.errors import Refused
from ledger.model.money import unit_named
from ledger.model.relation import Operation, Part, Place, Relation
from ledger.model.table import Figure, Kind, Table, column_letters
from ledger.render.flat import amounts, states
from ledger.render.layout.figures import PERCENT, content, number
from ledger.render.layout.place import RAW, PlacedTable
from ledger.workbook.plan import Formula, Value

CONTROLLED, TRUNCATED = "controlled", "truncate"

# Excel takes formulas of up to 8,192 characters and functions of up to 255 arguments.
_LONGEST, _MOST_ARGUMENTS = 8_000, 250
_USUAL_DIGITS = 4
_BARE = re.compile("[가-힣]+")
_SEVERAL = re.compile(r"\)[+-]")  # terms, not one


class Formulas:
    """The formulas of one document."""

    def __init__(self, tables: Mapping[str, PlacedTable]) -> None:
        self._tables = tables
        self._fractional = frozenset(name for name, each in tables.items() if _is_fractional(each.table))
        self._rounded = frozenset(name for name in self._fractional if tables[name].table.rounding != CONTROLLED)
        self._at_hand: tuple[str, dict[Place, Relation]] = ("", {})
        self.raw = self._rounded | {
            part.place.table or name
            for name, placed in tables.items()
            for relation in placed.table.relations
            if self._is_over_raw(relation, name)
            for part in relation.parts
        }

    def visible(self, place: Place) -> Value:
        """The content of a printed figure: its formula, or itself where none computes it."""
        figure = self._figure(place)
        if figure is None or figure.kind is Kind.BLANK:
            return None
        relation = self._relation(place)
        formula: Formula | None = None
        if relation and relation.operation is Operation.RATIO:
            formula = self._ratio(relation, figure)
        elif relation and figure.kind is not Kind.DASH:
            formula = (
                self._rounded_sum(relation, figure) if self._is_over_raw(relation) else self._sum(relation, figure)
            )
        if formula is None and place.table in self._rounded:
            formula = self._rounded_cell(place, figure)
        return content(figure) if formula is None else formula

    def exact(self, place: Place) -> Value:
        """The content of a figure's place in 원자료: whole 원, summed where its parts stand there too."""
        figure, won = self._figure(place), self._won(place)
        if figure is None or figure.kind is Kind.BLANK or won is None:
            return None
        if figure.kind is Kind.DASH:
            return "-"
        relation = self._relation(place)
        if (
            relation
            and relation.operation is Operation.SUM
            and all(each.place.table in self.raw for each in relation.parts)
        ):
            total = self._total_won(relation)
            expression = self._added(relation, raw=True, home=RAW)
            if total == won and expression:
                return Formula(expression, won)
        return won

    def _relation(self, place: Place) -> Relation | None:
        """The relation whose total stands there. Only those of one table are at hand: a report may have thousands."""
        if self._at_hand[0] != place.table:
            table = self._tables[place.table].table
            whole = [_whole(relation, table) for relation in reversed(table.relations)]
            self._at_hand = place.table, {relation.total: relation for relation in whole}
        return self._at_hand[1].get(place)

    def _sum(self, relation: Relation, figure: Figure) -> Formula | None:
        total = sum((part.sign * self._number(part.place) for part in relation.parts), start=Decimal())
        expression = self._added(relation, raw=False, home=self._sheet(relation.total))
        if total != number(figure) or not expression:
            return None
        digits = _decimals(figure)
        # Binary fractions add up with a tail (0.1 + 0.2); rounding cuts it off.
        return Formula(f"ROUND({expression},{digits})" if digits else expression, number(figure))

    def _rounded_sum(self, relation: Relation, figure: Figure) -> Formula | None:
        total = self._total_won(relation)
        expression = self._added(relation, raw=True, home=self._sheet(relation.total))
        return self._in_unit(relation.total, figure, total, expression)

    def _rounded_cell(self, place: Place, figure: Figure) -> Formula | None:
        if figure.kind is Kind.DASH or figure.won is None:
            return None
        return self._in_unit(place, figure, figure.won, self._address(place, raw=True, home=self._sheet(place)))

    def _in_unit(self, place: Place, figure: Figure, won: int | None, expression: str) -> Formula | None:
        table = self._tables[place.table].table
        unit = _won_in(figure.unit or table.unit)
        if won is None or not unit or not expression:
            return None
        digits, truncates = _decimals(figure), table.rounding == TRUNCATED
        if _rounded(Fraction(won, unit), digits, truncates=truncates) != Fraction(states(figure)):
            return None
        if _SEVERAL.search(expression):
            expression = f"({expression})"
        return Formula(f"{'TRUNC' if truncates else 'ROUND'}({expression}/{unit},{digits})", states(figure))

    def _ratio(self, relation: Relation, figure: Figure) -> Formula | None:
        over, under = (part.place for part in relation.parts[:2])
        raw, home = self._is_over_raw(relation), self._sheet(relation.total)
        above, below = (self._won(over), self._won(under)) if raw else (self._number(over), self._number(under))
        if above is None or below is None:
            return None
        percent = figure.unit == PERCENT
        digits = _USUAL_DIGITS if figure.kind is Kind.DASH else _decimals(figure) + 2 * percent
        a, b = (self._address(place, raw=raw, home=home) for place in (over, under))
        expression = f'IF(N({b})=0,"-",ROUND(N({a})/N({b}),{digits}))'
        if figure.kind is Kind.DASH:
            return Formula(expression, "-") if below == 0 else None
        if below == 0 or _rounded(Fraction(above) / Fraction(below), digits) != Fraction(number(figure)):
            return None
        return Formula(expression, number(figure))

    def _is_over_raw(self, relation: Relation, home: str = "") -> bool:
        """Whether the sum or ratio needs exact amounts: some are rounded, or their units differ."""
        own = self._tables[relation.total.table or home].table
        others = [self._tables[name].table for name in {part.place.table or home for part in relation.parts}]
        if relation.operation is Operation.RATIO:
            return any(each.name in self._fractional for each in others) or len({each.unit for each in others}) > 1
        if own.rounding == CONTROLLED:
            return False
        return any(each.name in self._rounded or each.unit != own.unit for each in (own, *others))

    def _figure(self, place: Place) -> Figure | None:
        cell = self._tables[place.table].table.rows[place.row][place.column]
        figures = amounts(cell) if cell else ()
        return figures[place.figure] if place.figure < len(figures) else None

    def _number(self, place: Place) -> int | Decimal:
        figure = self._figure(place)
        return number(figure) if figure and figure.is_number else 0

    def _won(self, place: Place) -> int | None:
        """The exact amount at a place, 0 where nothing stands; None where it is not known or not money."""
        figure, table = self._figure(place), self._tables[place.table].table
        if figure is None or not figure.is_number:
            return 0
        if figure.won is not None or place.table in self._fractional:
            return figure.won
        unit = _won_in(figure.unit or table.unit)
        return None if unit is None else int(states(figure) * unit)

    def _total_won(self, relation: Relation) -> int | None:
        total = 0
        for part in relation.parts:
            won = self._won(part.place)
            if won is None:
                return None
            total += part.sign * won
        return total

    def _sheet(self, place: Place) -> str:
        return self._tables[place.table].sheet

    def _address(self, place: Place, *, raw: bool, home: str) -> str:
        placed = self._tables[place.table]
        row = placed.row(place) + (placed.below if raw else 0)
        return f"{_prefix(RAW if raw else placed.sheet, home)}{column_letters(placed.column(place))}{row}"

    def _added(self, relation: Relation, *, raw: bool, home: str) -> str:
        """`SUM(D6:D9)-SUM(D12)`: the signed sum of the parts as seen from `home`; empty if Excel cannot take it."""
        said = ""
        for sign, mark in ((1, "+"), (-1, "-")):
            places = [part.place for part in relation.parts if part.sign == sign]
            plain, conditional = self._terms(places, raw=raw, home=home)
            if len(plain) > _MOST_ARGUMENTS:
                return ""
            terms = ([f"SUM({','.join(plain)})"] if plain else []) + conditional
            said += "".join(f"{mark}{term}" for term in terms)
        said = said.removeprefix("+")
        return said if len(said) <= _LONGEST else ""

    def _terms(self, places: Iterable[Place], *, raw: bool, home: str) -> tuple[list[str], list[str]]:
        plain: list[str] = []
        conditional: list[str] = []
        for run in _runs(places):
            placed = self._tables[run.table]
            prefix = _prefix(RAW if raw else placed.sheet, home)
            down = placed.below if raw else 0
            top, bottom = placed.tops[run.top] + run.figure + down, placed.tops[run.bottom] + run.figure + down
            left, right = placed.spans[run.left][0], placed.spans[run.right][0]
            if not placed.measures or run.top == run.bottom:
                plain.append(prefix + _range(left, top, right, bottom))
                continue
            last = placed.tops[run.bottom + 1] - 1 + down
            column = f"${column_letters(placed.helper)}"
            wanted = f'{prefix}{column}${top - run.figure}:{column}${last},"{placed.measures[run.figure]}"'
            conditional += [
                f"SUMIF({wanted},{prefix}{_range(each, top - run.figure, each, last)})"
                for each in sorted({placed.spans[c][0] for c in range(run.left, run.right + 1)})
            ]
        return plain, conditional


class _Run(NamedTuple):
    """Places that lie side by side: rows and columns of the table, both ends included, of one figure."""

    table: str
    figure: int
    left: int
    right: int
    top: int
    bottom: int


def _runs(places: Iterable[Place]) -> list[_Run]:
    """The fewest blocks, row by row, that hold the places; a place named twice lies in two of them."""
    open_runs: dict[tuple[str, int, int, int], _Run] = {}
    closed: list[_Run] = []
    for table, figure, row, left, right in _strips(places):
        key = table, figure, left, right
        above = open_runs.get(key)
        if above and above.bottom == row - 1:
            open_runs[key] = above._replace(bottom=row)
            continue
        if above:
            closed.append(above)
        open_runs[key] = _Run(table, figure, left, right, row, row)
    return sorted([*closed, *open_runs.values()], key=lambda run: (run.table, run.figure, run.top, run.left))


def _strips(places: Iterable[Place]) -> Iterator[tuple[str, int, int, int, int]]:
    counted = Counter((place.table, place.figure, place.row, place.column) for place in places)
    while counted:
        strip: tuple[str, int, int, int, int] | None = None
        for table, figure, row, column in sorted(counted):
            if strip and strip[:3] == (table, figure, row) and strip[4] == column - 1:
                strip = (*strip[:4], column)
                continue
            if strip:
                yield strip
            strip = table, figure, row, column, column
        if strip:
            yield strip
        counted = Counter({place: times - 1 for place, times in counted.items() if times > 1})


def _range(left: int, top: int, right: int, bottom: int) -> str:
    first, last = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
    return first if first == last else f"{first}:{last}"


def _prefix(sheet: str, home: str) -> str:
    if sheet == home:
        return ""
    return f"{sheet}!" if _BARE.fullmatch(sheet) else "'{}'!".format(sheet.replace("'", "''"))


def _absolute(place: Place, home: Table) -> Place:
    return place if place.table else Place(place.row, place.column, place.figure, home.name)


def _whole(relation: Relation, home: Table) -> Relation:
    parts = tuple(Part(_absolute(part.place, home), part.sign) for part in relation.parts)
    return Relation(_absolute(relation.total, home), parts, relation.scope, relation.operation)


def _is_fractional(table: Table) -> bool:
    """Whether some amount was rounded to be printed."""
    return any(
        figure.won is not None and figure.won != states(figure) * (_won_in(figure.unit or table.unit) or 0)
        for row in table.rows
        for cell in row
        if cell
        for figure in amounts(cell)
        if figure.is_number
    )


def _won_in(unit: str) -> int | None:
    try:
        return unit_named(unit).won
    except Refused:
        return None


def _decimals(figure: Figure) -> int:
    return max(0, -figure.exponent)


def _rounded(value: Fraction, digits: int, *, truncates: bool = False) -> Fraction:
    """Half away from zero, as ROUND does, or towards zero, as TRUNC does."""
    scaled = abs(value) * 10**digits
    whole = int(scaled if truncates else scaled + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, 10**digits)
