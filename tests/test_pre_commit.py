"""The hook for other repositories: well formed, and naming a command, options and file formats that exist."""

import re
import shlex
from pathlib import Path

from ledger.discover import modules_in
from tests.cli.driving import apart

HOOKS = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"


def hook() -> dict[str, str]:
    """The one hook of the file: a list of one mapping of plain values, a line each."""
    lines = [line for line in HOOKS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines[0].startswith("- ")
    pairs = [re.fullmatch(r"(?:- |  )([a-z_]+): (\S.*)", line) for line in lines]
    assert all(pairs), lines
    return {pair[1]: pair[2] for pair in pairs if pair}


def test_it_runs_a_command_that_exists_with_options_that_exist() -> None:
    said = hook()
    assert (said["id"], said["language"]) == ("ledger-check", "python")
    program, command, *options = shlex.split(said["entry"])
    assert program == "ledger"
    page = apart(f"ledger {command} --help")
    assert page.code == 0
    assert all(option in page.out for option in options if option.startswith("--"))


def test_its_files_are_formats_that_are_read() -> None:
    listed = re.fullmatch(r"\\\.\(([a-z|]+)\)\$", hook()["files"])
    assert listed is not None
    read = [module for module in modules_in("ledger.capture.formats") if hasattr(module, "pages")]
    known = {suffix for module in read for suffix in (module.SUFFIX, *getattr(module, "ALSO", ()))}
    assert {f".{each}" for each in listed[1].split("|")} <= known
