"""A plan of a workbook, written to bytes: streamed through openpyxl, then sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from tempfile import TemporaryFile
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook as Book
from openpyxl.cell import Cell as SheetCell
from openpyxl.comments import Comment
from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break
from openpyxl.writer.excel import ExcelWriter

from ledger.model.errors import Refused
from ledger.model.money import within_limit
from ledger.model.text import Text, width
from ledger.workbook.guard import guard
from ledger.workbook.package import Cached, sealed
from ledger.workbook.pictures import anchored as shown
from ledger.workbook.plain import CUT, LONGEST, escaped, opens_formula, plain
from ledger.workbook.plan import Area, Cell, Formula, Page, Sheet, Workbook
from ledger.workbook.styles import FACE, Wardrobe

_A4 = 9
_INCHES = 1 / 25.4


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of an .xlsx file, and the cells (`sheet!A1`) whose text was too long and was cut."""

    data: bytes
    cut: tuple[str, ...]


def write(plan: Workbook) -> Written:
    """The file of a plan; equal plans give equal bytes. Refused: a number beyond +-10^15."""
    book = Book(write_only=True)
    book.properties = _properties(plan)
    writer = _Writer(book)
    try:
        for sheet in plan.sheets:
            writer.add(sheet)
    except BaseException:
        _abandon(book)
        raise
    for name, reference in plan.names:
        book.defined_names[name] = DefinedName(name, attr_text=reference)
    with TemporaryFile() as unsealed:
        # Not through `Workbook.save`: it stamps the clock, and it would compress what is about to be rewritten.
        ExcelWriter(book, ZipFile(unsealed, "w", ZIP_STORED)).save()
        return Written(sealed(unsealed, writer.results), tuple(writer.cut))


def _abandon(book: Book) -> None:
    """Close and remove the temporary files in which openpyxl keeps what was written so far."""
    for page in book.worksheets:
        if not page.closed:
            page.close()
        page._writer.cleanup()


def _properties(plan: Workbook) -> DocumentProperties:
    moment = datetime.combine(plan.day, time())
    return DocumentProperties(
        creator="ledger",
        title=plain(plan.title),
        subject=plain(plan.subject),
        created=moment,
        modified=moment,
    )


class _Writer:
    """Adds sheets to a book one by one, and keeps what openpyxl cannot: results of formulas, cells that were cut."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._wardrobe = Wardrobe(book)
        self.results: list[Sequence[Cached]] = []
        self.cut: list[str] = []

    def add(self, sheet: Sheet) -> None:
        page = self._book.create_sheet(sheet.name)
        _set_up(page, sheet)
        # Our cells know their places; openpyxl would try each as a plain value first, and fail, at a third of the time.
        page._values_to_row = _as_they_are
        results: list[Cached] = []
        for number, row in enumerate(sheet.rows, 1):
            page.row_dimensions[number].height = row.height
            if row.hidden:
                page.row_dimensions[number].hidden = True
            if row.breaks:
                page.row_breaks.append(Break(id=number - 1))
            page.append([self._cell(page, number, cell, results) for cell in row.cells])
        # openpyxl looks every new range up in all the earlier ones; the plan has none twice.
        page.merged_cells = [_reference(area) for area in sheet.merges]
        if sheet.locked:
            guard(page, sheet)
        if sheet.charts:
            from ledger.workbook.charts import anchored

            for chart in sheet.charts:
                page.add_chart(anchored(chart))
        for picture in sheet.pictures:
            page._images.append(shown(picture))
        self.results.append(results)
        page.close()

    def _cell(self, page: Any, number: int, cell: Cell, results: list[Cached]) -> SheetCell:
        value, look = cell.value, cell.look
        written = SheetCell(page, number, cell.column)
        if cell.comment:
            written._comment = _comment(cell.comment)
        if isinstance(value, str):
            text = plain(value)
            if text.endswith(CUT) and len(text) == LONGEST:
                self.cut.append(f"{page.title}!{get_column_letter(cell.column)}{number}")
            written._value, written.data_type = escaped(text), "s"
            written._style = self._wardrobe.record(look, opens_formula(text))
            return written
        if isinstance(value, Formula):
            results.append(_within_excel(value.cached, page.title, cell, number))
            written._value, written.data_type = "=" + value.expression, "f"
        elif value is not None:
            written._value = _within_excel(value, page.title, cell, number)
        written._style = self._wardrobe.record(look)
        return written


def _comment(text: str) -> Comment:
    """A comment as large as its text: some 22 syllables to a line."""
    lines = sum(1 + width(line) // 44 for line in text.split("\n"))
    return Comment(plain(text), "ledger", height=20 + 18 * lines, width=320)


def _as_they_are(cells: list[SheetCell], _row: int) -> list[SheetCell]:
    return cells


def _within_excel(value: Cached, sheet: str, cell: Cell, row: int) -> Cached:
    """The value itself; TypeError for a float, because a figure of this program is exact."""
    if isinstance(value, str):
        return value
    try:
        within_limit(int(value) if isinstance(value, Decimal) else value)
    except Refused:
        raise Refused(
            Text(
                en="{value} has more digits than Excel keeps exactly (10^15)",
                ko="{value}: 엑셀이 정확히 담을 수 있는 수(1,000조)를 넘습니다",
            ).format(value=f"{value:,}"),
            where=f"{sheet}!{get_column_letter(cell.column)}{row}",
            way_out=Text(
                en="print in a coarser unit (--unit), or write .html or .csv",
                ko="더 큰 단위로 내거나(--unit), .html이나 .csv로 쓰십시오",
            ),
        ) from None
    return value


def _set_up(page: Any, sheet: Sheet) -> None:
    for number, wide in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(number)].width = round(wide, 2)
    for number in sheet.hidden_columns:
        page.column_dimensions[get_column_letter(number)].hidden = True
    page.sheet_view.showGridLines = not sheet.page
    page.sheet_state = "veryHidden" if sheet.buried else "hidden" if sheet.hidden else "visible"
    if sheet.freeze:
        page.freeze_panes = sheet.freeze
    if sheet.page:
        _set_up_print(page, sheet.page)


def _reference(area: Area) -> str:
    return f"{get_column_letter(area.left)}{area.top}:{get_column_letter(area.right)}{area.bottom}"


def _set_up_print(page: Any, plan: Page) -> None:
    setup, margins = page.page_setup, page.page_margins
    setup.paperSize, setup.orientation = _A4, "landscape" if plan.landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_options.horizontalCentered = True
    margins.left = margins.right = margins.top = margins.bottom = 15 * _INCHES
    margins.header = margins.footer = 7 * _INCHES
    page.print_area = f"A1:{get_column_letter(plan.last_column)}{plan.last_row}"
    if plan.titles:
        page.print_title_rows = f"{plan.titles[0]}:{plan.titles[1]}"
    _say(page.oddHeader, right=plan.header)
    _say(page.oddFooter, left=plan.left, center="- &P / &N -", right=plan.right)


def _say(line: HeaderFooterItem, **parts: str) -> None:
    for side, text in parts.items():
        part = getattr(line, side)
        part.font, part.size = f"{FACE},Regular", 7 if side == "left" else 9
        part.text = text if side == "center" else plain(text).replace("&", "&&")
