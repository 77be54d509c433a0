"""Excel: A4 sheets in the official look, with live formulas and the values they have."""

from ledger.model.document import Document
from ledger.model.progress import Step, unseen

SUFFIX = ".xlsx"


def draw(document: Document, step: Step = unseen) -> bytes:
    """The workbook; the same document gives the same bytes. Refused: an amount beyond what Excel keeps exactly."""
    from ledger.render.layout.book import plan
    from ledger.workbook.write import write

    return write(plan(document, step)).data
