"""Named styles under Korean names: an officer restyles a whole report from Excel's gallery of cell styles."""

from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE, NumberFormat

from ledger.workbook.colours import BLACK, CHANGED, FAULT, GREY, HEAD, INPUT, NAVY, RED, SHADE, TOTAL
from ledger.workbook.plan import Look

FACE = "맑은 고딕"

# `_)` leaves the width of a bracket, so that 13,004 stands right above (13,004); the last `_ ` keeps off the border.
AMOUNT = '#,##0_)_ ;"△"#,##0_)_ ;"-"_)_ ;@_)_ '
EXECUTED = '"("#,##0")"_ ;"(△"#,##0")"_ ;"(-)"_ ;@_ '


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A named style; sizes are points, colours RRGGBB, an empty fill none."""

    size: float = 10
    bold: bool = False
    colour: str = BLACK
    fill: str = ""
    across: str = "center"
    down: str = "center"
    wraps: bool = False
    indent: int = 0
    format: str = "General"
    locked: bool = True


STYLES = {
    "보고_제목": Style(size=18, bold=True, colour=NAVY),
    "보고_소제목": Style(size=13, bold=True, colour=NAVY, across="left"),
    "보고_단위": Style(size=9, across="right", down="bottom"),
    "보고_주": Style(size=9, colour=GREY, across="left", wraps=True),
    "보고_표지": Style(bold=True, fill=HEAD, wraps=True),
    "보고_이름": Style(size=11, bold=True, across="left", wraps=True, indent=1),
    "보고_내용": Style(wraps=True),
    "보고_머리": Style(bold=True, fill=HEAD, wraps=True),
    "보고_항목": Style(wraps=True),
    "보고_글": Style(across="left", wraps=True, indent=1),
    "보고_원자료": Style(across="left"),
    "보고_강조": Style(bold=True, across="left", wraps=True, indent=1),
    "보고_금액": Style(size=9.5, across="right", format=AMOUNT),
    "보고_확보": Style(size=9, across="right", down="bottom", format=AMOUNT),
    "보고_집행": Style(size=9, across="right", down="top", format=EXECUTED),
    "보고_합계항목": Style(bold=True, fill=HEAD, wraps=True),
    "보고_합계": Style(size=9.5, bold=True, fill=TOTAL, across="right", format=AMOUNT),
    "보고_합계확보": Style(size=9, bold=True, fill=TOTAL, across="right", down="bottom", format=AMOUNT),
    "보고_합계집행": Style(size=9, bold=True, fill=TOTAL, across="right", down="top", format=EXECUTED),
    # Shows nothing: text of a hidden column would run into the visible one beside it.
    "보고_도움": Style(size=8, colour=GREY, format=";;;"),
}

_INPUTS = {
    "입력칸": Style(size=9.5, fill=INPUT, across="right", format=AMOUNT, locked=False),
    "입력_수": Style(size=9.5, fill=INPUT, across="right", indent=1, locked=False),
    "입력_선택": Style(fill=INPUT, locked=False),
    "입력_글": Style(fill=INPUT, across="left", wraps=True, indent=1, format="@", locked=False),
}
RETURNED = "_반려"

# Of forms only: a workbook has those of them that its cells use.
FORM_STYLES = {
    **_INPUTS,
    **{f"{name}{RETURNED}": replace(style, fill=FAULT, colour=RED) for name, style in _INPUTS.items()},
    "양식_없음": Style(fill=SHADE),
    "양식_안내": Style(size=12, colour=BLACK, across="left", wraps=True, indent=1),
    "양식_반려": Style(bold=True, colour=RED, fill=FAULT, across="left", wraps=True, indent=1),
    "양식_확인": Style(size=9, colour=GREY, across="left"),
    "양식_참고": Style(size=9, colour=GREY, across="right", format=AMOUNT),
    "양식_참고항목": Style(size=9, colour=GREY),
}

# What a rule of conditional formatting adds to a cell.
MARKS = {
    "over": DifferentialStyle(font=Font(color=RED, bold=True), fill=PatternFill(bgColor=FAULT, fill_type="solid")),
    "changed": DifferentialStyle(font=Font(color=CHANGED, bold=True)),
    "warns": DifferentialStyle(font=Font(color=RED, bold=True)),
    "repeated": DifferentialStyle(numFmt=NumberFormat(numFmtId=BUILTIN_FORMATS_MAX_SIZE + 99, formatCode=";;;")),
}

LINES = {
    "hair": Side("hair", color="7F7F7F"),
    "thin": Side("thin", color="8C8C8C"),
    "double": Side("double", color=NAVY),
    "thick": Side("medium", color=NAVY),
}


# The first row of a block. All its lines are said: some programs take those that are not away.
MARKS |= {
    "starts": DifferentialStyle(border=Border(top=LINES["thin"], bottom=LINES["hair"], right=LINES["thin"])),
    "starts-label": DifferentialStyle(border=Border(top=LINES["thin"], right=LINES["thin"])),
    "starts-last": DifferentialStyle(border=Border(top=LINES["thin"], bottom=LINES["hair"])),
}


class Wardrobe:
    """The styles of one workbook. Every cell of one look shares one style record."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._records: dict[tuple[Look, bool], StyleArray] = {}
        _set_normal_font(workbook)
        for name, style in STYLES.items():
            workbook.add_named_style(_named(name, style))
        self._named = {style.name: style for style in workbook._named_styles}

    def record(self, look: Look, quoted: bool = False) -> StyleArray:
        """The style record of a look; `quoted` marks text that would read as a formula once an officer edits it."""
        key = look, quoted
        if key not in self._records:
            self._records[key] = self._made(look, quoted)
        return self._records[key]

    def _made(self, look: Look, quoted: bool) -> StyleArray:
        if look.style not in self._named:
            self._named[look.style] = _named(look.style, FORM_STYLES[look.style])
            self._workbook.add_named_style(self._named[look.style])
        record = StyleArray(self._named[look.style].as_tuple())
        if look.top or look.bottom or look.left or look.right:
            sides = {edge: LINES[line] for edge in ("top", "bottom", "left", "right") if (line := getattr(look, edge))}
            record.borderId = self._workbook._borders.add(Border(**sides))
        if look.format:
            record.numFmtId = _format_id(self._workbook, look.format)
        record.quotePrefix = int(quoted)
        return record


def _set_normal_font(workbook: Workbook) -> None:
    """Column widths count digits of the Normal font, so it has to be the font of the report."""
    normal = _font(Style())
    workbook._fonts[0] = normal
    workbook._named_styles["Normal"].font = normal


def _font(style: Style) -> Font:
    return Font(name=FACE, size=style.size, bold=style.bold, color=style.colour, charset=129, family=3)


def _named(name: str, style: Style) -> NamedStyle:
    return NamedStyle(
        name=name,
        font=_font(style),
        fill=PatternFill("solid", fgColor=style.fill) if style.fill else PatternFill(),
        alignment=Alignment(
            horizontal=style.across, vertical=style.down, wrap_text=style.wraps or None, indent=style.indent
        ),
        number_format=style.format,
        protection=None if style.locked else Protection(locked=False),
    )


def _format_id(workbook: Workbook, code: str) -> int:
    """The number under which the workbook keeps a format; those that every workbook knows are not used here."""
    number: int = BUILTIN_FORMATS_MAX_SIZE + workbook._number_formats.add(code)
    return number
