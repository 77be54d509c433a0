"""Findings for people: the table, the line of the finding, its row with the cell marked."""

import pytest

from ledger.cli.outputs import text
from tests.cli.outputs.sample import checked


def test_the_bad_cell_is_marked_as_a_compiler_marks_source(capsys: pytest.CaptureFixture[str]) -> None:
    text.show_findings(checked())
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "표.csv 투자계획",
        "오류[T101] 표.csv:B2 (투자계획, 인재 양성, 계): 가로 합계 기재 9, 계산 7 백만원",
        "  2 | 인재 양성 | 9 | 3 | 4",
        "    |             ^",
        "  = 계 (B2): 9 → 7",
    ]
    assert said.err.splitlines() == [
        "표.csv: 숨은 시트가 있습니다",
        "ledger: 그림.png: 읽을 수 없는 파일입니다",
        "표 1개, 수치 3개, 합계 1개: 오류 1건, 주의 0건, 참고 0건",
    ]
