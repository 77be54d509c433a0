"""Twin of amounts: the money table as values, and its relations recomputed from what it prints."""

from collections.abc import Sequence
from random import Random

import pytest

from ledger.model.document import Grid
from ledger.model.errors import Refused
from ledger.model.money import MILLION, WON
from ledger.model.relation import Place
from ledger.model.table import Figure, Kind, Role, Table
from ledger.reports.context import Context
from ledger.reports.sections.amounts import Options, build
from tests.reports.contexts import context


def table(about: Context, measures: Sequence[str] = ("plan",)) -> Table:
    (grid,) = build(about, Options(measures=tuple(measures), name="t", title="표"))
    assert isinstance(grid, Grid)
    return grid.table


def figures(drawn: Table, row: int, measure: int = 0) -> list[int | None]:
    """What a row prints from its sum on; None where it is blank."""
    found = [cell.figures[measure] for cell in drawn.rows[row][2:] if cell]
    return [None if figure.kind is Kind.BLANK else figure.value for figure in found]


def row_of(drawn: Table, project: str, source: str) -> int:
    at = next(at for at, row in enumerate(drawn.rows) if row[0] and row[0].text == project)
    return at + ("국비", "도비", "시비", "기타").index(source)


def at(drawn: Table, place: Place) -> Figure:
    cell = drawn.rows[place.row][place.column]
    assert cell is not None
    return cell.figures[place.figure]


MIXED = """  5-2/1 시비 2023 plan = 4백만원
  5-2/1 시비 2024 plan = 0
  5-2/2 국비 2023 plan = -3백만원
  5-2/2 국비 after plan = 10백만원
"""


def test_the_total_row_comes_first_and_every_source_stands_under_every_unit_project() -> None:
    drawn = table(context(MIXED))
    assert [cell.text for cell in drawn.rows[0] if cell][:3] == ["단위사업", "구분", "계"]
    assert [cell.text for cell in drawn.rows[0] if cell][3:] == [
        period.label for period in context(MIXED).books.periods
    ]
    assert [row[1].text for row in drawn.rows[2:] if row[1]] == ["국비", "도비", "시비", "기타"] * 2
    assert [(place, row[0].text, row[0].rows) for place, row in enumerate(drawn.rows) if row[0] and place > 1] == [
        (2, "협력체계 구축", 4),
        (6, "기업 지원", 4),
    ]
    assert drawn.breaks == (2, 6)
    assert (drawn.heads, drawn.labels, drawn.unit, drawn.rounding) == (1, 2, "백만원", "half-up")
    assert {cell.role for cell in drawn.rows[1] if cell} == {Role.TOTAL_LABEL, Role.TOTAL}


def test_blank_zero_and_a_decrease_stay_apart() -> None:
    drawn = table(context(MIXED))
    assert figures(drawn, row_of(drawn, "협력체계 구축", "시비")) == [4, None, None, 4, 0, None, None, None]
    assert figures(drawn, row_of(drawn, "기업 지원", "국비")) == [7, None, None, -3, None, None, None, 10]
    assert figures(drawn, row_of(drawn, "기업 지원", "기타")) == [None] * 8
    assert figures(drawn, 1) == [11, None, None, 1, 0, None, None, 10]
    cells = drawn.rows[row_of(drawn, "협력체계 구축", "시비")]
    assert [cell.text for cell in cells[4:8] if cell] == ["", "4", "-", ""]
    assert [cell.figures[0].kind for cell in cells[4:8] if cell] == [Kind.BLANK, Kind.VALUE, Kind.ZERO, Kind.BLANK]
    assert [
        cell.text for cell in drawn.rows[row_of(drawn, "기업 지원", "국비")] if cell and cell.text.startswith("△")
    ] == ["△3"]


def test_every_printed_total_has_one_relation_and_whole_amounts_close() -> None:
    drawn = table(context(MIXED + "  5-2/1 시비 2023 secured = 2백만원\n"), ["plan", "secured"])
    totals = [relation.total for relation in drawn.relations]
    assert len(totals) == len(set(totals)) == 2 * (8 + 8)
    assert {relation.scope for relation in drawn.relations} == {"grand", "column", "row"}
    for relation in drawn.relations:
        assert at(drawn, relation.total).value == sum(
            part.sign * at(drawn, part.place).value for part in relation.parts
        )
        kinds = {at(drawn, part.place).kind for part in relation.parts}
        assert (at(drawn, relation.total).kind is Kind.BLANK) == (kinds == {Kind.BLANK})


def test_two_measures_are_one_cell_the_second_in_brackets() -> None:
    lines = "  5-2/1 시비 2023 secured = 5,322백만원\n  5-2/1 시비 2023 executed = 22백만원\n"
    drawn = table(context(lines + "  5-2/1 시비 2024 secured = 1백만원\n"), ["secured", "executed"])
    cells = drawn.rows[row_of(drawn, "협력체계 구축", "시비")]
    assert [cell.text for cell in cells[2:] if cell] == ["5,323 (22)", "", "", "5,322 (22)", "1", "", "", ""]
    assert drawn.measures == ("확보", "집행")
    assert len([note for note in drawn.notes if "확보" in note and "집행" in note]) == 1


@pytest.mark.parametrize(
    ("rounding", "cells", "total"),
    [("half-up", [2, 2, -2], 2), ("truncate", [1, 1, -1], 1)],
)
def test_each_figure_is_rounded_from_its_exact_amount(rounding: str, cells: list[int], total: int) -> None:
    lines = "".join(
        f"  5-2/1 시비 {y} plan = {won}\n" for y, won in ((2023, 1_500_000), (2024, 1_500_000), (2025, -1_500_000))
    )
    drawn = table(context(lines, rounding=rounding))
    assert figures(drawn, row_of(drawn, "협력체계 구축", "시비")) == [total, None, None, *cells, None, None]
    assert [cell.figures[0].won for cell in drawn.rows[1][5:8] if cell] == [1_500_000, 1_500_000, -1_500_000]
    assert len(drawn.notes) == 1
    assert ("반올림" if rounding == "half-up" else "절사") in drawn.notes[0]


def test_under_controlled_rounding_every_relation_closes() -> None:
    lines = "".join(
        f"  {p} {s} {y} plan = {(place * 1_234_567) % 3_999_999 - 700_000}\n"
        for place, (p, s, y) in enumerate(
            (p, s, y)
            for p in ("5-2/1", "5-2/2")
            for s in ("국비", "시비", "기타")
            for y in ("prior", "2023", "2024", "after")
        )
    )
    half_up, controlled = (table(context(lines, rounding=rounding)) for rounding in ("half-up", "controlled"))

    def open_in(drawn: Table) -> int:
        return sum(
            at(drawn, each.total).value != sum(at(drawn, part.place).value for part in each.parts)
            for each in drawn.relations
        )

    assert (open_in(half_up) > 0, open_in(controlled)) == (True, 0)
    for row in controlled.rows[1:]:
        for cell in row[2:]:
            assert cell is not None
            assert (
                cell.figures[0].won is None
                or abs(cell.figures[0].value * MILLION.won - cell.figures[0].won) < MILLION.won
            )
    assert "단수조정" in controlled.notes[0]


def test_in_won_nothing_is_rounded_and_nothing_needs_saying() -> None:
    drawn = table(context("  5-2/1 시비 2023 plan = 1,500,001\n", unit=WON))
    assert figures(drawn, 1)[0] == 1_500_001
    assert (drawn.unit, drawn.notes) == ("원", ())


def test_a_pledge_without_unit_projects_is_its_own_line() -> None:
    lines = '  + project 6-1 name="단독 공약"\n  6-1 시비 2023 plan = 4백만원\n'
    drawn = table(context(lines, pledge="6-1"))
    assert len(drawn.rows) == 2 + 4
    assert drawn.rows[2][0] is not None
    assert drawn.rows[2][0].text == "단독 공약"
    assert figures(drawn, 1) == figures(drawn, 4) == [4, None, None, 4, None, None, None, None]


def test_a_sheet_about_the_whole_book_adds_every_pledge() -> None:
    lines = MIXED + '  + project 6-1 name="단독 공약"\n  6-1 시비 2023 plan = 4백만원\n'
    drawn = table(context(lines, pledge=""))
    assert len(drawn.rows) == 2 + 3 * 4
    assert figures(drawn, 1)[0] == 15


def test_a_pledge_without_any_amount_prints_no_table() -> None:
    assert not build(context('  + project 8 name="빈 공약"\n', pledge="8"), Options(("plan",), name="t", title="표"))


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(Refused, match="measure"):
        table(context(""), ["planned"])


UNEVEN = "".join(
    f"  {project} {source} {period} plan = {(place * 1_234_567) % 3_999_999 - 700_000}\n"
    for place, (project, source, period) in enumerate(
        (project, source, period)
        for project in ("5-2/1", "5-2/2", "6-1")
        for source in ("국비", "시비", "기타")
        for period in ("prior", "2023", "2024", "after")
    )
)


@pytest.mark.parametrize("rounding", ["half-up", "truncate", "controlled"])
@pytest.mark.parametrize("pledge", ["5-2", ""])
def test_the_term_the_subtotals_and_the_sources_are_sums_too(rounding: str, pledge: str) -> None:
    about = context('  + project 6-1 name="단독 공약"\n' + UNEVEN, rounding=rounding, pledge=pledge)
    (grid,) = build(about, Options(("plan",), "t", "표", in_term=True, subtotals=True, by_source=True))
    assert isinstance(grid, Grid)
    drawn = grid.table
    labels = [tuple(cell.text if cell else "" for cell in row[:2]) for row in drawn.rows]
    assert labels[:8] == [
        ("단위사업", "구분"),
        ("합계", ""),
        *((source, "") for source in ("국비", "도비", "시비", "기타")),
        ("협력체계 구축" if pledge else "5-2/1 협력체계 구축", "소계"),
        ("", "국비"),
    ]
    assert [cell.text for cell in drawn.rows[0][2:5] if cell] == ["계", "임기내", "기투자"]
    assert drawn.breaks == ((6, 11) if pledge else (6, 11, 16))
    totals = {relation.total for relation in drawn.relations}
    assert len(totals) == len(drawn.relations)
    for row, cells in enumerate(drawn.rows[1:], 1):
        for column, cell in enumerate(cells[2:], 2):
            assert cell is not None
            assert (Place(row, column) in totals) == (cell.role is Role.TOTAL or column < 4)
    for relation in drawn.relations:
        total, parts = at(drawn, relation.total), [at(drawn, part.place) for part in relation.parts]
        assert (total.won or 0) == sum(part.won or 0 for part in parts)
        if rounding == "controlled":
            assert total.value == sum(part.value for part in parts)


@pytest.mark.parametrize("seed", range(40))
def test_a_sum_is_named_if_and_only_if_it_gives_way(seed: int) -> None:
    chance = Random(seed)
    lines = "".join(f"  + project 6-{n} name=사업{n}\n" for n in (1, 2, 3))
    lines += "".join(
        f"  {project} {source} {period} plan = {chance.randint(1, 2_999_999)}\n"
        for project in ("5-2/1", "5-2/2", "6-1", "6-2", "6-3")
        for source in ("국비", "시비", "기타")
        for period in ("prior", "2023")
    )
    about = context(lines, rounding="controlled", pledge="")
    (grid,) = build(about, Options(("plan",), "t", "표", in_term=True, by_source=True))
    assert isinstance(grid, Grid)
    notes = [note for note in grid.table.notes if "1백만원 이상 다른 합계" in note]
    off = [
        cell.figures[0]
        for row in grid.table.rows[1:]
        for cell in row[2:]
        if cell and cell.figures[0].won is not None
        if abs(cell.figures[0].value * MILLION.won - cell.figures[0].won) >= MILLION.won
    ]
    assert bool(notes) == bool(off)


def test_beside_other_pledges_a_unit_project_comes_with_its_code() -> None:
    lines = '  + project 6-1 name="문화"\n  + project 6-1/1 name="협력체계 구축"\n  5-2/1 시비 2023 plan = 4백만원\n'
    named = [row[0].text for row in table(context(lines, pledge="")).rows[2:] if row[0]]
    assert named == ["5-2/1 협력체계 구축", "5-2/2 기업 지원", "6-1/1 협력체계 구축"]
    assert [row[0].text for row in table(context(lines)).rows[2:] if row[0]] == ["협력체계 구축", "기업 지원"]
