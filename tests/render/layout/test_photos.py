"""Photos on a sheet: in proportion, inside their half, over their caption, on the page of their caption."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from ledger.model.document import Document, Fields, Grid, Heading, Photos, Sheet, Title
from ledger.model.document import Picture as Photo
from ledger.render.formats.xlsx import draw
from ledger.render.layout.canvas import Canvas
from ledger.render.layout.columns import spans
from ledger.render.layout.photos import TALLEST, draw_photos
from ledger.workbook.plan import Picture
from tests import office
from tests.photos import drawn, encoded
from tests.render import sample

GRIDS = [(47.5, 47.5), (12.0, *[9.0] * 9), (60.0, 5.0, 5.0, 25.0), (20.0, 3.0, 72.0)]


def photo(width: int, height: int, caption: str = "개소식") -> Photo:
    return Photo(encoded(drawn(width, height)), caption, width, height)


def placed(widths: tuple[float, ...], *photos: Photo) -> tuple[Canvas, list[Picture]]:
    canvas = Canvas()
    return canvas, list(draw_photos(canvas, Photos(photos), 5, widths))


@pytest.mark.parametrize("widths", GRIDS)
@pytest.mark.parametrize("size", [(1200, 900), (900, 1200), (1200, 100), (10, 1200), (1200, 1), (40, 30)])
def test_a_photo_keeps_its_proportion_and_its_half(widths: tuple[float, ...], size: tuple[int, int]) -> None:
    canvas, pictures = placed(widths, photo(*size), photo(*size), photo(*size))
    assert [picture.row for picture in pictures] == [5, 5, 7]
    left, right = spans([1, 1], widths)
    for picture, (first, last) in zip(pictures, (left, right, left), strict=True):
        assert picture.width / picture.height == pytest.approx(size[0] / size[1])
        assert picture.height <= min(TALLEST, canvas.height(picture.row))
        before, whole = sum(widths[first - 1 : picture.column - 1]), sum(widths[first - 1 : last])
        assert first <= picture.column <= last
        assert 0 <= picture.across < 5.25 * widths[picture.column - 1], "or Excel moves it to the edge of the column"
        for points in (5.25, 5.75):  # of a character: in Excel, in LibreOffice
            left_of, room = points * before + picture.across, points * whole
            right_of = room - left_of - picture.width
            assert left_of >= 0
            assert right_of >= 0
            assert abs(left_of - right_of) < 0.06 * room, "in the middle of its half"
        assert picture.down == pytest.approx(canvas.height(picture.row) - picture.down - picture.height)


def test_captions_stand_below_and_are_broken_at_spaces() -> None:
    canvas, _ = placed(
        (50.0, 40.0), photo(40, 30, "개소식"), photo(40, 30, "산학연 업무협약 체결 및 청년 창업가 간담회")
    )
    rows = canvas.rows(6)
    assert [[cell.value for cell in row.cells] for row in rows[4:]] == [
        [None, None],
        ["개소식", "산학연 업무협약 체결\n및 청년 창업가 간담회"],
    ]
    assert {cell.look.style for cell in rows[5].cells} == {"보고_내용"}
    assert canvas.merges == []


def test_photos_alone_on_a_sheet_share_the_page() -> None:
    document = sample.document(Sheet("사진", (Title("사진"), Photos((photo(400, 300), photo(400, 300))))))
    sheet = openpyxl.load_workbook(BytesIO(draw(document))).worksheets[0]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:B1"]
    assert [image.anchor._from.row for image in sheet._images] == [2, 2]
    assert sheet.print_area == "'사진'!$A$1:$B$4"


def card(count: int) -> Document:
    plan, _ = sample.whole()
    photos = Photos(tuple(photo(400, 300 + 20 * place, f"사진{place:02}") for place in range(count)))
    fields = Fields(((("공약명", "인재 양성"), ("기준일", "2023. 12. 31.")),))
    return sample.document(Sheet("5-2", (Title("관리카드"), fields, Grid(plan), Heading("관련 사진"), photos)))


def test_pages_end_between_photos_and_repeat_no_head_of_a_table() -> None:
    sheet = openpyxl.load_workbook(BytesIO(draw(card(9)))).worksheets[0]
    first = next(cell.row for (cell, *_) in sheet.iter_rows() if cell.value == "□ 관련 사진") + 1
    ends = [each.id for each in sheet.row_breaks.brk]
    assert ends
    assert all(end == first - 2 or (end >= first + 1 and (end - first) % 2 == 1) for end in ends), (first, ends)
    assert sheet.print_title_rows is None


def test_libreoffice_prints_every_photo_with_its_caption(tmp_path: Path) -> None:
    path = tmp_path / "card.xlsx"
    path.write_bytes(draw(card(9)))
    pages = office.text_of(office.as_pdf(path))
    assert [sum(f"사진{place:02}" in page for page in pages) for place in range(9)] == [1] * 9
    assert "관련 사진" in next(page for page in pages if "사진00" in page)
