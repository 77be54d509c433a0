"""The sample book of seed 001: the KPI sheet against the figures that the source prints, nine of 2023 and the grade."""

from datetime import date
from pathlib import Path

import pytest

from tests.cli.driving import drive
from tests.sample.reading import DATA, opened

AS_OF = date(2023, 12, 31)
SAMPLE = DATA / "gimhae.toml"

# What the source prints of 2023, in the unit it prints it in; the grade of the year before beside that of 2023.
PRINTED = {
    "프로그램 운영": ("회", 91),
    "이용자 수": ("명", 4_495),
    "문화 확산": ("회", 161),
    "시제품 제작": ("건", 10),
    "신규 창업 지원": ("건", 8),
    "신규 고용 창출": ("명", 34),
    "매출 기여": ("원", 2_888_000_000),
    "공간 지원": ("건", 8),
    "판로지원": ("건", 5),
    "연차 평가등급": ("등급", "S"),
}
BESIDE = {"전문가 양성과정 운영": ("회", 15), "업무협약 기관": ("개", 11)}

Console = pytest.CaptureFixture[str]


@pytest.fixture
def book(here: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert drive(f"ledger --book g.db init --from {SAMPLE}", capsys, monkeypatch).code == 0
    return here / "g.db"


@pytest.fixture
def rows(book: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, object]]:
    """By indicator: its unit, and by head of a column what the row of actuals holds."""
    words = f"ledger --book {book} report kpi --as-of {AS_OF} -o kpi.xlsx"
    assert drive(words, capsys, monkeypatch).code == 0
    grid = [list(row) for row in opened(book.with_name("kpi.xlsx"))["성과지표"].iter_rows(values_only=True)]
    top = next(at for at, row in enumerate(grid) if row[0] == "사업")
    head = [str(word) for word in grid[top] if word]
    at = {word: grid[top].index(word) for word in head}
    return {
        str(first[at["성과지표"]]).replace("\n", " "): {
            "단위": first[at["단위"]],
            **{word: second[at[word]] for word in head[6:]},
        }
        for first, second in zip(grid[top + 1 :: 3], grid[top + 2 :: 3], strict=False)
        if first[at["성과지표"]]
    }


def test_the_sheet_prints_the_nine_indicators_and_the_grade(rows: dict[str, dict[str, object]]) -> None:
    wanted = PRINTED | BESIDE
    different = {
        name: (said, (rows[name]["단위"], rows[name]["2023년"]))
        for name, said in wanted.items()
        if (rows[name]["단위"], rows[name]["2023년"]) != said
    }
    print(f"compared: {len(wanted)} figures of the source, {len(different)} differences {different}")
    assert different == {}
    assert rows["연차 평가등급"]["2022년"] == "A"
    assert rows["신규채용 전담 인력"]["2022년"] == 2
    assert len(rows) == 13


def test_what_can_be_added_is_and_a_grade_is_the_last(rows: dict[str, dict[str, object]]) -> None:
    assert {name: rows[name]["누계"] for name in PRINTED} == {name: value for name, (_, value) in PRINTED.items()}


def test_the_check_only_says_that_no_target_is_printed(
    book: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = drive(f"ledger --book {book} check --as-of {AS_OF}", capsys, monkeypatch)
    assert said.code == 0
    assert [line.partition(" ")[0] for line in said.out.splitlines()] == ["주의[K101]"] * 13


def test_one_mistyped_figure_is_a_difference(here: Path, capsys: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = SAMPLE.read_text(encoding="utf-8").replace('value = "4495"', 'value = "4945"', 1)
    (here / "spoilt.toml").write_text(spoilt, encoding="utf-8")
    drive("ledger --book s.db init --from spoilt.toml", capsys, monkeypatch)
    drive(f"ledger --book s.db report kpi --as-of {AS_OF} -o s.xlsx", capsys, monkeypatch)
    held = {value for row in opened(here / "s.xlsx")["성과지표"].iter_rows(values_only=True) for value in row}
    assert 4_945 in held
    assert 4_495 not in held
