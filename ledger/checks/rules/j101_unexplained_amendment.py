from collections.abc import Iterator

from ledger.checks.rule import Rule
from ledger.cube.books import Books
from ledger.model.entry import Measure
from ledger.model.finding import Finding, Severity, Where
from ledger.model.text import Text

RULE = Rule(
    id="J101",
    name="unexplained-amendment",
    severity=Severity.ERROR,
    since="0.1",
    title=Text(en="An adopted plan was changed without reason or procedure", ko="확정된 계획을 사유·절차 없이 변경함"),
    why=Text(
        en="From `adopt` on, a change of the plan is an amendment: it is published with its reason and the procedure "
        "that approved it, and graders ask for both. The first plan of a pledge that had none then is no change.",
        ko="계획을 확정(`adopt`)한 뒤의 변경은 공약 변경입니다. 변경사유와 승인절차가 함께 공개되고 평가에서 "
        "확인됩니다. 확정할 때 계획이 없던 공약의 첫 계획은 변경이 아닙니다.",
    ),
    fix=Text(
        en="Undo the transaction and record it again with --reason and --procedure.",
        ko="그 전표를 되돌리고 --reason과 --procedure를 붙여 다시 기록하십시오.",
    ),
    example=Text(en="plan 5-2/1 시비 24 from 4 to 5, no reason given", ko="5-2/1 시비 '24 계획 4를 5로, 사유 없음"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per amendment that stands: a change and what took it back are no change."""
    for amendment in books.amendments:
        if amendment.undone_by is not None:
            continue
        change = amendment.transaction
        header = change.header
        missing = [
            word
            for word, said in (
                (Text(en="reason", ko="사유"), header.reason),
                (Text(en="procedure", ko="절차"), header.procedure),
            )
            if not said
        ]
        if not missing:
            continue
        first = amendment.moves[0].cell
        yield RULE.finding(
            Where(project=first.project, measure=str(Measure.PLAN), transaction=change.number),
            Text(
                en="transaction {number} of {on} changed the plan without {missing}",
                ko="{on} 전표 {number}: 계획 변경에 {missing} 없음",
            ).format(
                number=change.number,
                on=header.effective.isoformat(),
                missing=missing[0] if len(missing) == 1 else _both(missing),
            ),
        )


def _both(missing: list[Text]) -> Text:
    return Text(en="{a} and {b}", ko="{a}·{b}").format(a=missing[0], b=missing[1])
