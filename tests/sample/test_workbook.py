"""Workbooks as another spreadsheet computes them, against the journal: every formula, every figure, on every policy."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import pytest

from ledger.api.desk import Desk
from ledger.api.exchange import book_from
from ledger.api.reporting import Request, report, save_report
from ledger.workbook.read import differences
from tests import office
from tests.bookkeeping import CITY
from tests.cli.driving import apart
from tests.sample.reading import (
    DATA,
    PLAN,
    RATES,
    SECURED,
    Grid,
    codes_of,
    grids,
    journal_of,
    opened,
    printed,
    rates,
    stacked,
    tables,
)

POLICIES = ("half-up", "truncate", "controlled")
NOW = datetime.fromisoformat("2024-01-15T09:00:00+09:00")
MILLION = 1_000_000
MEASURES = ("plan", "secured", "executed")
SOURCES = ("국비", "도비", "시비", "기타")
PERIODS = ("prior", "2022H2", "2023", "2024", "2025", "2026H1", "after")

# Exact halves, a decrease, a recorded 0, and 123조: the number of the cell, and its 원.
SPECIAL = {17: -2_500_000, 18: 0, 41: 1_500_000, 42: 500_000, 43: -499_999, 44: -500_000, 71: 123_456_789_500_000}

_FORMULA = re.compile(rb"<f>([^<]*)</f><v>([^<]*)</v>")


class Made(NamedTuple):
    """Books and their workbooks by `name/policy`."""

    books: dict[str, Path]
    workbooks: dict[str, Path]


def uneven() -> str:
    """Amounts in 원 that are no whole 백만원: halves, decreases, a recorded 0, blanks; a pledge that is its own unit
    project; one where only a plan of 0 was recorded; and one without any amount."""
    lines = [CITY, "2023-12-31 add", '  + project 6-1 name="단독 공약"', '  + project 7 name="영 계획"']
    lines += ['  + project 8 name="금액 없음"', "2023-12-31 plan", "  7 시비 2023 plan = 0"]
    places = [(p, s, y, m) for p in ("5-2/1", "5-2/2", "6-1") for s in SOURCES for y in PERIODS for m in MEASURES]
    for number, place in enumerate(places):
        won = (number * 7_654_321 + 499_999) % 9_999_999 - 1_000_000 * (number % 11 == 3)
        if number % 5:
            lines.append(f"  {' '.join(place)} = {SPECIAL.get(number, won)}")
    return "\n".join(lines) + "\n"


def ids(purpose: str) -> str:
    return hashlib.sha256(purpose.encode()).hexdigest()[:32]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("workbooks")
    (folder / "uneven.ledger").write_text(uneven(), encoding="utf-8")
    books, workbooks = {}, {}
    for name, source in (("goyang", DATA / "goyang.toml"), ("uneven", folder / "uneven.ledger")):
        desk = Desk(
            folder / f"{name}.db", "담당", lambda: NOW, lambda purpose: hashlib.md5(purpose.encode()).hexdigest()
        )
        book_from(desk, source)
        books[name] = desk.path
        for policy in POLICIES:
            asked = Request(template="pledge-card", as_of=date(2023, 12, 31), rounding=policy)
            target = folder / f"{name}-{policy}.xlsx"
            workbooks[f"{name}/{policy}"] = save_report(report(desk, asked), target)
    return Made(books, workbooks)


def formulas(path: Path) -> list[tuple[str, str]]:
    """Sheet and place of every formula."""
    book = opened(path, stored=False)
    return [(s.title, c.coordinate) for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]


def read_at(path: Path, places: list[tuple[str, str]]) -> list[Any]:
    book = opened(path)
    return [book[sheet][place].value for sheet, place in places]


def with_wrong_result(path: Path, target: Path) -> Path:
    """A copy in which the result stored for one formula of the second sheet is 7 too high."""
    with ZipFile(path) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                part = _FORMULA.sub(lambda f: b"<f>%b</f><v>%d</v>" % (f[1], int(f[2]) + 7), part, count=1)
            new.writestr(name, part)
    return target


def test_another_spreadsheet_computes_every_result_that_is_stored(made: Made) -> None:
    paths = list(made.workbooks.values())
    spoilt = with_wrong_result(paths[0], paths[0].with_name("spoilt.xlsx"))

    *theirs, again = office.all_recalculated([*paths, spoilt])

    compared = {}
    for name, path, computed in zip(made.workbooks, paths, theirs, strict=True):
        places = formulas(path)
        stored, results = read_at(path, places), read_at(computed, places)
        assert None not in stored, "a formula without a stored result"
        wrong = [
            (place, was, now) for place, was, now in zip(places, stored, results, strict=True) if not alike(was, now)
        ]
        assert wrong == [], name
        assert differences(path, computed) == []
        compared[name] = len(places)
    print("formulas compared:", compared, "in all", sum(compared.values()), "differences: 0")
    assert compared["goyang/half-up"] == compared["goyang/truncate"] == compared["goyang/controlled"] == 61
    assert min(compared[f"uneven/{policy}"] for policy in POLICIES) > 100
    (found,) = differences(spoilt, again)
    assert int(found.was.text) == int(found.now.text) + 7, "the one planted result that is wrong"


def alike(was: Any, now: Any) -> bool:
    return was == now or (isinstance(was, float) and isinstance(now, int | float) and abs(was - now) < 1e-12)


def rounded(won: int | None, policy: str) -> int | None:
    """백만원 by the policy, with whole numbers alone."""
    if won is None:
        return None
    size = (2 * abs(won) + MILLION) // (2 * MILLION) if policy == "half-up" else abs(won) // MILLION
    return size if won >= 0 else -size


class Exact(NamedTuple):
    """A table of a pledge in 원, from the journal: the total row, then the lines; the sum, then the periods."""

    rows: list[list[int | None]]

    @classmethod
    def of(cls, book: Path, pledge: str, measure: str) -> "Exact":
        journal = journal_of(book)
        codes = codes_of(book, "project")
        below = [code for code in codes if code == pledge or code.startswith(f"{pledge}/")]
        leaves = [code for code in below if not any(other.startswith(f"{code}/") for other in below)]
        lines = [[journal.get((code, s, y, measure)) for y in PERIODS] for code in leaves for s in SOURCES]
        summed = [[total(column) for column in zip(*lines, strict=True)], *lines]
        return cls([[total(row), *row] for row in summed])


def total(parts: Any) -> int | None:
    there = [part for part in parts if part is not None]
    return sum(there) if there else None


def pledges(book: Path, *, with_money: bool = True) -> list[str]:
    """The pledges of which any amount was recorded, or of which none was."""
    posted = {project.split("/")[0] for project, *_ in journal_of(book)}
    return [code for code in codes_of(book, "project") if "/" not in code and (code in posted) is with_money]


def tables_of(path: Path, book: Path) -> Iterator[tuple[str, Grid, Exact]]:
    """Each money table of a workbook, as printed and as the journal has it."""
    for pledge in pledges(book):
        sheet = grids(path, pledge)
        yield f"{pledge} plan", sheet[PLAN], Exact.of(book, pledge, "plan")
        pairs = stacked(sheet[SECURED])
        for place, measure in enumerate(("secured", "executed")):
            yield f"{pledge} {measure}", [pair[place] for pair in pairs], Exact.of(book, pledge, measure)


@pytest.mark.parametrize("name", ["goyang", "uneven"])
@pytest.mark.parametrize("policy", ["half-up", "truncate"])
def test_what_is_printed_is_the_journal_rounded(made: Made, name: str, policy: str) -> None:
    count = 0
    for title, grid, exact in tables_of(made.workbooks[f"{name}/{policy}"], made.books[name]):
        assert grid == [[rounded(won, policy) for won in row] for row in exact.rows], title
        count += sum(value is not None for row in grid for value in row)
    print(f"{name} {policy}: {count} figures equal the journal")
    assert count == (113 if name == "goyang" else 289)


@pytest.mark.parametrize("name", ["goyang", "uneven"])
def test_under_controlled_rounding_every_printed_sum_closes(made: Made, name: str) -> None:
    closed = 0
    totals: dict[str, tuple[int, int]] = {}  # of a measure over all cards: printed, exact
    for title, grid, exact in tables_of(made.workbooks[f"{name}/controlled"], made.books[name]):
        for printed_row, row in zip(grid, exact.rows, strict=True):
            for value, won in zip(printed_row, row, strict=True):
                assert (value is None) == (won is None), title
                assert won is None or abs(value * MILLION - won) < MILLION, (title, value, won)
        assert not open_sums(grid), title
        closed += 8 + len(grid)
        was, won = totals.get(title.split()[1], (0, 0))
        totals[title.split()[1]] = was + (grid[0][0] or 0), won + (exact.rows[0][0] or 0)
    assert all(rounded(won, "half-up") == was for was, won in totals.values()), totals
    print(f"{name}: {closed} sums close")
    assert closed


def open_sums(grid: Grid) -> list[tuple[int, int]]:
    """Row and column of every printed sum that is not that of its printed parts."""
    first, *lines = grid
    rows = [(at, 0) for at, row in enumerate(grid) if total(row[1:]) != row[0]]
    return rows + [(0, at) for at, column in enumerate(zip(*lines, strict=True)) if total(column) != first[at]]


@pytest.mark.parametrize(("policy", "korean"), list(zip(POLICIES, ("반올림", "절사", "단수조정"), strict=True)))
def test_where_sums_do_not_close_the_note_names_the_policy(made: Made, policy: str, korean: str) -> None:
    path = made.workbooks[f"uneven/{policy}"]
    open_ = {title: len(open_sums(grid)) for title, grid, _ in tables_of(path, made.books["uneven"])}
    print(f"{policy}: {sum(open_.values())} printed sums do not close", open_)
    assert (sum(open_.values()) > 0) == (policy != "controlled")
    assert pledges(made.books["uneven"]) == ["5-2", "6-1", "7"]
    for sheet in ("5-2", "6-1", "7"):
        said = [str(c.value) for row in opened(path)[sheet].iter_rows() for c in row if c.value]
        assert sum(f"백만원 미만 단수처리: {korean}." in text for text in said) == 3, sheet
    whole = made.workbooks[f"goyang/{policy}"]
    assert not any(open_sums(grid) for _, grid, _ in tables_of(whole, made.books["goyang"]))
    assert "단수처리:" not in "".join(str(value) for value in office.values(whole)["5-2"].values())


@pytest.mark.parametrize(("name", "pledge"), [("goyang", "5-1"), ("uneven", "8")])
def test_a_pledge_without_any_amount_has_no_money_table(made: Made, name: str, pledge: str) -> None:
    assert pledges(made.books[name], with_money=False) == [pledge]
    for policy in POLICIES:
        assert not {PLAN, SECURED, RATES} & set(tables(made.workbooks[f"{name}/{policy}"], pledge))


def test_rates_are_those_of_the_exact_amounts(made: Made) -> None:
    for name, path in made.workbooks.items():
        book = made.books[name.partition("/")[0]]
        for pledge in pledges(book):
            exact = {measure: Exact.of(book, pledge, measure).rows[0] for measure in MEASURES}
            over = {"총계": slice(0, 1), "임기내": slice(2, 7), "도래분": slice(1, 4)}
            wanted = [(exact["secured"], exact["plan"], part) for part in over.values()]
            wanted += [(exact["executed"], exact[under], slice(0, 1)) for under in ("secured", "plan")]
            said = [value for _, _, value in rates(path, pledge).values()]
            assert [None if value is None else round(value * 10_000) for value in said] == [
                rate(total(above[part]), total(below[part])) for above, below, part in wanted
            ], (name, pledge)


def rate(above: int | None, below: int | None) -> int | None:
    """Hundredths of a per cent, half away from zero."""
    if not below:
        return None
    size = (20_000 * abs(above or 0) + abs(below)) // (2 * abs(below))
    return size if (above or 0) * below >= 0 else -size


def test_openpyxl_reads_the_values_that_we_read(made: Made) -> None:
    for path in made.workbooks.values():
        book = opened(path)
        theirs = {s.title: {(c.row, c.column): c.value for r in s for c in r if c.value is not None} for s in book}
        assert theirs == office.values(path)


def test_two_builds_on_two_days_are_the_same_bytes(made: Made) -> None:
    for name, book in made.books.items():
        folder, built = book.parent, []
        for day in ("2024-01-15T09:00:00+09:00", "2025-11-30T23:59:59+09:00"):
            target = folder / f"{name}-{day[:4]}.xlsx"
            words = f"ledger --book {book} report pledge-card --as-of 2023-12-31 -o {target}"
            assert apart(words, LEDGER_NOW=day, PYTHONHASHSEED=day[3]).code == 0
            built.append(hashlib.sha256(target.read_bytes()).hexdigest())
        assert built[0] == built[1]


def test_every_figure_is_on_paper(made: Made) -> None:
    paths = list(made.workbooks.values())
    pages = dict(zip(made.workbooks, (office.text_of(pdf) for pdf in office.converted(paths, "pdf")), strict=True))
    print("pages:", {name: len(each) for name, each in pages.items()})
    assert [len(pages[f"goyang/{policy}"]) for policy in POLICIES] == [8, 8, 8]
    for name, texts in pages.items():
        words = Counter(word for text in texts for word in text.split())
        book = made.books[name.partition("/")[0]]
        wanted: Counter[str] = Counter()
        for title, grid, _ in tables_of(made.workbooks[name], book):
            said = [printed(value) for row in grid for value in row if value is not None]
            wanted.update(f"({each})" if title.endswith("executed") else each for each in said)
        assert wanted - words == Counter(), name
        assert not any("###" in text for text in texts), name
        numbers = [re.findall(r"- ?(\d+) ?/ ?(\d+) ?-", text) for text in texts]
        assert numbers == [[(str(at), str(len(texts)))] for at in range(1, len(texts) + 1)], name
    assert {"39.80%", "42.25%", "100.00%"} <= set("".join(pages["goyang/half-up"]).split())
