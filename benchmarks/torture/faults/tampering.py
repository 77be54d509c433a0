"""The book edited by somebody with an SQLite tool, the guards dropped for it and put back: every change of what was
committed is found by `verify` and its transaction named.

Two kinds no chain can see: the tail cut off, and everything after a change hashed anew. A report that was handed in
before sees both.
"""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from benchmarks.bench.measure import ROOT, cost, ours
from benchmarks.torture.suffered import Suffered
from benchmarks.torture.written import desk_at, written
from ledger.api.history import verify_book
from ledger.api.reporting import verify_report
from ledger.journal.chain import digest
from ledger.journal.schema import GUARDS, LINES

TIMES, SHORT = 600, 33

Tool = sqlite3.Connection
Harm = Callable[[Tool, int, random.Random], int | None]  # the transaction that must be named; None where none is
VALUES = ("1", "-1", "NULL", "''", "'x'", "x'00'", "'2020-01-01'", "won + 1", "won * 1000", "body || ' '")


def inflict(folder: Path, times: int, chance: random.Random) -> Iterator[Suffered]:
    """Each kind of tampering in turn, at random places."""
    path, head = written(folder, 500, chance)
    sound = path.read_bytes()
    for name, harm in HARMS.items():
        suffered = Suffered(f"tampering: {name}")
        for _ in range(max(1, times // len(HARMS))):
            path.write_bytes(sound)
            number = _harmed(path, harm, chance.randrange(2, head.number - 1), chance)
            damages = verify_book(desk_at(path))[0]
            told = [str(damage.message) for damage in damages]
            if not damages:
                suffered.failed("lost", f"transaction {number}: verify finds nothing")
            elif number is not None and number not in {damage.number for damage in damages}:
                suffered.failed("wrong_message", f"transaction {number} is not named: {told[:2]}")
            else:
                suffered.came_through()
        yield suffered
    yield from _behind_a_report(folder)


def _harmed(path: Path, harm: Harm, number: int, chance: random.Random) -> int | None:
    with closing(sqlite3.connect(path, isolation_level=None)) as tool:
        if harm in (_unguarded, _misguarded):
            return harm(tool, number, chance)
        tool.execute("PRAGMA ignore_check_constraints = ON")
        for name in GUARDS:
            tool.execute(f"DROP TRIGGER {name}")
        named = harm(tool, number, chance)
        for guard in GUARDS.values():
            tool.execute(guard.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS"))
    return named


def _flip(tool: Tool, number: int, chance: random.Random) -> int:
    """Another value in one column of one row of the transaction."""
    table = chance.choice(("transactions", *LINES))
    columns = [name for _, name, *_ in tool.execute(f"PRAGMA table_info({table})") if name not in ("number", "line")]
    if not tool.execute(f"SELECT 1 FROM {table} WHERE number = ?", (number,)).fetchone():
        table, columns = "postings", ["won", "entries", "cell"]
    while True:
        column, value = chance.choice(columns), chance.choice(VALUES)
        try:
            done = tool.execute(
                f'UPDATE {table} SET "{column}" = {value} WHERE number = {number} AND "{column}" IS NOT {value}'
            )
        except sqlite3.Error:  # a type that the column does not take, or a column of another table
            continue
        if done.rowcount:
            return number


def _cut(tool: Tool, number: int, chance: random.Random) -> int:
    """A line of the transaction gone."""
    table = chance.choice(("postings", "registers"))
    ((last,),) = tool.execute(f"SELECT max(line) FROM {table} WHERE number = ?", (number,))
    tool.execute(f"DELETE FROM {table} WHERE number = ? AND line = ?", (number, chance.randint(1, last)))
    return number


def _added(tool: Tool, number: int, chance: random.Random) -> int:
    """A posting more, its balance moved with it."""
    tool.execute(GUARDS["cells_balance"])
    tool.execute(
        "INSERT INTO postings SELECT number, max(line) + 1, cell, 5, 1, NULL FROM postings WHERE number = ?", (number,)
    )
    return number


def _taken_out(tool: Tool, number: int, chance: random.Random) -> int:
    """A whole transaction gone from the middle, its balances taken back; the next one is named."""
    tool.execute(
        "UPDATE cells SET won = won - (SELECT won FROM postings WHERE cell = id AND number = :n), entries = entries - 1"
        " WHERE id IN (SELECT cell FROM postings WHERE number = :n)",
        {"n": number},
    )
    for table in (*LINES, "transactions"):
        tool.execute(f"DELETE FROM {table} WHERE number = ?", (number,))
    return number + 1


def _replayed(tool: Tool, number: int, chance: random.Random) -> int:
    """A recorded transaction once more at the end, with its own hash."""
    ((last,),) = tool.execute("SELECT max(number) FROM transactions")
    _copy(tool, number, last + 1)
    return int(last) + 1


def _reordered(tool: Tool, number: int, chance: random.Random) -> int:
    """Two transactions that change places."""
    other = number + 1
    for table in ("transactions", *LINES):
        for old, new in ((number, 10**6), (other, number), (10**6, other)):
            tool.execute(f"UPDATE {table} SET number = ? WHERE number = ?", (new, old))
    return number


def _rewritten(tool: Tool, number: int, chance: random.Random) -> int:
    """An amount changed, its balance too, and the hash of its transaction made anew: the next one does not follow."""
    _move(tool, number)
    _sealed_anew(tool, number, only=True)
    return number + 1


def _foreign(tool: Tool, number: int, chance: random.Random) -> int:
    """A transaction made in another book."""
    tool.execute("UPDATE transactions SET node = ? WHERE number = ?", ("0" * 32, number))
    return number


def _balance(tool: Tool, number: int, chance: random.Random) -> None:
    """A kept balance moved, without a posting."""
    tool.execute("UPDATE cells SET won = won + 1000 WHERE id = ?", (chance.randint(1, 50),))


def _unguarded(tool: Tool, number: int, chance: random.Random) -> None:
    """A guard gone."""
    tool.execute(f"DROP TRIGGER {chance.choice(list(GUARDS))}")


def _misguarded(tool: Tool, number: int, chance: random.Random) -> None:
    """A guard that guards no more."""
    name = chance.choice(list(GUARDS))
    tool.execute(f"DROP TRIGGER {name}")
    tool.execute(GUARDS[name].replace("BEGIN ", "BEGIN SELECT 1; ", 1))


HARMS: dict[str, Harm] = {
    "a value changed": _flip,
    "a line cut": _cut,
    "a line added": _added,
    "a transaction taken out": _taken_out,
    "a transaction replayed": _replayed,
    "two transactions reordered": _reordered,
    "an amount rewritten, its own hash made anew": _rewritten,
    "another book's transaction": _foreign,
    "a balance moved": _balance,
    "a guard dropped": _unguarded,
    "a guard changed": _misguarded,
}


def _move(tool: Tool, number: int) -> None:
    ((cell,),) = tool.execute("SELECT min(cell) FROM postings WHERE number = ?", (number,))
    tool.execute("UPDATE postings SET won = won + 1000 WHERE number = ? AND cell = ?", (number, cell))
    tool.execute("UPDATE cells SET won = won + 1000 WHERE id = ?", (cell,))


def _copy(tool: Tool, number: int, to: int) -> None:
    for table in ("transactions", *LINES):
        columns = [name for _, name, *_ in tool.execute(f"PRAGMA table_info({table})")]
        said = ", ".join({"number": str(to), "uid": f"'{to:032x}'"}.get(name, f'"{name}"') for name in columns)
        tool.execute(f"INSERT INTO {table} SELECT {said} FROM {table} WHERE number = ?", (number,))
    tool.execute(
        "UPDATE cells SET won = won + (SELECT won FROM postings WHERE cell = id AND number = :n), entries = entries + 1"
        " WHERE id IN (SELECT cell FROM postings WHERE number = :n)",
        {"n": to},
    )


def _sealed_anew(tool: Tool, number: int, *, only: bool = False) -> None:
    """The hashes of a transaction and of all after it as the program would have made them."""
    (file,) = [name for _, _, name in tool.execute("PRAGMA database_list")]
    with desk_at(Path(file)).reading() as journal:
        transactions = list(journal.transactions(number, number if only else None))
        previous = transactions[0].seal.previous
        for each in transactions:
            seal = replace(each.seal, previous=previous)
            previous = digest(each.header, seal, each.postings, each.rows, each.files)
            sealed = (seal.previous, previous, each.number)
            tool.execute("UPDATE transactions SET previous = ?, hash = ? WHERE number = ?", sealed)


def _behind_a_report(folder: Path) -> Iterator[Suffered]:
    """The two that `verify` alone cannot see, and the report that does."""
    shutil.copy(ROOT / "tests" / "books" / "city.ledger", folder)
    cost(ours("init", "--from", "city.ledger"), folder)
    cost(ours("secure", "5-2/1", "시비", "23+=7"), folder)
    cost(ours("report", "pledge-card", "-o", "handed-in.xlsx"), folder)
    path, handed_in = folder / "ledger.db", folder / "handed-in.xlsx"
    sound = path.read_bytes()
    for name, harm in (("the tail cut off", _tail), ("an amount changed and all hashed anew", _chained_anew)):
        suffered = Suffered(f"tampering: {name}")
        path.write_bytes(sound)
        assert verify_report(desk_at(path), handed_in).verdict == "matches"
        _harmed(path, harm, 1, random.Random())
        if found := verify_book(desk_at(path))[0]:
            suffered.failed("wrong_message", f"this kind should pass verify: {found[0].message}")
        elif verify_report(desk_at(path), handed_in).verdict == "unknown-state":
            suffered.came_through()
        else:
            suffered.failed("lost", "the report that was handed in says that all is well")
        suffered.notes.append("no chain can see it: verify finds nothing, verify REPORT.xlsx does")
        yield suffered


def _tail(tool: Tool, number: int, chance: random.Random) -> None:
    ((last,),) = tool.execute("SELECT max(number) FROM transactions")
    _taken_out(tool, last, chance)


def _chained_anew(tool: Tool, number: int, chance: random.Random) -> None:
    ((first,),) = tool.execute("SELECT min(number) FROM postings")
    _move(tool, first)
    _sealed_anew(tool, first)
