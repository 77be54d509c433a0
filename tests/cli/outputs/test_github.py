"""Findings as annotations of a workflow."""

import pytest

from ledger.cli.outputs import github
from tests.cli.outputs.sample import checked


def test_a_finding_stands_at_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    github.show_findings(checked())
    assert capsys.readouterr().out.splitlines() == [
        "::error file=표.csv,title=T101 row-total,line=2::"
        "표.csv:B2 (투자계획, 인재 양성, 계): 가로 합계 기재 9, 계산 7 백만원%0A= 계 (B2): 9 → 7",
        "::error file=그림.png::그림.png: 읽을 수 없는 파일입니다",
    ]
