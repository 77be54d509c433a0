"""Findings for programs: the shape of DESIGN section 6."""

import json

import pytest

from ledger.cli.outputs import json as output
from tests.cli.outputs.sample import checked


def test_the_shape(capsys: pytest.CaptureFixture[str]) -> None:
    output.show_findings(checked())
    said = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
    assert said["schema"] == 1
    assert said["checked"] == {"tables": 1, "cells": 3, "totals": 1}
    assert said["summary"] == {"error": 1, "warning": 0, "note": 0}
    assert said["refused"] == ["그림.png: 읽을 수 없는 파일입니다"]
    [finding] = said["findings"]
    assert (finding["stated"], finding["computed"], finding["difference"]) == (9_000_000, 7_000_000, 2_000_000)
    assert finding["where"] == {"file": "표.csv", "table": "투자계획", "row": "인재 양성", "column": "계", "cell": "B2"}
    assert finding["suggestions"] == [{"kind": "total", "cell": "B2", "text": "계 (B2): 9 → 7"}]
