"""The CSV export: its exact bytes, and that Excel neither runs nor changes a text in it."""

import csv
import io
from datetime import date

from ledger.model.entry import Attachment, Cell, Header, Measure, Posting, Row, Seal, Transaction
from ledger.render.exports import csv as export

HEADER = Header(act="plan", effective=date(2023, 1, 2), by="=cmd|'/c calc'!A0", reason="1회추경", undoes=1)
SEAL = Seal(number=2, uid="0190", node="n", recorded="r", previous="p", hash="h")
POSTING = Posting(Cell("5-2/1", "시비", "2023", Measure.PLAN), -4_000_000, -1, date(2023, 12, 20))
BOOK = [
    Transaction(header=HEADER, seal=SEAL, postings=[POSTING], rows=[Row("project", "5-2", {"name": "산·학·연"})]),
]


def test_the_bytes() -> None:
    text = b"".join(export.write(BOOK)).decode("utf-8")
    assert text == (
        '\ufeff"number","uid","act","effective","by","reason","procedure","basis","document","evidence","origin","undoes",'
        '"project","source","period","measure","amount","entries","paid_on","register","key","fields"\r\n'
        '2,"\'0190","plan","2023-01-02","\'=cmd|\'/c calc\'!A0","\'1회추경","","","","","",1,'
        '"","","","","","","","project","\'5-2","{""name"": ""산·학·연""}"\r\n'
        '2,"\'0190","plan","2023-01-02","\'=cmd|\'/c calc\'!A0","\'1회추경","","","","","",1,'
        '"\'5-2/1","시비","2023","plan",-4000000,-1,"2023-12-20","","",""\r\n'
    )


def test_a_file_is_cut_into_cells_that_excel_keeps_whole() -> None:
    file = Attachment.of("=개소식.jpg", b"\xfb\xff" * 40_000)
    text = b"".join(export.write([Transaction(header=HEADER, seal=SEAL, files=[file])])).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(line["register"], line["key"], len(line["fields"])) for line in lines] == [
        ("file", "'=개소식.jpg", 32_001),
        ("file", "'=개소식.jpg", 32_001),
        ("file", "'=개소식.jpg", 32_001),
        ("file", "'=개소식.jpg", 10_669),
    ]
    assert all(line["fields"].startswith("'+") for line in lines)


def test_no_text_starts_with_what_excel_runs_or_changes() -> None:
    signs = [
        "=1",
        "+1",
        "-1",
        "@a",
        "\ta",
        "\ra",
        "\na",
        "＝1",
        "＋1",
        "－1",
        "＠a",
        "5-2",
        "007",
        "1E5",
        "'a",
        "9" * 12,
    ]
    for sign in signs:
        header = Header(act=sign, effective=date(2023, 1, 2), by=sign, reason=sign, document=sign)
        text = b"".join(export.write([Transaction(header=header, seal=SEAL)])).decode("utf-8-sig")
        _, line = csv.reader(io.StringIO(text, newline=""))
        assert [line[2], line[4], line[5], line[8]] == [f"'{sign}"] * 4
