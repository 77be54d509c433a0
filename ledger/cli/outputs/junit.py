"""Findings as a JUnit report: a suite per file, a case per table (or per rule, for a book)."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from ledger.api.checking import Checked
from ledger.cli.show import note, say
from ledger.model.finding import Finding, Severity


def show_findings(checked: Checked) -> None:
    """The XML on stdout. Errors fail their case; a file that could not be read is an error of its own suite."""
    cases = _cases(checked)
    failures = sum(any(f.severity is Severity.ERROR for f in found) for _, _, found in cases)
    say('<?xml version="1.0" encoding="UTF-8"?>')
    total = len(cases) + len(checked.refusals)
    say(f'<testsuites tests="{total}" failures="{failures}" errors="{len(checked.refusals)}">')
    for suite in dict.fromkeys(name for name, _, _ in cases):
        say(f"<testsuite name={quoteattr(suite)}>")
        for name, case, found in cases:
            if name == suite:
                _say_case(suite, case, found, checked)
        say("</testsuite>")
    for refusal in checked.refusals:
        note(refusal.line)
        say(f'<testsuite name={quoteattr(refusal.where or "ledger")}><testcase name="read">')
        say(f"<error message={quoteattr(str(refusal.line))}/></testcase></testsuite>")
    say("</testsuites>")


def _cases(checked: Checked) -> list[tuple[str, str, list[Finding]]]:
    """Suite, case, and the findings of the case."""
    if checked.books is not None:
        suite = checked.books.book.institution
        return [(suite, rule.name, [f for f in checked.findings if f.id == rule.id]) for rule in checked.rules]
    return [
        (
            table.origin.file if table.origin else "",
            table.name,
            [f for f in checked.findings if f.where.table == table.name and _is_of(f, table.origin)],
        )
        for table in checked.tables
    ]


def _is_of(finding: Finding, origin: object) -> bool:
    return finding.where.file is None or finding.where.file == getattr(origin, "file", None)


def _lines(finding: Finding, checked: Checked) -> list[str]:
    said = f"{finding.severity.value} {finding.id} {checked.place(finding)}: {finding.message}"
    return [said, *(f"= {suggestion.text}" for suggestion in finding.suggestions[:1])]


def _say_case(suite: str, case: str, found: Sequence[Finding], checked: Checked) -> None:
    said = "\n".join(line for finding in found for line in _lines(finding, checked))
    say(f"<testcase classname={quoteattr(suite)} name={quoteattr(case)}>")
    if any(finding.severity is Severity.ERROR for finding in found):
        say(f"<failure message={quoteattr(said.splitlines()[0])}>{escape(said)}</failure>")
    elif said:
        say(f"<system-out>{escape(said)}</system-out>")
    say("</testcase>")
