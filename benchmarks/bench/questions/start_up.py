"""How long a command takes before it does anything: in starts of `python -c pass`, processor time."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from benchmarks.bench.measure import ROOT, Answer, Words, cost, in_turn, median, ours, python, ratios
from benchmarks.bench.peers import python_peer, system_peer

ROUNDS = 25
PEER = "python -c pass"


def answers(folder: Path) -> Iterator[Answer]:
    """The commands of a small book, and the peers' own starts."""
    shutil.copy(ROOT / "tests" / "books" / "city.ledger", folder)
    cost(ours("init", "--from", "city.ledger"), folder)
    (folder / "small.beancount").write_text("2023-01-01 open Assets:City KRW\n", encoding="utf-8")
    amounts = count(1)
    commands: dict[str, tuple[Callable[[], Words], float | None, float | None]] = {
        PEER: (lambda: python("-c", "pass"), None, None),
        "ledger --version": (lambda: ours("--version"), 3, 1.3),
        "ledger secure: one amount recorded": (lambda: ours("secure", "5-2/1", "시비", f"23+={next(amounts)}"), 7, 3.5),
        "ledger show: a table of 50 rows": (lambda: ours("show", "5-2"), 11, 8),
        "ledger --help": (lambda: ours("--help"), 9, None),
        "ledger check: a small book": (lambda: ours("check"), None, None),
        "bean-check: a file of one line": (lambda: [python_peer("bean-check"), "small.beancount"], None, None),
        "sqlite-utils --version": (lambda: [python_peer("sqlite-utils"), "--version"], None, None),
    }
    if hledger := system_peer("hledger"):
        commands["hledger --version"] = (lambda: [hledger, "--version"], None, None)
    rows = in_turn([_side(words, folder) for words, _, _ in commands.values()], ROUNDS)
    for side, (name, (_, goal, aim)) in enumerate(commands.items()):
        if side:
            yield Answer(name, PEER, *ratios(rows, side, 0), goal=goal, aim=aim, seconds=median(rows, side))


def _side(words: Callable[[], Words], folder: Path) -> Callable[[], float]:
    return lambda: cost(words(), folder).seconds
