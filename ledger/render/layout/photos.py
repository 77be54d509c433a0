"""Photos on a sheet: two in a row, as large as their half of it allows, each above its caption."""

from collections.abc import Iterator, Sequence

from ledger.model.document import Photos
from ledger.model.document import Picture as Photo
from ledger.render.layout.canvas import Canvas
from ledger.render.layout.columns import Span, needs, spans
from ledger.render.layout.measure import balanced, height
from ledger.workbook.plan import Area, Look, Picture

TALLEST = 190.0  # points: three rows of photos on a page
_MARGIN = 4.0
_CHARACTER = 5.25  # points of a column for each character of its width, as Excel draws it
_BETWEEN = 5.5  # the same between Excel and LibreOffice, which draws columns a tenth wider
_PIXEL = 0.75  # points: no photo is drawn larger than it is
_FRAME = Look("보고_내용", "thin", "thin", "thin", "thin")


def draw_photos(canvas: Canvas, block: Photos, top: int, widths: Sequence[float]) -> Iterator[Picture]:
    """Draws frames and captions from row `top` on, in columns of these widths; gives the pictures in their places."""
    halves = spans(needs(block), widths)
    for place, photo in enumerate(block.pictures):
        row, (first, last) = top + 2 * (place // 2), halves[place % 2]
        room = sum(widths[first - 1 : last])
        canvas.put(Area(row, first, row, last), None, _FRAME)
        caption = balanced(photo.caption, room)  # programs break Hangul inside words, unless it is broken already
        canvas.put(Area(row + 1, first, row + 1, last), caption, _FRAME)
        canvas.raise_row(row, _size(photo, room)[1] + 2 * _MARGIN)
        canvas.raise_row(row + 1, height(caption, room) + _MARGIN)
    for place, photo in enumerate(block.pictures):
        row = top + 2 * (place // 2)
        yield _placed(photo, row, halves[place % 2], widths, canvas.height(row))


def _size(photo: Photo, room: float) -> tuple[float, float]:
    """Width and height in points, in the proportion of the photo."""
    wide = room * (2 * _CHARACTER - _BETWEEN) - 2 * _MARGIN
    scale = min(wide / photo.width, TALLEST / photo.height, _PIXEL)
    return photo.width * scale, photo.height * scale


def _placed(photo: Photo, row: int, span: Span, widths: Sequence[float], tall: float) -> Picture:
    """In the middle of its half: counted from the left edge of the column in which that begins."""
    column, last = span
    wide, high = _size(photo, sum(widths[column - 1 : last]))
    across = (sum(widths[column - 1 : last]) * _BETWEEN - wide) / 2
    while across >= widths[column - 1] * _CHARACTER:
        across = max(0.0, across - widths[column - 1] * _BETWEEN)
        column += 1
    return Picture(photo.data, row, column, across, (tall - high) / 2, wide, high)
