"""Pictures on a sheet. openpyxl opens each with Pillow only to learn its size, which the plan knows: a report with
photos is written without it."""

from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D

from ledger.workbook.plan import Picture

_POINT = 12_700  # English metric units


class _Jpeg(Image):  # type: ignore[misc]  # openpyxl has no types
    """A picture that is written as it is."""

    format = "jpeg"

    def __init__(self, picture: Picture) -> None:
        self._bytes = picture.data
        start = AnchorMarker(picture.column - 1, _units(picture.across), picture.row - 1, _units(picture.down))
        # By its size and not by a second cell: columns are drawn a little wider or narrower by every program, and a
        # face must not be.
        self.anchor = OneCellAnchor(start, XDRPositiveSize2D(_units(picture.width), _units(picture.height)))

    def _data(self) -> bytes:
        return self._bytes


def anchored(picture: Picture) -> Image:
    """The picture at its place; it moves with the cell that it begins in."""
    return _Jpeg(picture)


def _units(points: float) -> int:
    return round(points * _POINT)
