"""Plain text and Markdown, typed or pasted from HWP, PDF or a web page: grids where lines have fields, else prose.

    □ 연도별 투자계획                          prose
    단위사업<tab>구분<tab>계                    lines with tabs next to one another, or one with two of them
    | 구분 | 계 |                              lines between pipes; the line of dashes below a header is not a row

Markup that a conversion left behind (`<p>`, `<ul>`, `&amp;`) is taken off. Every place is the line of the file, and the
field within it.
"""

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledger.capture.file import File
from ledger.capture.grids import rows_as_grid
from ledger.model.errors import Refused
from ledger.model.page import Page, PageGrid, Prose
from ledger.model.table import Origin

SUFFIX = ".txt"
ALSO = (".md", ".markdown", ".text")

_TAG = re.compile(
    r"</?(?:a|b|br|center|div|em|font|h[1-6]|hr|i|img|input|li|ol|p|small|span|strong|sub|sup|table|tbody|td|th|thead|tr"
    r"|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31});", re.IGNORECASE)
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*:?-+:?\s*")
_BOLD = re.compile(r"(\*\*|__|`)(.+)\1")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


class _Line(NamedTuple):
    number: int
    text: str


def identify(file: File) -> bool:
    """Whether it is text at all, and not the source of an XML document."""
    try:
        text = file.text()
    except Refused:
        return False
    return not _CONTROL.search(text) and not text.lstrip().startswith("<?xml")


def pages(file: File) -> Iterator[Page]:
    """The one page of the file."""
    lines = [_Line(number, text.rstrip("\r")) for number, text in enumerate(file.text().split("\n"), 1)]
    yield Page(Origin(file.name, file.sha256), tuple(_blocks(lines)))


def _blocks(lines: Sequence[_Line]) -> Iterator[PageGrid | Prose]:
    prose: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        run, rows = _piped(lines, at) or _tabbed(lines, at) or (1, None)
        grid = rows_as_grid(rows) if rows else None
        if grid is not None:
            if prose:
                yield Prose(tuple(prose))
                prose = []
            yield grid
        elif rows is None and (text := _plain(lines[at].text)):
            prose.append((lines[at].number, text))
        at += run
    if prose:
        yield Prose(tuple(prose))


_Run = tuple[int, list[tuple[int, list[str]]]]


def _tabbed(lines: Sequence[_Line], at: int) -> _Run | None:
    """The run of lines with tabs that starts here; a single line needs two."""
    end = at
    while end < len(lines) and "\t" in lines[end].text:
        end += 1
    if end - at > 1 or (end > at and lines[at].text.count("\t") > 1):
        return end - at, [(line.number, [_plain(field) for field in line.text.split("\t")]) for line in lines[at:end]]
    return None


def _piped(lines: Sequence[_Line], at: int) -> _Run | None:
    """The run of lines between pipes that starts here; without outer pipes it needs the line of dashes."""
    framed = _starts_piped(lines[at].text)
    if not framed:
        below = lines[at + 1].text if at + 1 < len(lines) else ""
        if not (_BAR.search(lines[at].text) and _BAR.search(below) and _is_rule(_fields(below))):
            return None
    end = at
    while end < len(lines) and (_starts_piped(lines[end].text) if framed else _BAR.search(lines[end].text)):
        end += 1
    rows = [(line.number, _fields(line.text)) for line in lines[at:end]]
    return end - at, [(number, fields) for number, fields in rows if not _is_rule(fields)]


def _starts_piped(text: str) -> bool:
    return text.lstrip().startswith("|") and len(_BAR.findall(text)) > 1


def _fields(text: str) -> list[str]:
    inner = text.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    fields = _BAR.split(inner)
    if len(fields) > 1 and not fields[-1].strip():
        fields.pop()
    return [_plain(field.replace("\\|", "|")) for field in fields]


def _is_rule(fields: list[str]) -> bool:
    """A line of dashes; a row in which every figure is a single dash is not one."""
    return all(map(_RULE.fullmatch, fields)) and any("--" in field or ":" in field for field in fields)


def _plain(text: str) -> str:
    """The words alone, without markup."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    text = " ".join(text.split())
    bold = _BOLD.fullmatch(text)
    return bold[2] if bold else text
