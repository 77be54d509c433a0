"""Books for tests, folded from the plain text format without a database or a look-up of names."""

from datetime import date

from ledger.capture.file import File
from ledger.capture.formats import plain
from ledger.cube.books import Books, books_of
from ledger.cube.drafting import BLANK
from ledger.model.entry import Act, Balance, Cell, Header, Measure, Operator, Posting, Seal, Transaction
from ledger.model.money import WON
from tests.cases import TESTS

CITY = (TESTS / "books" / "city.ledger").read_text(encoding="utf-8")
ENDED = (TESTS / "books" / "ended.ledger").read_text(encoding="utf-8")


def books_from(text: str, as_of: date) -> Books:
    """The book of a plain text, keys taken as they are written."""
    acts = plain.read(File("case.ledger", text.encode()), WON)
    balances: dict[Cell, Balance] = {}
    return books_of([_transaction(number, act, balances) for number, act in enumerate(acts, 1)], as_of)


def _transaction(number: int, act: Act, balances: dict[Cell, Balance]) -> Transaction:
    postings = []
    for said in act.instructions:
        cell = Cell(said.project, said.source, said.period, Measure(said.measure))
        was = balances.get(cell, BLANK)
        won = -(said.won or 0) if said.operator is Operator.TAKE else said.won or 0
        moved = won - was.won if said.operator is Operator.SET else won
        entries = -was.entries if said.won is None else said.entries
        postings.append(Posting(cell, moved, entries, said.paid_on))
        balances[cell] = Balance(was.won + moved, was.entries + entries)
    header = Header(
        act=act.act or "import",
        effective=act.effective or date(2024, 1, 15),
        by=act.by or "담당",
        reason=act.reason,
        procedure=act.procedure,
        basis=act.basis,
        document=act.document,
        undoes=act.undoes,
    )
    seal = Seal(number=number, uid="", node="", recorded="", previous="", hash="")
    return Transaction(header=header, seal=seal, postings=postings, rows=act.rows)
