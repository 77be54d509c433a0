"""Native charts: what another program reads of them, and that they keep their room."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from ledger.model.document import Chart, Document, Drawn, Grid, Note, Sheet, Title
from ledger.render.formats.xlsx import draw
from ledger.render.layout.place import arrange, rows_of_chart
from ledger.workbook.read import differences
from tests import office
from tests.render import sample

COLUMNS = Chart("분기별 추이", Drawn.COLUMNS, "controlled", (2, 3, 4), (1, 2))
BARS = Chart("분기별 막대", Drawn.BARS, "controlled", (2,), (1, 2))
SHARES = Chart("비중", Drawn.SHARES, "controlled", (1,), (1, 2))


def charted(*charts: Chart, name: str = "도표 '23") -> Document:
    return sample.document(Sheet(name, (Title("도표"), Grid(sample.controlled()), *charts, Note("끝"))))


def parts(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as archive:
        return [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]


def test_a_chart_points_at_its_cells_and_keeps_what_they_hold() -> None:
    (part,) = parts(draw(charted(COLUMNS)))

    assert re.findall(r"<f>([^<]*)</f>", part) == [
        *("'도표 ''23'!$C$4", "'도표 ''23'!$A$5:$A$6", "'도표 ''23'!$C$5:$C$6"),
        *("'도표 ''23'!$D$4", "'도표 ''23'!$A$5:$A$6", "'도표 ''23'!$D$5:$D$6"),
        *("'도표 ''23'!$E$4", "'도표 ''23'!$A$5:$A$6", "'도표 ''23'!$E$5:$E$6"),
    ]
    assert re.findall(r"<v>([^<]*)</v>", part) == [
        *("'23", "국비", "시비", "1", "3"),
        *("'24", "국비", "시비", "1", "2"),
        *("'25", "국비", "시비", "2", "0"),
    ]


@pytest.mark.parametrize("chart", [COLUMNS, BARS, SHARES])
def test_every_text_of_a_chart_has_a_face_for_hangul(chart: Chart) -> None:
    (part,) = parts(draw(charted(chart)))

    looks = re.findall(r"<a:(?:defRPr|rPr|endParaRPr)[ >].*?</a:(?:defRPr|rPr|endParaRPr)>", part)
    assert looks
    assert all('<a:latin typeface="맑은 고딕" /><a:ea typeface="맑은 고딕" />' in look for look in looks)
    assert part.count('<delete val="0" />') == (0 if chart is SHARES else 2)


def test_a_blank_is_a_gap_and_no_zero() -> None:
    plan, _ = sample.whole()
    blank = Chart("계획", Drawn.COLUMNS, "plan", (2, 3), (2, 3, 4, 7), labels=1)
    (part,) = parts(draw(sample.document(Sheet("표", (Grid(plan), blank)))))

    assert re.findall(r"<f>([^<]*)</f>", part)[:3] == [
        "'표'!$C$2",
        "('표'!$B$4:$B$6,'표'!$B$9)",
        "('표'!$C$4:$C$6,'표'!$C$9)",
    ]
    assert [
        re.findall(r'<pt idx="(\d)"><v>(\d+)</v>', each) for each in re.findall("<numCache>.*?</numCache>", part)
    ] == [
        [("2", "20"), ("3", "1784")],
        [],
    ]
    assert '<dispBlanksAs val="gap" />' in part


def test_nothing_lies_under_a_chart_and_no_page_ends_within_one() -> None:
    document = charted(*[COLUMNS, SHARES, BARS] * 3)
    (placed,) = arrange(document).sheets
    taken = [(band.top, band.top + rows_of_chart(band.block)) for band in placed.bands if isinstance(band.block, Chart)]
    sheet = openpyxl.load_workbook(BytesIO(draw(document))).worksheets[0]
    breaks = [each.id for each in sheet.row_breaks.brk]

    assert len(breaks) >= 2
    for first, after in taken:
        assert all(cell.value is None for row in sheet.iter_rows(first, after) for cell in row)
        assert not any(first <= row < after for row in breaks)
    assert [sheet.cell(each.top, 1).value for each in placed.bands if isinstance(each.block, Note)] == ["※ 끝"]


@pytest.mark.parametrize("landscape", [False, True])
def test_the_tallest_chart_fits_on_a_page(landscape: bool) -> None:
    plan, _ = sample.whole()
    tallest = Chart("막대", Drawn.BARS, "plan", (2, 3, 4, 5), tuple(range(1, 14)), labels=1)
    document = sample.document(Sheet("표", (Grid(plan), tallest, tallest), landscape=landscape))
    (placed,) = arrange(document).sheets
    sheet = openpyxl.load_workbook(BytesIO(draw(document))).worksheets[0]

    tops = [band.top for band in placed.bands if band.block == tallest]
    assert {each.id + 1 for each in sheet.row_breaks.brk} >= set(tops[1:])
    assert rows_of_chart(tallest) * 15 < 500  # points between the margins of A4 that lies


def test_the_same_charts_give_the_same_bytes_and_are_no_cells() -> None:
    document = charted(COLUMNS, SHARES)

    assert draw(document) == draw(document)
    assert differences(draw(document), draw(charted(BARS, SHARES))) == []


def test_another_program_draws_them(tmp_path: Path) -> None:
    path = tmp_path / "charts.xlsx"
    path.write_bytes(draw(charted(COLUMNS, BARS, SHARES)))

    words = "".join(office.text_of(office.as_pdf(path))).split()

    assert {"추이", "막대", "비중"} <= set(words)
    assert "###" not in words
    assert words.count("국비") >= 4  # in the table, on two axes, in the legend of the shares
