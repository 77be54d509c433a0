"""The commands of the README, run where nothing of this machine can show; what they print is what the README says."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
_ENVIRONMENT = {
    "LEDGER_NOW": "2024-01-15T09:00:00+09:00",
    "LEDGER_IDS": "tour",
    "LEDGER_LANG": "ko",
    "LEDGER_USER": "예산담당",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONPATH": str(ROOT),
    "COLUMNS": "96",
}


class Tour:
    """A folder in which commands are run one after another, as a reader would type them."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        ledger = Path(self._folder.name) / "bin" / "ledger"
        ledger.parent.mkdir()
        ledger.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ledger "$@"\n', encoding="utf-8")
        ledger.chmod(0o755)
        self._here = Path(self._folder.name) / "tour"
        self._here.mkdir()
        self._environment = os.environ | _ENVIRONMENT | {"PATH": f"{ledger.parent}:{os.environ['PATH']}"}

    def run(self, *commands: str) -> str:
        """A console block of the commands and what they print."""
        lines = ["```console"]
        for command in commands:
            done = subprocess.run(
                command,
                shell=True,
                cwd=self._here,
                env=self._environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
            )
            lines += [f"$ {command}", *done.stdout.rstrip("\n").splitlines()]
            if done.returncode:
                lines.append(f"[ends with {done.returncode}]")
        return "\n".join([*lines, "```"])


def commands() -> str:
    """The table of commands, from their own pages."""
    from ledger.cli.app import COMMANDS
    from ledger.discover import module_named, names_in

    rows = [f"| `{name}` | {module_named(COMMANDS, name).HELP.en.splitlines()[0]} |" for name in names_in(COMMANDS)]
    return "\n".join(["| command | does |", "|---|---|", *rows])


def rules() -> str:
    """The table of rules, from the rules themselves."""
    from ledger.api.checking import rules as every

    rows = [f"| {rule.id} `{rule.name}` | {rule.severity.value} | {rule.title.en} |" for rule in every()]
    return "\n".join(["| rule | severity | finds |", "|---|---|---|", *rows])


def story(*names: str) -> str:
    """Chapters of the year in a city, as its test tells them: what people do, and what they see."""
    told = (ROOT / "tests" / "scenario" / "story.md").read_text(encoding="utf-8")
    chapters = dict(part.split("\n\n", 1) for part in told.removeprefix("## ").split("\n## "))
    return "\n\n".join(chapters[name].strip() for name in names)
