"""One grid of columns for all tables of a sheet."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.document import Fields, Grid, Title
from ledger.model.table import Figure, Role, Table, TableCell
from ledger.render.layout.columns import LYING, UPRIGHT, needs, spans, spans_of_fields, stretched, widths
from tests.render import sample


def test_tables_fill_the_page() -> None:
    plan, secured = sample.whole()
    blocks = [Title("제목"), sample.PLAIN, Grid(plan), Grid(secured)]
    wanted = [needs(block) for block in blocks]

    assert len(widths(blocks, wanted, False)) == 10
    assert sum(widths(blocks, wanted, False)) == pytest.approx(UPRIGHT, abs=3)
    assert sum(widths(blocks, wanted, True)) == pytest.approx(LYING)


def test_a_sheet_without_tables_is_one_column() -> None:
    assert widths([Title("제목")], [()], False) == (UPRIGHT,)


def test_wide_amounts_are_never_narrowed() -> None:
    assert stretched([60, 60], UPRIGHT) == (60, 60)


def test_fewer_columns_cover_several() -> None:
    grid = [18, 6, 10, 9, 9, 9, 9, 9, 9, 9]

    assert spans([18, 14, 9, 9, 9], grid) == ((1, 2), (3, 4), (5, 6), (7, 8), (9, 10))
    assert spans(grid, grid) == tuple((n, n) for n in range(1, 11))
    assert spans([], grid) == ()
    with pytest.raises(ValueError, match="3 columns on a grid of 2"):
        spans([1, 1, 1], [1, 1])


@given(st.lists(st.floats(1, 60), min_size=1, max_size=12), st.data())
def test_spans_cover_the_grid_once_from_left_to_right(grid: list[float], data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.floats(1, 60), min_size=1, max_size=len(grid)))

    covered = spans(wanted, grid)

    assert len(covered) == len(wanted)
    assert (covered[0][0], covered[-1][1]) == (1, len(grid))
    assert all(left <= right for left, right in covered)
    assert all(after[0] == before[1] + 1 for before, after in pairwise(covered))


def test_labels_of_the_header_block_keep_to_what_they_need() -> None:
    grid = [18, 6, 10, 9, 9, 9, 9, 9, 9, 9]

    assert spans_of_fields(sample.CONTACTS, grid)[0] == (1, 1)
    assert spans_of_fields(Fields(((("공약명", "이름"),),)), grid) == ((1, 1), (2, 10))


def test_prose_beside_a_label_gets_the_room_that_it_needs() -> None:
    cells = (TableCell("때", role=Role.LABEL), TableCell("○ " + "협의체 운영 " * 20), TableCell("비고"))
    story = Grid(Table(name="말", rows=(cells,), heads=0, prose=True))
    blocks = [Title("제목"), sample.PLAIN, story]
    wanted = [needs(block) for block in blocks]
    grid = widths(blocks, wanted, False)
    assert len(grid) == 10
    first, last = spans(wanted[2], grid)[1]
    assert sum(grid[first - 1 : last]) > 0.6 * UPRIGHT


def test_figures_of_a_table_with_fewer_columns_have_room_too() -> None:
    ten = ((TableCell("가", role=Role.LABEL), *(TableCell("1", (Figure(1),), Role.AMOUNT),) * 9),)
    texts = (TableCell("아주 긴 이름을 가진 사업의 세부추진과제", role=Role.TEXT),) * 5
    long = ((*texts, *(TableCell("1,234,567,890", (Figure(1_234_567_890),), Role.AMOUNT),) * 3),)
    blocks = [Grid(Table(name="a", rows=ten, heads=0)), Grid(Table(name="b", rows=long, heads=0, labels=5))]
    wanted = [needs(block) for block in blocks]

    grid = widths(blocks, wanted, False)

    given_ = [sum(grid[left - 1 : right]) for left, right in spans(wanted[1], grid)]
    assert min(given_[5:]) >= 13 + 3
    assert sum(grid) > UPRIGHT == pytest.approx(sum(widths(blocks[:1], wanted[:1], False)))
