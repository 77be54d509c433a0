"""신구대비표: whatever was and whatever is, the lines shown and what stayed as it was make the total."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.cube.differences import AXES, USUAL
from ledger.cube.rounding import half_up, truncated
from ledger.model.document import Grid
from ledger.model.entry import Measure
from ledger.model.money import HUNDRED_MILLION, MILLION, UNITS, Unit
from ledger.model.table import Figure, Table
from ledger.render.formats import xlsx
from ledger.reports import differences as module
from ledger.reports.context import ROUNDINGS, Context
from ledger.reports.differences import Compared, differences
from ledger.workbook.read import differences as cells_that_differ
from tests import office
from tests.bookkeeping import CITY, books_from
from tests.reports.contexts import AS_OF, STAMP
from tests.reports.tables import broken, texts

PLACES = [
    (project, source, period)
    for project in ("5-2/1", "5-2/2")
    for source in ("국비", "시비")
    for period in ("prior", "2023", "2024")
]
wons = st.none() | st.sampled_from([0, 499_999, 500_000, -2_500_000]) | st.integers(-(10**10), 10**10)
states = st.dictionaries(st.sampled_from(PLACES), wons, max_size=len(PLACES))
axes = st.sets(st.sampled_from(AXES), min_size=1).map(lambda chosen: tuple(a for a in AXES if a in chosen))
Amounts = dict[tuple[str, str, str], int | None]


def compared(
    before: Amounts,
    after: Amounts,
    *,
    unit: Unit = MILLION,
    rounding: str = "controlled",
    by: tuple[str, ...] = USUAL,
    every: bool = False,
) -> tuple[Context, Compared]:
    was, now = (books_from(f"{CITY}2023-12-31 plan\n{_posted(state)}", AS_OF) for state in (before, after))
    context = Context(books=now, project=None, unit=unit, rounding=rounding, findings=(), stamp=STAMP)
    asked = Compared(before=was, called=("당초", "변경"), measure=Measure.PLAN, axes=by, every=every, reasons={})
    return context, asked


def _posted(state: Amounts) -> str:
    return "".join(f"  {' '.join(place)} plan = {won}\n" for place, won in state.items() if won is not None)


def table_of(context: Context, asked: Compared) -> Table:
    return next(block.table for block in differences(context, asked).sheets[0].blocks if isinstance(block, Grid))


def amounts(table: Table) -> list[tuple[Figure, ...]]:
    """당초, 변경 and 증감 of every row below the head."""
    return [tuple(cell.figures[0] for cell in row if cell and cell.figures) for row in table.rows[1:]]


def close(table: Table, before: Amounts, after: Amounts, *, every: bool) -> None:
    """Exact in 원, whatever is printed: lines make their sums, these the total, and the total is all there is."""
    won = [tuple(figure.won or 0 for figure in figures) for figures in amounts(table)]
    *lines, changed, same, total = won
    assert all(now - was == change for was, now, change in won)
    shown = tuple(sum(column) for column in zip(*lines, strict=True)) or (0, 0, 0)
    assert shown == (total if every else changed)
    assert total == tuple(a + b for a, b in zip(changed, same, strict=True))
    assert total[:2] == tuple(sum(won or 0 for won in state.values()) for state in (before, after))
    assert (same[2], sum(figure.won is None for figure in amounts(table)[-1])) == (0, 0)


@given(states, states, st.sampled_from(UNITS), st.sampled_from(sorted(ROUNDINGS)), axes, st.booleans())
@settings(max_examples=150, deadline=None)
def test_it_closes_in_every_unit_and_rounding(
    before: Amounts, after: Amounts, unit: Unit, rounding: str, by: tuple[str, ...], every: bool
) -> None:
    table = table_of(*compared(before, after, unit=unit, rounding=rounding, by=by, every=every))
    close(table, before, after, every=every)
    if rounding == "controlled" or unit.won == 1:
        assert broken(table) == 0, "what is printed closes too"
        exact = [figure for figures in amounts(table) for figure in figures]
        assert all(abs(figure.value * unit.won - (figure.won or 0)) < unit.won for figure in exact)
    else:
        own = truncated if rounding == "truncate" else half_up
        assert all(f.value == own(f.won or 0, unit.won) for figures in amounts(table) for f in figures)


BEFORE: Amounts = {("5-2/1", "시비", "2024"): 4_400_000, ("5-2/1", "국비", "2024"): 1_300_000}
AFTER: Amounts = {**BEFORE, ("5-2/1", "시비", "2024"): 5_300_000, ("5-2/2", "시비", "2024"): 700_000}


def test_a_line_that_is_lost_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: the table leaves out its last changed line, as people do who type only what they think of."""
    whole = module.lines
    monkeypatch.setattr(module, "lines", lambda *asked: whole(*asked)[:-1])
    table = table_of(*compared(BEFORE, AFTER))
    with pytest.raises(AssertionError):
        close(table, BEFORE, AFTER, every=False)


def test_a_sum_that_forgets_what_did_not_change_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = module._printed
    monkeypatch.setattr(module, "_printed", lambda context, changed, same: printed(context, changed, []))
    with pytest.raises(AssertionError):
        close(table_of(*compared(BEFORE, AFTER)), BEFORE, AFTER, every=False)


def test_printed_in_a_coarse_unit_it_still_closes() -> None:
    context, asked = compared(BEFORE, AFTER)
    table = table_of(context, asked)
    assert texts(table)[1:] == [
        ["5-2/1 협력체계 구축", "시비", "'24", "5", "5", "0", "", ""],
        ["5-2/2 기업 지원", "시비", "'24", "", "1", "1", "신규", ""],
        ["변경 2건", "", "", "5", "6", "1", "", ""],
        ["변경 없음 1건", "", "", "1", "1", "-", "", ""],
        ["합계", "", "", "6", "7", "1", "", ""],
    ]
    assert table.notes == ("백만원 미만 단수처리: 단수조정.",)
    rounded = table_of(replace(context, rounding="half-up"), asked)
    assert texts(rounded)[1][3:6] == ["4", "5", "1"]


@pytest.mark.parametrize("every", [False, True])
def test_another_spreadsheet_computes_what_it_prints(tmp_path: Path, every: bool) -> None:
    cases = [(unit, rounding) for unit in (MILLION, HUNDRED_MILLION) for rounding in ROUNDINGS]
    ours = [tmp_path / f"{unit.won}-{rounding}.xlsx" for unit, rounding in cases]
    for path, (unit, rounding) in zip(ours, cases, strict=True):
        asked = compared(BEFORE, AFTER, unit=unit, rounding=rounding, every=every)
        path.write_bytes(xlsx.draw(differences(*asked)))
    theirs = office.all_recalculated(ours)
    assert [cells_that_differ(path, again) for path, again in zip(ours, theirs, strict=True)] == [[]] * len(cases)
