"""Captured tables as the rules see them: every figure of a relation as an exact amount, and how its place is called."""

from collections.abc import Container, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from ledger.cube.intervals import Printed
from ledger.model.finding import Where
from ledger.model.money import UNITS
from ledger.model.relation import Operation, Part, Place, Relation
from ledger.model.table import Figure, Kind, Table, TableCell

# How far up a merged cell or a label may begin.
_REACH = 2_000
# Every amount is a whole number of grains, 10^-12 of its base unit (원, 명, %): the lexer reads nine decimals.
GRAIN = 10**12

_RATES = ("share", "share-sum", "growth")
_WON = {unit.label: unit.won for unit in UNITS}
# What is measured and not counted: a whole number of these may hide a fraction.
_MEASURED = frozenset(
    "%|%p|%P|%포인트|%point|‰|점|시간|배|톤|t|kg|㎏|TB|GB|㎡|m²|m2|㎢|㎥|㏊|ha|㎞|km|m|kW|MW|kWh|MWh|GWh".split("|")  # noqa: SIM905
)


class Amount(NamedTuple):
    """A figure with its unit worked in. `quantum` is the size of its last printed place, `unit` the label in which it
    is printed, `base` the unit that its grains divide. `kind` is None where the cell cannot be read."""

    grains: int
    quantum: int
    unit: str = ""
    base: str = ""
    kind: Kind | None = Kind.VALUE

    @property
    def is_known(self) -> bool:
        return self.kind is not None and self.kind is not Kind.APPROXIMATE

    @property
    def is_nothing(self) -> bool:
        """A blank or a dash: it adds nothing, and states nothing."""
        return self.kind in (Kind.BLANK, Kind.DASH)

    @property
    def scale(self) -> int:
        """Grains in one of its unit."""
        return GRAIN * _WON.get(self.unit, 1)

    def moved(self, grains: int) -> "Amount":
        """The figure with other grains, printed as before; what was nothing becomes a value."""
        return Amount(grains, self.quantum, self.unit, self.base)

    def printed(self, atom: int) -> Printed:
        """For the intervals: counted in atoms, the smallest amount that this kind of figure can hide."""
        if self.is_nothing:
            return Printed(0, 1)
        return Printed(self.grains // self.quantum, max(self.quantum // atom, 1))


class Captured:
    """The tables of one document. Places are whole here: each names its table."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self.tables = {table.name: table for table in tables}
        self.order = {name: number for number, name in enumerate(self.tables)}
        open_ = {name for name, table in self.tables.items() if not table.closes}
        self.relations = list(self._relations_of(open_))
        spoken_of = {place.table for each in self.relations for place in (each.total, *(p.place for p in each.parts))}
        self.relations += self._relations_of(spoken_of - open_)
        self._amounts: dict[Place, Amount] = {}
        for name, places in self._wanted().items():
            self._read(name, places)
        for relation in self.relations:
            self._fill_in(relation)

    def _relations_of(self, names: Container[str]) -> Iterator[Relation]:
        """Of a table that closes nothing is judged, unless another table speaks of its figures."""
        for name, table in self.tables.items():
            if name in names:
                yield from (whole(relation, name) for relation in table.relations)

    def __getitem__(self, place: Place) -> Amount:
        return self._amounts[place]

    def __contains__(self, place: Place) -> bool:
        return place in self._amounts

    def get(self, place: Place) -> int:
        """The grains at a place; none where no relation speaks of it."""
        amount = self._amounts.get(place)
        return amount.grains if amount else 0

    def text(self, place: Place) -> str:
        cell = self.tables[place.table].rows[place.row][place.column]
        return cell.text if cell else ""

    def cell(self, place: Place) -> str:
        """`B143`"""
        return self.tables[place.table].address(place.row, place.column)

    def where(self, place: Place) -> Where:
        table = self.tables[place.table]
        is_label = place.column < table.labels and place.row >= table.heads
        return Where(
            file=table.origin.file if table.origin else None,
            sheet=table.origin.sheet if table.origin else None,
            table=table.title or table.name,
            row=(_name_in(table, place) if is_label else row_label(table, place.row)) or None,
            column=column_label(table, place.column, place.figure) or None,
            cell=self.cell(place),
        )

    def called(self, place: Place) -> str:
        """A place in running text: `산 학연 협력체계 구축 시비 '23 (G9)`."""
        where = self.where(place)
        words = " ".join(word for word in (where.row, where.column) if word)
        return f"{words} ({where.cell})" if words else str(where.cell)

    def position(self, place: Place) -> tuple[int, int, int, int]:
        """For reading order."""
        return self.order[place.table], place.row, place.column, place.figure

    def _wanted(self) -> dict[str, set[Place]]:
        wanted: dict[str, set[Place]] = {}
        for relation in self.relations:
            for place in (relation.total, *(part.place for part in relation.parts)):
                wanted.setdefault(place.table, set()).add(place)
        return wanted

    def _read(self, name: str, places: set[Place]) -> None:
        """Rows are asked for once and in their order: a captured table makes its cells on demand."""
        table = self.tables[name]
        unit = _unit_of(table)
        row: int | None = None
        cells: Sequence[TableCell | None] = ()
        for place in sorted(places):
            if place.row != row:
                row, cells = place.row, table.rows[place.row]
            self._amounts[place] = _amount(cells[place.column], place.figure, unit)

    def _fill_in(self, relation: Relation) -> None:
        """Shares and growth are in per cent, whatever unit their table is in. A blank among the figures of a sum
        would be printed like them: in their unit, to their last place."""
        if relation.scope in _RATES:
            for place in [relation.total, *(part.place for part in relation.parts if relation.scope == "share-sum")]:
                if not self._amounts[place].base.startswith("%"):
                    self._amounts[place] = self._amounts[place]._replace(unit="%", base="%")
        if not is_linear(relation):
            return
        places = [relation.total, *(part.place for part in relation.parts)]
        blank = [place for place in places if self._amounts[place].is_nothing]
        if blank and len(blank) < len(places):
            known = [self._amounts[place] for place in places if not self._amounts[place].is_nothing]
            like = min(known, key=lambda amount: amount.quantum)
            for place in blank:
                if self._amounts[place].quantum > like.quantum:
                    self._amounts[place] = like._replace(grains=0, kind=self._amounts[place].kind)


def whole(relation: Relation, table: str) -> Relation:
    """The relation with the name of its table in every place that had none."""

    return Relation(
        total=_named(relation.total, table),
        parts=tuple([Part(_named(place, table), sign) for place, sign in relation.parts]),
        scope=relation.scope,
        operation=relation.operation,
        confidence=relation.confidence,
        because=relation.because,
    )


def _named(place: Place, table: str) -> Place:
    row, column, figure, own = place
    return place if own else Place(row, column, figure, table)


def atom(amounts: Iterable[Amount]) -> int:
    """The smallest amount that any of these can hide: one whole for what is counted in wholes, else a grain."""
    counted = all(amount.quantum % GRAIN == 0 and amount.base not in _MEASURED for amount in amounts)
    return GRAIN if counted else 1


def is_linear(relation: Relation) -> bool:
    """Whether the total is a signed sum of its parts; a figure stated twice is a sum of one."""
    return relation.operation in (Operation.SUM, Operation.SAME)


def shown(grains: int | Fraction, unit: str, decimals: int = 6) -> str:
    """An amount in a unit as tables print it: 1,234.5; a decrease is △1,234.5. A ratio is cut to its `decimals`."""
    exact = Fraction(grains) / (GRAIN * _WON.get(unit, 1))
    size = int(abs(exact) * 10**decimals + Fraction(1, 2))
    whole_part, rest = divmod(size, 10**decimals)
    digits = f"{rest:0{decimals}d}".rstrip("0") if rest else ""
    sign = "△" if exact < 0 and size else ""
    return f"{sign}{whole_part:,}.{digits}" if digits else f"{sign}{whole_part:,}"


def exact(grains: int | Fraction, base: str, decimals: int = 12) -> int | str:
    """An amount for machines: whole 원 and whole counts as numbers, any other figure as an exact decimal text."""
    value = Fraction(grains) / GRAIN
    if value.denominator == 1 and base not in _MEASURED:
        return int(value)
    size = int(abs(value) * 10**decimals + Fraction(1, 2))
    whole_part, rest = divmod(size, 10**decimals)
    digits = f"{rest:0{decimals}d}".rstrip("0") if rest else ""
    sign = "-" if value < 0 and size else ""
    return f"{sign}{whole_part}.{digits}" if digits else f"{sign}{whole_part}"


# --- figures --------------------------------------------------------------------------------------------------------


def _unit_of(table: Table) -> str:
    """Of several units (`천원, %`) the one of money: figures of the others state theirs, or count."""
    units = [unit.strip() for unit in table.unit.split(",")]
    money = [unit for unit in units if unit in _WON]
    return units[0] if len(units) == 1 else money[0] if len(money) == 1 else ""


def _amount(cell: TableCell | None, number: int, unit: str) -> Amount:
    if cell is None:
        return _nothing(unit)
    if number < len(cell.figures):
        figure = cell.figures[number]
        return _of_figure(figure, cell.text, unit) if figure.is_number else _nothing(unit, figure.kind)
    # `13,004` where others print `13,004 (13,004)`: the second figure is blank; a word is no figure at all
    is_blank = not cell.unreadable and (bool(cell.figures) or not cell.text.strip())
    return _nothing(unit) if is_blank else Amount(0, GRAIN, unit, _base(unit), None)


def _of_figure(figure: Figure, text: str, table_unit: str) -> Amount:
    unit = figure.unit or table_unit
    scale = 10 ** (12 + figure.exponent) * (_WON.get(unit, 1))
    if figure.unit == "원" and figure.exponent:  # 16.9백만원 is 169 x 10^5 원; it is said in the unit it is written in
        written = text[slice(*figure.span)].rstrip(") ")
        unit = next((each.label for each in reversed(UNITS) if written.endswith(each.label)), unit)
    return Amount(figure.value * scale, scale, unit, _base(unit), figure.kind)


def _nothing(unit: str, kind: Kind = Kind.BLANK) -> Amount:
    return Amount(0, GRAIN * _WON.get(unit, 1), unit, _base(unit), kind)


def _base(unit: str) -> str:
    return "원" if unit in _WON else unit


# --- names of places ------------------------------------------------------------------------------------------------


def row_label(table: Table, row: int) -> str:
    """The label cells of a row in their order; a label that is filled down or merged counts for every row it covers."""
    words: list[str] = []
    for column in range(min(table.labels, table.width)):
        text = _label(table, row, column, is_last=column == table.labels - 1)
        if text and text not in words:
            words.append(text)
    return " ".join(words)


def _label(table: Table, row: int, column: int, is_last: bool) -> str:
    """A blank label is that of the row above, unless it is the last one: a total row without a label stays without."""
    last = table.rows[row][table.labels - 1]
    is_filled = not is_last and last is not None and bool(last.text.strip())
    for above in range(row, max(table.heads, row - _REACH) - 1 if is_filled else row - 1, -1):
        cell = _covering(table, above, column)
        if cell is not None and cell.text.strip():
            return _bare(cell)
    return ""


def _name_in(table: Table, place: Place) -> str:
    cell = table.rows[place.row][place.column]
    return _bare(cell) if cell else ""


def _bare(cell: TableCell) -> str:
    """A label without the total that it states in brackets: `서울시 창업생태계 혁신 (31,221,861천원)`."""
    text = cell.text
    for figure in reversed(cell.figures):
        start, end = figure.span
        if text[start:end].startswith("("):
            text = text[:start] + text[end:]
    return " ".join(text.split())


def column_label(table: Table, column: int, figure: int = 0) -> str:
    """The headers above a column from the top down, and which of the two measures of its cells is meant."""
    words: list[str] = []
    for row in range(min(table.heads, len(table.rows))):
        cell = _covering(table, row, column)
        text = " ".join(cell.text.split()) if cell else ""
        if text and text not in words:
            words.append(text)
    if figure < len(table.measures) and len(table.measures) > 1:
        words.append(table.measures[figure])
    return " ".join(words)


def _covering(table: Table, row: int, column: int) -> TableCell | None:
    """The cell that shows at a place: its own, or the merged one that reaches over it from the left or above."""
    for left in range(column, -1, -1):
        for above in range(row, max(-1, row - _REACH), -1):
            cell = table.rows[above][left]
            if cell is None:
                continue
            if above + cell.rows > row and left + cell.columns > column:
                return cell
            break  # what stands further up is covered by this one
    return None
