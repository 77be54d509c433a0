"""The command line driven in this process: what it prints, what it says, how it ends."""

import shlex
import sys
from typing import NamedTuple

import pytest

from ledger.__main__ import main


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


def drive(words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Said:
    """Run `ledger ...` as typed in a shell."""
    monkeypatch.setattr(sys, "argv", shlex.split(words))
    capsys.readouterr()
    code = main()
    captured = capsys.readouterr()
    return Said(code, captured.out, captured.err)
