from collections.abc import Iterator

from ledger.checks.rule import Rule
from ledger.cube.books import Books
from ledger.cube.closing import closing_day
from ledger.model.entry import Measure
from ledger.model.finding import Finding, Severity, Where
from ledger.model.money import stated, unit_named
from ledger.model.text import Text

RULE = Rule(
    id="V103",
    name="provisional-in-seal",
    severity=Severity.NOTE,
    since="0.4",
    title=Text(
        en="The last seal holds provisional figures of a settled year", ko="확정본의 집행액이 잠정인데 그해가 마감됨"
    ),
    why=Text(
        en="Until 10 February of the next year payments of a year still come in: a report sealed before holds "
        "provisional executed amounts. Once the year is settled, a report with the settled ones is due.",
        ko="집행액은 다음 해 2월 10일(출납사무 완결)까지 바뀔 수 있어, 그 전 확정본의 집행액은 잠정입니다. "
        "마감된 뒤에는 확정된 집행액으로 다시 내야 합니다. 마감일까지의 집행액과 다르면 주의입니다. 그 뒤의 "
        "반납이나 이월해 쓴 돈은 확정 집행액을 바꾸지 않습니다.",
    ),
    fix=Text(
        en="Record the last payments of the year and seal a report as of 10 February or later.",
        ko="그해의 나머지 집행액을 기록하고, 기준일 2월 10일 이후로 확정본을 다시 만드십시오(`ledger seal`).",
    ),
    example=Text(
        en="sealed as of 2023-12-31 with '23 executed, no seal since 2024-02-10",
        ko="기준일 2023. 12. 31. 확정본의 '23 집행액, 2024. 2. 10. 이후의 확정본 없음",
    ),
)


def check(books: Books) -> Iterator[Finding]:
    """Per period that the last seal by the date of the book knew only provisionally; a warning where it changed."""
    if books.frozen is None:
        return
    unit, sealed = unit_named(books.book.unit), books.frozen.seal.state
    for period in books.periods:
        was = books.frozen.cube.won(Measure.EXECUTED, period=period.key)
        if was is None or period.year is None or period.year not in books.frozen.settled:
            continue
        now = books.frozen.settled[period.year].won(Measure.EXECUTED, period=period.key) or 0
        said = Text(
            en="sealed as '{seal}' ({on}) before {settled}: {was} {unit}, settled {now}",
            ko="확정본 '{seal}'({on}): {settled} 마감 전의 잠정 {was} {unit}, 마감 뒤 {now}",
        ).format(
            seal=sealed.key,
            on=sealed.as_of,
            settled=closing_day(period.year),
            was=stated(was, unit),
            now=stated(now, unit),
            unit=unit,
        )
        yield RULE.finding(
            Where(period=period.key, measure=str(Measure.EXECUTED)),
            said,
            severity=Severity.NOTE if now == was else Severity.WARNING,
            stated=was,
            computed=now,
            unit=unit.label,
        )
