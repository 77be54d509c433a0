"""The house: floors hold and are seen to hold, every file of a registry has its twin, every text both languages."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import stems

ROOT = Path(__file__).parent.parent
LEDGER = ROOT / "ledger"
REGISTRIES = [
    "capture/formats",
    "checks/rules",
    "cli/commands",
    "cli/listings",
    "cli/outputs",
    "model/registers",
    "render/exports",
    "render/formats",
    "reports/parts",
    "reports/sections",
]
PLANTED = {
    "a rule that reads SQLite": ("ledger/checks/rules/b301_amount_on_inner_node.py", "import sqlite3\n"),
    "the model that asks the api": ("ledger/model/money.py", "import ledger.api.books\n"),
    "a journal that knows workbooks": ("ledger/journal/store.py", "import ledger.workbook.write\n"),
    "a report drawn by rich": ("ledger/reports/report.py", "import rich\n"),
    "a report that opens pictures": ("ledger/render/layout/place.py", "import PIL.Image\n"),
    "a room without a floor": ("ledger/attic.py", "import ledger.model\n"),
    "a rule that calls another": (
        "ledger/checks/rules/b301_amount_on_inner_node.py",
        "import ledger.checks.rules.b302_unknown_key\n",
    ),
}


def linted(root: Path) -> subprocess.CompletedProcess[str]:
    script = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("house")
    shutil.copytree(LEDGER, root / "ledger", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def test_the_floors_hold(copy: Path) -> None:
    said = linted(copy)
    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_violation_is_seen(copy: Path, fault: str) -> None:
    name, line = PLANTED[fault]
    file = copy / name
    before = file.read_text(encoding="utf-8") if file.exists() else None
    file.write_text((before or "") + line, encoding="utf-8")
    try:
        assert linted(copy).returncode != 0
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_text(before, encoding="utf-8")


@pytest.mark.parametrize("folder", REGISTRIES)
def test_every_file_of_a_registry_has_its_twin(folder: str) -> None:
    twins = ROOT / "tests" / folder
    tested = {path.stem.removeprefix("test_") for path in [*twins.glob("*.toml"), *twins.glob("test_*.py")]}
    assert set(stems(LEDGER / folder)) <= tested


def test_korean_particles_never_follow_a_variable() -> None:
    # 조사 (은/는, 이/가, 을/를, 와/과, 으로/로) depend on the sound before them, which a variable does not tell.
    particle = re.compile(r"\}'?(은|는|이|가|을|를|와|과|로|으로|나|이나|라|이라)(?![가-힣])")
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}"
        for path in sorted(LEDGER.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and particle.search(node.value)
    ]
    assert found == []


def test_every_message_can_be_printed_on_a_korean_console() -> None:
    found = []
    for path in sorted(LEDGER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
                for text in (each.value for each in ast.walk(node) if isinstance(each, ast.Constant)):
                    try:
                        str(text).encode("cp949")
                    except UnicodeEncodeError:
                        found.append(f"{path.relative_to(ROOT)}:{node.lineno}: {text}")
    assert found == []


def test_no_module_is_too_long_to_read() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in [*LEDGER.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 500
    }
    assert long == {}
