"""The sample book of seed 004 against the document: every figure of its tables, and what the check must find."""

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.driving import drive
from tests.sample.reading import DATA, document, opened, tables

AS_OF = "2024-02-29"
SAMPLE = DATA / "sba.toml"
TREE, TOTALS, SECTIONS = "사업별 예산", "기재 합계: 사업구성 체계", "기재 합계: 사업별 '24년 예산"

Console = pytest.CaptureFixture[str]


@pytest.fixture
def book(here: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert drive(f"ledger --book s.db init --from {SAMPLE}", capsys, monkeypatch).code == 0
    for name in ("budget-tree", "budget-comparison", "stated-tables", "action-items"):
        said = drive(f"ledger --book s.db report {name} --as-of {AS_OF} -o {name}.xlsx", capsys, monkeypatch)
        assert said.code == 0, said
    return here / "s.db"


def is_same(value: Any, said: str) -> bool:
    """A stored value against a printed text; a zero is printed as a dash."""
    if said == "-":
        return value in ("-", 0)
    if isinstance(value, str):
        return value.split() == said.split()
    return Decimal(str(value)) == Decimal(said.replace(",", "").replace("△", "-"))


def compared(rows: Iterable[list[Any]], name: str) -> int:
    """How many figures of a table are those of the document; every row of it is, from the first to the last."""
    found = [[value for value in row if value is not None] for row in rows]
    expected = [[text for text in row if text] for row in document(name)]
    assert [len(row) for row in found] == [len(row) for row in expected]
    pairs = [pair for row, said in zip(found, expected, strict=True) for pair in zip(row, said, strict=True)]
    assert [pair for pair in pairs if not is_same(*pair)] == []
    return sum(any(char.isdigit() for char in said) and not isinstance(value, str) for value, said in pairs)


def test_every_figure_of_the_document_is_printed_from_the_book(book: Path) -> None:
    stated = tables(book.with_name("stated-tables.xlsx"), "기재표")
    rnd = [row for title, rows in stated.items() if "R&D" in title for row in rows[1:]]
    inner = [[value for value in row if value not in ("5대 R&D", "신성장 분야")] for row in rnd]
    totals = tables(book.with_name("budget-tree.xlsx"), "기재대사")
    leaves = {code for code, *_ in document("sba-leaves")}
    tree = tables(book.with_name("budget-tree.xlsx"), "사업구성")[TREE][2:]
    named = [[row[0], str(row[1]).strip("　"), row[-1]] for row in tree if row[0] in leaves]
    audit = tables(book.with_name("action-items.xlsx"), "처리 총괄")["구분별 추진상황"]
    beside = tables(book.with_name("budget-comparison.xlsx"), "예산편성")["2024년 예산편성"]
    counts = {
        "T1 인력": compared(stated["인력현황"][2:], "sba-staff"),
        "T2 예산편성": compared(beside[2:], "sba-budget"),
        "T4 사업": compared(named, "sba-leaves"),
        "T4 기재 합계": compared([row[:1] + row[2:3] for row in totals[TOTALS][1:]], "sba-nodes"),
        "T5 사업별 예산": compared([row[:1] + row[2:3] for row in totals[SECTIONS][1:]], "sba-sections"),
        "T5 지식재산권": compared(stated["중소기업 지식재산권 지원 '24년 예산"][1:], "sba-patents"),
        "T6 R&D": compared(inner, "sba-rnd"),
        "T13 기재": compared(stated["2023 행정사무감사 총괄"][1:], "sba-audit"),
        "T13 집계": compared(audit[1:], "sba-audit"),
    }
    assert compared(stated["2024년 예산편성"][2:], "sba-budget") == counts["T2 예산편성"]
    print("figures compared:", sum(counts.values()), counts, "differences: 0")
    assert counts == {
        "T1 인력": 20,
        "T2 예산편성": 48,
        "T4 사업": 40,
        "T4 기재 합계": 20,
        "T5 사업별 예산": 40,
        "T5 지식재산권": 3,
        "T6 R&D": 20,
        "T13 기재": 10,
        "T13 집계": 10,
    }


# What notes/seed-tables.md found in the document, by its name there: rule, severity, place, difference in 원.
FINDINGS = {
    "F01": [
        ("B101", "error", "1", 896_312_000),
        ("B101", "error", "1/2", 896_312_000),
        ("B101", "error", "1/2/1", 896_091_000),
        ("T105", "error", "B6", -1_413_788_000),
    ],
    "F02": [("T105", "error", "B3", 2_310_100_000)],
    "F03": [
        ("B102", "error", "5", -518_576_000),
        ("B101", "error", "5/1/2", 519_498_000),
        ("B101", "error", "5/1/2/1", 519_000_000),
    ],
    "F04": [("B101", "note", "5/1/1", -1_250_000), ("B101", "note", "5/1/1/2", -984_000)],
    "F05": [("B101", "note", "5/1/4", 688_000), ("B102", "note", "5/1/4", 1_000_000)],
    "F06": [("B101", "note", "6/3/2", 646_000)],
    "F07": [("B102", "note", "6/1/1", 1_000_000)],
    "F08": [("B101", "note", "7/2/1", -975_000), ("B101", "note", "7/2/1/1", -975_000)],
    "F09": [
        ("B102", "note", "1", 988_000),
        ("B102", "note", "4", 731_000),
        ("B102", "note", "7", 917_000),
    ],
}


def test_the_check_finds_what_is_wrong_in_the_document_and_nothing_else(
    book: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = drive(f"ledger --book {book} check --as-of {AS_OF} --format json", capsys, monkeypatch)
    assert said.code == 1
    told = json.loads(said.out)
    found = [
        (each["id"], each["severity"], each["where"].get("project") or each["where"].get("cell"), each["difference"])
        for each in told["findings"]
        if each["id"][0] in "BT"
    ]
    assert sorted(found) == sorted(each for every in FINDINGS.values() for each in every)
    assert told["checked"]["tables"] == 8
    suggested = {each["where"].get("cell"): each["suggestions"] for each in told["findings"]}
    assert suggested["B3"][0]["kind"] == "wrong-parent"
    assert (suggested["B6"][0]["kind"], "896,312" in suggested["B6"][0]["text"]) == ("missing-row", True)


def test_a_wrong_table_says_so_below_itself(book: Path) -> None:
    sheet = opened(book.with_name("budget-tree.xlsx"))["사업구성(인쇄본)"]
    notes = [row[0] for row in sheet.iter_rows(values_only=True) if str(row[0] or "").startswith("※")]
    assert notes == ["※ 기재된 그대로 실음. 점검에서 차이 2건 확인"]


def test_a_change_of_any_stated_total_breaks_the_book(
    here: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    spoilt = text.replace("won = 42_016_000_000", "won = 42_061_000_000", 1)
    assert spoilt != text
    (here / "spoilt.toml").write_text(spoilt, encoding="utf-8")
    drive("ledger --book x.db init --from spoilt.toml", capsys, monkeypatch)
    told = json.loads(drive(f"ledger --book x.db check --as-of {AS_OF} --json", capsys, monkeypatch).out)
    errors = {(f["id"], f["where"].get("project")) for f in told["findings"] if f["severity"] == "error"}
    assert {("B101", "4/1/1"), ("B102", "4")} <= errors
