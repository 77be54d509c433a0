"""Something else where the book should be: refused within a second or so, nothing created, nothing changed."""

import os
import random
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

from benchmarks.bench.measure import ROOT, cost, environment, ours
from benchmarks.torture.suffered import Suffered

TIMES, SHORT = 7, 1  # commands that every wrong file is tried with
PATIENCE = 20  # seconds until a command counts as hanging
ENDLESS = "WITH RECURSIVE e(n) AS (SELECT 1 UNION ALL SELECT n FROM e) SELECT n FROM e"
COMMANDS = (
    ("secure", "5-2/1", "시비", "23+=1"),
    ("show",),
    ("check",),
    ("verify",),
    ("log",),
    ("export", "out.ledger"),
    ("report", "pledge-card", "-o", "out.xlsx"),
)


def _edited(*statements: str) -> Callable[[Path], None]:
    def edit(book: Path) -> None:
        with closing(sqlite3.connect(book, isolation_level=None)) as tool:
            for statement in statements:
                tool.execute(statement)

    return edit


def _other_program(book: Path) -> None:
    book.unlink()
    _edited("CREATE TABLE moz_places (id)", f"CREATE VIEW book AS {ENDLESS}")(book)


def _folder(book: Path) -> None:
    book.unlink()
    book.mkdir()


def _pipe(book: Path) -> None:
    book.unlink()
    os.mkfifo(book)


def _misnamed(book: Path) -> None:
    book.rename(book.with_name("ledgre.db"))


def _link_to_nothing(book: Path) -> None:
    book.unlink()
    book.symlink_to("nowhere.db")


# What stands there -> what must be said (in English), and whether reading commands may go on with a note.
WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "no file of that name": (Path.unlink, "no such book"),
    "a slip in the name": (_misnamed, "no such book.*ledgre.db"),
    "an empty file": (lambda book: book.write_bytes(b""), "is empty"),
    "a text": (lambda book: book.write_text("장부 아님", encoding="utf-8"), "not a book"),
    "a workbook": (lambda book: book.write_bytes(b"PK\x03\x04" + bytes(5000)), "not a book"),
    "a folder": (_folder, "is a folder"),
    "a pipe": (_pipe, "not a book"),
    "a link to nothing": (_link_to_nothing, "a link to a book that is not there: nowhere.db"),
    "another program's database": (_other_program, "another program"),
    "half a book": (lambda book: book.write_bytes(book.read_bytes()[: book.stat().st_size // 2]), "damaged|torn"),
    "a head without its pages": (lambda book: book.write_bytes(book.read_bytes()[:4096]), "damaged|torn"),
    "a book of a newer version": (_edited("PRAGMA user_version = 99"), "newer version"),
    "a book of no version": (_edited("PRAGMA user_version = 0"), "damaged|no tables"),
    "a view for a table": (
        _edited("DROP TABLE registers", f"CREATE VIEW registers AS {ENDLESS}"),
        "damaged|registers",
    ),
}


def inflict(folder: Path, times: int, chance: random.Random) -> Iterator[Suffered]:
    """Every wrong file under `times` commands each."""
    shutil.copy(ROOT / "tests" / "books" / "city.ledger", folder)
    cost(ours("init", "--from", "city.ledger"), folder)
    book = folder / "ledger.db"
    sound = book.read_bytes()
    suffered = Suffered("a wrong file as the book")
    for number, (name, (spoil, pattern)) in enumerate(WRONG.items()):
        for turn in range(times):
            command = COMMANDS[(number + turn) % len(COMMANDS)]
            desk = folder / f"{number}-{turn}"
            desk.mkdir()
            (desk / "ledger.db").write_bytes(sound)
            spoil(desk / "ledger.db")
            if wrong := _wrong(desk, command, pattern):
                suffered.failed(wrong[0], f"{name}, {' '.join(command)}: {wrong[1]}")
            else:
                suffered.came_through()
    yield suffered
    yield _decomposed(folder, sound)


def _wrong(desk: Path, command: tuple[str, ...], pattern: str) -> tuple[str, str] | None:
    """What is wrong with the answer, as a column of the table and in words."""
    before = _state(desk)
    exit_code, said = _run(desk, *command)
    if _state(desk) != before:
        return "partial", f"the folder was changed: {sorted(_state(desk))}"
    if exit_code not in (2, 5) and not (command == ("verify",) and exit_code == 1):
        return "wrong_message", f"exit {exit_code}: {said[-200:]}"
    if "Traceback" in said or not re.search(pattern, said):
        return "wrong_message", said[-300:]
    return None


def _decomposed(folder: Path, sound: bytes) -> Suffered:
    """A name typed composed, stored decomposed (as another system hands it over): the same book, not a second one."""
    suffered = Suffered("a book whose name is stored decomposed (NFD)")
    desk = folder / "decomposed"
    desk.mkdir()
    (desk / normalize("NFD", "시청장부.db")).write_bytes(sound)
    exit_code, said = _run(desk, "secure", "5-2/1", "시비", "23+=1", book=normalize("NFC", "시청장부.db"))
    if exit_code or len(list(desk.glob("*.db"))) != 1:
        suffered.failed("wrong_message", f"exit {exit_code}: {said}")
    else:
        suffered.came_through()
    return suffered


def _run(desk: Path, *command: str, book: str = "ledger.db") -> tuple[int, str]:
    words = ours("--book", book, *command)
    spoken = environment() | {"LEDGER_LANG": "en"}
    try:
        done = subprocess.run(words, cwd=desk, env=spoken, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return -1, "it hangs"
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def _state(desk: Path) -> dict[str, str]:
    return {
        each.name: sha256(each.read_bytes()).hexdigest() if each.is_file() else str(each.lstat().st_mode)
        for each in desk.iterdir()
    }
