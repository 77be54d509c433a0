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

    @property
    def is_sound(self) -> bool:
        """An amount has its entries, and a blank cell no amount."""
        return self.entries > 0 or (self.entries == 0 and self.won == 0)


def enter(connection: sqlite3.Connection, draft: Draft, seal: Seal) -> Seal:
    """Writes the draft under this seal; returns the seal with its hash.

    Refused: a cell that would hold more than 10^15 won, or an amount without an entry, on any day.
    """
    sealed = replace(seal, hash=digest(draft.header, seal, draft.postings, draft.rows, draft.files))
    number = seal.number
    standing = _standing(connection, draft.postings)
    connection.executemany("INSERT INTO postings VALUES (?, ?, ?, ?, ?, ?)", _lines(number, draft.postings, standing))
    _require_sound(standing)
    _require_sound_since(connection, draft.header.effective.isoformat(), standing)
    rows = (
        (number, line, row.kind, row.key, None if row.body is None else canonical(row.body))
        for line, row in enumerate(draft.rows, 1)
    )
    connection.executemany("INSERT INTO registers VALUES (?, ?, ?, ?, ?)", rows)
    files = ((number, line, file.name, file.sha256, file.read()) for line, file in enumerate(draft.files, 1))
    connection.executemany("INSERT INTO files VALUES (?, ?, ?, ?, ?)", files)
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
        if held.entries > LIMIT:
            raise _beyond(cell, held.entries)
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
        if not held.is_sound:
            raise Refused(
                Text(
                    en="this takes back more entries than the cell holds ({won} won would stand without an entry)",
                    ko="칸에 있는 것보다 많은 기장을 되돌립니다({won}원이 기장 없이 남습니다)",
                ).format(won=f"{held.won:,}"),
                where=named(cell),
            )


def _require_sound_since(connection: sqlite3.Connection, effective: str, standing: dict[Cell, _Standing]) -> None:
    """What holds of the last state of each cell holds of its state on every day from the effective date on. They differ
    only where something takes effect later, which is rare: it is asked once before any cell is walked through."""
    if not connection.execute("SELECT 1 FROM transactions WHERE effective > ? LIMIT 1", (effective,)).fetchone():
        return
    for cell, last in standing.items():
        held = replace(last)
        for day, won, entries in connection.execute(_LATER, (last.id, effective)):
            held.won -= won
            held.entries -= entries
            if not held.is_sound:
                raise _taken_back_before(day, cell)
            if abs(held.won) > LIMIT:
                raise _beyond(cell, held.won)


# What moved a cell later than a day, the latest first.
_LATER = """
    SELECT effective, sum(won), sum(entries) FROM postings JOIN transactions USING (number)
    WHERE cell = ? AND effective > ? GROUP BY effective ORDER BY effective DESC
"""


def _taken_back_before(day: str, cell: Cell) -> Refused:
    return Refused(
        Text(
            en="before {day} this would take back more entries than the cell held then",
            ko="{day} 전의 상태에서, 칸에 있던 것보다 많은 기장을 되돌리게 됩니다",
        ).format(day=day),
        where=named(cell),
        way_out=Text(
            en="find with ledger log what has taken back that amount already, and undo that first",
            ko="ledger log 명령에서 그 금액을 이미 되돌린 전표를 찾아 그것부터 취소하십시오",
        ),
    )
