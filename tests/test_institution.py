"""A short run of the institution benchmark: the whole report of ten pledges, every formula recomputed."""

from pathlib import Path

from benchmarks.institution import recomputed, reported


def test_another_spreadsheet_computes_the_whole_report(tmp_path: Path) -> None:
    workbook, *_ = reported(tmp_path, pledges=10)
    formulas, found = recomputed(workbook)
    assert formulas > 5_000
    assert found == []
