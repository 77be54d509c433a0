"""Days, months and spans as officers write them, as exactly as they are known: 2023-07-21, 2023-07, 2023H2, 2023."""

import re
from collections.abc import Iterator

_FULL = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*[.\-/년]\s*(1[0-2]|0?[1-9])(?!\d)\s*(?:[.\-/월]\s*(3[01]|[12]\d|0?[1-9])(?!\d))?"
)
_SPAN = re.compile(
    r"((?:19|20)\d\d)\s*[.년]\s*(1[0-2]|0?[1-9])\s*[.월]?\s*[~∼]\s*(?:((?:19|20)\d\d)\s*[.년]\s*)?(1[0-2]|0?[1-9])\s*[.월]"
)
_HALF = re.compile(r"((?:19|20)\d\d)\s*년?도?\s*(상|하)반기")
_QUARTER = re.compile(r"((?:19|20)\d\d)\s*년?도?\s*([1-4])\s*/?\s*(?:4\s*)?분기")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*년?")
_HALVES = {"06": "H1", "12": "H2"}
_WHOLE = {("01", "12"): "", ("01", "06"): "H1", ("07", "12"): "H2"}


def days(text: str) -> Iterator[str]:
    """The dates with a year, in their order; the end of a range is left out."""
    for match in _FULL.finditer(text):
        if not text[: match.start()].rstrip().endswith(("~", "∼")):
            yield _joined(match)


def day(text: str) -> str:
    """The one date that a line names: a day or a month; a range within a month is the month. Empty otherwise."""
    found = {_joined(match) for match in _FULL.finditer(text)}
    if len(found) == 1:
        is_range = re.search(r"[~∼]", text) and max(found) and not _ends(text)
        return "" if is_range else max(found)
    months = {each[:7] for each in found}
    return months.pop() if len(months) == 1 else ""


def _ends(text: str) -> bool:
    """Whether a ~ in the text has nothing to do with its date: `1~2차`."""
    return not any(re.match(r"\s*\.?\s*[~∼]", text[match.end() :]) for match in _FULL.finditer(text))


def bucket(text: str) -> str:
    """When a box of a story is: a whole year or half as such, any other span by the half-year or month it ends with."""
    if span := _SPAN.search(text):
        first, start, last, end = span.groups()
        start, end = start.zfill(2), end.zfill(2)
        if last in (None, first) and (start, end) in _WHOLE:
            return first + _WHOLE[start, end]
        return f"{last or first}{_HALVES.get(end) or f'-{end}'}"
    if half := _HALF.search(text):
        return f"{half[1]}H{1 if half[2] == '상' else 2}"
    if quarter := _QUARTER.search(text):
        return f"{quarter[1]}Q{quarter[2]}"
    if full := _FULL.search(text):
        return _joined(full)
    year = _YEAR.search(text)
    return year[1] if year else ""


def _joined(match: re.Match[str]) -> str:
    year, month, of_month = match.groups()
    return "-".join(filter(None, (year, month.zfill(2), of_month and of_month.zfill(2))))
