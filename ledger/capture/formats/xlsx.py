"""Excel workbooks (.xlsx, .xlsm, strict or not): a page for every sheet. Macros are not run, formulas not computed."""

from collections.abc import Iterator

from ledger.capture.file import File
from ledger.capture.remarks import remarks_on
from ledger.model.page import Page
from ledger.model.table import Origin
from ledger.model.text import Text
from ledger.workbook.book import is_workbook, opened
from ledger.workbook.sheets import sheets

SUFFIX = ".xlsx"
ALSO = (".xlsm", ".xltx", ".xltm")


def identify(file: File) -> bool:
    """Whether it is a zip with the parts of a workbook, even when it is cut short."""
    return is_workbook(file.data)


def pages(file: File) -> Iterator[Page]:
    """One page for every sheet, hidden ones too. Refused: what `Archive` and `sheets` refuse, naming the cell."""
    book = opened(file.data, file.name)
    macros = (Text(en="the file holds macros; they were not run", ko="매크로가 들어 있으나 실행하지 않았습니다"),)
    for sheet in sheets(book):
        remarks = (*(macros if book.has_macros else ()), *remarks_on(sheet))
        yield Page(Origin(file.name, file.sha256, sheet.name), (sheet.grid,) if sheet.grid else (), remarks)
