"""What an installed ledger needs is in its wheel."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parent.parent


def test_templates_and_sample_books_are_in_the_wheel(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        str(ROOT),
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [wheel] = tmp_path.glob("*.whl")
    names = set(ZipFile(wheel).namelist())
    for folder in ("data", "templates"):
        shipped = {f"ledger/{path.relative_to(ROOT)}" for path in (ROOT / folder).rglob("*.toml")}
        assert shipped
        assert shipped <= names
