"""Text that stays text: in a sheet or a CSV file, nothing that a user typed may become a formula."""

import re

# What Excel keeps of one cell.
LONGEST = 32_767
CUT = "…(잘림)"

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_OPENERS = tuple("=+-@\t\r＝＋－＠")


def plain(text: str) -> str:
    """The text as a cell can hold it: at most 32,767 characters of `tidy`. Longer text ends with a mark that says it
    was cut."""
    clean = tidy(text)
    return clean if len(clean) <= LONGEST else clean[: LONGEST - len(CUT)] + CUT


def tidy(text: str) -> str:
    """The text without what no file can hold: control characters, lone surrogates."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n"))


def escaped(text: str) -> str:
    """The text as the file spells it: spreadsheets read `_x0041_` as the letter A, unless its first sign is escaped."""
    return _ESCAPED.sub("_x005F_", text)


def opens_formula(text: str) -> bool:
    """Whether a spreadsheet that is given this text could take it for a formula."""
    return text.startswith(_OPENERS)
