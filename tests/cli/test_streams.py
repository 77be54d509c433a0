"""Twin of streams: what cannot be shown is told, and whether it was recorded all the same."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bookkeeping import CITY
from tests.cli.driving import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is a device of Linux")
PLAN = "--book city.db plan 5-2/1 시비 23+=4"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    (tmp_path / "city.ledger").write_text(CITY, encoding="utf-8")
    assert ledger("--book city.db init --from city.ledger", tmp_path, "") == (0, "", "")
    return tmp_path


def ledger(words: str, folder: Path, redirected: str, **environ: str) -> tuple[int, str, str]:
    """The command as a shell runs it with these redirections; stderr only where it ends with a line of ours."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "LEDGER_LANG": "en"} | environ
    command = f"{sys.executable} -B -m ledger {words} {redirected}"
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, check=False)
    err = done.stderr.decode()
    assert "Traceback" not in err
    assert "Exception ignored" not in err
    return done.returncode, done.stdout.decode(), err if err.startswith("ledger: ") else ""


def recorded(folder: Path) -> int:
    return ledger("--book city.db log --json", folder, "")[1].count('"act": "plan"')


@pytest.mark.parametrize("more", ["", " --json"])
def test_what_was_recorded_but_not_shown_is_told(city: Path, more: str) -> None:
    code, _, err = ledger(PLAN + more, city, "> /dev/full")

    assert (code, err.count("\n")) == (5, 1)
    assert "the result could not be shown: the disk is full; it was recorded, up to transaction" in err
    assert recorded(city) == 1


@pytest.mark.parametrize(
    "words", ["--version", "--help", "--book city.db log", "list rules --json", f"{PLAN} --dry-run"]
)
def test_what_was_only_asked_and_not_shown_is_told(city: Path, words: str) -> None:
    said = "ledger: the result could not be shown: the disk is full\n"
    assert ledger(words, city, "> /dev/full") == (5, "", said)
    assert recorded(city) == 0


def test_a_refusal_is_told_where_nothing_can_be_shown(city: Path) -> None:
    code, _, err = ledger("--book none.db log", city, "> /dev/full")
    assert code == 2
    assert "there is no such book" in err


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_one_to_nowhere(city: Path, closed: str) -> None:
    assert ledger(PLAN, city, closed)[0] == 0
    assert recorded(city) == 1
    assert ledger("--version", city, closed)[0] == 0
    assert ledger("--book city.db verify", city, "")[0] == 0


def test_a_message_that_is_lost_is_in_the_exit_code(city: Path) -> None:
    code, out, _ = ledger(PLAN, city, "2> /dev/full")
    assert code == 5
    assert "4" in out
    assert recorded(city) == 1


@pytest.mark.parametrize("words", ["list rules", "list rules --json", "--version", PLAN])
def test_a_reader_who_has_seen_enough_is_no_failure(city: Path, words: str) -> None:
    assert ledger(words, city, "| true; exit ${PIPESTATUS[0]}") == (0, "", "")


@pytest.mark.parametrize(
    ("name", "value"),
    [("LEDGER_NOW", "0001-01-01"), ("LEDGER_NOW", "9999-12-31T23:59:59"), ("LEDGER_IDS", os.fsdecode(b"\xff"))],
)
def test_an_environment_that_cannot_be_used_is_told(city: Path, name: str, value: str) -> None:
    code, _, err = ledger("--book city.db log", city, "", **{name: value})
    assert (code, err.count("\n")) == (2, 1)
    assert name in err


def test_a_user_without_a_name_reads_and_is_asked_for_one_to_record(city: Path) -> None:
    nobody = "import os, sys; from ledger.__main__ import main\n"
    nobody += "for name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME', 'LEDGER_USER'): os.environ.pop(name, None)\n"
    nobody += "import getpass, pwd\n"
    nobody += "def unknown(uid): raise KeyError(uid)\n"
    nobody += "pwd.getpwuid = unknown\nsys.exit(main())"

    def run(words: str) -> "subprocess.CompletedProcess[str]":
        environment = os.environ | {"PYTHONPATH": str(ROOT), "LEDGER_LANG": "en"}
        command = [sys.executable, "-B", "-c", nobody, *words.split()]
        return subprocess.run(command, cwd=city, env=environment, capture_output=True, text=True, check=False)

    assert run("--book city.db log").returncode == 0
    refused = run(PLAN)
    assert refused.returncode == 2
    assert "use --by NAME or set LEDGER_USER" in refused.stderr
    assert recorded(city) == 0
    assert run(f"--by kim {PLAN}").returncode == 0
