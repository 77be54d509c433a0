"""Whatever is wrong ends in one clear line, the exit code of DESIGN section 6, no traceback, and an unchanged book."""

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.bookkeeping import CITY
from tests.cli.driving import ROOT, drive

HEAD = "사업,재원,연차,단계,금액(원)\n"
ROW = "5-2/1,시비,2023,계획,4000000\n"
TOML = "schema = 1\n\n[[transaction]]\n"

TEXTS = {
    "key.toml": TOML + 'act = "plan"\nefective = 2023-01-02\n',
    "field.toml": TOML + 'act = "add"\n[[transaction.project]]\nkey = "5-3"\nname = "새"\ndept = "과"\n',
    "korean.toml": TOML + '사유 = "증액"\n',
    "twice.toml": TOML + 'act = "add"\n' + '[[transaction.project]]\nkey = "5-3"\nname = "새"\n' * 2,
    "quote.toml": TOML + 'reason = "증액\n',
    "missing.csv": HEAD.replace("단계,", "") + ROW.replace("계획,", ""),
    "short.csv": HEAD + ROW + "5-2/1,시비,2024,계획\n",
    "extra.csv": HEAD.replace("금액(원)", "금액(원),색깔") + ROW.replace("\n", ",빨강\n"),
    "long.csv": HEAD + ROW.replace("4000000", "4,000,000"),
    "quote.csv": HEAD + ROW + '5-2/1,"시비,2024,계획,4000000\n' + ROW.replace("2023", "2025"),
    "amount.csv": HEAD + ROW + '5-2/2,시비,2023,계획,"1,23"\n',
    "project.csv": HEAD + ROW + "5-2/4,시비,2023,계획,1\n",
    "large.csv": HEAD + ROW + f"5-2/2,시비,2023,계획,{10**15 + 1}\n",
    "empty.csv": "",
}
BYTES = {"encoding.csv": (HEAD + ROW).encode("utf-16-le"), "broken.csv": HEAD.encode() + b"\xff\xfe\xff\n"}


class Case(NamedTuple):
    """`ledger WORDS` ends with `code` and says both fragments, each in its language."""

    words: str
    ko: str
    en: str
    code: int = 2


NAMES = [
    Case(
        "plan 5-2/11 시비 23=4", "없는 사업 '5-2/11' (혹시 '5-2/1'", "unknown project '5-2/11' (did you mean '5-2/1'?"
    ),
    Case("show 5-3", "없는 사업 '5-3' (", "unknown project '5-3' ("),
    Case("log --project 5-2/3", "없는 사업 '5-2/3' (혹시 '5-2/", "unknown project '5-2/3' (did you mean '5-2/"),
    Case("secure 5-2/1 시도비 23=4", "없는 재원 '시도비' (혹시", "unknown source '시도비' (did you mean"),
    Case("plan 5-2/1 시비 2032=4", "없는 연차 '2032' (혹시 '202", "unknown period '2032' (did you mean '202"),
    Case("plan 5-2/1 시비 23..2032=4", "없는 연차 '2032'", "unknown period '2032'"),
    Case("plan 5-2 시비 23=4", "아래에 단위사업이", "has projects below it"),
    Case("set 5-2 color=red", "'color'", "'color'"),
    Case("check --select B999", "없는 점검규칙 'B999'", "unknown rule 'B999'"),
    Case("report pledge-crad", "혹시 'pledge-card'", "did you mean 'pledge-card'?"),
    Case("report pledge-card --unit 만원", "없는 단위 '만원'", "unknown unit '만원'"),
    Case("undo 77", "전표 77", "transaction 77"),
    Case("check --at 77", "전표 77", "transaction 77"),
    Case("shwo", "혹시 show", "did you mean show?"),
    Case("plan 5-2/1 시비 23=4 --raeson x", "혹시 --reason", "did you mean --reason?"),
    Case("verify none.xlsx", "none.xlsx: 파일이 없습니다", "no such file"),
    Case("verify city.ledger", "엑셀 통합문서(.xlsx)가 아닙니다", "is no Excel workbook"),
    Case("init --from city.ledger", "이미 있습니다", "already a file"),
]
AMOUNTS = [
    Case("plan 5-2/1 시비 23=1,23", "'1,23' 값은 금액으로 읽을 수 없습니다", "'1,23' cannot be read as an amount"),
    Case("plan 5-2/1 시비 23=1_000", "'1_000' 값은 금액으로", "'1_000' cannot be read"),
    Case("plan 5-2/1 시비 23=12.5 --unit 원", "1원 미만", "not a whole number of won"),
    Case("plan 5-2/1 시비 23=0.0000001", "1원 미만", "not a whole number of won"),
    Case("plan 5-2/1 시비 23=", "금액이 없습니다", "no amount is given"),
    Case("plan 5-2/1 시비 23=-", "'-' 표시는 금액이 아닙니다", "'-' is not an amount"),
    Case("plan 5-2/1 시비 23=٣٤", "금액으로 읽을 수 없습니다", "cannot be read as an amount"),
    Case("plan 5-2/1 시비 23=4495명", "금액이 아니라", "is not money"),
    Case("plan 5-2/1 시비 23", "연차=금액 꼴이 아닙니다", "is no PERIOD=AMOUNT"),
    Case("plan 5-2/1 시비 24=1000000000.000001", "한도(1,000조원)", "10^15 won"),
    Case("execute 5-2/1 시비 24=-1,001조원", "한도(1,000조원)", "10^15 won"),
    Case("plan 5-2/2 국비 23+=501조원", "1,001,000,000,000,000원이 되어", "would be 1,001,000,000,000,000 won"),
    Case("plan 5-2/1 시비 24=4 25=1,23", "'1,23'", "'1,23'"),
]
BOOKS = [
    Case("--book text.db show", "text.db: 장부 파일이 아닙니다", "text.db: this file is not a book"),
    Case("--book empty.db show", "빈 파일이며", "the file is empty"),
    Case("--book other.db show", "다른 프로그램의 데이터베이스", "a database of another program"),
    Case("--book other.db plan 5-2/1 시비 23=4", "다른 프로그램의 데이터베이스", "a database of another program"),
    Case("--book newer.db show", "더 새로운 버전", "newer version"),
    Case("--book newer.db plan 5-2/1 시비 23=4", "더 새로운 버전", "newer version"),
    Case("--book ladger.db show", "혹시 'ledger.db'", "'ledger.db'"),
    Case("--book folder show", "폴더입니다", "a folder"),
    Case("restore none.db new.db", "none.db", "none.db"),
    Case("restore text.db new.db", "text.db", "text.db"),
]
FILES = [
    Case(
        "import key.toml --yes",
        "key.toml:5: 알 수 없는 키 'efective' (혹시 'effective'",
        "key.toml:5: unknown key 'efective'",
    ),
    Case("import field.toml --yes", "field.toml:5: ", "field.toml:5: "),
    Case(
        "import korean.toml --yes",
        "korean.toml:4: 따옴표 없는 키는 영문이어야 합니다: '사유'",
        "korean.toml:4: a bare key",
    ),
    Case("import twice.toml --yes", "twice.toml:8: 'project 5-3' 두 번", "twice.toml:8: 'project 5-3' stands twice"),
    Case("import quote.toml --yes", "quote.toml:4: ", "quote.toml:4: "),
    Case("import missing.csv --yes", "missing.csv:1: 없는 열: 단계", "missing.csv:1: missing columns: measure"),
    Case("import short.csv --yes", "short.csv:3: 칸이 4개인데", "short.csv:3: the line has 4 fields"),
    Case("import extra.csv --yes", "extra.csv:1: 없는 열 '색깔'", "extra.csv:1: unknown column '색깔'"),
    Case("import long.csv --yes", "long.csv:2: 칸이 7개인데", "long.csv:2: the line has 7 fields"),
    Case("import quote.csv --yes", "quote.csv:3: 여기서 열린 따옴표", "quote.csv:3: a quote opens here"),
    Case("import amount.csv --yes", "amount.csv:3: '1,23'", "amount.csv:3: '1,23'"),
    Case(
        "import project.csv --yes", "project.csv:3: 없는 사업 '5-2/4' (혹시", "project.csv:3: unknown project '5-2/4'"
    ),
    Case("import large.csv --yes", "large.csv:3: 1,000,000,000,000,001원", "large.csv:3: 1,000,000,000,000,001 won"),
    Case("import empty.csv --yes", "empty.csv: 빈 파일", "empty.csv: the file is empty"),
    Case("import encoding.csv --yes", "encoding.csv: UTF-8", "encoding.csv: not a text in UTF-8"),
    Case("import broken.csv --yes", "broken.csv: UTF-8", "broken.csv: not a text in UTF-8"),
    Case("import none.csv --yes", "none.csv: 파일이 없습니다", "none.csv: no such file"),
    Case("import good.csv amount.csv --yes", "amount.csv:3: '1,23'", "amount.csv:3: '1,23'"),
    Case("report pledge-card -o none/card.xlsx", "그런 폴더가 없습니다", "there is no such folder", 5),
    Case("report pledge-card -o folder.xlsx", "같은 이름의 폴더가", "a folder of that name", 5),
    Case("export none/all.csv", "그런 폴더가 없습니다", "there is no such folder", 5),
    Case("report pledge-card -o card.hwp", ".xlsx", ".xlsx"),
    Case("demo text.db", "같은 이름의 파일이", "a file of that name", 5),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book, and beside it everything that is wrong."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "city.ledger").write_text(CITY, encoding="utf-8")
    start = CITY + "2023-01-02 plan\n  5-2/2 국비 2023 plan = 500조원\n"
    (folder / "start.ledger").write_text(start, encoding="utf-8")
    made = ledger("--book ledger.db init --from start.ledger", folder)
    assert made.returncode == 0, made
    for name, text in {**TEXTS, "good.csv": HEAD + ROW, "text.db": "장부가 아님\n" * 100}.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name, data in {**BYTES, "empty.db": b""}.items():
        (folder / name).write_bytes(data)
    for name in ("folder", "folder.xlsx"):
        (folder / name).mkdir()
    shutil.copy(folder / "ledger.db", folder / "newer.db")
    for name, change in (("newer.db", "PRAGMA user_version = 99"), ("other.db", "CREATE TABLE t (a)")):
        with closing(sqlite3.connect(folder / name)) as tool:
            tool.execute(change)
    return folder


def ledger(words: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "ledger", *words.split()],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def environment() -> dict[str, str]:
    return os.environ | {
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LEDGER_LANG": "ko",
        "LEDGER_NOW": "2024-01-15T09:00:00+09:00",
        "LEDGER_USER": "담당",
    }


def state_of(folder: Path) -> dict[str, str]:
    """What lies there, apart from an empty rollback journal and the copies of earlier days."""
    return {
        str(each.relative_to(folder)): hashlib.sha256(each.read_bytes()).hexdigest() if each.is_file() else "folder"
        for each in folder.rglob("*")
        if not (each.name.endswith("-journal") and not each.stat().st_size) and ".copies" not in str(each)
    }


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("case", [*NAMES, *AMOUNTS, *BOOKS, *FILES], ids=lambda case: case.words)
def test_one_line_its_exit_code_and_an_unchanged_book(
    case: Case,
    language: str,
    desk: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(desk)
    monkeypatch.setenv("LEDGER_LANG", language)
    before = state_of(desk)

    said = drive(f"ledger {case.words}", capsys, monkeypatch)

    assert (said.code, said.out) == (case.code, "")
    assert said.err.startswith("ledger: ")
    assert said.err.count("\n") == 1
    assert (case.ko if language == "ko" else case.en) in said.err
    assert state_of(desk) == before


def test_a_book_that_another_process_has_open_is_busy(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(desk / "ledger.db", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEDGER_WAIT", "0.3")
    holding = "import sys; from pathlib import Path; from ledger.journal.store import Journal\n"
    holding += (
        "with Journal.open(Path('ledger.db'), now=None, new_id=None, write=True): print('held', flush=True), input()"
    )
    command = [sys.executable, "-c", holding]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        before = state_of(tmp_path)
        for words in ("show", "plan 5-2/1 시비 23=4", "import start.ledger --yes", "check"):
            said = drive(f"ledger {words}", capsys, monkeypatch)
            assert (said.code, said.out, said.err.count("\n")) == (4, "", 1)
            assert f"프로세스 {other.pid}" in said.err
            assert "ledger unlock" in said.err
            assert state_of(tmp_path) == before
        other.stdin.write(b"\n")
    assert drive("ledger show", capsys, monkeypatch).code == 0


# --- rights -----------------------------------------------------------------------------------------------------------

_UNPRIVILEGED = """
import os, sys
from ledger.__main__ import main
os.chdir(sys.argv[1])
sys.argv = ["ledger", *sys.argv[3].split()]
main()  # once on the other book as whoever we are: everything is loaded before the rights are given up
for stream in (sys.stdout, sys.stderr):
    print(chr(30), end="", file=stream, flush=True)
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
os.chdir(os.environ["READ_ONLY"])
sys.exit(main())
"""


@pytest.fixture
def guarded() -> Iterator[Path]:
    """A folder that everyone may reach (pytest's own may not be)."""
    folder = Path(tempfile.mkdtemp(prefix="ledger-guarded-"))
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def unprivileged(words: str, desk: Path, practice: Path, guarded: Path) -> tuple[int, str, str]:
    """The command as somebody who is not root: exit code, stdout, stderr."""
    shutil.copytree(desk, practice, dirs_exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-B", "-c", _UNPRIVILEGED, str(practice), "", words],
        env=environment() | {"READ_ONLY": str(guarded)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout.partition("\x1e")[2], done.stderr.partition("\x1e")[2]


@pytest.mark.skipif(os.name == "nt", reason="folders of Windows have no such mode")
@pytest.mark.parametrize(
    ("words", "file", "folder", "code"),
    [
        ("plan 5-2/1 시비 23=4", 0o444, 0o777, 5),
        ("plan 5-2/1 시비 23=4", 0o644, 0o555, 5),
        ("import good.csv --yes", 0o444, 0o555, 5),
        ("report pledge-card -o card.xlsx", 0o644, 0o555, 5),
        ("export all.csv", 0o644, 0o555, 5),
        ("--book new.db init --from good.ledger", 0o644, 0o555, 5),
        ("show", 0o644, 0o555, 0),
        ("check", 0o444, 0o777, 0),
    ],
)
def test_without_the_right_to_write(
    words: str, file: int, folder: int, code: int, desk: Path, guarded: Path, tmp_path: Path
) -> None:
    for name in ("ledger.db", "good.csv"):
        Path(shutil.copy(desk / name, guarded)).chmod(file)
    shutil.copy(desk / "city.ledger", guarded / "good.ledger")
    shutil.copy(desk / "city.ledger", desk / "good.ledger")
    guarded.chmod(folder)
    before = state_of(guarded)

    ended, out, err = unprivileged(words, desk, tmp_path / "practice", guarded)

    assert ended == code, err
    assert bool(out) == (words == "show")
    assert "Traceback" not in err
    if code:
        assert err.startswith("ledger: ")
        assert err.count("\n") == 1
    assert state_of(guarded) == before


# --- cut short --------------------------------------------------------------------------------------------------------

PROJECTS, PERIODS = 300, ("prior", "2022H2", "2023", "2024", "2025", "2026H1", "after")
SOURCES = ("국비", "도비", "시비", "기타")
CELLS = [f"9/{n},{s},{y},계획,{n + 1}\n" for n in range(PROJECTS) for s in SOURCES for y in PERIODS]


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of many projects, and a file with an amount for each of their cells."""
    folder = tmp_path_factory.mktemp("wide")
    projects = ['  + project 9 name="큰 공약"', *(f'  + project 9/{n} name="사업 {n}"' for n in range(PROJECTS))]
    (folder / "wide.ledger").write_text(CITY + "2022-07-01 add\n" + "\n".join(projects) + "\n", encoding="utf-8")
    (folder / "big.csv").write_text(HEAD + "".join(CELLS), encoding="utf-8")
    assert ledger("--book ledger.db init --from wide.ledger", folder).returncode == 0
    return folder


def started(folder: Path) -> bool:
    return (folder / "started").exists()


def there(folder: Path) -> bool:
    return (folder / "ledger.db.lock").exists()


def writing(folder: Path) -> bool:
    journal = folder / "ledger.db-journal"
    return journal.exists() and journal.stat().st_size > 0


class Moment(NamedTuple):
    """When to cut: so many seconds after something is seen in the folder."""

    seen: Callable[[Path], bool]
    after: float


LOADING = [Moment(started, after) for after in (0.005, 0.04)]
READING = [Moment(there, after) for after in (0.0, 0.05, 0.2)]
WRITING = [Moment(writing, after) for after in (0.0, 0.01, 0.03, 0.08)]


# Python's own start is no part of the program: what strikes before it is Python's to tell.
_IMPORT = """
import sys
from pathlib import Path
from ledger.__main__ import main
try:
    Path("started").touch()
except KeyboardInterrupt:
    sys.exit("ledger: interrupted before it began")
sys.exit(main())
"""


def cut(folder: Path, moment: Moment, sign: int) -> tuple[int, str]:
    """Start the import and send it a signal at that moment; its exit code and what it said."""
    command = [sys.executable, "-c", _IMPORT, "import", "big.csv", "--yes", "--json"]
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as child:
        while child.poll() is None and not moment.seen(folder):
            time.sleep(0.001)
        time.sleep(moment.after)
        if child.poll() is None:
            child.send_signal(sign)
        said = child.communicate()[1].decode()
    return child.returncode, said


def copy_of(wide: Path, folder: Path) -> Path:
    folder.mkdir()
    for name in ("ledger.db", "big.csv"):
        shutil.copy(wide / name, folder)
    return folder


def postings(folder: Path) -> int:
    """How many there are, as a reader sees them who may take back a write that was cut short."""
    with closing(sqlite3.connect(folder / "ledger.db")) as tool:
        found: int = tool.execute("SELECT COUNT(*) FROM postings").fetchone()[0]
    return found


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_control_c_at_any_moment_leaves_the_book_unchanged_or_whole(wide: Path, tmp_path: Path) -> None:
    before = hashlib.sha256((wide / "ledger.db").read_bytes()).hexdigest()
    moments = [*LOADING, *READING, *WRITING]
    folders = [copy_of(wide, tmp_path / str(place)) for place in range(len(moments))]

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(lambda at: cut(*at, signal.SIGINT), zip(folders, moments, strict=True)))

    for folder, (code, said) in zip(folders, ends, strict=True):
        recorded = postings(folder)
        assert recorded in (0, len(CELLS))
        # Python ends itself by the signal where it struck inside `exec`; a shell calls both of them 130.
        assert code in (130, -signal.SIGINT) or "before it began" in said or (code, recorded) == (0, len(CELLS)), said
        assert "Traceback" not in said
        if code:
            assert said.startswith("ledger: ")
            assert said.count("\n") == 1
        if not recorded:
            assert hashlib.sha256((folder / "ledger.db").read_bytes()).hexdigest() == before
        assert ledger("check", folder).returncode == 0, "a lock that is left is that of nobody"
    print("Ctrl-C:", [(code, postings(folder)) for folder, (code, _) in zip(folders, ends, strict=True)])
    assert sum(postings(folder) == 0 for folder in folders) >= len(LOADING)


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_after_a_kill_the_next_command_works_and_a_repeat_ends_with_one_copy(
    wide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = [READING[-1], *WRITING]
    folders = [copy_of(wide, tmp_path / str(place)) for place in range(len(moments))]

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(lambda at: cut(*at, signal.SIGKILL), zip(folders, moments, strict=True)))

    half_written = sum(writing(folder) for folder in folders)
    for folder, (code, _) in zip(folders, ends, strict=True):
        assert code in (-signal.SIGKILL, 0)
        monkeypatch.chdir(folder)
        checked = drive("ledger check", capsys, monkeypatch)
        assert checked.code == 0, checked
        assert not there(folder)
        recorded = postings(folder)
        assert recorded in (0, len(CELLS))
        said = drive("ledger import big.csv --yes --json", capsys, monkeypatch)
        assert said.code == 0, said.err
        assert len(json.loads(said.out)["transactions"]) == (0 if recorded else 1)
        assert postings(folder) == len(CELLS)
        assert drive("ledger verify", capsys, monkeypatch).code == 0
    print("killed:", ends, "of these while writing:", half_written)
    assert half_written, "no kill struck a write"


def test_a_report_whose_template_is_gone_says_so(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = here / "templates/reports/own.toml"
    own.parent.mkdir(parents=True)
    own.write_text((ROOT / "templates/reports/rates.toml").read_text(encoding="utf-8"), encoding="utf-8")
    for words in (f"init --from {ROOT / 'data/goyang.toml'}", "report own -o own.xlsx", "verify own.xlsx"):
        assert drive(f"ledger --book g.db {words}", capsys, monkeypatch).code == 0
    own.unlink()
    said = drive("ledger --book g.db verify own.xlsx", capsys, monkeypatch)
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "ledger: own.xlsx: 이 보고서를 만든 서식 'own': 찾을 수 없음 "
        "(장부 옆 templates/reports/own.toml 자리에 서식 파일을 다시 두십시오)\n"
    )
