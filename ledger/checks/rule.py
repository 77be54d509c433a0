"""What a rule is: its name, how grave it is, and its page of the manual."""

from dataclasses import dataclass
from enum import StrEnum

from ledger.model.entry import Cell
from ledger.model.finding import Class, Finding, Severity, Suggestion, Where
from ledger.model.text import Text


class About(StrEnum):
    """What a rule reads: a book, the tables of a document, or what a form was filled with."""

    BOOK = "book"
    TABLES = "tables"
    FORM = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """People write the `name`; the `id` is for print and never used again. `title` is the rule in one line, `why`
    and `fix` its page, `example` a case that breaks it."""

    id: str
    name: str
    severity: Severity
    since: str
    title: Text
    why: Text
    fix: Text
    example: Text
    about: About = About.BOOK

    def finding(
        self,
        where: Where,
        message: Text,
        *,
        severity: Severity | None = None,
        klass: Class = Class.RULE,
        stated: int | str | None = None,
        computed: int | str | None = None,
        unit: str | None = None,
        policy: str | None = None,
        suggestions: tuple[Suggestion, ...] = (),
    ) -> Finding:
        """A finding of this rule; the difference is stated - computed, amounts in 원, other figures whole or decimal
        text."""
        return Finding(
            rule=self.name,
            id=self.id,
            severity=severity or self.severity,
            where=where,
            message=message,
            klass=klass,
            stated=stated,
            computed=computed,
            difference=stated - computed if isinstance(stated, int) and isinstance(computed, int) else None,
            unit=unit,
            policy=policy,
            suggestions=suggestions,
        )


def at(cell: Cell) -> Where:
    """The place of a cell of a book."""
    return Where(project=cell.project, source=cell.source, period=cell.period, measure=str(cell.measure))
