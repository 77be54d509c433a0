"""Findings as annotations of a GitHub workflow: shown at their line in the pull request."""

import re

from ledger.api.checking import Checked
from ledger.cli.show import note, say
from ledger.model.finding import Finding, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def show_findings(checked: Checked) -> None:
    """A workflow command per finding on stdout; a file that could not be read is an error of that file."""
    for finding in checked.findings:
        say(_command(finding, checked))
    for refusal in checked.refusals:
        note(refusal.line)
        say(f"::error file={_property(refusal.where.split(':')[0])}::{_data(str(refusal.line))}")


def _command(finding: Finding, checked: Checked) -> str:
    properties = {"title": f"{finding.id} {finding.rule}"}
    if finding.where.file:
        properties = {"file": finding.where.file, **properties}
        line = re.search(r"\d+$", finding.where.cell or "")
        if line:
            properties["line"] = line.group()
    message = "\n= ".join(
        [f"{checked.place(finding)}: {finding.message}", *(str(s.text) for s in finding.suggestions[:1])]
    )
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {said}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
