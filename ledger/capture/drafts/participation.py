"""시민참여(소통) 실적: how often citizens were heard, by category, and the dates from the list below the counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from ledger.capture.drafts.dates import days
from ledger.capture.drafts.figures import printed, texts, where
from ledger.capture.recognition.words import plain
from ledger.cube.registers import Registers
from ledger.model.registers.participation import Participation
from ledger.model.table import Table

_COUNT = re.compile(r"([^\d,/·()]*?)\s*[:：(]?\s*(\d{1,6})\s*(?:회|건|차례)?\s*\)?\s*(?:[,/·]\s*|\s+|$)")
_GROUP = re.compile(r"[(（]\s*(?:총\s*)?\d+\s*(?:회|건)\s*[)）]")
_OPENED = re.compile(r"\s*-\s*[(（]([^()（）]*)[)）]\s*(.*)")
_LISTED = re.compile(r"\s*(?:[-–·ㆍ•○※*]\s*\S|\d{1,2}\s*[.)])")
_TOTALS = frozenset(("계", "합계", "총계"))


_Listed = tuple[str, str]


def is_participation(table: Table) -> bool:
    """Whether a table counts how citizens took part."""
    title = plain(printed(table))
    return (
        "시민참여" in title or "주민참여" in title or plain(table.title.replace("(", "").replace(")", "")) == "소통실적"
    )


def participation(
    table: Table, below: Sequence[str], project: str, registers: Registers, unread: list[str]
) -> list[Participation]:
    """A row for every count. What is no count goes to `unread`, with its cell. What the book says of the same dates
    stays where the sheet says nothing of them."""
    last_head = max(table.heads, 1) - 1
    head, *rows = map(texts, table.rows[last_head:])
    counts: list[tuple[str, str, int]] = []
    listed: list[str] = []
    for number, row in enumerate(rows, last_head + 1):
        filled = [text for text in row if text]
        if len(filled) == 1 and _LISTED.match(filled[0]):
            listed.append(filled[0])
            continue
        for column, text in enumerate(row):
            category = _category(head[column])
            if text in ("", "-", "–") or plain(category) in _TOTALS or category == "구분":
                continue
            if said := list(_counts(text)):
                counts += [(category, label, count) for label, count in said]
            else:
                unread.append(f"{where(table, number, column)} '{text}'")
    dates = _dates([*listed, *below], [label or category for category, label, _ in counts])
    standing = {(each.key, each.dates): each.details for each in registers.records(Participation)}
    return [
        each if each.details else replace(each, details=standing.get((each.key, each.dates), ()))
        for each in _rows(counts, dates, project)
    ]


def _rows(
    counts: Sequence[tuple[str, str, int]], dates: dict[str, tuple[_Listed, ...]], project: str
) -> Iterator[Participation]:
    names = [label or category for category, label, _ in counts]
    for category, label, count in counts:
        name = label or category
        is_only = names.count(name) == 1
        listed = dates.get(name, ()) if is_only else ()
        yield Participation(
            key=f"{project} {name}" if is_only else f"{project} {category} {label}".rstrip(),
            project=project,
            category=category,
            label=label,
            count=count,
            dates=tuple(day for day, _ in listed),
            details=tuple(detail for _, detail in listed) if any(detail for _, detail in listed) else (),
        )


def _category(head: str) -> str:
    """`기 타` -> 기타: letters set apart to fill a cell are one word."""
    return head.replace(" ", "") if re.fullmatch(r"(?:\S )+\S", head) else head


def _counts(text: str) -> Iterator[tuple[str, int]]:
    """`간담회 3 업무협의 6` -> (간담회, 3), (업무협의, 6); nothing where anything else is in the text."""
    found = list(_COUNT.finditer(text))
    if "".join(match[0] for match in found) == text:
        yield from ((match[1].strip(), int(match[2])) for match in found)


def _dates(lines: Sequence[str], names: Sequence[str]) -> dict[str, tuple[_Listed, ...]]:
    """The dates in the list, under the count that the line, or else the head of its group, names; with what is said
    behind a date that opens its line."""
    found: dict[str, list[_Listed]] = {}
    group = ""
    for line in lines:
        bare = plain(line) if not _GROUP.search(line) else line.replace(" ", "")
        if _GROUP.search(line):
            group = next((name for name in names if plain(name) in bare), "")
        if group:
            opened = _OPENED.fullmatch(line)
            said = opened[2] if opened else ""
            found.setdefault(group, []).extend((day, said) for day in days(opened[1] if opened else line))
    return {name: tuple(sorted(each, key=itemgetter(0))) for name, each in found.items()}
