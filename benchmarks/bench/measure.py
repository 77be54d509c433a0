"""Costs of whole processes, and the ratio of two that are run in turn: what holds on a machine that others share."""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
Words = Sequence[str]


class Cost(NamedTuple):
    """Of one process and its children: seconds of processor time, and the most memory it held, in MB."""

    seconds: float
    megabytes: float


class Answer(NamedTuple):
    """One line of the table. `figure` is a ratio, or MB or ms where `unit` says so; `low` and `high` are its quartiles
    over the rounds. It should be at most `goal`, or at least that where `more` is better."""

    question: str
    peer: str
    figure: float
    low: float
    high: float
    goal: float | None = None
    aim: float | None = None
    unit: str = "x"
    more: bool = False
    seconds: float | None = None  # what ours took, for the reader; never a goal

    @property
    def is_met(self) -> bool:
        """Whether the goal holds; an answer without a goal is told for comparison."""
        return self.goal is None or (self.figure >= self.goal if self.more else self.figure <= self.goal)


def python(*words: str) -> list[str]:
    """The words that run this interpreter."""
    return [sys.executable, *words]


def ours(*words: str) -> list[str]:
    """The words that run `ledger` from this checkout."""
    return python("-m", "ledger", *words)


def called(function: Callable[..., object], *arguments: object) -> list[str]:
    """The words that call a function of a module in a process of its own, with texts for arguments."""
    call = f"import sys; from {function.__module__} import {function.__name__} as f; f(*sys.argv[1:])"
    return python("-c", call, *map(str, arguments))


def cost(words: Words, cwd: Path, *, exits: Sequence[int] = (0,)) -> Cost:
    """Run a command to its end. AssertionError, with what it said, where it ends otherwise than expected: what fails is
    quick, and no measure of anything."""
    with tempfile.TemporaryFile() as said:
        job = subprocess.Popen(words, cwd=cwd, env=environment(), stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(job.pid, 0)
        job.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        assert job.returncode in exits, f"{words}: {job.returncode}\n{said.read().decode(errors='replace')[-2000:]}"
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def environment() -> dict[str, str]:
    """Compiled modules are kept, as after an installation; the machine's own settings stay out."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    fixed = {"PYTHONPATH": str(ROOT), "LEDGER_LANG": "ko", "LEDGER_USER": "담당", "PYTHONIOENCODING": "utf-8"}
    return kept | fixed


def in_turn(sides: Sequence[Callable[[], float]], rounds: int) -> list[list[float]]:
    """What each side costs in every round, the sides run one after the other; a first round is not counted."""
    for side in sides:
        side()
    return [[side() for side in sides] for _ in range(rounds)]


def ratios(rows: Sequence[Sequence[float]], side: int, to: int) -> tuple[float, float, float]:
    """Median, lower and upper quartile of one side's cost over another's, round by round."""
    return spread([row[side] / row[to] for row in rows])


def spread(figures: Sequence[float]) -> tuple[float, float, float]:
    """Median, lower and upper quartile."""
    if len(figures) < 2:
        return figures[0], figures[0], figures[0]
    low, middle, high = statistics.quantiles(figures, n=4, method="inclusive")
    return middle, low, high


def median(rows: Sequence[Sequence[float]], side: int) -> float:
    """What a side usually cost."""
    return statistics.median(row[side] for row in rows)
