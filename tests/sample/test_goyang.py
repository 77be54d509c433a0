"""The sample book against the document it was taken from: every figure of both tables, every stated total."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ledger.checks.rules import b101_stated_total
from ledger.cube.books import Books
from ledger.model.finding import Finding
from ledger.model.registers.participation import Participation
from tests.bookkeeping import books_from
from tests.cli.driving import drive
from tests.sample.reading import DATA, PLAN, SECURED, document, grids, opened, printed, rates, stacked

AS_OF = date(2023, 12, 31)
SAMPLE = DATA / "goyang.toml"

Console = pytest.CaptureFixture[str]


@pytest.fixture
def book(here: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert drive(f"ledger --book g.db init --from {SAMPLE}", capsys, monkeypatch).code == 0
    return here / "g.db"


@pytest.fixture
def card(book: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch) -> Path:
    words = f"ledger --book {book} report pledge-card --as-of {AS_OF} -o card.xlsx"
    assert drive(words, capsys, monkeypatch).code == 0
    return book.with_name("card.xlsx")


def test_every_figure_of_both_tables_is_that_of_the_document(card: Path) -> None:
    sheet = grids(card, "5-2")
    plan = [[printed(value) for value in row] for row in sheet[PLAN]]
    pairs = [zip(above, below, strict=True) for above, below in stacked(sheet[SECURED])]
    money = [[f"{printed(a)} ({printed(b)})" if (a, b) != (None, None) else "" for a, b in pair] for pair in pairs]

    assert plan == document("goyang-plan")
    assert money == document("goyang-secured")
    assert {len(row) for row in [*plan, *money]} == {8}
    assert len(plan) == len(money) == 13
    planned = sum(cell != "" for row in plan for cell in row)
    secured = sum(cell != "" for row in money for cell in row)
    assert (planned, 13 * 8 - planned) == (59, 45), "figures and blanks of the plan"
    assert (secured, 13 * 8 - secured) == (27, 77), "pairs of figures and blanks of 확보(집행)"
    print(f"compared: {planned} + 2 x {secured} figures, {45 + 77} blanks")


def test_a_blank_of_the_document_is_an_empty_cell_and_no_zero(card: Path) -> None:
    sheet = opened(card, stored=False)["5-2"]
    tops = {str(cell.value or "")[2:]: cell.row for cell in sheet["A"]}
    plan = [(3, "C"), (5, "D"), (10, "C")]
    money = [(2, "G"), (3, "G"), (10, "C"), (11, "C")]
    for title, places in ((PLAN, plan), (SECURED, money)):
        assert [sheet[f"{column}{tops[title] + down}"].value for down, column in places] == [None] * len(places)
    assert sheet[f"C{tops[PLAN] + 5}"].value is not None


def test_the_sums_and_rates_that_the_document_states(card: Path) -> None:
    sheet = grids(card, "5-2")
    assert sheet[PLAN][0][0] == 32_675
    assert [row[0] for row in sheet[SECURED][:2]] == [13_004, 13_004]
    assert {name: (above, below, f"{value:.2%}") for name, (above, below, value) in rates(card, "5-2").items()} == {
        "재정확보율(총계)": (13_004, 32_675, "39.80%"),
        "재정확보율(임기내)": (11_681, 27_647, "42.25%"),
        "재정확보율(도래분)": (13_004, 13_004, "100.00%"),
        "집행률(확보 대비)": (13_004, 13_004, "100.00%"),
        "집행률(계획 대비)": (13_004, 32_675, "39.80%"),
    }


@pytest.mark.parametrize("options", ["", f"--as-of {AS_OF}", "--strict"])
def test_the_check_finds_nothing_but_indicators_without_a_target(
    options: str, book: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = json.loads(drive(f"ledger --book {book} check --format json", capsys, monkeypatch).out)["findings"]
    assert [each["rule"] for each in every] == ["no-target"] * 9, "the sheet of 5-1 prints no targets"
    options += " --ignore no-target"
    said = drive(f"ledger --book {book} check {options}", capsys, monkeypatch)
    assert (said.code, said.out) == (0, "")
    told = json.loads(drive(f"ledger --book {book} check {options} --format json", capsys, monkeypatch).out)
    assert told["checked"]["totals"] == SAMPLE.read_text(encoding="utf-8").count("{ key = ") == 37
    assert (told["checked"]["cells"], told["findings"]) == (42 + 2 * 17, [])


def test_one_mistyped_amount_is_found_by_its_row_its_column_and_the_grand_total(
    here: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    spoilt = text.replace('"897", "560", "560",', '"897", "650", "560",', 1)
    assert spoilt != text
    (here / "spoilt.toml").write_text(spoilt, encoding="utf-8")
    drive("ledger --book s.db init --from spoilt.toml", capsys, monkeypatch)

    said = drive("ledger --book s.db check --format json", capsys, monkeypatch)

    assert said.code == 1
    errors = [each for each in json.loads(said.out)["findings"] if each["severity"] == "error"]
    places = [tuple(each["where"].get(name) for name in ("project", "source", "period")) for each in errors]
    assert Counter(places) == Counter([("5-2", None, None), ("5-2", None, "2023"), ("5-2/2", "시비", None)])
    assert {(each["id"], each["class"], each["difference"], each["where"]["measure"]) for each in errors} == {
        ("B101", "contradiction", -90_000_000, "plan")
    }


def test_each_of_the_76_amounts_changed_alone_breaks_exactly_its_three_totals(
    book: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert drive(f"ledger --book {book} export book.ledger", capsys, monkeypatch).code == 0
    lines = book.with_name("book.ledger").read_text(encoding="utf-8").split("\n")
    assert found_in(lines) == []
    amounts = [(at, said) for at, line in enumerate(lines) if (said := _POSTING.fullmatch(line))]
    assert len(amounts) == 76
    for at, said in amounts:
        project, source, period, measure, won = said.groups()
        line = lines[at].replace(won, f"{int(won.replace(',', '')) + 9_000_000}")
        assert Counter(
            (f.where.project, f.where.source, f.where.period, f.where.measure, f.difference)
            for f in found_in([*lines[:at], line, *lines[at + 1 :]])
        ) == Counter(
            (*where, measure, -9_000_000)
            for where in ((project, source, None), ("5-2", None, period), ("5-2", None, None))
        )


_POSTING = re.compile(r"\s*(5-2/\d) (\S+) (\w+) (plan|secured|executed) (?:\+=\s*)?(-?[\d,]+)\s*")


def found_in(lines: list[str]) -> list[Finding]:
    return list(b101_stated_total.check(folded("\n".join(lines))))


def folded(text: str) -> Books:
    return books_from(text, AS_OF)


def test_participation_counts_are_the_number_of_their_dates(
    book: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive(f"ledger --book {book} export book.ledger", capsys, monkeypatch)
    held = folded(book.with_name("book.ledger").read_text(encoding="utf-8")).records(Participation)
    assert {each.label: (each.count, len(each.dates)) for each in held} == {"간담회": (3, 3), "업무협의": (6, 6)}
    assert all(date.fromisoformat(day) <= AS_OF for each in held for day in each.dates)
