"""What a section is built from: the book, which project the sheet is about, and how amounts are printed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, product

from ledger.cube.adjusting import Adjusted, Place, adjusted
from ledger.cube.books import Books
from ledger.cube.closing import closing_day
from ledger.cube.rounding import half_up, truncated
from ledger.cube.settling import provisional
from ledger.model.document import Stamp
from ledger.model.entry import Measure
from ledger.model.errors import Refused
from ledger.model.finding import Finding
from ledger.model.money import Unit, printed
from ledger.model.project import Project, code_order, is_within
from ledger.model.registers.action_item import ActionItem
from ledger.model.source import Source
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.model.text import Text, folded, nearest

ROUNDINGS = {
    "half-up": Text(en="half up", ko="반올림"),
    "truncate": Text(en="truncated", ko="절사"),
    "controlled": Text(en="adjusted so that all sums close", ko="단수조정"),
}


def rounding_named(typed: str) -> str:
    """half-up, truncate, controlled, or 반올림, 절사, 단수조정. Refused: none of them."""
    for name, label in ROUNDINGS.items():
        if folded(typed) in (name, label.ko):
            return name
    known = Text(en=", ".join(ROUNDINGS), ko=", ".join(f"{name}({label.ko})" for name, label in ROUNDINGS.items()))
    raise Refused(
        Text(en="unknown rounding '{name}'", ko="없는 단수처리 '{name}'").format(name=typed),
        way_out=Text(en="use one of {known}", ko="쓸 수 있는 것: {known}").format(known=known),
    )


@dataclass(frozen=True, slots=True)
class Context:
    """`project` is None on a sheet about the whole book, where `pledges` are those chosen. `contacts` says whether
    personal data may be printed.

    `covers` says in words which pledges were asked for; empty where all were.

    `stated` are the stated tables of the book by key, their figures and relations understood; `files` the contents of
    attached files by sha256; `contents`, on the sheet that lists them, the names and titles of all sheets.
    """

    books: Books
    project: Project | None
    unit: Unit
    rounding: str
    findings: tuple[Finding, ...]
    stamp: Stamp
    contacts: bool = False
    rules: int = 0
    pledges: tuple[Project, ...] = ()
    covers: str = ""
    stated: Mapping[str, Table] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    contents: tuple[tuple[str, str], ...] = ()
    _adjusted: dict[Measure, Adjusted] = field(default_factory=dict)  # shared by all sheets of a report

    @property
    def node(self) -> str:
        """The code of the pledge that the sheet is about; empty for the whole book, as the sums of the cube take it."""
        return self.project.key if self.project else ""

    @property
    def whole(self) -> tuple[str, ...]:
        """The projects that a total of the sheet adds up; empty for all that the book holds."""
        if self.project is not None:
            return (self.project.key,)
        return tuple(pledge.key for pledge in self.books.pledges) if self.covers else ()

    def span(self, periods: Iterable[str]) -> tuple[str, ...]:
        """Periods as a sum names them: none where they are all."""
        some = tuple(periods)
        return () if some == tuple(period.key for period in self.books.periods) else some

    def coverage(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The row of a header block that says which pledges a report is about; none where it is about all."""
        return (((str(Text(en="Covers", ko="대상")), self.covers),),) if self.covers else ()

    def has_money(self, measures: Iterable[Measure] = Measure) -> bool:
        """Whether any amount of these measures is recorded of what the sheet is about."""
        return any(self.books.cube.won(measure, self.node) is not None for measure in measures)

    def lines(self) -> tuple[tuple[Project, Source], ...]:
        """The rows of a money table: every source under every unit project, those without money too."""
        lines = (
            self.books.lines(self.node)
            if self.node
            else tuple(p for p in self.books.projects if p.key in self.books.names.leaves)
        )
        return tuple((line, source) for line in lines for source in self.books.sources)

    def rounded(self, won: int) -> int:
        """An amount in the unit, rounded on its own."""
        return (truncated if self.rounding == "truncate" else half_up)(won, self.unit.won)

    def adjusted(self, measure: Measure) -> Adjusted:
        """The amounts of a measure under 단수조정: worked out once for the whole report."""
        if measure not in self._adjusted:
            books = self.books
            self._adjusted[measure] = adjusted(books.cube, measure, self.unit.won, books.in_term)
        return self._adjusted[measure]

    def rounding_notes(self, *, rates: bool = False, amounts: Iterable[int | None] = ()) -> tuple[str, ...]:
        """What stands under a table of amounts, and of `rates` of them, where some of the book, or of `amounts` that no
        cell of it holds, are not whole in the unit of the report."""
        held = (balance.won for balance in self.books.cube.cells.values())
        if not any((won or 0) % self.unit.won for won in chain(held, amounts)):
            return ()
        said = Text(en="Amounts under 1 {unit} are {rounding}.", ko="{unit} 미만 단수처리: {rounding}.")
        exact = Text(en=" Rates are computed from the exact amounts.", ko=" 율은 원 단위 금액으로 계산.")
        return (f"{said.format(unit=self.unit, rounding=ROUNDINGS[self.rounding])}{exact if rates else ''}",)

    def provisional_notes(self) -> tuple[str, ...]:
        """What stands under a table of executed amounts whose year is not closed yet."""
        said = Text(en="Executed in {period} is provisional (closed on {day}).", ko="{period} 집행액 잠정({day} 마감).")
        return tuple(
            str(said.format(period=period.label, day=dotted(closing_day(period.year))))
            for period in provisional(self.books, self.node)
            if period.year is not None
        )

    def figure(self, won: int | None) -> Figure:
        """An amount that stands in no table of measures, rounded on its own."""
        return Figure(kind=Kind.BLANK) if won is None else _figure(self.rounded(won), won)

    def action_items(self) -> tuple[ActionItem, ...]:
        """The items of the pledge, or of the whole book, in their order."""
        every = self.books.records(ActionItem)
        items = (each for each in every if not self.node or is_within(each.project, self.node))
        return tuple(sorted(items, key=lambda each: (each.order, code_order(each.key))))


def way_out_of(name: str, known: Iterable[str]) -> Text:
    """The way out of a name that there is not: the nearest, and all that there are."""
    every = list(known)
    said = Text(en="use one of {known}", ko="쓸 수 있는 것: {known}").format(known=", ".join(every))
    near = nearest(name, every)
    if near is None:
        return said
    return Text(en="did you mean '{near}'? {said}", ko="혹시 '{near}' 아닙니까? {said}").format(near=near, said=said)


def measures_named(names: Iterable[str]) -> tuple[Measure, ...]:
    """The measures that a template names. Refused: one that there is not."""
    asked, known = tuple(names), [measure.value for measure in Measure]
    for name in asked:
        if name not in known:
            said = Text(en="no such measure: '{name}'", ko="없는 단계: '{name}'").format(name=name)
            raise Refused(said, way_out=way_out_of(name, known))
    return tuple(Measure(name) for name in asked)


class Printed:
    """The amounts of one measure as a table prints them: `figure(project, source, period)`, an empty name for all.

    Every figure carries its exact 원. Under 단수조정 all tables of a report print the same whole numbers, and sums are
    those of the printed cells.
    """

    def __init__(self, context: Context, measure: Measure) -> None:
        self._cube = context.books.cube
        self._rounded = context.rounded
        self._measure = measure
        self._node = context.node
        self._adjusted = context.adjusted(measure) if context.rounding == "controlled" else None

    def figure(self, project: str = "", source: str = "", period: str = "") -> Figure:
        """A cell, or a sum where a name is empty; blank where nothing was recorded."""
        return self.total([project], source, [period])

    def over(self, periods: Iterable[str], project: str = "", source: str = "") -> Figure:
        """The sum over some periods."""
        return self.total([project], source, periods)

    def total(self, projects: Iterable[str], source: str, periods: Iterable[str]) -> Figure:
        """The sum over some projects and periods, none of them within another."""
        places = [(project or self._node, source, period) for project, period in product(projects, periods)]
        recorded = {place: won for place in places if (won := self._cube.won(self._measure, *place)) is not None}
        if not recorded:
            return Figure(kind=Kind.BLANK)
        won = sum(recorded.values())
        if self._adjusted is None:
            return _figure(self._rounded(won), won)
        return _figure(sum(self._adjusted.sums[place] for place in recorded), won)

    @property
    def gave_way(self) -> tuple[Place, ...]:
        """The sums of the sheet that are a unit or more from exact, so that all close."""
        every = self._adjusted.gave_way if self._adjusted else ()
        return tuple(place for place in every if not self._node or is_within(place[0], self._node))


def _figure(value: int, won: int) -> Figure:
    """A printed amount with the exact 원 behind it."""
    return Figure(value=value, kind=Kind.VALUE if value else Kind.ZERO, won=won)


def text_of(figure: Figure) -> str:
    """A printed amount: a blank prints nothing, an exact zero a dash, what is less than half a unit a 0."""
    if not figure.is_number:
        return ""
    return "-" if figure.won == 0 else printed(figure.value)


def percent(hundredths: int | None) -> TableCell:
    """A rate in hundredths of a per cent as a cell; blank where there is none."""
    if hundredths is None:
        return TableCell("", (Figure(kind=Kind.BLANK, unit="%"),), Role.TOTAL)
    figure = Figure(value=hundredths, exponent=-2, unit="%", kind=Kind.VALUE if hundredths else Kind.ZERO)
    return TableCell(percent_text(hundredths), (figure,), Role.TOTAL)


def percent_text(hundredths: int) -> str:
    """3980 -> 39.80%"""
    sign = "△" if hundredths < 0 else ""
    return f"{sign}{abs(hundredths) // 100:,}.{abs(hundredths) % 100:02d}%"


def dotted(day: date) -> str:
    """A date as official documents write it: 2023. 12. 31."""
    return f"{day.year}. {day.month}. {day.day}."
