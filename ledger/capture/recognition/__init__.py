"""Tables and the relations that must hold in them, found in documents as they are."""

from collections.abc import Mapping, Sequence

from ledger.capture.recognition.document import Document
from ledger.capture.recognition.explain import explained
from ledger.model.page import Page
from ledger.model.table import Table

__all__ = ["explained", "recognise"]


def recognise(pages: Sequence[Page], aliases: Mapping[str, str] | None = None) -> list[Table]:
    """Every table of a document with its relations: the grids in reading order, then what prose states.

    `aliases`: project name -> the name by which a table calls it, for names that differ by more than spaces and dots.
    """
    document = Document(aliases or {})
    for page in pages:
        document.read(page)
    return document.tables()
