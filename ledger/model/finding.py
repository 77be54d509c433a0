"""점검결과: what a check says, as a value. Findings are never raised."""

from dataclasses import dataclass
from enum import StrEnum

from ledger.model.text import Text
from ledger.model.waiver import Waiver


class Severity(StrEnum):
    """Only an error makes `check` end with 1; `--strict` counts warnings too."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> Text:
        return _SEVERITIES[self]


_SEVERITIES = {
    Severity.ERROR: Text(en="error", ko="오류"),
    Severity.WARNING: Text(en="warning", ko="주의"),
    Severity.NOTE: Text(en="note", ko="참고"),
}


class Class(StrEnum):
    """단수차이 (a difference some rounding policy explains), 불일치 (one that none does), or a matter of rule."""

    ROUNDING = "rounding"
    CONTRADICTION = "contradiction"
    RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place of a finding: in a document (file, sheet, table, row, column, cell) or in a book (the rest)."""

    file: str | None = None
    sheet: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    cell: str | None = None
    project: str | None = None
    source: str | None = None
    period: str | None = None
    measure: str | None = None
    transaction: int | None = None
    indicator: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What would mend the finding, with its arithmetic. Never applied."""

    kind: str
    text: Text
    cell: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a rule has to say. Amounts are whole 원, or an exact decimal text with its unit. One that was accepted
    has its waiver, and is a note."""

    rule: str
    id: str
    severity: Severity
    where: Where
    message: Text
    klass: Class = Class.RULE
    stated: int | str | None = None
    computed: int | str | None = None
    difference: int | str | None = None
    unit: str | None = None
    policy: str | None = None
    group: int | None = None
    suggestions: tuple[Suggestion, ...] = ()
    waiver: Waiver | None = None
