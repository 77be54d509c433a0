"""Findings as a JUnit report that parses."""

from xml.etree import ElementTree

import pytest

from ledger.cli.outputs import junit
from tests.cli.outputs.sample import checked


def test_a_wrong_table_fails_and_an_unread_file_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    junit.show_findings(checked())
    root = ElementTree.fromstring(capsys.readouterr().out.encode())
    assert root.attrib == {"tests": "2", "failures": "1", "errors": "1"}
    failure = root.find("testsuite[@name='표.csv']/testcase[@name='투자계획']/failure")
    assert failure is not None
    assert failure.attrib["message"].endswith("가로 합계 기재 9, 계산 7 백만원")
    assert root.find("testsuite[@name='그림.png']/testcase/error") is not None
