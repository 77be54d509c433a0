"""Tables with known totals are recognised with all their relations and no others; large ones in linear time."""

from random import Random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.capture.recognition import recognise
from tests.capture.recognition.pages import grid, spelled, tables

AMOUNTS = st.integers(1_000, 999_999)


@st.composite
def generated(draw):
    """Rows of a table with totals and the relations that they make, each as `B2 = B3+B4`."""
    width = draw(st.integers(2, 4))
    groups = draw(st.lists(st.integers(2, 4), min_size=1, max_size=3))
    is_first, has_row_totals = draw(st.booleans()), draw(st.booleans())
    has_subtotals = len(groups) > 1 and draw(st.booleans())
    head = ["구분", *(["계"] if has_row_totals else []), *(f"{2021 + each}년" for each in range(width))]
    body: list[tuple[str, list[int], list[int]]] = []  # label, figures, rows that they are the sum of
    tops: list[int] = []
    for group, size in enumerate(groups):
        members = []
        for each in range(size):
            members.append(len(body))
            body.append((f"사업 {group}-{each}", draw(st.lists(AMOUNTS, min_size=width, max_size=width)), []))
        if has_subtotals:
            tops.append(len(body))
            body.append(("소계", _added(body, members), members))
        else:
            tops += members
    total = ("합계", _added(body, tops), tops)
    first = 3 if is_first else 2
    sums = [(len(body) + 2 if not is_first else 2, [row + first for row in tops])]
    sums += [(row + first, [each + first for each in parts]) for row, (_, _, parts) in enumerate(body) if parts]
    body = [total, *body] if is_first else [*body, total]
    return [head, *(_row(label, figures, has_row_totals) for label, figures, _ in body)], set(
        _spelled(sums, len(head), has_row_totals, len(body))
    )


def _added(body, rows):
    return [sum(column) for column in zip(*(body[row][1] for row in rows), strict=True)]


def _row(label, figures, has_total):
    return [label, *(f"{figure:,}" for figure in ([sum(figures)] if has_total else []) + figures)]


def _spelled(sums, width, has_row_totals, height):
    for column in "BCDEF"[: width - 1]:
        for total, parts in sums:
            yield f"{column}{total} = " + "+".join(f"{column}{part}" for part in parts)
    if has_row_totals:
        for row in range(2, height + 2):
            yield f"B{row} = " + "+".join(f"{column}{row}" for column in "CDEF"[: width - 2])


@given(generated())
@settings(max_examples=150, deadline=None)
def test_every_total_and_no_other(made):
    rows, expected = made
    [found] = recognise([grid([tuple(row) for row in rows])])
    assert {spelled(found, relation) for relation in found.relations} == expected


@given(generated(), st.data())
@settings(max_examples=100, deadline=None)
def test_one_wrong_figure_changes_no_relation(made, data):
    rows, expected = made
    row = data.draw(st.integers(1, len(rows) - 1))
    column = data.draw(st.integers(1, len(rows[0]) - 1))
    wrong = f"{int(rows[row][column].replace(',', '')) + data.draw(st.integers(1, 900_000)):,}"
    changed = [list(each) for each in rows]
    changed[row][column] = wrong
    [found] = recognise([grid([tuple(each) for each in changed])])
    assert {spelled(found, relation) for relation in found.relations} == expected


@given(st.lists(st.lists(AMOUNTS, min_size=3, max_size=3), min_size=2, max_size=12))
@settings(max_examples=100, deadline=None)
def test_no_total_no_relation(figures):
    rows = [("구분", "2022년", "2023년", "2024년"), *((f"사업 {at}", *map(str, row)) for at, row in enumerate(figures))]
    [found] = recognise([grid(rows)])
    assert len(found.relations) == 0


def test_many_rows_take_time_in_proportion():
    def seconds(height):
        rows = [
            ("구분", "계", "가", "나"),
            *((f"사업 {at}", f"{2 * at + 1}", f"{at}", f"{at + 1}") for at in range(height)),
        ]
        start = perf_counter()
        [found] = recognise([grid(rows)])
        assert len(found.relations) == height
        return perf_counter() - start

    seconds(500)
    assert seconds(40_000) < 40 * seconds(4_000)


@pytest.mark.parametrize("text", ["1\t" * 16_000, "1|" * 50_000, "12 " * 33_000, "(" * 100_000, "1~" * 50_000])
def test_a_long_line_takes_no_time(text):
    start = perf_counter()
    tables(f"구분\t금액\n{text}\n가\t20\n계\t30")
    assert perf_counter() - start < 4


@pytest.mark.parametrize("labels", [("소계", "가"), ("소계",), ("총계", "합계", "소계", "계"), ("금액", "구성비")])
def test_many_totals_that_do_not_close_take_no_time(labels):
    draw = Random(1)
    rows = [[labels[row % len(labels)], *(str(draw.randrange(10**5)) for _ in range(59))] for row in range(2_000)]
    page = grid([("구분", *(["금액", "비중"] * 30)[:59]), *map(tuple, rows)])
    start = perf_counter()
    recognise([page])
    assert perf_counter() - start < 4
