"""Findings for programs (DESIGN section 6); amounts in 원."""

from dataclasses import asdict
from typing import Any

from ledger.api.checking import Checked
from ledger.cli.show import note, say_json
from ledger.model.finding import Finding, Severity


def show_findings(checked: Checked) -> None:
    """One JSON object on stdout; files that could not be read are told on stderr too."""
    for refusal in checked.refusals:
        note(refusal.line)
    say_json(
        {
            "schema": 1,
            "checked": checked.counts,
            "summary": {each.value: sum(f.severity is each for f in checked.findings) for each in Severity},
            "findings": [_record(finding) for finding in checked.findings],
            "refused": [str(refusal.line) for refusal in checked.refusals],
        }
    )


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
        **_waived(finding),
        "suggestions": [{"kind": s.kind, "cell": s.cell, "text": str(s.text)} for s in finding.suggestions],
    }


def _waived(finding: Finding) -> dict[str, Any]:
    """Who accepted the finding, until when and why; nothing where nobody did."""
    if finding.waiver is None:
        return {}
    waiver = finding.waiver
    said = {"reason": waiver.reason, "approver": waiver.approver, "until": waiver.until.isoformat()}
    return {"waived": said}
