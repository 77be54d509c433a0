from collections.abc import Iterator

from ledger.checks.rule import Rule
from ledger.cube.books import Books, Stated
from ledger.cube.intervals import Policy, explain
from ledger.model.finding import Class, Finding, Severity, Where
from ledger.model.money import stated, unit_named
from ledger.model.project import is_within
from ledger.model.text import Text, same

RULE = Rule(
    id="B101",
    name="stated-total",
    severity=Severity.ERROR,
    since="0.1",
    title=Text(en="A stated total differs from the sum of its parts", ko="기재된 합계가 내역의 합과 다름"),
    why=Text(
        en="The document printed this total. Its parts, as they were recorded with it, give another sum, so either "
        "the total or one of its parts is wrong in the document or was mistyped here.",
        ko="문서에 이 합계가 찍혀 있으나, 함께 기록된 내역을 더하면 다른 값이 나옵니다. 문서의 합계나 내역이 "
        "틀렸거나 옮겨 적을 때 잘못된 것입니다.",
    ),
    fix=Text(
        en="Compare the row and the column of the total with the document. Where a row total and a column total "
        "differ by the same amount, the wrong cell is where they cross. A difference that another rounding than half "
        "up explains is a note.",
        ko="합계의 행과 열을 문서와 대조하십시오. 가로 합계와 세로 합계가 같은 금액만큼 다르면 두 줄이 만나는 칸이 "
        "틀린 칸입니다. 반올림이 아닌 단수처리로 설명되는 차이는 참고로만 알립니다.",
    ),
    example=Text(en="'23 column: stated 5,322, computed 5,321 (백만원)", ko="'23 열: 기재 5,322, 계산 5,321 (백만원)"),
)

_SCOPES = {
    "row": Text(en="row total", ko="가로 합계"),
    "column": Text(en="column total", ko="세로 합계"),
    "project": Text(en="project total", ko="사업 합계"),
    "source": Text(en="source total", ko="재원 합계"),
    "grand": Text(en="grand total", ko="총계"),
}


def check(books: Books) -> Iterator[Finding]:
    """Each stated total beside the parts as of the transaction that recorded it."""
    for each in books.stated:
        total = each.total
        unit = unit_named(total.unit)
        verdict = explain(total.won // unit.won, _parts(each), unit.won, 1)
        if verdict.klass is None or Policy.HALF_UP in verdict.policies:
            continue  # a coarser unit states the nearest whole number: that is no difference
        computed = each.cube.won(total.measure, total.project, total.source, total.period) or 0
        yield RULE.finding(
            Where(
                table=total.table or None,
                project=total.project or None,
                source=total.source or None,
                period=total.period or None,
                measure=str(total.measure),
                transaction=each.number,
            ),
            Text(
                en="{scope} of {measure}: stated {stated}, computed {computed} {unit}, difference {difference}{policy}",
                ko="{scope} 기재 {stated}, 계산 {computed} {unit}, 차이 {difference}{policy}",
            ).format(
                scope=_SCOPES[total.scope],
                measure=total.measure.label,
                stated=stated(total.won, unit),
                computed=stated(computed, unit),
                difference=stated(total.won - computed, unit),
                unit=same(unit.label),
                policy=same(" ({policy})").format(policy=verdict.policy.label) if verdict.policy else "",
            ),
            severity=Severity.NOTE if verdict.klass is Class.ROUNDING else None,
            klass=verdict.klass,
            stated=total.won,
            computed=computed,
            unit=unit.label,
            policy=str(verdict.policy) if verdict.policy else None,
        )


def _parts(each: Stated) -> list[int]:
    total = each.total
    return [
        balance.won
        for cell, balance in each.cube.cells.items()
        if cell.measure == total.measure
        and (not total.project or is_within(cell.project, total.project))
        and total.source in ("", cell.source)
        and total.period in ("", cell.period)
    ]
