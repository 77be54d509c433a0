import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated
from unicodedata import normalize

from ledger.api.checking import Checked, check_book, check_files, explained_tables
from ledger.capture.file import File
from ledger.cli.parameters import Context, Ended
from ledger.cli.progress import progress
from ledger.cli.show import say
from ledger.cli.words import AS_OF, AT, DEPARTMENT, FIELD, PROJECT, STATUS, argument, desk_of, option
from ledger.discover import module_named, names_in
from ledger.model.errors import LedgerError, Refused
from ledger.model.finding import Severity
from ledger.model.text import Text

HELP = Text(
    en="Check that figures reconcile: the book, or the tables in documents as they are.\n\n"
    "ledger check                      every stated total and every rule of the book\n"
    "ledger check 보고서.xlsx 자료.txt   any tables: xlsx, xls, ods, html, hwpx, csv, pasted text; - reads stdin\n\n"
    "Ends with 0 when no error is found, 1 when one is.",
    ko="수치가 맞는지 점검합니다: 장부, 또는 문서에 있는 그대로의 표.\n\n"
    "ledger check                      장부의 모든 기재 합계와 규칙\n"
    "ledger check 보고서.xlsx 자료.txt   아무 표나: xlsx, xls, ods, html, hwpx, csv, 붙여 넣은 글. -는 표준입력\n\n"
    "오류가 없으면 0, 있으면 1로 끝납니다.",
)

OUTPUTS = "ledger.cli.outputs"


def run(
    context: Context,
    files: Annotated[
        list[Path] | None,
        argument(Text(en="Documents to check; none: the book", ko="점검할 문서. 없으면 장부"), "FILE"),
    ] = None,
    as_of: Annotated[date | None, AS_OF] = None,
    at: Annotated[int | None, AT] = None,
    select: Annotated[
        list[str] | None, option("--select", Text(en="Only this rule", ko="이 규칙만"), metavar="RULE")
    ] = None,
    ignore: Annotated[
        list[str] | None, option("--ignore", Text(en="Not this rule", ko="이 규칙은 빼고"), metavar="RULE")
    ] = None,
    strict: Annotated[bool, option("--strict", Text(en="Warnings count as errors", ko="주의도 오류로 셈"))] = False,
    format_: Annotated[
        str,
        option("--format", Text(en="text, json, github or junit", ko="text, json, github, junit"), metavar="FORMAT"),
    ] = "text",
    as_json: Annotated[bool, option("--json", Text(en="The same as --format json", ko="--format json과 같음"))] = False,
    explain: Annotated[
        bool,
        option("--explain-tables", Text(en="Show what was understood of the tables", ko="표를 어떻게 읽었는지 보임")),
    ] = False,
    aliases: Annotated[
        Path | None,
        option(
            "--aliases", Text(en="Names that mean the same (TOML)", ko="같은 사업의 다른 이름 (TOML)"), metavar="FILE"
        ),
    ] = None,
    waivers: Annotated[
        Path | None,
        option(
            "--waivers",
            Text(en="TOML file of accepted findings of the documents", ko="문서 점검결과의 예외승인 파일(TOML)"),
            metavar="FILE",
        ),
    ] = None,
    project: Annotated[str, PROJECT] = "",
    department: Annotated[str, DEPARTMENT] = "",
    field: Annotated[str, FIELD] = "",
    status: Annotated[str, STATUS] = "",
) -> None:
    """See HELP."""
    output = "json" if as_json else format_
    if output not in names_in(OUTPUTS):
        known = ", ".join(names_in(OUTPUTS))
        raise Refused(Text(en="--format takes {known}", ko="--format에 쓸 수 있는 것: {known}").format(known=known))
    if waivers is not None and not files:
        raise Refused(
            Text(en="--waivers goes with documents", ko="--waivers는 문서를 점검할 때 씁니다"),
            way_out=Text(en="a book registers its own: `ledger waive`", ko="장부에는 `ledger waive`로 기록합니다"),
        )
    if files and explain:
        for line in explained_tables([_read(path) for path in files]):
            say(line)
        return
    if files:
        with progress(Text(en="documents", ko="문서")) as step:
            checked = check_files(
                [_read(path) for path in files],
                step=step,
                aliases=File.read(aliases) if aliases is not None else None,
                accepted=File.read(waivers) if waivers is not None else None,
                on=as_of or desk_of(context).today,
                select=select or (),
                ignore=ignore or (),
            )
    else:
        checked = check_book(
            desk_of(context),
            as_of=as_of,
            at=at,
            select=select or (),
            ignore=ignore or (),
            project=project,
            department=department,
            field=field,
            status=status,
        )
    module_named(OUTPUTS, output).show_findings(checked)
    raise Ended(_code(checked, strict=strict))


def _read(path: Path) -> File | LedgerError:
    """A file under the name it was typed by (two folders may hold one name), or why it cannot be read: the others are
    checked all the same."""
    try:
        if str(path) == "-":
            return File("-", sys.stdin.buffer.read())
        return replace(File.read(path), name=normalize("NFC", path.as_posix()))
    except LedgerError as refusal:
        return refusal


def _code(checked: Checked, *, strict: bool) -> int:
    """1 for findings that count, or the code of a file that could not be read; of several the highest."""
    counted = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    found = any(finding.severity in counted for finding in checked.findings)
    return max([int(found), *(refusal.exit_code for refusal in checked.refusals)])
