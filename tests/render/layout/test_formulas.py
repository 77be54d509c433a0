"""Relations as formulas: where each points, and where there is none."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ledger.model.relation import Part, Place, Relation
from ledger.model.table import Figure, Role, Table, TableCell
from ledger.render.layout.formulas import Formulas
from ledger.render.layout.place import arrange
from ledger.workbook.plan import Formula
from tests.render import sample

HEADS = tuple(TableCell(text, role=Role.HEAD) for text in "가나다라")


def formula(numbers: list[list[int]], total: int, parts: list[Part]) -> str | int | None:
    """What stands in the last cell of a column of numbers whose last one is the total of parts."""
    rows = [tuple(sample.amount([Figure(each)]) for each in row) for row in [*numbers, [total] * len(numbers[0])]]
    place = Place(len(rows), 0)
    table = Table(
        name="t",
        unit="회",
        labels=0,
        rows=(HEADS[: len(numbers[0])], *rows),
        relations=(Relation(place, tuple(parts)),),
    )
    placed = arrange(sample.document(sample.Sheet("시트", (sample.Grid(table),)))).tables
    said = Formulas(placed).visible(place._replace(table="t"))
    return said.expression if isinstance(said, Formula) else said


def test_neighbours_are_one_range() -> None:
    assert formula([[1], [2], [3]], 6, [Part(Place(row, 0)) for row in (3, 1, 2)]) == "SUM(A3:A5)"
    assert formula([[1, 2], [3, 4]], 10, [Part(Place(r, c)) for r in (1, 2) for c in (0, 1)]) == "SUM(A3:B4)"


def test_others_are_listed_and_taken_away() -> None:
    assert formula([[1], [2], [3]], 4, [Part(Place(1, 0)), Part(Place(3, 0))]) == "SUM(A3,A5)"
    assert (
        formula([[1], [2], [3]], 2, [Part(Place(1, 0)), Part(Place(2, 0), -1), Part(Place(3, 0))])
        == "SUM(A3,A5)-SUM(A4)"
    )
    assert formula([[1], [2]], -3, [Part(Place(1, 0), -1), Part(Place(2, 0), -1)]) == "-SUM(A3:A4)"


def test_a_difference_of_rounded_amounts_is_divided_as_a_whole() -> None:
    """SUM(a)-SUM(b)/1000000 would divide the second alone."""
    rows = [(sample.amount([Figure(value, won=won)]),) for value, won in ((2, 1_600_000), (1, 900_000), (1, 700_000))]
    parts = Part(Place(1, 0)), Part(Place(2, 0), -1)
    table = Table(
        name="t",
        unit="백만원",
        rounding="half-up",
        labels=0,
        rows=(HEADS[:1], *rows),
        relations=(Relation(Place(3, 0), parts),),
    )
    placed = arrange(sample.document(sample.Sheet("시트", (sample.Grid(table),)))).tables
    said = Formulas(placed).visible(Place(3, 0, table="t"))
    assert said == Formula("ROUND((SUM(원자료!A3)-SUM(원자료!A4))/1000000,0)", 1)


def test_a_part_named_twice_counts_twice() -> None:
    assert formula([[1], [2]], 4, [Part(Place(1, 0)), Part(Place(1, 0)), Part(Place(2, 0))]) == "SUM(A3:A4,A3)"


def test_a_total_that_the_parts_do_not_give_stays_a_number() -> None:
    assert formula([[1], [2]], 4, [Part(Place(1, 0)), Part(Place(2, 0))]) == 4


@given(st.lists(st.integers(-99, 99), min_size=1, max_size=9), st.data())
def test_ranges_hold_every_part_and_nothing_else(numbers: list[int], data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(range(1, len(numbers) + 1)), min_size=1))
    said = formula(
        [[each] for each in numbers], sum(numbers[r - 1] for r in chosen), [Part(Place(r, 0)) for r in chosen]
    )

    assert isinstance(said, str)
    pointed: set[int] = set()
    for piece in said.removeprefix("SUM(").removesuffix(")").split(","):
        first, last = (int(end[1:]) for end in (piece.split(":") * 2)[:2]) if ":" in piece else (int(piece[1:]),) * 2
        pointed |= set(range(first - 2, last - 1))
    assert pointed == chosen


def test_interleaved_measures_are_summed_by_their_name() -> None:
    tables = arrange(sample.report_003()).tables
    said = Formulas(tables).visible(Place(1, 2, 1, "secured"))

    assert said == Formula('SUMIF($K$27:$K$50,"집행",C27:C50)', 13004)


def test_decimals_are_rounded_where_binary_fractions_would_show() -> None:
    cells = [TableCell("", (Figure(value, -1),), Role.AMOUNT) for value in (1, 2, 3)]
    relation = Relation(Place(3, 0), (Part(Place(1, 0)), Part(Place(2, 0))))
    table = Table(name="t", unit="㎡", labels=0, rows=(HEADS[:1], *((cell,) for cell in cells)), relations=(relation,))
    tables = arrange(sample.document(sample.Sheet("시트", (sample.Grid(table),)))).tables

    assert getattr(Formulas(tables).visible(Place(3, 0, 0, "t")), "expression", None) == "ROUND(SUM(A3:A4),1)"


def test_amounts_of_another_unit_are_summed_in_won() -> None:
    plan, secured = sample.whole()
    cell = sample.amount([Figure(327, won=32_675_000_000)])
    hundred = Table(
        name="short",
        unit="억원",
        labels=0,
        rows=(HEADS[:1], (cell,)),
        relations=(Relation(Place(1, 0), (Part(Place(1, 2, 0, "plan")),)),),
    )
    sheet = sample.card("5-2", sample.PLAIN, plan, secured)
    blocks = (*sheet.blocks, sample.Grid(hundred))
    formulas = Formulas(arrange(sample.document(replace(sheet, blocks=blocks))).tables)

    assert formulas.visible(Place(1, 0, 0, "short")) == Formula("ROUND(SUM(원자료!C9)/100000000,0)", 327)
    assert formulas.raw == {"plan", "short"}
    assert formulas.exact(Place(1, 2, 0, "plan")) == Formula("SUM(C10:C21)", 32_675_000_000)
