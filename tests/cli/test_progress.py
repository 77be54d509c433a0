"""A bar where a person is looking and has waited for a second; nothing anywhere else."""

import os
import pty
import re
import subprocess
import sys

import pytest

from tests.cli.driving import ROOT, shown

PROGRAM = """
import sys
from itertools import count
from ledger.cli.progress import progress
from ledger.model.text import Text

clock = count()
with progress(Text(en="books", ko="장부"), now=lambda: next(clock) * {pace} / 10) as step:
    for done in range(5):
        step(done, 4)
print("rich" in sys.modules, file=sys.stdout)
"""


def program(pace: int) -> list[str]:
    """Five steps, so many tenths of a second apart."""
    return [sys.executable, "-c", PROGRAM.format(pace=pace)]


def environment() -> dict[str, str]:
    return os.environ | {
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "TERM": "xterm-256color",
        "COLUMNS": "80",
    }


def on_a_terminal(pace: int) -> tuple[str, str]:
    """What was seen on stderr, which is a terminal, and what was printed."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(program(pace), env=environment(), stdout=subprocess.PIPE, stderr=theirs) as child:
        os.close(theirs)
        seen = b"".join(shown(ours)).decode()
        assert child.stdout is not None
        printed = child.stdout.read().decode()
    os.close(ours)
    assert child.returncode == 0
    return seen, printed.strip()


def test_after_a_second_there_is_a_bar_and_in_the_end_it_is_gone() -> None:
    seen, printed = on_a_terminal(pace=4)

    assert list(dict.fromkeys(re.findall(r"\d+/\d+", seen))) == ["2/4", "3/4", "4/4"]  # from 1.2 seconds on
    assert "장부" in seen
    assert "━" in seen
    assert seen.rstrip().endswith("\x1b[2K")  # the line is wiped
    assert printed == "True"


def test_what_is_done_within_a_second_shows_nothing_and_loads_nothing() -> None:
    assert on_a_terminal(pace=1) == ("", "False")


def test_where_nobody_looks_there_is_nothing_however_long_it_takes() -> None:
    done = subprocess.run(program(pace=100), env=environment(), capture_output=True, check=True)
    assert (done.stdout.decode().strip(), done.stderr) == ("False", b"")


@pytest.mark.parametrize("ending", ["raise SystemExit(3)", "raise KeyboardInterrupt"])
def test_the_bar_goes_whatever_ends_the_job(ending: str) -> None:
    ours, theirs = pty.openpty()
    code = PROGRAM.format(pace=20).replace("        step(done, 4)", f"        step(done, 4)\n    {ending}")
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=theirs) as child:
        os.close(theirs)
        seen = b"".join(shown(ours)).decode()
    os.close(ours)
    assert child.returncode != 0
    assert "\x1b[?25h" in seen  # the cursor is back
