"""The sample book of seed 002 against the document: 표 3 to 표 6, and the shares that do not add up."""

import json
from pathlib import Path

import pytest

from tests.cli.driving import drive
from tests.sample.reading import DATA, tables
from tests.sample.test_sba import compared

SAMPLE = DATA / "seoul-metaverse.toml"
Console = pytest.CaptureFixture[str]


@pytest.fixture
def book(here: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert drive(f"ledger --book m.db init --from {SAMPLE}", capsys, monkeypatch).code == 0
    return here / "m.db"


def test_every_figure_of_the_four_tables(book: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    words = f"ledger --book {book} report stated-tables --as-of 2022-12-31 -o tables.xlsx"
    assert drive(words, capsys, monkeypatch).code == 0
    printed = {title[:5]: rows for title, rows in tables(book.with_name("tables.xlsx"), "기재표").items()}
    heads = {"3": 2, "4": 2, "5": 1, "6": 1}
    counts = {n: compared(printed[f"[표 {n}]"][top:], f"metaverse-{n}") for n, top in heads.items()}
    print("figures compared:", sum(counts.values()), counts, "differences: 0")
    assert counts == {"3": 18, "4": 18, "5": 24, "6": 24}


def test_only_the_sums_of_rounded_shares_are_noted(
    book: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = drive(f"ledger --book {book} check --as-of 2022-12-31 --format json", capsys, monkeypatch)
    assert said.code == 0
    found = [
        (f["id"], f["severity"], f["where"]["table"][:5], f["where"]["cell"], f["difference"])
        for f in json.loads(said.out)["findings"]
    ]
    assert found == [
        ("T111", "note", "[표 5]", "D5", "0.1"),
        ("T111", "note", "[표 5]", "F5", "-0.1"),
        ("T111", "note", "[표 6]", "E7", "-0.1"),
    ], "F15"
