"""The story of the sample against the two documents it was taken from: the counts of one, the heard citizens of the
other, printed, on paper, and read back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.model.figure import find, read
from tests import office
from tests.cli.driving import drive
from tests.sample.reading import DATA, opened, tables

Console = pytest.CaptureFixture[str]

STORY, HEARD, REMARKS = "추진실적 및 향후 추진계획", "시민참여(소통) 실적", "문제점 및 개선대책"
COUNTS = (
    *("33개사", "34편", "21개사", "22건", "5개사", "5편"),
    *("4개사", "15개사", "3개사", "3회", "1회"),
)


@pytest.fixture
def card(here: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch) -> Path:
    for words in (f"init --from {DATA / 'goyang.toml'}", "report pledge-card --as-of 2023-12-31 -o card.xlsx"):
        assert drive(f"ledger --book g.db {words}", capsys, monkeypatch).code == 0
    return here / "card.xlsx"


def prose(card: Path, sheet: str) -> list[str]:
    """The lines of the story of a sheet, each as one."""
    return [" ".join(str(cell).split()) for row in tables(card, sheet)[STORY][1:] for cell in row[1:] if cell]


def spans(card: Path, sheet: str) -> dict[str, int]:
    """How many lines stand in each span of time."""
    found: dict[str, int] = {}
    label = ""
    for row in tables(card, sheet)[STORY][1:]:
        label = " ".join(str(row[0]).split()) if row[0] else label
        found[label] = found.get(label, 0) + 1
    return found


def test_the_eleven_counts_are_printed_once_each(card: Path) -> None:
    said = [f"{figure.value}{figure.unit}" for line in prose(card, "5-1") for figure in find(line) if figure.unit]
    missing = [count for count in COUNTS if count not in said]
    print(f"counts of the document: {len(COUNTS)}, printed: {len(COUNTS) - len(missing)}, differences: {len(missing)}")
    assert missing == []
    assert sorted(each for each in said if each[-1] != "일") == sorted(COUNTS), "and no other"


def test_the_eleven_counts_are_held_as_indicators(here: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (f"init --from {DATA / 'goyang.toml'}", "export g.ledger"):
        assert drive(f"ledger --book g.db {words}", capsys, monkeypatch).code == 0
    text = (here / "g.ledger").read_text(encoding="utf-8")
    units = dict(re.findall(r"\+ indicator (5-1-K\d+) .* unit=(\S+)", text))
    values = dict(re.findall(r'\+ (?:actual|target) (5-1-K\d+):\d+ .*value="?(\d+)', text))
    assert sorted(f"{values[key]}{unit}" for key, unit in units.items()) == sorted(COUNTS)


def test_the_lines_stand_in_the_spans_of_the_documents(card: Path) -> None:
    so_far, now, planned = (
        "그동안 추진실적 (2022.7.~2023.6.)",
        "하반기 추진실적 (2023.7.~12.)",
        "향후 추진계획 (2024년 상반기~)",
    )
    assert spans(card, "5-1") == {so_far: 15, now: 9, planned: 16}
    assert spans(card, "5-2") == {so_far: 10, now: 16, planned: 11}


def test_how_often_citizens_were_heard_and_when(card: Path) -> None:
    head, counts = tables(card, "5-2")[HEARD][:2]
    assert [str(each) for each in head if each] == [
        "공약 관련 회의",
        "설명회,\n민생탐방",
        "전문가 자문",
        "언론/방송 보도",
        "기 타",
    ]
    cells = [str(each) for each in counts if each]
    assert cells == ["-", "-", "-", "-", "간담회 3 업무협의 6"]
    listed = {each: len(list(dates(card, each))) for each in ("1) 간담회(3회)", "2) 업무협의(6회)")}
    printed = [figure.value for figure in read(cells[-1]).figures]
    print(f"counts of the document: 2, printed: {printed}, dates below: {listed}, differences: 0")
    assert printed == list(listed.values()) == [3, 6]


def dates(card: Path, group: str) -> Iterator[str]:
    """The dates listed below a count."""
    current = ""
    for cell in opened(card)["5-2"]["A"]:
        said = str(cell.value or "")
        if not said.startswith("  - (2023."):
            current = said
        elif current == group:
            yield said


def test_the_printed_story_read_back_changes_nothing(
    card: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = exported(capsys, monkeypatch, card)
    assert drive(f"ledger --book g.db import {card} --yes", capsys, monkeypatch).code == 0
    after = exported(capsys, monkeypatch, card)
    print(f"{len(before)} lines, counts and remarks read back, changed: {len(set(after) - set(before))}")
    assert after == before


def exported(capsys: Console, monkeypatch: pytest.MonkeyPatch, card: Path) -> list[str]:
    target = card.with_name("g.ledger")
    target.unlink(missing_ok=True)
    assert drive("ledger --book g.db export g.ledger", capsys, monkeypatch).code == 0
    text = target.read_text(encoding="utf-8")
    return re.findall(r"^  [+-] (?:milestone|participation|remark) .*", text, re.MULTILINE)


def test_every_line_is_on_paper_whole_and_no_word_is_broken(card: Path) -> None:
    pages = office.text_of(office.as_pdf(card))
    print("pages:", len(pages))
    assert len(pages) == 8
    assert all(page.strip() for page in pages)
    assert not any("###" in page for page in pages)
    words = set(" ".join(pages).split())
    said = [*prose(card, "5-1"), *prose(card, "5-2")]
    for sheet in ("5-1", "5-2"):
        said += [str(cell) for row in tables(card, sheet)[REMARKS] for cell in row if cell]
    broken = {word for line in said for word in line.split() if word not in words}
    print(f"lines: {len(said)}, words that are not whole on paper: {len(broken)}")
    assert broken == set()
