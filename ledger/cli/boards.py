"""The board of forms in a terminal and as JSON: by department, what became of each form and file."""

from collections.abc import Iterable
from typing import Any

from ledger.api.board import Line
from ledger.model.text import Text

HEADS = (
    Text(en="Department", ko="부서"),
    Text(en="Template", ko="서식"),
    Text(en="Form", ko="양식"),
    Text(en="State", ko="상태"),
    Text(en="File", ko="파일"),
    Text(en="Recorded", ko="기록일시"),
    Text(en="Hash", ko="해시"),
    Text(en="Remarks", ko="비고"),
)


def cells(line: Line) -> tuple[str, ...]:
    """A line of the board as people read it."""
    return (
        line.department,
        line.template,
        line.key,
        str(line.state.label),
        line.file,
        line.recorded[:16].replace("T", " "),
        line.sha256[:8],
        _remarks(line),
    )


def record(line: Line) -> dict[str, Any]:
    """A line of the board as JSON."""
    return {
        "department": line.department,
        "template": line.template,
        "form": line.key,
        "state": line.state.value,
        "due": line.due.isoformat() if line.due else None,
        "file": line.file or None,
        "sha256": line.sha256 or None,
        "transaction": line.number,
        "recorded": line.recorded or None,
        "said": str(line.said) if line.said else None,
        "reasons": list(line.reasons),
    }


def tally(lines: Iterable[Line]) -> Text:
    """How many forms and files there are in each state."""
    counts: dict[str, tuple[Text, int]] = {}
    for line in lines:
        label, count = counts.get(line.state.value, (line.state.label, 0))
        counts[line.state.value] = label, count + 1
    every = list(counts.values())
    return Text(
        en=", ".join(f"{label.en} {count}" for label, count in every) or "no form is out",
        ko=", ".join(f"{label.ko} {count}" for label, count in every) or "배부한 양식이 없습니다",
    )


def _remarks(line: Line) -> str:
    number = Text(en="transaction {number}", ko="전표 {number}").format(number=line.number) if line.number else None
    count = Text(en="{count} reasons", ko="사유 {count}건").format(count=len(line.reasons)) if line.reasons else None
    said = line.said if line.said is not None and str(line.number) in str(line.said) else None
    return " · ".join(str(each) for each in (said or number, count, None if said else line.said) if each)
