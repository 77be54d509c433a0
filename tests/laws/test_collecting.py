"""What a department fills in the book holds after collecting, once; whoever saved the workbook, whenever killed."""

import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.collecting import collecting, killed, town
from ledger.api.books import read_books
from ledger.model.entry import Measure
from tests import office_macros
from tests.collecting import collected, said, town_at
from tests.returned import cell_of, desk_at, fill, opened, rows_of

SPOTS = [
    f"{project} {source} {measure} {period}"
    for project in ("5-2/1", "5-2/2")
    for source in ("국비", "도비", "시비", "기타")
    for measure in ("secured", "executed")
    for period in ("prior", "2022H2", "2023", "2024", "2025", "2026H1", "after")
]
IGNORED = ["B201", "F101"]  # figures without sense: what is tried is that none is lost

Amount = int | None


def spelled(amount: Amount, chance: random.Random) -> object:
    """An amount as people type it."""
    if amount is None:
        return chance.choice((None, "", "  "))
    ways = [amount, str(amount), f"{amount:,}", f" {amount} ", f"{amount}백만원"]
    full = str(amount).translate({0x30 + digit: 0xFF10 + digit for digit in range(10)})
    return chance.choice([*ways, full, *(["-"] if amount == 0 else [])])


def book_says(folder: Path) -> dict[str, Amount]:
    cube = read_books(desk_at(folder / "ledger.db")).cube
    found: dict[str, Amount] = {}
    for spot in SPOTS:
        project, source, measure, period = spot.split()
        won = cube.won(Measure(measure), project, source, period)
        found[spot] = None if won is None else won // 1_000_000
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return town_at(tmp_path_factory.mktemp("town"))


AMOUNTS = st.dictionaries(st.sampled_from(SPOTS), st.none() | st.integers(0, 9_000_000), max_size=25)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filling=AMOUNTS, seed=st.integers(0, 2**16))
def test_the_book_holds_what_was_filled_in_and_a_second_time_posts_nothing(
    filling: dict[str, Amount], seed: int, made: Path
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        shutil.copy(made / "ledger.db", here)
        form = Path(shutil.copy(made / "out" / "기업지원과.xlsx", here))
        expected = book_says(here) | filling
        chance = random.Random(seed)
        fill(form, {spot: spelled(amount, chance) for spot, amount in filling.items()})
        assert said(collected(here, form, ignore=IGNORED)) == ["제출 기업지원과.xlsx"]
        assert book_says(here) == expected
        with opened(form):
            pass  # saved anew: another file, the same answers
        assert collected(here, form, ignore=IGNORED).seals == ()
        assert book_says(here) == expected


ROWS = 16  # of amounts: labels stand in D to F, figures in H to N


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(range(ROWS)), right=st.sampled_from([14, None]), years=st.permutations(range(7)))
def test_figures_moved_without_their_keys_are_given_back(
    order: list[int], right: int | None, years: list[int], made: Path
) -> None:
    """Rows and year columns in any other order, hidden keys left behind: no figure reaches another cell of the book."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        shutil.copy(made / "ledger.db", here)
        form = Path(shutil.copy(made / "out" / "기업지원과.xlsx", here))
        before = book_says(here)
        with opened(form) as book:
            page = book["5-2"]
            rows, columns = rows_of(page, "money"), range(8, 15)
            across = {column: columns[year] for column, year in zip(columns, years, strict=True)}
            area = [*range(rows[0] - 7, rows[0]), *rows]  # with the row of heads and the totals
            down = dict(zip(rows, (rows[place] for place in order), strict=True))
            cells = {(r, c): page.cell(r, c).value for r in area for c in range(4, page.max_column + 1)}
            for r, c in cells:
                if right is None or c <= right:
                    page.cell(r, c).value = cells[down.get(r, r), across.get(c, c)]
        expected = "제출" if [*order, *years] == [*range(ROWS), *range(7)] else "반려"
        assert said(collected(here, form, ignore=IGNORED))[0] == f"{expected} 기업지원과.xlsx"
        assert book_says(here) == before


def test_libreoffice_saves_the_same_answers(made: Path, tmp_path: Path) -> None:
    """The same form filled in at LibreOffice, with a row inserted and one hidden, and by openpyxl."""
    filling = {"5-2/1 국비 secured 2023": 130, "5-2/1 국비 executed 2023": 120, "5-2/2 기타 secured 2025": "1,200"}
    ways = []
    for name in ("openpyxl", "libreoffice"):
        (tmp_path / name).mkdir()
        shutil.copy(made / "ledger.db", tmp_path / name)
        ways.append(Path(shutil.copy(made / "out" / "기업지원과.xlsx", tmp_path / name)))
    with opened(ways[0]) as book:
        places = {spot: cell_of(book, spot) for spot in filling}
        steps = [
            office_macros.typed("5-2", cell.coordinate, value)
            if isinstance(value := filling[spot], int)
            else office_macros.as_text("5-2", cell.coordinate, str(value))
            for spot, cell in places.items()
        ]
        last = max(cell.row for cell in places.values())
        area = f"A{min(cell.row for cell in places.values())}:P{last}"
    fill(ways[0], filling)
    saved = office_macros.edited(
        ways[1],
        *steps,
        office_macros.unlocked("5-2"),
        office_macros.rows_sorted("5-2", area, 5),
        office_macros.row_inserted("5-2", last - 1),
        office_macros.row_hidden("5-2", last),
    )
    outcomes = [collected(ways[0].parent, ways[0]), collected(ways[1].parent, saved)]
    first, second = ({s: a.text.replace(",", "") for s, a in each.handed[0].answers.items()} for each in outcomes)
    assert first == second
    assert [each.handed[0].state.value for each in outcomes] == ["accepted", "accepted"]
    assert book_says(ways[0].parent) == book_says(ways[1].parent)


def test_killed_at_random_moments_and_completed(tmp_path: Path) -> None:
    made = town(tmp_path, 6)
    spare = made._replace(book=Path(shutil.copy(made.book, made.book.with_name("spare.db"))))
    stopped = list(killed(made, 4, collecting(spare), seed=3))
    assert len(stopped) == 4
