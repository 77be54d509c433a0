"""예외승인: one finding accepted, as a book registers it and as a file for documents states it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.record import Record
from ledger.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Record):
    """One finding of a rule at a place, accepted from `on` to the end of `until` (`key`: rule and place).

    It is bound to the exact `difference` of the finding, 원 or decimal text; to the amount itself where the finding
    compares it with nothing; and to the transaction where the finding has no amount at all.
    """

    KIND: ClassVar[str] = "waiver"
    LABEL: ClassVar[Text] = Text(en="waiver", ko="예외승인")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "rule": Text(en="rule", ko="점검규칙"),
        "reason": Text(en="reason", ko="사유"),
        "approver": Text(en="approver", ko="승인자"),
        "until": Text(en="until", ko="승인기한"),
        "on": Text(en="from", ko="승인일"),
        "difference": Text(en="exact difference", ko="차이"),
        "project": Text(en="project", ko="사업"),
        "source": Text(en="source", ko="재원"),
        "period": Text(en="period", ko="연차"),
        "measure": Text(en="measure", ko="단계"),
        "indicator": Text(en="indicator", ko="성과지표"),
        "transaction": Text(en="transaction", ko="전표"),
        "table": Text(en="table", ko="표"),
        "row": Text(en="row", ko="행"),
        "column": Text(en="column", ko="열"),
    }
    rule: str
    reason: str
    approver: str
    until: date
    on: date | None = None
    difference: str = ""
    project: str = ""
    source: str = ""
    period: str = ""
    measure: str = ""
    indicator: str = ""
    transaction: int | None = None
    table: str = ""
    row: str = ""
    column: str = ""

    def check(self) -> None:
        """Refused: no rule, reason or approver, or an end before the beginning."""
        for name in ("rule", "reason", "approver"):
            if not getattr(self, name):
                raise Refused(
                    Text(en="a waiver needs its {name}", ko="예외승인에 필요한 항목이 없습니다: {name}").format(
                        name=self.FIELDS[name]
                    )
                )
        if self.on is not None and self.until < self.on:
            raise Refused(Text(en="the waiver ends before it begins", ko="승인기한이 승인일보다 앞섭니다"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWaiver(Waiver):
    """A waiver that stands in a file, at a line (`key`: both)."""

    file: str
    line: int
