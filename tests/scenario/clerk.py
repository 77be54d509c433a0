"""The officer at the keyboard: commands as they are typed, each on its day, what they print, how they end."""

import io
import os
import shlex
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from ledger.__main__ import main


class Typed(NamedTuple):
    """One command of the story: what was typed on which day, what it printed, how it ended."""

    on: str
    command: str
    out: str
    err: str
    code: int


class Clerk:
    """Types in one folder; keeps everything that was typed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.typed: list[Typed] = []
        self.today = "2025-01-06"

    def type(self, command: str, ends: int = 0) -> Typed:
        """Run `ledger COMMAND` as typed in a shell. AssertionError: it ended otherwise than expected."""
        fixed = {
            "LEDGER_NOW": f"{self.today}T09:00:00+09:00",
            "LEDGER_IDS": "year",
            "LEDGER_LANG": "ko",
            "LEDGER_USER": "예산담당",
            "COLUMNS": "120",
        }
        out, err = io.StringIO(), io.StringIO()
        with (
            mock.patch.dict(os.environ, fixed),
            mock.patch.object(sys, "argv", ["ledger", *shlex.split(command)]),
            chdir(self.folder),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = main()
        said = Typed(self.today, command, out.getvalue(), err.getvalue(), code)
        self.typed.append(said)
        assert code == ends, f"{self.today} ledger {command}\nends with {code}\n{said.out[-2000:]}{said.err[-2000:]}"
        return said

    def put(self, name: str, content: str | bytes) -> Path:
        """A file that the city hands over."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path
