"""One admitted draft into the open write transaction: its cells, lines and header, and the hash over them."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace

from ledger.journal.admission import named
from ledger.journal.chain import canonical, digest
from ledger.journal.reading import COLUMNS, HEADED, SEALED
from ledger.model.entry import Cell, Draft, Header, Posting, Seal
from ledger.model.errors import Refused
from ledger.model.money import LIMIT
from ledger.model.text import Text


@dataclass(slots=True)
class _Standing:
    """What a cell holds while the postings come in."""

    id: int
    won: int
    entries: int


def enter(connection: sqlite3.Connection, draft: Draft, seal: Seal) -> Seal:
    """Writes the draft under this seal; returns the seal with its hash.

    Refused: a cell that would hold more than 10^15 won, or an amount without an entry.
    """
    sealed = replace(seal, hash=digest(draft.header, seal, draft.postings, draft.rows))
    number = seal.number
    standing = _standing(connection, draft.postings)
    connection.executemany("INSERT INTO postings VALUES (?, ?, ?, ?, ?, ?)", _lines(number, draft.postings, standing))
    _require_sound(standing)
    rows = (
        (number, line, row.kind, row.key, None if row.body is None else canonical(row.body))
        for line, row in enumerate(draft.rows, 1)
    )
    connection.executemany("INSERT INTO registers VALUES (?, ?, ?, ?, ?)", rows)
    marks = ", ".join("?" * len(SEALED + HEADED))
    connection.execute(
        f"INSERT INTO transactions ({COLUMNS}) VALUES ({marks})", (*astuple(sealed), *_columns(draft.header))
    )
    return sealed


def _columns(header: Header) -> tuple[object, ...]:
    return tuple(getattr(header, name) if name != "effective" else header.effective.isoformat() for name in HEADED)


def _standing(connection: sqlite3.Connection, postings: Sequence[Posting]) -> dict[Cell, _Standing]:
    """Every cell that the postings touch, made if it is new, with its balance so far."""
    lookup = "SELECT id, won, entries FROM cells WHERE project = ? AND source = ? AND period = ? AND measure = ?"
    ((last,),) = connection.execute("SELECT coalesce(max(id), 0) FROM cells")
    standing: dict[Cell, _Standing] = {}
    new: list[tuple[object, ...]] = []
    for cell in dict.fromkeys(posting.cell for posting in postings):
        found = connection.execute(lookup, cell).fetchone()
        if found is None:
            found = (last + len(new) + 1, 0, 0)
            new.append((found[0], *cell))
        standing[cell] = _Standing(*found)
    connection.executemany("INSERT INTO cells VALUES (?, ?, ?, ?, ?, 0, 0)", new)
    return standing


def _lines(
    number: int, postings: Sequence[Posting], standing: dict[Cell, _Standing]
) -> Iterator[tuple[int, int, int, int, int, str | None]]:
    for line, (cell, won, entries, paid_on) in enumerate(postings, 1):
        held = standing[cell]
        held.won += won
        held.entries += entries
        if not -LIMIT <= held.won <= LIMIT:
            raise _beyond(cell, held.won)
        yield number, line, held.id, won, entries, None if paid_on is None else paid_on.isoformat()


def _beyond(cell: Cell, won: int) -> Refused:
    return Refused(
        Text(
            en="the balance would be {won} won, beyond the limit of 10^15 won",
            ko="잔액이 {won}원이 되어 한도(1,000조원)를 넘습니다",
        ).format(won=f"{won:,}"),
        where=named(cell),
    )


def _require_sound(standing: dict[Cell, _Standing]) -> None:
    for cell, held in standing.items():
        if held.entries < 0 or (held.entries == 0 and held.won != 0):
            raise Refused(
                Text(
                    en="this takes back more entries than the cell holds ({won} won would stand without an entry)",
                    ko="칸에 있는 것보다 많은 기장을 되돌립니다({won}원이 기장 없이 남습니다)",
                ).format(won=f"{held.won:,}"),
                where=named(cell),
            )
