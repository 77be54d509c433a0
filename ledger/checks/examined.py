"""Captured tables examined: every relation judged, every broken one explained; table rules make findings of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ledger.checks.diagnose import diagnose
from ledger.checks.documents import Amount, Captured, exact, shown
from ledger.checks.rule import Rule
from ledger.checks.verdicts import Judgement, Outcome, judge
from ledger.model.finding import Class, Finding, Severity, Suggestion
from ledger.model.relation import Place
from ledger.model.table import Table
from ledger.model.text import Text, same

CERTAIN = 80  # a relation of less confidence is a guess of the reader: its contradiction is a warning

_SAID = Text(
    en="{what}: stated {stated}, computed {computed}{unit}, difference {difference}{policy}",
    ko="{what}: 기재 {stated}, 계산 {computed}{unit}, 차이 {difference}{policy}",
)
_UNSTATED = Text(en="{what} is blank: its parts give {computed}{unit}", ko="{what} 빈칸: 내역의 합 {computed}{unit}")
_UNREAD = Text(
    en="{what} cannot be checked: unreadable {cells}{closes}", ko="{what} 확인 불가: 읽을 수 없는 칸 {cells}{closes}"
)
_CLOSES = Text(en="; {value}{unit} would close it", ko="; 합계가 맞는 값 {value}{unit}")
_POLICY = Text(en=" ({policy})", ko=" ({policy})")
_POLICY_BESIDE = Text(en=" ({policy}; the table as a rule: {usual})", ko=" ({policy}, 이 표는 대체로 {usual})")


class Examined:
    """The tables of one document, what became of their relations, and why."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self.captured = Captured(tables)
        self.judgements = judge(self.captured)
        self._cause: dict[int, tuple[int, tuple[Suggestion, ...]]] = {
            number: (group, cause.suggestions)
            for group, cause in enumerate(diagnose(self.captured, self.judgements), start=1)
            for number in cause.broken
        }

    def of(self, *scopes: str) -> Iterator[tuple[int, Judgement]]:
        """The judgements of relations of these scopes, with their numbers."""
        return ((number, each) for number, each in enumerate(self.judgements) if each.relation.scope in scopes)

    def findings(self, rule: Rule, what: Text, *scopes: str) -> Iterator[Finding]:
        """What is to be said of the totals of these scopes; `what` is how such a total is called."""
        for number, _ in self.of(*scopes):
            yield from self.finding(rule, number, what)

    def finding(self, rule: Rule, number: int, what: Text) -> Iterator[Finding]:
        """A contradiction, a rounding difference, or a figure that keeps a total from being checked; else nothing."""
        judged = self.judgements[number]
        match judged.outcome:
            case Outcome.CONTRADICTION | Outcome.ROUNDING:
                yield self._difference(rule, number, what)
            case Outcome.UNKNOWN if any(self.captured[place].kind is None for place in judged.open):
                yield self._unread(rule, judged, what)

    def said(self, judged: Judgement, what: Text) -> Text:
        """`기재 9, 계산 45 백만원, 차이 △36`, in the unit of the total."""
        total = self.captured[judged.relation.total]
        decimals = self._decimals(total, judged)
        form = _UNSTATED if total.is_nothing else _SAID
        return form.format(
            what=what,
            stated=shown(judged.stated, total.unit, decimals),
            computed=shown(judged.computed, total.unit, decimals),
            difference=shown(judged.difference, total.unit, decimals),
            unit=f" {total.unit}" if total.unit else "",
            policy=_policy(judged),
        )

    def plain(
        self, rule: Rule, number: int, message: Text, *, at: Place | None = None, severity: Severity | None = None
    ) -> Finding:
        """A finding of one relation with its amounts, its cause and the message."""
        judged = self.judgements[number]
        group, suggestions = self._cause.get(number, (None, ()))
        total = self.captured[judged.relation.total]
        decimals = self._decimals(total, judged)
        made = rule.finding(
            self.captured.where(at or judged.relation.total),
            message,
            severity=severity or self._severity(judged, rule),
            klass=Class.ROUNDING if judged.outcome is Outcome.ROUNDING else Class.CONTRADICTION,
            unit=total.unit or None,
            policy=str(judged.policy) if judged.policy else "exact",
            suggestions=suggestions,
        )
        return replace(
            made,
            stated=None if total.is_nothing else exact(judged.stated, total.base, decimals),
            computed=exact(judged.computed, total.base, decimals),
            difference=exact(judged.difference, total.base, decimals),
            group=group,
        )

    def _difference(self, rule: Rule, number: int, what: Text) -> Finding:
        return self.plain(rule, number, self.said(self.judgements[number], what))

    def _severity(self, judged: Judgement, rule: Rule) -> Severity:
        if judged.outcome is Outcome.ROUNDING:
            return Severity.NOTE
        is_guess = judged.relation.confidence < CERTAIN or self.captured[judged.relation.total].is_nothing
        return Severity.WARNING if is_guess and rule.severity is Severity.ERROR else rule.severity

    def _unread(self, rule: Rule, judged: Judgement, what: Text) -> Finding:
        place = judged.open[0]
        amount = self.captured[place]
        cells = ", ".join(f"{self.captured.cell(each)} '{self.captured.text(each).strip()}'" for each in judged.open)
        closes: Text | str = ""
        if judged.closes is not None:
            unit = f" {amount.unit}" if amount.unit else ""
            closes = _CLOSES.format(value=shown(judged.closes, amount.unit), unit=unit)
        message = _UNREAD.format(what=what, cells=cells, closes=closes)
        return rule.finding(self.captured.where(place), message, severity=Severity.NOTE, unit=amount.unit or None)

    def _decimals(self, total: Amount, judged: Judgement) -> int:
        """A ratio is shown with two places more than are printed; a sum with all it has."""
        if isinstance(judged.computed, int):
            return 12
        printed, decimals = total.quantum, 0
        while printed < total.scale:
            printed, decimals = printed * 10, decimals + 1
        return decimals + 2


def _policy(judged: Judgement) -> Text | str:
    if judged.policy is None:
        return ""
    if judged.usual in (None, judged.policy):
        return _POLICY.format(policy=judged.policy.label)
    usual = judged.usual.label if judged.usual else same("-")
    return _POLICY_BESIDE.format(policy=judged.policy.label, usual=usual)
