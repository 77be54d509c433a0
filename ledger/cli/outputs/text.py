"""Findings for people: grouped by table, with the bad cell marked as a compiler marks source."""

from collections.abc import Iterator
from itertools import groupby

from ledger.api.checking import Checked
from ledger.cli.show import columns, note, show
from ledger.cli.tables import Line
from ledger.model.finding import Finding, Severity
from ledger.model.table import Table
from ledger.model.text import Text, width

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def show_findings(checked: Checked) -> None:
    """A line per finding on stdout, with its excerpt and suggestions; what was looked at, in one line, on stderr."""
    for table, found in groupby(checked.findings, key=lambda finding: (finding.where.file, finding.where.table)):
        if checked.books is None:
            show([Line(" ".join(part for part in table if part), "bold")])
        show(line for finding in found for line in _lines(finding, checked))
    for remark in checked.remarks:
        note(remark)
    for refusal in checked.refusals:
        note(Text(en="ledger: {line}", ko="ledger: {line}").format(line=refusal.line))
    if checked.tables or not checked.refusals:
        note(_summary(checked))


def _lines(finding: Finding, checked: Checked) -> Iterator[Line]:
    words = (finding.severity.label, finding.id, checked.place(finding), finding.message)
    yield Line("{}[{}] {}: {}".format(*words), _STYLES[finding.severity])
    for table in checked.tables:
        if table.name == finding.where.table and finding.where.cell is not None:
            yield from _excerpt(table, finding.where.cell)
            break
    for suggestion in finding.suggestions[:3]:
        yield Line(f"  = {suggestion.text}")


def _excerpt(table: Table, cell: str) -> Iterator[Line]:
    """The row of a cell as it is printed, the cell underlined."""
    for row in range(len(table.lines)):
        for column in range(table.width):
            if table.address(row, column) == cell:
                yield from _marked(table, row, column)
                return


def _marked(table: Table, row: int, column: int) -> Iterator[Line]:
    """The cell among as many of its neighbours as fit on a line, the nearest first."""
    texts = [each.text if each is not None else "" for each in table.rows[row]]
    number = str(table.lines[row])
    room = columns() - len(number) - 5
    texts[column] = _cut(texts[column], room - 8)
    first, last = _window(texts, column, room - 8)  # room for the dots where cells are left out
    before = "".join(f"{text} | " for text in ["..."] * (first > 0) + texts[first:column])
    after = "".join(f" | {text}" for text in texts[column + 1 : last] + ["..."] * (last < len(texts)))
    yield Line(f"  {number} | {before}{texts[column]}{after}".rstrip())
    yield Line(f"  {' ' * len(number)} | {' ' * width(before)}{'^' * max(1, width(texts[column]))}", "bold")


def _window(texts: list[str], column: int, room: int) -> tuple[int, int]:
    """The first cell and the one after the last that fit around a cell."""
    first, last = column, column + 1
    left_over = room - width(texts[column])
    while True:
        wider = [place for place in (first - 1, last) if 0 <= place < len(texts)]
        fitting = [place for place in wider if width(texts[place]) + 3 <= left_over]
        if not fitting:
            return first, last
        left_over -= width(texts[fitting[0]]) + 3
        first, last = min(first, fitting[0]), max(last, fitting[0] + 1)


def _cut(text: str, room: int) -> str:
    if len(text) <= room and width(text) <= room:
        return text
    shown = ""
    for char in text[:room]:
        if width(shown) + width(char) > room - 3:
            break
        shown += char
    return f"{shown}..."


def _summary(checked: Checked) -> Text:
    counts = {severity.value: sum(f.severity is severity for f in checked.findings) for severity in Severity}
    found = Text(en="nothing to report", ko="이상 없음")
    if checked.books is None and not checked.totals:
        found = Text(en="there was no total to check", ko="점검할 합계가 없습니다")
    if checked.findings:
        found = Text(
            en="{error} errors, {warning} warnings, {note} notes", ko="오류 {error}건, 주의 {warning}건, 참고 {note}건"
        ).format(**counts)
    if checked.books is not None:
        said = Text(
            en="{cells} cells, {totals} stated totals, {rules} rules: {found}",
            ko="칸 {cells}개, 기재 합계 {totals}개, 규칙 {rules}개: {found}",
        )
        if checked.tables:
            said = Text(
                en="{cells} cells and {tables} stated tables, {totals} totals, {rules} rules: {found}",
                ko="칸 {cells}개(기재표 {tables}개 포함), 합계 {totals}개, 규칙 {rules}개: {found}",
            )
    else:
        said = Text(
            en="{tables} tables, {cells} figures, {totals} totals: {found}",
            ko="표 {tables}개, 수치 {cells}개, 합계 {totals}개: {found}",
        )
    return said.format(**checked.counts, rules=len(checked.rules), found=found)
