"""JSON: the whole document, exact."""

import json
from typing import Any

from ledger.render.formats.json import draw
from tests.render import sample


def test_it_is_ascii_and_says_the_whole_document() -> None:
    data = draw(sample.report_003())
    said: dict[str, Any] = json.loads(data)

    assert data.isascii()
    assert list(said) == ["schema", "title", "subject", "stamp", "sheets"]
    assert said["stamp"] == {
        "book": sample.STAMP.book,
        "number": 27,
        "head": sample.STAMP.head,
        "as_of": "2023-12-31",
        "template": "pledge-card",
        "options": {"unit": "백만원"},
        "tool": "ledger 0.1",
    }
    assert [block["kind"] for block in said["sheets"][0]["blocks"]] == [
        "title",
        "fields",
        "heading",
        "table",
        "heading",
        "table",
    ]


def test_figures_are_exact() -> None:
    said = json.loads(draw(sample.report_uneven("half-up")))
    plan, secured, rates = [block for block in said["sheets"][0]["blocks"] if block["kind"] == "table"]

    assert plan["rows"][1][2] == {
        "text": "27,415",
        "role": "total",
        "figures": [{"kind": "value", "value": 27415, "won": 27415323455}],
    }
    assert plan["rows"][1][1] is None
    assert [each["won"] for each in secured["rows"][3][2]["figures"]] == [1_700_000, 800_000]
    assert rates["rows"][1][4]["figures"] == [{"kind": "value", "value": "100.00", "unit": "%"}]
