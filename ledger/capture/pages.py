"""Any document that may hold tables, read into pages: grids and prose with their places, nothing understood yet."""

from types import ModuleType

from ledger.capture.file import File, empty
from ledger.discover import modules_in
from ledger.model.errors import Refused
from ledger.model.page import Page
from ledger.model.text import Text

_TEXTS = (".csv", ".tsv", ".txt", ".md", ".html", ".htm")
_FORMATS = "ledger.capture.formats"

_ADVICE = (
    (
        b"%PDF-",
        Text(en="copy the table from the PDF into a text file", ko="PDF의 표를 복사하여 텍스트 파일에 붙이십시오"),
    ),
    (b"HWP Document File", Text(en="save it as .hwpx", ko=".hwpx로 저장하십시오")),
    (b"\xd0\xcf\x11\xe0", Text(en="save it as .xlsx or .hwpx", ko=".xlsx나 .hwpx로 저장하십시오")),
)


def pages_of(file: File) -> list[Page]:
    """The pages of a document: every sheet of a workbook, or the whole of any other file.

    The content decides the format; only between kinds of plain text, where the content leaves a choice, the name
    does. Refused, naming the file and where one is at fault the cell or line: an empty file, a content that no format
    knows, and whatever its format refuses.
    """
    if not file.data:
        raise empty(file.name)
    return list(_format_of(file).pages(file))


def _format_of(file: File) -> ModuleType:
    formats = [each for each in modules_in(_FORMATS) if hasattr(each, "pages")]
    # A CSV of transactions is known by its header; one of any table, only as a table.
    fitting = [each for each in formats if getattr(each, "identify_table", each.identify)(file)]
    if fitting:
        return fitting[0]
    if file.suffix in _TEXTS:
        file.text()  # says which encodings are read
    advice = next((advice for mark, advice in _ADVICE if mark in file.data[:4096]), None)
    raise Refused(
        Text(
            en="the content is none of the formats that are read: {formats}",
            ko="내용이 읽을 수 있는 형식이 아닙니다. 읽는 형식: {formats}",
        ).format(formats=", ".join(suffix for each in formats for suffix in (each.SUFFIX, *getattr(each, "ALSO", ())))),
        where=file.name,
        way_out=advice,
    )
