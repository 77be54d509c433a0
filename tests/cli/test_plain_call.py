"""What is read without typer is read as typer reads it, and loads neither typer nor any other heavy library."""

import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ledger.cli import settings
from ledger.cli.plain_call import plain_call
from ledger.cli.program import group
from ledger.discover import module_named, names_in
from tests.bookkeeping import CITY
from tests.cases import TESTS, read
from tests.cli.driving import ROOT

COMMANDS = "ledger.cli.commands"
TYPED = sorted({case["run"] for path in (TESTS / "cli" / "commands").glob("*.toml") for case in read(path)})
HEAVY = {"typer", "rich", "openpyxl", "sqlite_utils", "pydantic", "tomlkit", "python_calamine"}


def command(name: str):  # type: ignore[no-untyped-def]
    return module_named(COMMANDS, name).run if name in names_in(COMMANDS) else None


def as_read(values: dict[str, Any]) -> dict[str, Any]:
    """Typer makes paths of texts, and lists, only when it calls the command."""
    return {name: _as_read(said) for name, said in values.items()}


def _as_read(said: Any) -> Any:
    if isinstance(said, list | tuple):
        return [_as_read(each) for each in said] or None
    return str(said) if isinstance(said, Path) else said


def test_plain_calls_are_what_typer_makes_of_the_same_words() -> None:
    plain = 0
    for words in TYPED:
        argv = shlex.split(words)[1:]
        call = plain_call(argv, settings.run, command)
        if call is None:
            continue
        plain += 1
        program = group()
        before = program.make_context("ledger", list(argv), obj=[])
        name, single, rest = program.resolve_command(before, [*before._protected_args, *before.args])
        behind = single.make_context(name, rest, parent=before)
        assert (as_read(call.settings), call.command) == (as_read(before.params), name), words
        assert as_read(call.values) == as_read(behind.params), words
    assert plain > len(TYPED) / 2


@pytest.mark.parametrize(
    "words",
    [
        "",
        "sekure 5-2/1 시비 23=4",
        "secure 5-2/1 시비 23=4 --no-such",
        "secure 5-2/1 시비",
        "secure 5-2/1 시비 23=4 --on",
        "secure 5-2/1 시비 23=4 --on 2023-13-01",
        "secure 5-2/1 시비 23=4 --on 2023-01-01 --on 2023-01-02",
        "secure 5-2/1 시비 23=4 --dry-run=yes",
        "secure 5-2/1 시비 -- 23=4",
        "secure 5-2/1 시비 23=4 --help",
        "undo drei",
        "log 1",
    ],
)
def test_whatever_is_not_plain_is_left_to_typer(words: str) -> None:
    assert plain_call(shlex.split(words), settings.run, command) is None


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("secure 5-2/1 시비 23=4", ()),
        ("execute 5-2/1 시비 23+=4 --json", ()),
        ("show 5-2", ()),
        ("check", ()),
        ("log", ()),
        ("list", ()),
        ("undo 1 --reason 착오", ()),
        ("report pledge-card -o card.xlsx", ("openpyxl",)),
    ],
)
def test_a_command_loads_no_library_that_it_does_not_use(words: str, known: tuple[str, ...], here: Path) -> None:
    (here / "city.ledger").write_text(CITY, encoding="utf-8")
    said = (
        "import sys; from ledger.__main__ import main\n"
        "sys.argv = ['ledger', 'init', '--from', 'city.ledger']; assert main() == 0\n"
        "for name in list(sys.modules):\n"
        "    if name.split('.')[0] in HEAVY: del sys.modules[name]\n"
        f"sys.argv = {['ledger', *shlex.split(words)]!r}; main()\n"
        "print(sorted(HEAVY & set(sys.modules)), file=sys.stderr)\n"
    )
    script = f"HEAVY = {HEAVY!r}\n{said}"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=here,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == str(sorted(known))
