from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledger.checks.rule import Rule
from ledger.cube.books import Books, Stated
from ledger.cube.intervals import Printed, Verdict, weigh
from ledger.cube.rounding import half_up
from ledger.model.book import StatedTotal
from ledger.model.finding import Class, Finding, Severity, Where
from ledger.model.money import Unit, stated, unit_named
from ledger.model.project import is_within
from ledger.model.text import Text, same

RULE = Rule(
    id="B102",
    name="stated-breakdown",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(en="Stated totals of two tables contradict each other", ko="기재 합계끼리 서로 맞지 않음"),
    why=Text(
        en="A document states a budget in one table and those of its parts in another. Added up, the parts must give "
        "the whole, whatever was recorded: two printed figures of one report that differ are read as two versions.",
        ko="같은 예산을 한 표에서는 전체로, 다른 표에서는 하위 사업별로 적었습니다. 기록된 금액과 관계없이 하위 사업의 "
        "기재값을 더하면 전체의 기재값이 되어야 합니다. 다르면 두 가지 금액이 있는 것으로 읽힙니다.",
    ),
    fix=Text(
        en="Compare both tables with the recorded amounts (stated-total says which of them differs from its parts). "
        "A difference that the units and rounding of the tables explain is a note: say under the table how it rounds.",
        ko="두 표를 기록된 금액과 대조하십시오. 어느 쪽이 내역과 다른지는 stated-total 결과에 있습니다. 단위와 "
        "단수처리로 설명되는 차이는 참고로만 알리니, 표 아래에 단수처리 방법을 적으십시오.",
    ),
    example=Text(
        en="stated 37,891,988천원; the five parts stated elsewhere add up to 37,891백만원",
        ko="기재 37,891,988천원, 다른 표에 기재된 내역 5건의 합 37,891백만원",
    ),
)


class _Compared(NamedTuple):
    """A stated total, the stated totals below it in one table, and the amounts of what that table leaves out."""

    whole: Stated
    table: str
    parts: Sequence[StatedTotal]
    others: Sequence[int]

    @property
    def unit(self) -> Unit:
        """The coarsest unit in which any of it is printed."""
        return max((unit_named(each.unit) for each in (self.whole.total, *self.parts)), key=lambda unit: unit.won)

    @property
    def computed(self) -> int:
        return sum(part.won for part in self.parts) + sum(self.others)

    @property
    def steps(self) -> int:
        """The difference in whole units, each side rounded to one."""
        return half_up(self.whole.total.won, self.unit.won) - half_up(self.computed, self.unit.won)

    @property
    def verdict(self) -> Verdict:
        """What rounding makes of it."""
        parts = [_printed(part) for part in self.parts]
        return weigh(_printed(self.whole.total), [*parts, *(Printed(won, 1) for won in self.others)])

    def is_within(self, other: "_Compared") -> bool:
        """Whether the same is compared at a node above this one."""
        one, above = self.whole.total, other.whole.total
        is_alike = (one.table, self.table) == (above.table, other.table)
        return is_alike and one.project != above.project and _is_below(one.project, above.project)


def check(books: Books) -> Iterator[Finding]:
    """Each stated total of a node beside those below it, table by table. A contradiction is told at the highest of the
    nodes that share it; what rounding explains only at the highest node of all, for below it may cancel out."""
    leaves = [project.key for project in books.projects if project.key in books.names.leaves]
    tables = list(dict.fromkeys(each.total.table for each in books.stated))
    alike: dict[tuple[str, ...], list[Stated]] = {}
    for each in books.stated:
        alike.setdefault((each.total.measure, each.total.source, each.total.period), []).append(each)
    for totals in alike.values():
        seen: list[_Compared] = []
        for compared in _compared(totals, tables, leaves):
            above = [each for each in seen if compared.is_within(each)]
            is_told = any(each.steps == compared.steps for each in above)
            seen.append(compared)
            if compared.steps and not is_told and not (above and compared.verdict.policies):
                yield _finding(compared)


def _compared(totals: Sequence[Stated], tables: Sequence[str], leaves: Sequence[str]) -> Iterator[_Compared]:
    """From the highest node down."""
    for whole in sorted(totals, key=lambda each: each.total.project.count("/") + bool(each.total.project)):
        node = whole.total.project
        below = [each.total for each in totals if each.total.project != node and _is_below(each.total.project, node)]
        for table in tables:
            here = [each for each in below if each.table == table]
            nearest = [each for each in here if not any(_is_between(other, each) for other in here)]
            if nearest:
                yield _Compared(whole, table, nearest, _others(whole, nearest, leaves))


def _others(whole: Stated, parts: Sequence[StatedTotal], leaves: Sequence[str]) -> list[int]:
    """What was recorded on the leaves that no part covers."""
    total = whole.total
    left = [
        leaf
        for leaf in leaves
        if _is_below(leaf, total.project) and not any(is_within(leaf, part.project) for part in parts)
    ]
    amounts = (whole.cube.won(total.measure, leaf, total.source, total.period) for leaf in left)
    return [won for won in amounts if won is not None]


def _is_below(project: str, node: str) -> bool:
    """Whether a project is a node or below it; every project is below the whole book, which has no code."""
    return not node or is_within(project, node)


def _is_between(other: StatedTotal, each: StatedTotal) -> bool:
    return other.project != each.project and is_within(each.project, other.project)


def _printed(total: StatedTotal) -> Printed:
    unit = unit_named(total.unit).won
    return Printed(total.won // unit, unit)


def _finding(each: _Compared) -> Finding:
    total, unit, verdict = each.whole.total, each.unit, each.verdict
    return RULE.finding(
        Where(
            table=total.table or None,
            project=total.project or None,
            source=total.source or None,
            period=total.period or None,
            measure=str(total.measure),
            transaction=each.whole.number,
        ),
        Text(
            en="stated {stated}, {count} parts stated in '{table}' give {computed} {unit}, difference {difference}"
            "{policy}",
            ko="기재 {stated}, '{table}' 내역 {count}건의 합 {computed} {unit}, 차이 {difference}{policy}",
        ).format(
            stated=stated(total.won, unit),
            count=len(each.parts) + len(each.others),
            table=each.table,
            computed=stated(each.computed, unit),
            unit=same(unit.label),
            difference=stated(total.won - each.computed, unit),
            policy=same(" ({policy})").format(policy=verdict.policy.label) if verdict.policy else "",
        ),
        severity=Severity.NOTE if verdict.klass is Class.ROUNDING else None,
        klass=Class.ROUNDING if verdict.klass is Class.ROUNDING else Class.CONTRADICTION,
        stated=total.won,
        computed=each.computed,
        unit=unit.label,
        policy=str(verdict.policy) if verdict.policy else None,
    )
