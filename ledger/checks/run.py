"""Running the rules: all of them, over all of the book, every finding in reading order."""

from collections.abc import Collection, Iterable

from ledger.checks.rule import Rule
from ledger.cube.books import Books
from ledger.discover import modules_in
from ledger.model.entry import Measure
from ledger.model.errors import Refused
from ledger.model.finding import Finding
from ledger.model.project import code_order
from ledger.model.text import Text, nearest

RULES = "ledger.checks.rules"


def rules() -> list[Rule]:
    """Every rule, in the order of their ids."""
    return sorted((module.RULE for module in modules_in(RULES)), key=lambda rule: rule.id)


def rule_named(name: str) -> Rule:
    """The rule of that name or id. Refused: no such rule."""
    every = rules()
    for rule in every:
        if name.casefold() in (rule.name, rule.id.casefold()):
            return rule
    near = nearest(name, [rule.name for rule in every])
    said = Text(en="unknown rule '{name}'", ko="모르는 점검규칙 '{name}'").format(name=name)
    ask = (
        Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?")
        if near
        else Text(en="see `ledger list rules`", ko="`ledger list rules`로 보십시오")
    )
    raise Refused(said, way_out=ask.format(near=near))


def check(books: Books, select: Collection[str] = (), ignore: Collection[str] = ()) -> list[Finding]:
    """What the rules find in a book. `select` keeps only the rules named, `ignore` leaves some out."""
    wanted = {rule_named(name).id for name in select} or {rule.id for rule in rules()}
    wanted -= {rule_named(name).id for name in ignore}
    found = [f for module in modules_in(RULES) if module.RULE.id in wanted for f in module.check(books)]
    return in_reading_order(found, books)


def in_reading_order(findings: Iterable[Finding], books: Books) -> list[Finding]:
    """By project, measure, source and period as the reports print them; sums after their parts."""
    sources = {source.key: place for place, source in enumerate(books.sources)}
    periods = {period.key: place for place, period in enumerate(books.periods)}
    measures = {str(measure): place for place, measure in enumerate(Measure)}

    def place(finding: Finding) -> tuple[object, ...]:
        where = finding.where
        last = len(sources) + len(periods)
        return (
            code_order(where.project or ""),
            measures.get(where.measure or "", last),
            sources.get(where.source or "", last),
            periods.get(where.period or "", last),
            where.transaction or 0,
            finding.id,
        )

    return sorted(findings, key=place)
