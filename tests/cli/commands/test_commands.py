"""Every command by its cases: whole output, whole messages, exit code. `--update` writes them anew."""

import ast
import re
from hashlib import sha256
from pathlib import Path

import pytest

import ledger.cli.commands
from ledger.cli.commands import log
from ledger.discover import module_named, names_in
from tests.bookkeeping import CITY, ENDED
from tests.cases import cases_in, read, update
from tests.cli.driving import drive
from tests.photos import from_a_camera

HERE = Path(__file__).parent
PHOTO = from_a_camera(40, 30, orientation=6)
DATA = Path(__file__).parents[3] / "data"


@pytest.mark.parametrize(("path", "place"), [*cases_in("cli/commands"), *cases_in("cli/listings")])
def test_case(
    path: Path,
    place: int,
    here: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
) -> None:
    case = read(path)[place]
    for name, value in case.get("env", {}).items():
        monkeypatch.setenv(name, value)
    lay_out(case, here)
    for step in case.get("before", []):
        said = drive(step, capsys, monkeypatch)
        assert said.code == 0, said
    said = drive(case["run"], capsys, monkeypatch)
    found = {"exit": said.code, "out": _plain(said.out, here), "err": _plain(said.err, here)}
    if pytestconfig.getoption("--update"):
        update(path, place, found)
        return
    assert found == {"exit": case.get("exit", 0), "out": case.get("out", ""), "err": case.get("err", "")}


def _plain(said: str, here: Path) -> str:
    """Without the folder of the case, without how many rules there are: a new one must not touch every case; and
    without the hashes of workbooks: another zlib packs them otherwise."""
    for digest in (sha256(path.read_bytes()).hexdigest() for path in sorted(here.rglob("*.xlsx"))):
        said = said.replace(digest, "*" * 64).replace(digest[:8], "*" * 8)
    return re.sub(r"규칙 \d+개", "규칙 *개", re.sub(r"\d+ rules", "* rules", said.replace(str(here), ".")))


def lay_out(case: dict[str, object], here: Path) -> None:
    """The files that a case names, and the books and the photo that any case may use."""
    (here / "city.ledger").write_text(CITY, encoding="utf-8")
    (here / "ended.ledger").write_text(ENDED, encoding="utf-8")
    (here / "goyang.toml").write_bytes((DATA / "goyang.toml").read_bytes())
    (here / "개소식.jpg").write_bytes(PHOTO)
    files = case.get("files", {})
    assert isinstance(files, dict)
    for name, text in files.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", names_in(ledger.cli.commands.__name__))
def test_every_command_has_a_page_in_both_languages(name: str) -> None:
    page = module_named(ledger.cli.commands.__name__, name).HELP
    assert page.en.splitlines()[0].endswith(".")
    assert page.ko.splitlines()[0].endswith(".")
    assert page.en != page.ko


def test_the_log_has_a_korean_word_for_every_act() -> None:
    """Every act that the code names, and the three that are named after their command."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in Path(ledger.__file__).parent.rglob("*.py"))
    words = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "act")
    named = {word.value.value for word in words if isinstance(word.value, ast.Constant)}
    assert {"plan", "secure", "execute", *named} - log.ACTS.keys() == set()
    assert {"status", "kpi", "edit"} < named


def test_no_case_file_without_its_command() -> None:
    assert {path.stem.rstrip("_") for path in HERE.glob("*.toml")} <= set(names_in(ledger.cli.commands.__name__))
