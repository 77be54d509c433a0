"""A document as it is read page by page: its grids, and what its prose says beside them."""

from collections.abc import Mapping

from ledger.capture.recognition.cells import Readings
from ledger.capture.recognition.claims import Claims
from ledger.capture.recognition.lists import Lists
from ledger.capture.recognition.matching import matched
from ledger.capture.recognition.names import Names
from ledger.capture.recognition.notebook import Notebook
from ledger.capture.recognition.outline import Outline, cells_read
from ledger.capture.recognition.recognise import Seen, tables_of
from ledger.capture.recognition.sections import Sections, broken_down
from ledger.capture.recognition.words import name
from ledger.model.page import Page
from ledger.model.table import Table


class Document:
    """Reads pages in order; `tables` relates what they state to one another."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self._aliases = {name(said): name(meant) for said, meant in aliases.items()}
        self._names, self._readings = Names(), Readings()
        self._notebook = Notebook(self._names)
        self._outline = Outline()
        self._sections = Sections(self._outline, self._notebook)
        self._claims = Claims(self._outline, self._notebook)
        self._lists = Lists(self._outline, self._notebook)
        self._seen: list[Seen] = []

    def read(self, page: Page) -> None:
        for part in tables_of(page, self._names, self._readings):
            if isinstance(part, Seen):
                self._seen.append(part)
                if not part.layout.blocks:
                    cells_read(self._outline, part.texts)
                self._claims.read_grid(part)
                self._lists.read_grid(part)
                continue
            for line, text in part.lines:
                self._sections.read(line, text, page.origin)
                self._claims.read(line, text, page.origin)
                self._lists.read(line, text, page.origin)
                self._outline.read(text)

    def tables(self) -> list[Table]:
        budgets = self._sections.found
        broken_down(budgets)
        matched(budgets, self._seen, self._aliases)
        self._lists.relate()
        return [seen.table for seen in self._seen] + self._notebook.tables()
