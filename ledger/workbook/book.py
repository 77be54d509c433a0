"""What the sheets of an .xlsx share: their names and parts, the common texts, how numbers are shown, macros."""

import posixpath
import re
from dataclasses import dataclass

from ledger.model.errors import Refused
from ledger.model.text import Text
from ledger.workbook.archive import Archive, parts_of, refused
from ledger.workbook.grid import MOST_CELLS, too_many
from ledger.workbook.numbers import Shown, exact, shown_as

MAIN = "main"  # how the namespaces of SpreadsheetML end, strict or not
LONGEST = 32_767  # of one text
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_MACROS = re.compile("vbaProject|macrosheets/", re.IGNORECASE)
_SHEET, _TEXTS, _STYLES = "/worksheet", "/sharedStrings", "/styles"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet that has cells: its name, its part of the zip, whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """An opened workbook, before any of its sheets is read."""

    archive: Archive
    sheets: tuple[SheetPart, ...]
    texts: list[str]
    shown: list[Shown]
    has_macros: bool

    def shown_as(self, style: str | None) -> Shown:
        """How the numbers of a cell style are written out."""
        try:
            return self.shown[int(style or 0)]
        except (IndexError, ValueError):
            return exact


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are a zip that holds, or was to hold, an Excel workbook in XML."""
    return any(re.match("xl/(workbook[^/]*\\.xml|worksheets/.*\\.xml)$", name) for name in parts_of(data))


def opened(data: bytes, where: str) -> Book:
    """The workbook. Refused: whatever `Archive` refuses, and a workbook without sheets."""
    archive = Archive(data, where)
    root = _related(archive, "")
    main = next((target for kind, target in root.values() if kind.endswith("/officeDocument")), "xl/workbook.xml")
    related = _related(archive, main)
    sheets, from_1904 = _sheets(archive, main, related)
    if not sheets:
        raise refused("holds no sheet", "시트가 없습니다", where)
    parts = {kind.rpartition("/")[2]: target for kind, target in related.values()}
    return Book(
        archive,
        sheets,
        _texts(archive, parts.get(_TEXTS[1:])),
        _styles(archive, parts.get(_STYLES[1:]), from_1904=from_1904),
        any(map(_MACROS.search, archive.names)),
    )


def unescaped(text: str) -> str:
    """A text as it is shown: `_x000D_` is a carriage return; breaks and runs of spaces are one space."""
    if "_x" in text:
        text = _ESCAPED.sub(_character, text)
    return " ".join(text.split())


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    if 0xD800 <= code < 0xE000:
        return found[0]
    return " " if code < 0x20 or 0x7F <= code < 0xA0 else chr(code)  # a control character would reach the terminal


def _related(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: kind and name of other parts by id."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            found[attributes.get("Id", "")] = attributes.get("Type", ""), target.lstrip("/")

    if (rels := posixpath.join(folder, "_rels", f"{name}.rels")) in archive.names:
        archive.parse(rels, start, _nothing)
    return found


def _sheets(archive: Archive, main: str, related: dict[str, tuple[str, str]]) -> tuple[tuple[SheetPart, ...], bool]:
    found: list[SheetPart] = []
    from_1904 = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal from_1904
        if tag == "workbookPr":
            from_1904 = is_true(attributes.get("date1904"))
        elif tag == "sheet":
            name = attributes.get("name", "")
            reference = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            kind, target = related.get(reference, ("", ""))
            if kind and not kind.endswith(_SHEET):
                return  # a sheet of a chart, a dialog or macros
            if target not in archive.names:
                raise Refused(
                    Text(en="the sheet is missing from the file", ko="파일 안에 시트의 내용이 없습니다"),
                    where=f"{archive.where}!{name}",
                )
            found.append(SheetPart(name, target, attributes.get("state", "visible") != "visible"))

    archive.parse(main, start, _nothing, within=MAIN)
    return tuple(found), from_1904


def _texts(archive: Archive, part: str | None) -> list[str]:
    found: list[str] = []
    said: list[str] = []
    size = aside = 0

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal size, aside
        if tag == "si":
            said.clear()
            size = 0
        aside += tag == "rPh"

    def end(tag: str) -> None:
        nonlocal aside
        aside -= tag == "rPh"
        if tag == "si":
            if len(found) == MOST_CELLS:
                raise too_many(MOST_CELLS, Text(en="texts", ko="글"), archive.where)
            found.append(unescaped("".join(said)))

    def take(text: str) -> None:
        nonlocal size
        size += len(text)
        if size > LONGEST:
            raise too_long(archive.where)
        if not aside:
            said.append(text)

    if part in archive.names:
        archive.parse(part, start, end, take, within=MAIN)
    return found


def _styles(archive: Archive, part: str | None, *, from_1904: bool) -> list[Shown]:
    codes: dict[str, str] = {}
    styles: list[Shown] = []
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            inside = True
        elif tag == "xf" and inside:
            number = attributes.get("numFmtId", "0")
            known = int(number) if number.isdecimal() else 0
            styles.append(shown_as(known, codes.get(number), from_1904=from_1904))

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag != "cellXfs"

    if part in archive.names:
        archive.parse(part, start, end, within=MAIN)
    return styles


def too_long(where: str) -> Refused:
    """A text that no cell of Excel can hold."""
    return Refused(Text(en="a text of more than 32,767 characters", ko="32,767자를 넘는 글이 있습니다"), where=where)


def is_true(said: str | None) -> bool:
    """How XML says yes."""
    return said in ("1", "true", "on")


def _nothing(_: str) -> None:
    """Where the end of an element says nothing new."""
