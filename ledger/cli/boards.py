"""The board of forms in a terminal and as JSON: by department, what became of each form and file."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ledger.api.board import Line, State
from ledger.model.text import Text


def table(lines: Sequence[Line], *, due: bool = False) -> tuple[tuple[Text, ...], list[tuple[str, ...]]]:
    """Heads and rows of the board for people: the template only where there are several, and the last day, where asked,
    in place of the hash."""
    several = len({line.template for line in lines}) > 1
    left_out = {name for name, wanted in (("template", several), ("due", due), ("sha256", not due)) if not wanted}
    columns = [each for each in _COLUMNS if each[0] not in left_out]
    return tuple(head for _, head, _ in columns), [tuple(show(line) for _, _, show in columns) for line in lines]


def _remarks(line: Line) -> str:
    number = Text(en="transaction {number}", ko="전표 {number}").format(number=line.number) if line.number else None
    count = Text(en="{count} reasons", ko="사유 {count}건").format(count=len(line.reasons)) if line.reasons else None
    tells_number = line.said is not None and line.state is State.DUPLICATE
    return " · ".join(str(each) for each in (None if tells_number else number, count, line.said) if each)


_COLUMNS: tuple[tuple[str, Text, Callable[[Line], str]], ...] = (
    ("department", Text(en="Department", ko="부서"), lambda line: line.department),
    ("template", Text(en="Template", ko="서식"), lambda line: line.title),
    ("form", Text(en="Form", ko="양식"), lambda line: line.key),
    ("state", Text(en="State", ko="상태"), lambda line: str(line.state.label)),
    ("due", Text(en="Due", ko="제출기한"), lambda line: line.due.isoformat() if line.due else ""),
    ("file", Text(en="File", ko="파일"), lambda line: line.file),
    ("recorded", Text(en="Recorded", ko="기록일시"), lambda line: line.recorded[:16].replace("T", " ")),
    ("sha256", Text(en="Hash", ko="해시"), lambda line: line.sha256[:8]),
    ("said", Text(en="Remarks", ko="비고"), _remarks),
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
