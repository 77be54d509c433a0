"""Twin of rules: every rule is listed, and no book is needed."""

import json

import pytest

from ledger.api.checking import rules
from tests.cli.driving import drive


def test_every_rule_is_listed_without_a_book(
    here: object, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = drive("ledger list 규칙 --json", capsys, monkeypatch)
    listed = json.loads(said.out)["rules"]
    assert [each["id"] for each in listed] == [rule.id for rule in rules()]
