"""What every test stands on: a fixed clock, fixed ids, Korean, and goldens that `--update` writes anew."""

import os
from pathlib import Path

import pytest

from ledger.model.text import speak

FIXED = {
    "LEDGER_NOW": "2024-01-15T09:00:00+09:00",
    "LEDGER_IDS": "test",
    "LEDGER_LANG": "ko",
    "LEDGER_USER": "예산담당",
    "LEDGER_WAIT": "2",
    "COLUMNS": "120",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the expected outputs of case files anew")


@pytest.fixture(autouse=True)
def fixed_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("LEDGER_")]:
        monkeypatch.delenv(name)
    for name, value in FIXED.items():
        monkeypatch.setenv(name, value)
    speak("ko")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and the command line in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
