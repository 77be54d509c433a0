"""Claims in running text that can be checked alone: growth (`355 → 723백만원, 203%↑`), ranges (`6개월~1개월`)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ledger.capture.recognition.notebook import Notebook
from ledger.capture.recognition.outline import Outline
from ledger.capture.recognition.recognise import Seen
from ledger.model.figure import find
from ledger.model.relation import Operation, Part, Place, Relation
from ledger.model.table import Figure, Origin
from ledger.model.text import Text

_UP = "↑|증가|상승|신장|성장|증액|인상"
_DOWN = "↓|감소|하락|축소|절감|감액|인하"
_ARROW = re.compile(r"[\s'‘’0-9년월.:()]*(?:→|->|⇒|➡)[\s'‘’0-9년월.:()]*")
_THEN = re.compile(r"[\s,(·:]*")
_WORD = re.compile(rf"\s*(?:{_UP}|{_DOWN})")
_WORD_FIRST = re.compile(rf"\s*(?:{_UP}|{_DOWN})\s*[(:]?[\s'‘’0-9년월.:]*")
_FALLS = re.compile(_DOWN)
# A grid longer than this is data, not a report: nobody argues in its cells.
_LONG = 2_000

_GROWTH = Text(en="a rate of change beside the two figures it is of", ko="두 수치와 함께 적힌 증감률")
_RANGE = Text(en="a range from the first to the second", ko="앞에서 뒤까지의 범위")


class Claims:
    """Finds claims line by line and notes each under the heading above it."""

    def __init__(self, outline: Outline, notebook: Notebook) -> None:
        self._outline, self._notebook = outline, notebook

    def read(self, line: int, text: str, origin: Origin | None) -> None:
        """A line of prose."""
        if not _may_claim(text):
            return
        figures = find(text)
        for old, new, rate, falls in growths(text, figures):
            self._note(line, text, (rate, new, old), origin).append(_growth(falls))
        for low, high in ranges(text, figures):
            self._note(line, text, (low, high), origin).append(_order())

    def read_grid(self, seen: Seen) -> None:
        """The cells of a report's tables hold claims too."""
        if len(seen.texts) <= _LONG:
            for line, row in zip(seen.table.lines, seen.texts, strict=True):
                if _may_claim(" ".join(row)):
                    for text in row:
                        self.read(line, text, seen.table.origin)

    def _note(self, line: int, text: str, figures: tuple[Figure, ...], origin: Origin | None) -> list[Relation]:
        heading = self._outline.heading or _opening(text)
        sheet = self._notebook.open(lambda: heading, origin)
        sheet.note(line, _opening(text), [(text[slice(*figure.span)].strip(), figure) for figure in figures])
        return sheet.relations


def _may_claim(text: str) -> bool:
    return "~" in text or "∼" in text or ("%" in text and ("→" in text or "->" in text or "⇒" in text))


def _opening(text: str) -> str:
    return text.strip()[:40]


def growths(text: str, figures: tuple[Figure, ...]) -> Iterator[tuple[Figure, Figure, Figure, bool]]:
    """Old and new figure, the rate stated next to them, and whether it is one of a fall."""
    rates = [figure for figure in figures if figure.unit == "%"]
    for old, new in pairwise(figures):
        if old.unit != new.unit or not _ARROW.fullmatch(text, old.span[1], new.span[0]):
            continue
        for rate in rates:
            behind = _THEN.fullmatch(text, new.span[1], rate.span[0]) if rate.span[0] >= new.span[1] else None
            word = _WORD.match(text, rate.span[1])
            ahead = _WORD_FIRST.fullmatch(text, rate.span[1], old.span[0]) if rate.span[1] <= old.span[0] else None
            if rate not in (old, new) and word and (behind or ahead):
                yield old, new, rate, _FALLS.search(word[0]) is not None


def ranges(text: str, figures: tuple[Figure, ...]) -> Iterator[tuple[Figure, Figure]]:
    """Two figures of one stated unit with a ~ between them."""
    for low, high in pairwise(figures):
        between = text[low.span[1] : high.span[1]].lstrip()
        is_near = low.span[1] <= high.span[0] and not text[low.span[1] : high.span[0]].strip(" ~∼")
        if low.unit and low.unit == high.unit and is_near and between[:1] in ("~", "∼"):
            yield low, high


def _growth(falls: bool) -> Relation:
    """The first part has sign -1 where a fall is stated without a minus."""
    rate, new, old = (Place(0, column) for column in (1, 2, 3))
    return Relation(rate, (Part(new, -1 if falls else 1), Part(old)), "growth", Operation.GROWTH, 95, str(_GROWTH))


def _order() -> Relation:
    low, high = Place(0, 1), Place(0, 2)
    return Relation(low, (Part(low), Part(high)), "range", Operation.ORDER, 95, str(_RANGE))
