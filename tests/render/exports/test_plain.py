"""The plain text export: its exact text."""

from datetime import date

from ledger.model.entry import Attachment, Cell, Header, Measure, Posting, Row, Seal, Transaction
from ledger.render.exports import plain


def test_the_text() -> None:
    header = Header(act="plan", effective=date(2023, 1, 2), by="예산담당", reason="본예산 편성", undoes=1)
    transaction = Transaction(
        header=header,
        seal=Seal(number=2, uid="u-2", node="n", recorded="r", previous="p", hash="h"),
        rows=[
            Row("project", "5-2", {"name": "산·학·연 컨소시엄", "order": 2, "contacts": ["담당:김"]}),
            Row("milestone", "5-2/1", {"on": "2023-07-21", "text": "null", "done": False}),
            Row("project", "5-3", None),
        ],
        postings=[
            Posting(Cell("5-2/1", "시비", "2023", Measure.PLAN), 4_000_000),
            Posting(Cell("2023-01-02", "-", "'23", Measure.EXECUTED), -500_000, -1, date(2023, 12, 20)),
        ],
        files=[Attachment.of("개소식 사진.jpg", b"\xff\xd8jpeg")],
    )
    assert b"".join(plain.write([transaction])).decode() == (
        '; ledger\n\n2023-01-02 plan by=예산담당 reason="본예산 편성" undoes=1 number=2 uid=u-2\n'
        '  + project 5-2 name="산·학·연 컨소시엄" order=2 contacts=["담당:김"]\n'
        '  + milestone 5-2/1 on="2023-07-21" text="null" done=false\n'
        "  - project 5-3\n"
        '  + file "개소식 사진.jpg" content=/9hqcGVn\n'
        "  5-2/1 시비 2023 plan 4000000\n"
        '  "2023-01-02" "-" "\'23" executed -500000 entries=-1 paid=2023-12-20\n'
    )
