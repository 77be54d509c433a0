"""The KPI sheet as a workbook: sums and rates are formulas whose stored values another spreadsheet computes too."""

from pathlib import Path

import pytest

from tests import office
from tests.bookkeeping import CITY
from tests.cli.driving import drive
from tests.sample.reading import opened

COMMANDS = (
    "ledger init --from city.ledger",
    "ledger kpi define K1 이용자 --project 5-2/1 --unit 명 --direction higher --aggregation sum",
    "ledger kpi target K1 22.7.=50 23=100 24='120 이상' 25=130",
    "ledger kpi actual K1 22.7.=55 23=91",
    "ledger kpi define K2 만족도 --project 5-2/2 --unit 점 --direction higher --aggregation last",
    "ledger kpi target K2 23=96.0",
    "ledger kpi actual K2 23=95.4",
    "ledger kpi define K3 민원 --project 5-2/2 --unit 건 --direction lower --aggregation sum",
    "ledger kpi target K3 23=10",
    "ledger kpi actual K3 23=12",
    "ledger report kpi --as-of 2023-12-31 -o kpi.xlsx",
)


def test_what_relations_give_is_a_formula_and_the_rest_a_number(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "city.ledger").write_text(CITY, encoding="utf-8")
    for words in COMMANDS:
        assert drive(words, capsys, monkeypatch).code == 0, words

    path = here / "kpi.xlsx"
    written, stored = (opened(path, stored=kind)["성과지표"] for kind in (False, True))
    formulas = {c.coordinate: c.value for row in written.iter_rows() for c in row if c.data_type == "f"}
    top = next(row[0].row for row in written.iter_rows() if row[1].value == "이용자")
    column = next(c.column_letter for row in written.iter_rows() for c in row if c.value == "누계")
    assert stored[f"{column}{top}"].value == 150
    assert formulas[f"{column}{top}"].startswith("=SUM(")
    assert formulas[f"{column}{top + 2}"].startswith("=IF(N(")
    assert [stored[f"{column}{top + row}"].value for row in (2, 5, 8)] == [
        pytest.approx(each) for each in (0.9733, 0.9938, 0.8)
    ]
    assert f"{column}{top + 8}" not in formulas, "no relation computes (2 x target - actual) / target"
    (computed,) = office.all_recalculated([path])
    again = opened(computed)["성과지표"]
    assert {place: again[place].value for place in formulas} == {
        place: pytest.approx(stored[place].value) for place in formulas
    }
    print(f"{len(formulas)} formulas recalculated, 0 differences")
