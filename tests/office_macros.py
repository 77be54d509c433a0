"""A person at LibreOffice, for tests: opens workbooks, types, sorts, inserts and hides rows, saves.

What is done to each file is a list of steps; all files of a call are done in one start of the program. The steps are
statements of LibreOffice Basic, run from the program's own library of macros.
"""

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from tests.office import TIMEOUT, found

_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Person" script:language="StarBasic">
{code}
</script:module>"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Person"/></library:library>"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
  library:link="false"/>
</library:libraries>"""
_CODE = """
Global doc As Object

Sub Main
  On Error Goto Failed
{calls}
  Note("done")
  StarDesktop.terminate()
  Exit Sub
Failed:
  Note(Error$ & " (" & Erl & ")")
  StarDesktop.terminate()
End Sub

Sub Note(said As String)
  Dim file As Integer
  file = FreeFile
  Open {log} For Output As #file
  Print #file, said
  Close #file
End Sub

Sub OpenIt(url As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(url, "_blank", 0, hidden())
End Sub

Sub SaveIt(url As String)
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL(url, filter())
  doc.close(True)
End Sub

Sub SortIt(sheet As String, area As String, column As Integer, upwards As Boolean)
  Dim fields(0) As New com.sun.star.table.TableSortField
  Dim how(1) As New com.sun.star.beans.PropertyValue
  fields(0).Field = column
  fields(0).IsAscending = upwards
  how(0).Name = "SortFields"
  how(0).Value = fields()
  how(1).Name = "ContainsHeader"
  how(1).Value = False
  doc.Sheets.getByName(sheet).getCellRangeByName(area).sort(how())
End Sub

Sub PasteOver(sheet As String, source As String, target As String)
  Dim page As Object
  page = doc.Sheets.getByName(sheet)
  page.copyRange(page.getCellRangeByName(target).getCellAddress(), page.getCellRangeByName(source).getRangeAddress())
End Sub

{subs}
"""


def edited(path: Path, *steps: str) -> Path:
    """The workbook as somebody has saved it after the steps."""
    return all_edited({path: steps})[path]


def all_edited(steps: Mapping[Path, Sequence[str]]) -> dict[Path, Path]:
    """Each workbook as somebody has saved it, in a new folder, under its own name."""
    program = found("soffice")
    target = Path(tempfile.mkdtemp(dir=next(iter(steps)).parent))
    saved = {path: target / path.name for path in steps}
    with tempfile.TemporaryDirectory() as profile:
        log = Path(profile) / "said.txt"
        command = [program, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
        _run([*command, "--terminate_after_init"])  # which fills a new profile with an empty library
        _install(Path(profile), _code(steps, saved, log))
        _run([*command, "macro:///Standard.Person.Main"])
        said = log.read_text(encoding="utf-8", errors="replace").strip() if log.exists() else "no macro was run"
    assert said == "done", said
    return saved


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT)


def _code(steps: Mapping[Path, Sequence[str]], saved: Mapping[Path, Path], log: Path) -> str:
    """One subroutine for each file: Basic has no room for hundreds of files in one."""
    subs = [
        "\n".join(
            [
                f"Sub File{number}",
                f"  OpenIt({_quoted(path.resolve().as_uri())})",
                *(f"  {step}" for step in steps[path]),
                f"  SaveIt({_quoted(saved[path].resolve().as_uri())})",
                "End Sub",
            ]
        )
        for number, path in enumerate(steps)
    ]
    calls = "\n".join(f"  File{number}" for number in range(len(steps)))
    return _CODE.format(calls=calls, log=_quoted(str(log)), subs="\n\n".join(subs))


def _install(profile: Path, code: str) -> None:
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    (library.parent / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (library / "Person.xba").write_text(_MACRO.format(code=escape(code)), encoding="utf-8")


def typed(sheet: str, cell: str, value: int | str) -> str:
    """A number, or a text that the program may take for a number or a date, as it does of what is typed."""
    if isinstance(value, int):
        return f"{_cell(sheet, cell)}.Value = {value}"
    return f"{_cell(sheet, cell)}.FormulaLocal = {_quoted(value)}"


def as_text(sheet: str, cell: str, text: str) -> str:
    """A text, whatever it looks like: a number that was pasted from a word processor."""
    return f"{_cell(sheet, cell)}.String = {_quoted(text)}"


def emptied(sheet: str, cell: str) -> str:
    return f"{_cell(sheet, cell)}.clearContents(1 + 2 + 4 + 16)"


def unlocked(sheet: str) -> str:
    """The protection of a sheet taken off."""
    return f'doc.Sheets.getByName({_quoted(sheet)}).unprotect("")'


def row_inserted(sheet: str, row: int) -> str:
    """An empty row above a row."""
    return f"doc.Sheets.getByName({_quoted(sheet)}).Rows.insertByIndex({row - 1}, 1)"


def row_deleted(sheet: str, row: int) -> str:
    return f"doc.Sheets.getByName({_quoted(sheet)}).Rows.removeByIndex({row - 1}, 1)"


def row_hidden(sheet: str, row: int) -> str:
    return f"doc.Sheets.getByName({_quoted(sheet)}).Rows.getByIndex({row - 1}).IsVisible = False"


def column_inserted(sheet: str, column: int) -> str:
    """An empty column left of a column, counted from 1."""
    return f"doc.Sheets.getByName({_quoted(sheet)}).Columns.insertByIndex({column - 1}, 1)"


def rows_sorted(sheet: str, area: str, column: int, *, upwards: bool = True) -> str:
    """The rows of an area by one of its columns, counted from 0."""
    return f"SortIt({_quoted(sheet)}, {_quoted(area)}, {column}, {upwards})"


def pasted(sheet: str, source: str, target: str) -> str:
    """A range of cells with formats and all over another."""
    return f"PasteOver({_quoted(sheet)}, {_quoted(source)}, {_quoted(target)})"


def sheet_removed(sheet: str) -> str:
    return f"doc.Sheets.removeByName({_quoted(sheet)})"


def _cell(sheet: str, cell: str) -> str:
    return f"doc.Sheets.getByName({_quoted(sheet)}).getCellRangeByName({_quoted(cell)})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
