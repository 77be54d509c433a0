"""Every command on a console of another encoding: no traceback, the same exit code, every figure intact."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ledger.cli.app import COMMANDS
from ledger.discover import module_named, names_in
from tests.bookkeeping import CITY
from tests.cli.driving import ROOT, Said, drive, shown
from tests.photos import from_a_camera

FIXED = {
    "LEDGER_NOW": "2024-01-15T09:00:00+09:00",
    "LEDGER_IDS": "test",
    "LEDGER_LANG": "ko",
    "LEDGER_USER": "담당1",
    "COLUMNS": "120",
}
SAMPLE = ROOT / "data" / "goyang.toml"
PLAIN = "2023-12-31 plan unit=백만원\n  5-2/1 시비 2023 plan = 4\n  5-2/2 국비 2024 plan = -1,234.5\n"

# How each command is called. `g.db` is the sample book, `card.xlsx` its report; `city.db` has no amounts yet.
CALLS = {
    "action": [
        "--book g.db action 12 공실 --category 시정 --department 판로팀",
        "--book g.db action 12 --outcome 완료",
    ],
    "add": ["--book g.db add 7-1 새공약 --department 기업지원과", "--book g.db add 5-2 다시"],
    "adopt": ["--book g.db adopt --dry-run --json", "--book g.db adopt --on 2023-12-31 --reason 확정"],
    "carry": [
        "--book g.db carry 5-2/1 시비 23=1,234.5 --kind 명시",
        "--book g.db carry 5-2/1 시비 23=4 --kind 사고 --json",
        "--book g.db carry 5-2/1 시비 23=4 --kind 없음",
    ],
    "check": [
        "--book g.db check",
        "--book g.db check --format json",
        "--book bad.db check",
        "--book bad.db check --format json",
    ],
    "collect": [
        "--book g.db collect card.xlsx city.ledger --yes",
        "--book g.db collect card.xlsx --dry-run --json",
        "--book g.db collect 없음.xlsx --yes --prefer 양식",
    ],
    "demo": ["demo 예제"],
    "department": [
        "--book g.db department 기업지원과 --rename 경제과1",
        "--book g.db department 5-2 --move-to 경제과1 --json",
        "--book g.db department 없는과 --rename 경제과1",
    ],
    "diff": [
        "--book g.db diff 2023-01-01 2023-12-31 --measure secured",
        "--book g.db diff 2023-01-01 --json",
        "--book g.db diff 없음",
    ],
    "edit": [
        "--book g.db edit 5-2 --print",
        "--book g.db edit 5-22 --print",
        "--book g.db edit 5-2 --file new.ledger --yes",
    ],
    "execute": ["--book g.db execute 5-2/1 시비 24=4", "--book g.db execute 5-2/1 시비 24=4 --json"],
    "explain": ["explain B101", "explain 없는규칙"],
    "export": ["--book g.db export 내보내기.csv", "--book g.db export 내보내기.txt"],
    "import": ["--book city.db import new.ledger --yes", "--book city.db import new.ledger --dry-run --json"],
    "form": [
        "--book g.db form 배부 --due 2024-01-31",
        "--book g.db form 배부 --json",
        "--book g.db form 배부 --department 기업지웡과",
    ],
    "init": ["--book new.db init --institution 고양시 --kind city --term 8", "--book new.db init --kind 시"],
    "kpi": [
        "--book g.db kpi define K1 이용자수 --project 5-2 --unit 명 --direction 상향 --baseline 4,495명",
        "--book g.db kpi target 없음 23=100",
    ],
    "lapse": ["--book g.db lapse 5-2/1 시비 23=4 --year 2024", "--book g.db lapse 5-2/1 시비 23-=4 --json"],
    "list": [
        "--book g.db list",
        "--book g.db list --json",
        "list rules",
        "list rules --json",
        "--book g.db list periods",
        "--book g.db list settlements",
        "list 예산구분",
        "--book g.db list untouched --since 2030-12-31",
        "--book g.db list forms",
    ],
    "log": ["--book g.db log", "--book g.db log --json"],
    "milestone": [
        "--book g.db milestone 5-2 2024-03 회의",
        "--book g.db milestone 5-2",
        "--book g.db milestone 5-2 --json",
        "--book g.db milestone --done 0",
    ],
    "note": ["--book g.db note 5-2 비고1", "--book g.db note 5-2 --json", "--book g.db note 5-2 글 --sort 문재점"],
    "photo": [
        "--book g.db photo 5-2 photo.jpg --caption 개소식 --on 2023-05-02",
        "--book g.db photo 5-2 city.ledger --caption 개소식",
        "--book g.db photo 5-2 --json",
        "--book g.db photo --remove 없음",
    ],
    "plan": ["--book g.db plan 5-2/1 시비 23..26.6=1,234.5", "--book g.db plan 5-2/1 시비 23=△7 --json"],
    "report": ["--book g.db report pledge-card --as-of 2023-12-31", "--book bad.db report pledge-card --json"],
    "restore": ["--book g.db restore", "restore 없음.db new.db"],
    "rollover": [
        "--book g.db rollover next.db --term 9",
        "--book g.db rollover next.db --term 9 --json",
        "--book city.db rollover city9.db --term 9 --dry-run --json",
    ],
    "return": [
        "--book g.db return 5-2/1 시비 23=1 --paid-on 2024-01-10",
        "--book g.db return 5-2/1 시비 24=99,999 --json",
    ],
    "seal": ["--book g.db seal 하반기 --as-of 2023-12-31", "--book g.db seal", "--book g.db seal --json"],
    "secure": [
        "--book g.db secure 5-2/1 시비 24-=4",
        "--book g.db secure 5-2/1 시비 24+=1 --json",
        "--book g.db secure 5-2/1 없음 24=4",
    ],
    "set": ["--book g.db set 5-2 team=예산팀1", "--book g.db set 5-2 team=예산팀2 --json"],
    "show": ["--book g.db show", "--book g.db show --json", "--book bad.db show 5-2 --unit 천원"],
    "status": [
        "--book g.db status 5-2 정상추진 --progress 40",
        "--book g.db status 5-2",
        "--book g.db status 5-2 --json",
        "--book g.db status 5-2 정상추직",
    ],
    "templates": ["templates", "templates --json"],
    "trace": [
        "--book g.db trace 5-2/1 시비 23 확보",
        "--book g.db trace 5-2 계획 --json",
        "--book g.db trace 카드.xlsx!B7",
    ],
    "undo": ["--book g.db undo 4 --reason 착오", "--book g.db undo 4 --json", "--book g.db undo 99"],
    "unlock": ["--book g.db unlock"],
    "verify": [
        "--book g.db verify",
        "--book g.db verify --json",
        "--book g.db verify card.xlsx",
        "--book bad.db verify card.xlsx --json",
    ],
    "waive": [
        "--book bad.db waive B101 --period 23 --reason 원문오기 --approver 과장 --until 2099-12-31 --on 2023-12-31",
        "--book bad.db waive B101 --reason 원문오기 --approver 과장 --until 2099-12-31",
        "--book g.db waive B201 --until 2099-12-31",
    ],
}

# What an encoding is compared with is said in this process: where Hangul is impossible the language is English.
CONSOLES = {"cp949": "ko", "ascii": "en"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the books and files that the calls name."""
    folder = tmp_path_factory.mktemp("desk")
    text = SAMPLE.read_text(encoding="utf-8")
    (folder / "bad.toml").write_text(text.replace('"897", "560"', '"897", "650"', 1), encoding="utf-8")
    (folder / "city.ledger").write_text(CITY, encoding="utf-8")
    (folder / "photo.jpg").write_bytes(from_a_camera(40, 30))
    (folder / "new.ledger").write_text(PLAIN, encoding="utf-8")
    for name, source in (("g.db", SAMPLE), ("bad.db", "bad.toml"), ("city.db", "city.ledger")):
        assert run(f"--book {name} init --from {source}", folder).code == 0
    assert run("--book g.db report pledge-card --as-of 2023-12-31 -o card.xlsx", folder).code == 0
    return folder


def run(words: str, folder: Path) -> Said:
    """`ledger ...` in Korean, its streams pipes of UTF-8."""
    done = subprocess.run(
        [sys.executable, "-m", "ledger", *words.split()],
        cwd=folder,
        env=environment(PYTHONIOENCODING="utf-8"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def environment(**more: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LEDGER_")}
    return clean | FIXED | {"PYTHONPATH": str(ROOT)} | more


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


def test_every_command_is_called() -> None:
    assert sorted(CALLS) == names_in(COMMANDS), "give the new command its calls above"
    for name, calls in CALLS.items():
        parameters = module_named(COMMANDS, name).run.__annotations__
        assert "as_json" not in parameters or any("json" in call for call in calls), f"{name} --json is not called"


@pytest.mark.parametrize("name", names_in(COMMANDS))
def test_on_every_console_it_ends_alike_and_no_figure_is_lost(
    name: str, desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [f"{name} --help", "--help"] if name == "add" else [f"{name} --help"]
    with ThreadPoolExecutor(4) as pool:
        told = {
            encoding: pool.submit(in_a_row, [*CALLS[name], *pages], desk, tmp_path / encoding, encoding)
            for encoding in CONSOLES
        }
    for encoding, future in told.items():
        monkeypatch.setenv("LEDGER_LANG", CONSOLES[encoding])
        monkeypatch.setenv("LEDGER_USER", FIXED["LEDGER_USER"])
        *said, page = future.result()
        for place, (call, each) in enumerate(zip(CALLS[name], said, strict=False)):
            monkeypatch.chdir(copied(desk, tmp_path / f"{encoding}-model" / str(place)))
            model = drive(f"ledger {call}", capsys, monkeypatch)
            assert each.code == model.code in (0, 1, 2), (call, encoding, each.err)
            assert "Traceback" not in each.err, (call, encoding)
            assert figures(each.out) == figures(model.out), (call, encoding)
            assert figures(each.err) == figures(model.err), (call, encoding)
            if "json" in call and each.code != 2:
                assert json.loads(each.out) == json.loads(model.out), (call, encoding)
        assert page.out.startswith("Usage: ledger " if encoding == "ascii" else "사용법: ledger "), page


def in_a_row(calls: list[str], desk: Path, folder: Path, encoding: str) -> list[Said]:
    """Calls in one process whose streams are pipes of that encoding, each call in its own copy of the folder."""
    folders = [str(copied(desk, folder / str(place))) for place in range(len(calls))]
    done = subprocess.run(
        [sys.executable, "-c", _CALLS_IN_A_ROW, json.dumps(list(zip(folders, calls, strict=True)))],
        env=environment(PYTHONIOENCODING=encoding),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    parts = [stream.decode(encoding).split("\x1e") for stream in (done.stdout, done.stderr)]
    assert len(parts[0]) == len(parts[1]) == 2 * len(calls) + 1, done
    return [
        Said(int(code), out, err) for out, code, err in zip(parts[0][::2], parts[0][1::2], parts[1][::2], strict=False)
    ]


_CALLS_IN_A_ROW = """
import json, os, sys
from ledger.__main__ import main
for folder, words in json.loads(sys.argv[1]):
    os.chdir(folder)
    sys.argv = ["ledger", *words.split()]
    code = main()
    for stream in (sys.stdout, sys.stderr):
        print(chr(30), code, chr(30), sep="", end="", file=stream, flush=True)
"""


def copied(desk: Path, folder: Path) -> Path:
    """A copy of the folder, so that no call sees what another one wrote."""
    shutil.copytree(desk, folder)
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is a thing of Unix")
@pytest.mark.parametrize("words", ["--book bad.db show", "--book bad.db check"])
def test_on_a_terminal_there_is_colour_and_nothing_else_changes(words: str, desk: Path) -> None:
    code, said = on_a_terminal(words, desk)
    piped = run(words, desk)
    plain = re.sub("\x1b\\[[0-9;]*m", "", said).replace("\r\n", "\n")
    assert code == piped.code
    assert plain != said.replace("\r\n", "\n"), "no colour"
    assert plain.replace(" ", "") == (piped.out + piped.err).replace(" ", "")


def on_a_terminal(words: str, folder: Path) -> tuple[int, str]:
    """Exit code and all that stands on the terminal afterwards."""
    ours, theirs = pty.openpty()
    environ = environment(PYTHONIOENCODING="utf-8", TERM="xterm-256color")
    command = [sys.executable, "-m", "ledger", *words.split()]
    with subprocess.Popen(command, cwd=folder, env=environ, stdin=theirs, stdout=theirs, stderr=theirs) as child:
        os.close(theirs)
        said = b"".join(shown(ours))
    os.close(ours)
    return child.returncode, said.decode()
