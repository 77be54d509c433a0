"""Section figures in prose: `□ '24년 예산: 3,625백만원`, and the `※` line below that breaks the amount down."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledger.capture.recognition.cells import NANO, nano
from ledger.capture.recognition.notebook import Notebook, Sheet
from ledger.capture.recognition.outline import Outline, Section
from ledger.model.figure import find
from ledger.model.relation import Part, Place, Relation
from ledger.model.table import Figure, Kind, Origin
from ledger.model.text import Text

_BULLET = re.compile(r"^[\s□■○●◦▶\-·※*]+")
_BREAKDOWN = re.compile(r"\s*※")
_LABEL = re.compile(r"^[\s※/,·+]+|[\s:：]+$")
_BECAUSE = Text(en="the line below breaks the amount down", ko="아래 줄에 적힌 내역")


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount that prose states: its label, its figure, its line and its place in the section's table."""

    label: str
    figure: Figure
    line: int
    place: Place


@dataclass(frozen=True, slots=True)
class Budget:
    """A section's amount with its breakdown; `sheet` is the section's in the notebook."""

    section: Section
    sheet: Sheet
    total: Stated
    parts: tuple[Stated, ...]


class Sections:
    """Finds the budgets of a document line by line."""

    def __init__(self, outline: Outline, notebook: Notebook) -> None:
        self._outline, self._notebook = outline, notebook
        self._open: Budget | None = None
        self.found: list[Budget] = []

    def read(self, line: int, text: str, origin: Origin | None) -> None:
        """A line of prose, before the outline reads it; a blank one changes nothing."""
        if not text.strip():
            return
        if self._open is not None and _BREAKDOWN.match(text):
            self._break_down(self._open, line, text)
        self._open = None
        if stated := amount_line(text):
            self._open = self._budget(*stated, line, origin)

    def _budget(self, label: str, said: str, figure: Figure, line: int, origin: Origin | None) -> Budget:
        section = self._outline.section()
        sheet = self._notebook.open(lambda: next(iter(section.names), label), origin)
        _, place = sheet.note(line, label, [(said, figure)])
        budget = Budget(section, sheet, Stated(label, figure, line, place), ())
        self.found.append(budget)
        return budget

    def _break_down(self, budget: Budget, line: int, text: str) -> None:
        amounts = list(labelled_amounts(text))
        if len(amounts) < 2:
            return
        _, *places = budget.sheet.note(line, "※", [(said, figure) for said, _, figure in amounts])
        parts = tuple(
            Stated(label, figure, line, place) for (_, label, figure), place in zip(amounts, places, strict=True)
        )
        self.found[-1] = Budget(budget.section, budget.sheet, budget.total, parts)


def amount_line(text: str) -> tuple[str, str, Figure] | None:
    """`□ '24년 예산: 4,360백만원` -> its label, amount and figure; None for a line that says anything more."""
    bare = _BULLET.sub("", text).rstrip()
    label, colon, said = re.split("([:：])", bare, maxsplit=1) if re.search("[:：]", bare) else (bare, "", "")
    figures = find(said)
    is_whole = len(figures) == 1 and said.strip() == said[slice(*figures[0].span)].strip()
    if not colon or not label or len(label) > 30 or not is_whole or not _is_money(figures[0]):
        return None
    return label.strip(), said.strip(), figures[0]


def labelled_amounts(text: str) -> Iterator[tuple[str, str, Figure]]:
    """`※ 마곡 2,301백만원 / 허브 4,935백만원` -> each amount with the text up to it, and its label."""
    start = 0
    for figure in find(text):
        if _is_money(figure):
            said = text[start : figure.span[1]].lstrip(" ※/,·+")
            label = _LABEL.sub("", text[start : figure.span[0]])
            start = figure.span[1]
            yield said, label, figure


def _is_money(figure: Figure) -> bool:
    return figure.unit == "원" and figure.kind is Kind.VALUE


def broken_down(budgets: Sequence[Budget]) -> None:
    """Each breakdown as a relation, if a clear majority of the document's breakdowns make up their totals."""
    given = [budget for budget in budgets if budget.parts]
    closing = sum(is_near(budget.total.figure, [part.figure for part in budget.parts]) for budget in given)
    if closing * 3 < len(given) * 2:
        return
    for budget in given:
        parts = tuple(Part(part.place) for part in budget.parts)
        budget.sheet.relations.append(
            Relation(budget.total.place, parts, "breakdown", confidence=100, because=str(_BECAUSE))
        )


def is_near(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether some rounding of total and parts makes them meet: less than a unit of the total's for each part."""
    gap = abs(nano(total) - sum(nano(part) for part in parts))
    return gap < max(len(parts), 1) * int(10 ** (NANO + max(total.exponent, 0)))
