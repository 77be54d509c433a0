"""The command line driven in this process: what it prints, what it says, how it ends."""

import os
import select
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ledger.__main__ import main

ROOT = Path(__file__).parents[2]


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


def drive(words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Said:
    """Run `ledger ...` as typed in a shell. Pages run in a process of their own: their language is settled when a
    command is loaded, once in a process."""
    if "--help" in words:
        return apart(words)
    monkeypatch.setattr(sys, "argv", shlex.split(words))
    capsys.readouterr()
    code = main()
    captured = capsys.readouterr()
    return Said(code, captured.out, captured.err)


def apart(words: str, **environ: str) -> Said:
    """Run `ledger ...` in a process of its own."""
    command = [sys.executable, "-m", "ledger", *shlex.split(words)[1:]]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | environ
    encoding = environment["PYTHONIOENCODING"]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    return Said(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))


def shown(terminal: int) -> Iterator[bytes]:
    """What stands on a pseudo-terminal until its other end is closed."""
    while select.select([terminal], [], [], 30)[0]:
        try:
            some = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            return
        if not some:
            return
        yield some
