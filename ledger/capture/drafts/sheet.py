"""The pledge sheets of a document: each a header block, then its tables and prose in reading order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from ledger.capture.recognition.segments import cut, parts
from ledger.capture.recognition.words import name, plain
from ledger.model.errors import Refused
from ledger.model.page import Page, PageGrid, Prose
from ledger.model.table import Table
from ledger.model.text import Text

Item = Table | Prose

_LABELS = {
    "name": ("공약명", "공약사업명", "pledge"),
    "code": ("관리번호", "공약번호"),
    "department": ("주관부서", "담당부서", "추진부서", "소관부서", "department"),
    "team": ("담당팀", "주관팀"),
    "as_of": ("기준일", "asof"),
}
_FIELD = {label: name for name, labels in _LABELS.items() for label in labels}
_SAID = re.compile(
    rf"\W*({'|'.join(label for label in _FIELD if not label.isascii())})(?:\s*\([^()]*\))?\s*[:：]?\s+(.+)"
)
_CODED = re.compile(r"(\d+(?:-\d+)+)[.)]?\s+(.+)")
_WITH_TEAM = re.compile(r"(.+?)\s*[(（]\s*([^()（）]+)\s*[)）]")
_DAY = re.compile(r"((?:19|20)\d\d)\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})")
_OPENING = ("□", "■")
_MOST_FIGURES = 4  # of a header block: a serial number, a count of persons


@dataclass
class Sheet:
    """What a document says of one pledge. Names of persons and their numbers are not taken."""

    file: str
    sha256: str
    where: str
    name: str = ""
    code: str = ""
    department: str = ""
    team: str = ""
    as_of: date | None = None
    items: list[Item] = field(default_factory=list)

    def prose_after(self, place: int) -> list[str]:
        """The lines of prose between an item and the next table or heading."""
        lines: list[str] = []
        for item in self.items[place + 1 :]:
            if not isinstance(item, Prose):
                return lines
            for _, text in item.lines:
                if text.lstrip().startswith(_OPENING):
                    return lines
                lines.append(text)
        return lines

    def take(self, said: dict[str, str]) -> None:
        """Take what a header block says; what is known already stays."""
        named = said.get("name", "")
        coded = _CODED.fullmatch(named)
        self.name = self.name or (coded[2] if coded else named)
        self.code = self.code or said.get("code", "") or (coded[1] if coded else "")
        department, team = _department(said.get("department", ""))
        self.department = self.department or department
        self.team = self.team or said.get("team", "") or team
        self.as_of = self.as_of or _day(said.get("as_of", ""))


def apart(pages: Iterable[Page]) -> list[Page]:
    """The pages with their grids cut before every row that opens a section (□): a worksheet is one grid, and its
    tables may stand without an empty row between them."""
    return [replace(page, blocks=tuple(piece for block in page.blocks for piece in _sections(block))) for page in pages]


def _sections(block: PageGrid | Prose) -> Iterator[PageGrid | Prose]:
    if isinstance(block, Prose):
        yield block
        return
    firsts = (next(filter(None, row), "").lstrip() for row in block.texts)
    starts = [place for place, first in enumerate(firsts) if place and first.startswith(_OPENING)]
    for start, end in pairwise([0, *starts, len(block.texts)]):
        yield cut(block, start, end)


def sheets(pages: Sequence[Page], tables: Sequence[Table]) -> list[Sheet]:
    """The sheets of a document; what stands before the first header block belongs to it. Blocks that name the same
    pledge again go on with its sheet. A document without a header block is one sheet without a name."""
    found: dict[str, Sheet] = {}
    before: list[Item] = []
    current: Sheet | None = None
    for page, item in _items(pages, tables):
        said = _header(item)
        if "name" in said:
            current = found.setdefault(name(said["name"]), _empty(page))
        if current is None:
            before.append(item)
            continue
        if said:
            _check_apart(item, current.where)
            current.take(said)
        if not said or isinstance(item, Prose):
            current.items.append(item)
    if not found and pages:
        found[""] = _empty(pages[0])
    for first in list(found.values())[:1]:
        first.items[:0] = before
    return list(found.values())


def _items(pages: Sequence[Page], tables: Iterable[Table]) -> Iterator[tuple[Page, Item]]:
    """Tables and prose in reading order; the program's own hidden sheets are no part of a document."""
    recognised = iter(tables)
    for page in pages:
        for part in parts(page):
            item = part if isinstance(part, Prose) else next(recognised)
            if not (page.origin.sheet or "").startswith("_"):
                yield page, item


def _empty(page: Page) -> Sheet:
    origin = page.origin
    return Sheet(origin.file, origin.sha256, ":".join(filter(None, (origin.file, origin.sheet))))


def _header(item: Item) -> dict[str, str]:
    """What a header block says by field; nothing where the item is none."""
    if isinstance(item, Prose):
        found = [match for _, text in item.lines if (match := _SAID.fullmatch(text))]
        return {_FIELD[match[1]]: match[2].strip() for match in reversed(found)}
    said: dict[str, str] = {}
    for row in item.rows[:20]:
        texts = [cell.text.strip() for cell in row if cell is not None and cell.text.strip()]
        for label, value in pairwise(texts):
            if (known := _FIELD.get(plain(label))) and plain(value) not in _FIELD:
                said.setdefault(known, value)
    return said if "name" in said or len(said) > 1 else {}


def _check_apart(item: Item, where: str) -> None:
    """Refuse a header block with a table of figures in it: nothing of that may be lost unseen."""
    if isinstance(item, Table):
        figures = [cell for row in item.rows for cell in row if cell and any(each.is_number for each in cell.figures)]
        if len(figures) > _MOST_FIGURES:
            raise Refused(
                Text(en="the header block and a table run together", ko="머리 부분과 표가 붙어 있습니다"),
                where=where,
                way_out=Text(en="leave an empty row between them", ko="둘 사이에 빈 줄을 두십시오"),
            )


def _department(said: str) -> tuple[str, str]:
    """`기업지원과 (창업지원팀)` -> department and team; in the brackets may stand a person, who is left out."""
    match = _WITH_TEAM.fullmatch(said)
    if not match:
        return said, ""
    return match[1], match[2].strip() if match[2].strip().endswith(("팀", "담당", "센터", "과")) else ""


def _day(said: str) -> date | None:
    match = _DAY.search(said)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
