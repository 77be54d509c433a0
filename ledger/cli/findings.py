"""Findings in the terminal and as JSON."""

from dataclasses import asdict
from typing import Any

from ledger.api.checking import Checked
from ledger.cli.show import note, show
from ledger.cli.tables import Line
from ledger.cube.wording import place
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def show_findings(checked: Checked) -> None:
    """A line per finding on stdout; what was looked at, in one line, on stderr."""
    show(_line(finding, checked) for finding in checked.findings)
    said = Text(
        en="{cells} cells, {totals} stated totals, {rules} rules: {found}",
        ko="칸 {cells}개, 기재 합계 {totals}개, 규칙 {rules}개: {found}",
    )
    note(said.format(**checked.counts, rules=len(checked.rules), found=_summary(checked)))


def as_record(checked: Checked) -> dict[str, Any]:
    """The JSON of `check` (DESIGN section 6); amounts in 원."""
    return {
        "schema": 1,
        "checked": {"tables": 0, **checked.counts},
        "summary": _counts(checked),
        "findings": [_record(finding) for finding in checked.findings],
    }


def _line(finding: Finding, checked: Checked) -> Line:
    words = (finding.severity.label, finding.id, place(finding.where, checked.books), finding.message)
    return Line("{}[{}] {}: {}".format(*words), _STYLES[finding.severity])


def _counts(checked: Checked) -> dict[str, int]:
    return {severity.value: sum(f.severity is severity for f in checked.findings) for severity in Severity}


def _summary(checked: Checked) -> Text:
    counts = _counts(checked)
    if not checked.findings:
        return Text(en="nothing to report", ko="이상 없음")
    return Text(
        en="{error} errors, {warning} warnings, {note} notes", ko="오류 {error}건, 주의 {warning}건, 참고 {note}건"
    ).format(**counts)


def _record(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "id": finding.id,
        "severity": finding.severity.value,
        "class": finding.klass.value,
        "group": finding.group,
        "where": {name: value for name, value in asdict(finding.where).items() if value is not None},
        "stated": finding.stated,
        "computed": finding.computed,
        "difference": finding.difference,
        "unit": finding.unit,
        "policy": finding.policy,
        "message": str(finding.message),
        "suggestions": [{"kind": s.kind, "cell": s.cell, "text": str(s.text)} for s in finding.suggestions],
    }
