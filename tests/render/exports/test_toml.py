"""The TOML export: its exact text."""

from datetime import date

from ledger.model.entry import Attachment, Cell, Header, Measure, Posting, Row, Seal, Transaction
from ledger.render.exports import toml


def test_the_text() -> None:
    header = Header(act="plan", effective=date(2023, 1, 2), by="예산담당", reason='"본예산"', undoes=1)
    transaction = Transaction(
        header=header,
        seal=Seal(number=2, uid="u-2", node="n", recorded="r", previous="p", hash="h"),
        rows=[Row("period", "2023", {"label": "'23", "start": None, "order": 3}), Row("project", "5-3", None)],
        postings=[
            Posting(Cell("5-2/1", "시비", "2023", Measure.PLAN), 4_000_000),
            Posting(Cell("5-2/1", "국비", "2023", Measure.EXECUTED), -500_000, -1, date(2023, 12, 20)),
        ],
        files=[Attachment.of('"개소식".jpg', b"\xff\xd8jpeg")],
    )
    assert (
        b"".join(toml.write([transaction])).decode()
        == """schema = 1

[[transaction]]
number = 2
uid = "u-2"
effective = 2023-01-02
act = "plan"
by = "예산담당"
reason = "\\"본예산\\""
undoes = 1
postings = [
    ["5-2/1", "시비", "2023", "plan", 4000000],
    ["5-2/1", "국비", "2023", "executed", -500000, -1, 2023-12-20],
]

[[transaction.period]]
key = "2023"
label = "'23"
order = 3
blank = ["start"]

[[transaction.project]]
key = "5-3"
removed = true

[[transaction.file]]
name = "\\"개소식\\".jpg"
content = "/9hqcGVn"
"""
    )
