"""The README is true: every output in it is what the commands print now."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_outputs_are_those_of_the_commands() -> None:
    command = [sys.executable, "-m", "cogapp", "--check", "--diff", "README.md"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"run `make readme`\n{done.stdout}{done.stderr}"


def test_every_path_it_names_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:ledger|tests|data|templates)/[\w/.-]*)`", text))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
