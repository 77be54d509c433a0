"""LibreOffice for tests: what another program makes of our workbooks.

Every call starts its own LibreOffice with its own profile, so that parallel workers do not meet. Where it is not
installed tests are skipped, but under CI they fail.
"""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from zipfile import ZipFile

import pytest

TIMEOUT = 300

# 맑은 고딕 comes with Windows only; without a stand-in its digits are drawn too wide.
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include>/etc/fonts/fonts.conf</include>
<match target="pattern"><test name="family"><string>맑은 고딕</string></test>
<edit name="family" mode="assign" binding="strong"><string>NanumBarunGothic</string></edit></match>
</fontconfig>"""

_FORMULA = re.compile(rb"(<c [^>]*?)( t=\"[a-z]+\")?(><f>[^<]*</f>)<v>[^<]*</v>")


def recalculated(path: Path) -> Path:
    """The workbook as LibreOffice saves it after computing every formula for itself."""
    return all_recalculated([path])[0]


def all_recalculated(paths: list[Path]) -> list[Path]:
    """Several workbooks in one start of LibreOffice; results that were stored in them are not trusted."""
    folder = Path(tempfile.mkdtemp(dir=paths[0].parent))
    return converted([without_results(path, folder / path.name) for path in paths], "xlsx")


def resaved(path: Path) -> Path:
    """The workbook opened and saved without a change."""
    return converted([path], "xlsx")[0]


def as_pdf(path: Path) -> Path:
    return converted([path], "pdf")[0]


def converted(paths: list[Path], to: str, *, as_read_by: str = "") -> list[Path]:
    """Each file in the other format, in a new folder beside the first one; `as_read_by` names LibreOffice's filter
    where the suffix leaves a choice."""
    program = found("soffice")
    target = Path(tempfile.mkdtemp(dir=paths[0].parent))
    with tempfile.TemporaryDirectory() as profile:
        fonts = Path(profile) / "fonts.conf"
        fonts.write_text(_FONTS, encoding="utf-8")
        command = [program, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", to]
        command += [f"--infilter={as_read_by}"] if as_read_by else []
        subprocess.run(
            [*command, "--outdir", str(target), *map(str, paths)],
            check=True,
            capture_output=True,
            timeout=TIMEOUT,
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
    return [target / path.with_suffix(f".{to}").name for path in paths]


def text_of(pdf: Path) -> list[str]:
    """The text of each page of a PDF."""
    said = subprocess.run(
        [found("pdftotext"), "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=TIMEOUT
    )
    return said.stdout.decode().split("\f")[:-1]


def without_results(path: Path, target: Path) -> Path:
    """A copy whose formulas have no stored results: a spreadsheet must compute them when it opens the file."""
    with ZipFile(path) as old, ZipFile(target, "w") as new:
        for part in old.infolist():
            new.writestr(part, _FORMULA.sub(rb"\1\3", old.read(part)))
    return target


def found(program: str) -> str:
    """Its path; skips the test where it is not installed, fails it under CI."""
    if path := shutil.which(program):
        return path
    if os.environ.get("CI") == "true":
        pytest.fail(f"{program} is not installed, and CI must not skip what needs it")
    pytest.skip(f"{program} is not installed")


def values(path: Path) -> dict[str, dict[tuple[int, int], object]]:
    """Every filled cell by sheet at (row, column) from 1, as python-calamine reads them: a reader that is not ours."""
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(path) as book:
        return {
            name: {
                (row, column): value
                for row, cells in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
                for column, value in enumerate(cells, 1)
                if value != ""
            }
            for name in book.sheet_names
        }
