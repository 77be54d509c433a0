"""Forms of a whole institution collected: time per form beside openpyxl merely loading them; killed in the middle.

`python -m benchmarks.collecting`: 300 departments with a pledge of three unit projects each; then 50 runs over 60
forms, each killed at a random moment and completed by a second run.
"""

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook

from benchmarks.institution import AS_OF, institution
from ledger.api.books import read_books
from ledger.api.collecting import collect
from ledger.api.desk import Desk, desk_of
from ledger.api.history import log, verify_book
from ledger.model.entry import Act, Measure
from ledger.model.form import GRID_MARK
from ledger.model.money import unit_named

ROOT = Path(__file__).parents[1]


class Town(NamedTuple):
    """A book with its forms out, those that came back, and what they say of one cell of each department, in 원."""

    book: Path
    forms: Path
    said: dict[str, int]


def town(folder: Path, departments: int, seed: int = 7) -> Town:
    """A pledge for each department; every form comes back with a row of amounts filled in."""
    chance = random.Random(seed)
    number = count(1)
    text = re.sub(r"department=\S+", lambda _: f"department=제{next(number)}과", institution(departments, seed))
    (folder / "town.ledger").write_text(text, encoding="utf-8")
    book, forms = folder / "ledger.db", folder / "in"
    run(book, "init", "--from", "town.ledger", cwd=folder)
    run(book, "form", forms.name, "--as-of", AS_OF, cwd=folder)
    return Town(book, forms, {path.stem: _fill(path, chance) for path in sorted(forms.iterdir())})


def _fill(path: Path, chance: random.Random) -> int:
    """Secured amounts of 기타 from 2024 on, where the book has none; the first of them."""
    workbook = load_workbook(path)
    page = workbook.worksheets[0]
    ((top, left),) = [(c.row, c.column) for row in page.iter_rows() for c in row if c.value == f"{GRID_MARK}money"]
    row = next(r for r in range(top, page.max_row) if str(page.cell(r, left).value).endswith("/1|기타|secured"))
    amounts = {key: chance.randrange(1, 90) for key in ("2024", "2025", "2026H1")}
    for column in range(left + 1, page.max_column + 1):
        if (key := page.cell(top, column).value) in amounts:
            page.cell(row, column).value = amounts[key]
    workbook.save(path)
    meta = {name.value: value.value for name, value in workbook["_form"].iter_rows(max_col=2)}
    return amounts["2024"] * unit_named(meta["unit"]).won


def loading(forms: Path) -> float:
    """Seconds that openpyxl needs to load every form once."""
    start = time.perf_counter()
    for path in sorted(forms.iterdir()):
        load_workbook(path)
    return time.perf_counter() - start


def collecting(made: Town) -> float:
    """Seconds that a run takes which records every form, the start of the program included."""
    start = time.perf_counter()
    run(made.book, "collect", made.forms.name, "--yes", cwd=made.book.parent)
    return time.perf_counter() - start


def killed(made: Town, times: int, seconds: float, seed: int = 7) -> Iterator[int]:
    """How many forms were recorded when each of the runs was killed. AssertionError: a form was lost, recorded in part
    or twice, or the book is damaged."""
    chance = random.Random(seed)
    for turn in range(times):
        book = made.book.with_name(f"killed-{turn}.db")
        shutil.copy(made.book, book)
        words = [sys.executable, "-m", "ledger", "--book", str(book), "collect", made.forms.name, "--yes"]
        job = subprocess.Popen(
            words, cwd=made.book.parent, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if turn % 2:  # while it records, which is short beside reading and judging
            while job.poll() is None and not book.with_name(f"{book.name}-journal").exists():
                time.sleep(0.001)
            seconds_left = chance.uniform(0, 0.1)
        else:
            seconds_left = chance.uniform(0.2 * seconds, seconds)
        try:
            job.wait(seconds_left)
        except subprocess.TimeoutExpired:
            job.send_signal(signal.SIGKILL)
            job.wait()
        yield len(_recorded(book))
        collect(_desk(book), [made.forms], Act())
        assert verify_book(_desk(book))[0] == []
        assert sorted(_recorded(book)) == sorted(f"{name}.xlsx" for name in made.said)
        assert _held(book) == made.said
        book.unlink()


def _recorded(book: Path) -> list[str]:
    """The files of the recorded forms."""
    entries = log(_desk(book))
    return [e.transaction.header.evidence for e in entries if e.transaction.header.act == "collect"]


def _held(book: Path) -> dict[str, int]:
    """What the book holds in the cell that each form filled, in 원."""
    books = read_books(_desk(book), date.fromisoformat(AS_OF))
    return {p.department: books.cube.won(Measure.SECURED, f"{p.key}/1", "기타", "2024") or 0 for p in books.pledges}


def _desk(book: Path) -> Desk:
    return desk_of(_environment(), book, "담당", lambda said: None)


def run(book: Path, *words: str, cwd: Path) -> str:
    """`ledger ...` in a process of its own; what it says."""
    command = [sys.executable, "-m", "ledger", "--book", str(book), *words]
    done = subprocess.run(command, cwd=cwd, env=_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def _environment() -> dict[str, str]:
    fixed = {"PYTHONPATH": str(ROOT), "LEDGER_LANG": "ko", "LEDGER_USER": "담당", "PYTHONIOENCODING": "utf-8"}
    return os.environ | fixed


def main() -> None:
    """Print the times and their ratio, and how far the killed runs had come."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--forms", type=int, default=300)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--killed-forms", type=int, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = town(Path(folder), asked.forms)
        loaded, took = loading(made.forms), collecting(made)
        print(f"{asked.forms} forms: openpyxl loads them in {loaded:.2f} s, {1000 * loaded / asked.forms:.1f} ms each")
        print(f"collected in {took:.2f} s, {1000 * took / asked.forms:.1f} ms each: ratio {took / loaded:.2f}")
    with tempfile.TemporaryDirectory() as folder:
        made = town(Path(folder), asked.killed_forms)
        spare = made._replace(book=Path(shutil.copy(made.book, made.book.with_name("spare.db"))))
        seconds = collecting(spare)
        stopped = list(killed(made, asked.kills, seconds))
        part = sum(0 < each < asked.killed_forms for each in stopped)
        print(
            f"{asked.kills} kills over {asked.killed_forms} forms: recorded {sorted(stopped)}, {part} of them in part"
        )


if __name__ == "__main__":
    main()
