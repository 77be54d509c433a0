"""One odd file through one command, and what is right of it."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
SECONDS, MEGABYTES = 8.0, 300.0  # the bounds of a file; `Case.allowed` widens them for honest big ones


class Outcome(NamedTuple):
    """What a command did: its exit code, what it said, the seconds of processor time and the MB it took."""

    exit: int
    out: str
    err: str
    seconds: float
    megabytes: float


Judge = Callable[[Path, Outcome], str]  # the folder and what happened there; what is wrong, or nothing


class Case(NamedTuple):
    """A file and a command. `prepare` writes into an empty folder and returns the words behind `ledger`; `judge` is
    the oracle: it says what is wrong with the outcome, "" where the figures are right or the refusal is clear."""

    kind: str
    name: str
    prepare: Callable[[Path], list[str]]
    judge: Judge
    allowed: tuple[float, float] = (SECONDS, MEGABYTES)


class Tried(NamedTuple):
    """A case that was run."""

    case: Case
    command: str
    outcome: Outcome
    wrong: str


def tried(case: Case) -> Tried:
    """Run a case in a folder of its own. Wrong in any case: a traceback, an exit code that is none of ours, a bound
    passed."""
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside)
        words = case.prepare(folder)
        outcome = _run(words, folder, 4 * case.allowed[0])
        return Tried(case, words[0], outcome, _broken(case, outcome) or case.judge(folder, outcome))


def refused(pattern: str) -> Judge:
    """The oracle of a file that must be refused: exit 2, and one message that matches."""

    def judge(folder: Path, outcome: Outcome) -> str:
        if outcome.exit != 2:
            return f"exit {outcome.exit}, not refused: {outcome.out[-300:]}{outcome.err[-300:]}"
        return "" if re.search(pattern, outcome.err) else f"the refusal does not say {pattern}: {outcome.err[-300:]}"

    return judge


def checked(**expected: Any) -> Judge:
    """The oracle of `check --json`: fields of its answer, such as `checked` or `summary`."""

    def judge(folder: Path, outcome: Outcome) -> str:
        if outcome.exit not in (0, 1):
            return f"exit {outcome.exit}: {outcome.err[-300:]}"
        said = json.loads(outcome.out)
        wrong = {name: said[name] for name, value in expected.items() if said[name] != value}
        return f"{wrong}, not {expected}" if wrong else ""

    return judge


def _broken(case: Case, outcome: Outcome) -> str:
    if "Traceback" in outcome.err or "Traceback" in outcome.out:
        return f"traceback: {outcome.err[-500:]}"
    if outcome.exit not in (0, 1, 2):
        return f"exit {outcome.exit}: {outcome.err[-300:]}"
    seconds, megabytes = case.allowed
    if outcome.seconds > seconds:
        return f"{outcome.seconds:.1f} s"
    return f"{outcome.megabytes:.0f} MB" if outcome.megabytes > megabytes else ""


def _run(words: list[str], folder: Path, patience: float) -> Outcome:
    fixed = {"PYTHONPATH": str(ROOT), "LEDGER_LANG": "ko", "LEDGER_USER": "담당", "PYTHONIOENCODING": "utf-8"}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        command = [sys.executable, "-m", "ledger", *words]
        job = subprocess.Popen(command, cwd=folder, env=os.environ | fixed, stdout=out, stderr=err)
        usage = _ended(job, patience)
        said = [_text(stream) for stream in (out, err)]
    return Outcome(job.returncode, *said, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _ended(job: "subprocess.Popen[bytes]", patience: float) -> Any:
    """Wait for the end, and kill what takes many times longer than it may."""
    start = time.monotonic()
    while True:
        pid, status, usage = os.wait4(job.pid, os.WNOHANG)
        if pid:
            job.returncode = os.waitstatus_to_exitcode(status)
            return usage
        if time.monotonic() - start > patience:
            job.kill()
        time.sleep(0.005)


def _text(stream: Any) -> str:
    stream.seek(0)
    return str(stream.read().decode("utf-8", "replace"))
