"""A figure of a table as a cell of a sheet: its number, its style, its number format."""

from decimal import Decimal

from ledger.model.table import Figure, Kind, Role, Table
from ledger.render.flat import states
from ledger.workbook.plan import Look

PERCENT = "%"

_PLAIN = {Role.AMOUNT: "보고_금액", Role.TOTAL: "보고_합계"}
_OVER = {Role.AMOUNT: "보고_확보", Role.TOTAL: "보고_합계확보"}
_UNDER = {Role.AMOUNT: "보고_집행", Role.TOTAL: "보고_합계집행"}

_TEXTS = {
    Role.HEAD: "보고_머리",
    Role.LABEL: "보고_항목",
    Role.TEXT: "보고_글",
    Role.STRONG: "보고_강조",
    Role.TOTAL_LABEL: "보고_합계항목",
    Role.AMOUNT: "보고_금액",
    Role.TOTAL: "보고_합계",
}


def content(figure: Figure) -> int | Decimal | str | None:
    """What the cell holds: nothing for a blank, `-` for a dash, else the exact number (39.80 % is 0.398)."""
    if figure.kind is Kind.BLANK:
        return None
    if figure.kind is Kind.DASH:
        return "-"
    return number(figure)


def number(figure: Figure) -> int | Decimal:
    """The number that a spreadsheet counts with."""
    if figure.unit == PERCENT:
        return Decimal(figure.value).scaleb(figure.exponent - 2)
    return states(figure)


def look(figure: Figure | None, role: Role, index: int, measures: int, table: Table) -> Look:
    """The style of figure `index` of a cell that states `measures` of them, one over the other."""
    style = (_PLAIN if measures == 1 else _UNDER if index else _OVER)[role]
    if figure is None or figure.kind in (Kind.BLANK, Kind.DASH):
        return Look(style)
    suffix = "" if figure.unit == table.unit else figure.unit
    decimals = max(0, -figure.exponent)
    if not suffix and not decimals:
        return Look(style)
    return Look(style, format=number_format(decimals, suffix, bracketed=bool(index)))


def text_look(role: Role) -> Look:
    """The style of a cell that holds text."""
    return Look(_TEXTS[role])


def number_format(decimals: int, suffix: str, *, bracketed: bool) -> str:
    """The format of amounts or of executed amounts, with decimals and a unit. A rate of zero is printed as such."""
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    digits += PERCENT if suffix == PERCENT else f'"{suffix.replace(chr(34), "")}"' if suffix else ""
    zero = digits if suffix == PERCENT else '"-"'
    if bracketed:
        zero = f'"("{digits}")"' if suffix == PERCENT else '"(-)"'
        return f'"("{digits}")"_ ;"(△"{digits}")"_ ;{zero}_ ;@_ '
    return f'{digits}_)_ ;"△"{digits}_)_ ;{zero}_)_ ;@_)_ '
