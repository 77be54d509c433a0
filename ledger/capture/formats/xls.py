"""Spreadsheets in other containers (.xls, .xlsb, .ods): a page for every sheet, of values only."""

from collections.abc import Iterator

from ledger.capture.file import File
from ledger.capture.remarks import remarks_on
from ledger.model.page import Page
from ledger.model.table import Origin
from ledger.model.text import Text
from ledger.workbook.values import is_spreadsheet, sheets_of_values

SUFFIX = ".xls"
ALSO = (".xlsb", ".ods")

_VALUES = Text(
    en="only values are read: no formulas, error cells or percent signs; .xlsx keeps them",
    ko="값만 읽습니다. 수식, 오류 칸, 백분율 표시는 .xlsx로 저장해야 읽힙니다",
)


def identify(file: File) -> bool:
    """Whether it is a compound file or a zip with the parts of a spreadsheet, or one behind a password."""
    return is_spreadsheet(file.data)


def pages(file: File) -> Iterator[Page]:
    """One page for every sheet, hidden ones too."""
    for sheet in sheets_of_values(file.data, file.name):
        origin = Origin(file.name, file.sha256, sheet.name)
        yield Page(origin, (sheet.grid,) if sheet.grid else (), (_VALUES, *remarks_on(sheet)))
