"""The peers: installed beside the product, never into it.

Python programs go into a virtual environment of their own; hledger and ledger come from the system's packages where
there are rights to install them. A peer that is not to be had is left out of the table, and its absence is told.
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from benchmarks.bench.measure import ROOT

FOLDER = ROOT / ".venv" / "peers"
PYTHON_PEERS = ("XlsxWriter>=3.2", "beancount>=3", "sqlite-utils>=4.2,<5", "openpyxl>=3.1,<4", "python-calamine>=0.4")
SYSTEM_PEERS = ("hledger", "ledger")


@cache
def python_peer(name: str = "python") -> str:
    """A program of the peers' own environment, which is made when it is asked for first."""
    binaries = FOLDER / "bin"
    if not (FOLDER / "installed").exists():
        for words in ([sys.executable, "-m", "venv", FOLDER], [binaries / "pip", "install", *PYTHON_PEERS]):
            done = subprocess.run(words, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr[-2000:]
        (FOLDER / "installed").touch()
    return str(binaries / name)


@cache
def system_peer(name: str) -> str | None:
    """The path of a program of the system; None, told on stderr, where it cannot be installed."""
    if found := _elsewhere(name):
        return found
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    for words in (["update"], ["install", "--yes", *SYSTEM_PEERS]):
        done = subprocess.run([*sudo, "apt-get", "-qq", *words], capture_output=True, check=False)
        if done.returncode:
            break
    found = _elsewhere(name)
    if found is None:
        print(f"{name} is not here and could not be installed: left out", file=sys.stderr)
    return found


def _elsewhere(name: str) -> str | None:
    """The program in the search path, but not ours: `ledger` is the name of a peer too."""
    ours = Path(sys.executable).parent
    folders = [part for part in os.environ.get("PATH", "").split(os.pathsep) if Path(part) != ours]
    return shutil.which(name, path=os.pathsep.join(folders))
