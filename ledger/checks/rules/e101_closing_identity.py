from collections.abc import Iterator

from ledger.checks.rule import Rule
from ledger.checks.settled import arithmetic, where
from ledger.cube.books import Books
from ledger.cube.closing import is_closed
from ledger.cube.settling import lines_of
from ledger.model.finding import Finding, Severity
from ledger.model.money import stated, unit_named
from ledger.model.text import Text

RULE = Rule(
    id="E101",
    name="closing-identity",
    severity=Severity.ERROR,
    since="0.1",
    title=Text(
        en="At the closing a budget is not executed, carried over or lapsed in full",
        ko="결산에서 확보 = 집행 + 이월 + 불용이 아님",
    ),
    why=Text(
        en="On 10 February what was secured for the closed year is executed, carried over or lapsed, per project, "
        "source and period; a year later so is what was carried over. It is looked at as of that closing, so that "
        "later payments do not change it. An error where anything is recorded as left of the budget or was carried "
        "into the year; a warning where nothing is, but the closing of that year is being recorded for others. Of "
        "those, B205 looks at money of which nothing is recorded as executed, and B202 at money of which more was than "
        "secured. A year for which nothing is recorded as left is not looked at.",
        ko="출납폐쇄(다음 해 2월 10일)가 되면 그해 확보한 돈은 사업·재원·연차마다 집행하거나 이월하거나 불용으로 "
        "남아야 합니다. 이월한 돈은 다음 해 결산에서 다시 그렇게 맞아야 합니다. 마감일 현재의 금액으로 계산하므로 나중 "
        "지출은 영향이 없습니다. 이월·불용을 기록했거나 이월받은 돈은 오류로, 같은 해 다른 돈의 결산만 기록되어 있으면 "
        "주의로 봅니다. 다만 그런 돈 가운데 집행이 빈칸인 것은 B205가, 집행이 확보를 넘는 것은 B202가 봅니다. 결산 "
        "기록이 하나도 없는 해는 보지 않습니다.",
    ),
    fix=Text(
        en="Record what was left (`ledger carry`, `ledger lapse`; --year for money carried over), or correct what was "
        "executed by the closing (`ledger execute ... --on DATE`).",
        ko="남은 돈을 기록하거나(`ledger carry`, `ledger lapse`, 이월받은 돈은 --year 결산연도), 마감일까지의 집행액을 "
        "바로잡으십시오(`ledger execute ... --on 날짜`).",
    ),
    example=Text(
        en="'23: secured 10, executed 6, carried over 3, lapsed 0 as of 2024-02-10",
        ko="2024년 2월 10일 현재 '23 확보 10, 집행 6, 이월 3, 불용 0",
    ),
)


def check(books: Books) -> Iterator[Finding]:
    """Per budget and closing that is past."""
    unit, lines = unit_named(books.book.unit), lines_of(books)
    asked = {line.year for line in lines if line.left}
    for line in lines:
        if not is_closed(line.year, books.as_of) or not line.rest:
            continue
        is_recorded = line.left or line.is_carried
        if not is_recorded and (line.year not in asked or line.rest < 0 or line.executed is None):
            continue  # nobody settles that year; more executed than secured, or no answer yet: B202 and B205 say so
        yield RULE.finding(
            where(line),
            Text(
                en="closing of {year}: {arithmetic}, {rest} unexplained",
                ko="{year}년 결산: {arithmetic}, 차이 {rest}",
            ).format(year=line.year, arithmetic=arithmetic(line, unit), rest=stated(line.rest, unit)),
            severity=None if is_recorded else Severity.WARNING,
            stated=line.budget or 0,
            computed=line.used,
            unit=unit.label,
        )
