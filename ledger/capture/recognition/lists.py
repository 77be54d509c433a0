"""Counts against the lists that they count: `1) 업무협의(6회)` over six lines, `간담회 3 업무협의 6` in a cell."""

import re
from dataclasses import dataclass, field

from ledger.capture.recognition.notebook import Notebook, Sheet
from ledger.capture.recognition.outline import Outline
from ledger.capture.recognition.recognise import Seen
from ledger.capture.recognition.words import name
from ledger.model.figure import find, read
from ledger.model.relation import Operation, Part, Place, Relation
from ledger.model.table import Figure, Origin
from ledger.model.text import Text

_HEAD = re.compile(r"\s*-?\s*(?:[0-9]{1,2}\)|[①-⑳])\s*(\S.*?)\s*(\([^()]+\))\s*")
_ITEM = re.compile(r"\s*[-·ㆍ•○▶]\s*\S")
_COUNTERS = ("회", "건", "개", "명", "개소", "개사", "곳", "팀", "종", "편")
_LIST = Text(en="the lines below are counted", ko="아래 목록의 건수")
_CELL = Text(en="'{label}' in '{table}'", ko="'{table}' 표의 '{label}'")


@dataclass(slots=True)
class _List:
    sheet: Sheet
    label: str
    figure: Figure
    count: Place
    items: list[Place] = field(default_factory=list)
    counted: tuple[Seen, ...] = ()

    @property
    def closes(self) -> bool:
        return self.figure.value == len(self.items)


class Lists:
    """Finds lists under a stated count, line by line, and the cells of the table before them that state it too."""

    def __init__(self, outline: Outline, notebook: Notebook) -> None:
        self._outline, self._notebook = outline, notebook
        self._open: _List | None = None
        self._table: Seen | None = None
        self._found: list[_List] = []

    def read_grid(self, seen: Seen) -> None:
        """A table ends a list, and the lists below may be of what it counts."""
        self._open, self._table = None, seen

    def read(self, line: int, text: str, origin: Origin | None) -> None:
        """A line of prose; one that is no item ends a list."""
        if head := _HEAD.fullmatch(text):
            self._begin(head[1], head[2], line, text, origin)
        elif self._open is not None and _ITEM.match(text):
            self._open.items += self._open.sheet.note(line, text.strip())
        else:
            self._open = None

    def _begin(self, label: str, said: str, line: int, text: str, origin: Origin | None) -> None:
        self._open = None
        figures = find(said)
        if len(figures) == 1 and figures[0].unit in _COUNTERS and figures[0].exponent == 0:
            heading = self._outline.heading or label
            sheet = self._notebook.open(lambda: heading, origin)
            _, place = sheet.note(line, text.strip(), [(said.strip("() "), figures[0])])
            counted = (self._table,) if self._table else ()
            self._open = _List(sheet, label, figures[0], place, counted=counted)
            self._found.append(self._open)

    def relate(self) -> None:
        """Every list as a relation, if a clear majority of the document's lists have the stated length."""
        lists = [each for each in self._found if each.items]
        if 3 * sum(each.closes for each in lists) < 2 * len(lists):
            return
        for each in lists:
            parts = tuple(map(Part, each.items))
            each.sheet.relations.append(Relation(each.count, parts, "count", Operation.COUNT, 90, str(_LIST)))
            for seen in each.counted:
                _relate_cells(each, seen)


def _relate_cells(counted: _List, seen: Seen) -> None:
    """The cells of a short table that name what the list names: `업무협의 6`."""
    for row, texts in enumerate(seen.texts[:50]):
        for column, text in enumerate(texts):
            for index, label in enumerate(_labels(text)):
                if len(label) > 1 and name(counted.label).endswith(label):
                    place = Place(row, column, index, seen.table.name)
                    because = str(_CELL.format(label=label, table=seen.table.name))
                    counted.sheet.relations.append(
                        Relation(place, (Part(counted.count),), "count", Operation.SAME, 90, because)
                    )


def _labels(text: str) -> list[str]:
    """`간담회 3 업무협의 6` -> 간담회, 업무협의: the word before each figure."""
    figures = read(text).figures if 0 < len(text) <= 60 else ()
    starts = [0, *(figure.span[1] for figure in figures)]
    return [name(text[start : figure.span[0]]) for start, figure in zip(starts, figures, strict=False)]
