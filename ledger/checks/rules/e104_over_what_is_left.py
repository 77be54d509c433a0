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
    id="E104",
    name="over-what-is-left",
    severity=Severity.ERROR,
    since="0.1",
    title=Text(
        en="More is carried over or lapses than is left, or more is spent than was carried over",
        ko="남은 돈보다 많이 이월·불용하거나 이월한 돈보다 많이 집행함",
    ),
    why=Text(
        en="What is carried over or lapses is part of what was secured and not executed; of money carried over no more "
        "can be spent than was. After the closing the closing identity says the same.",
        ko="이월과 불용은 확보하고 집행하지 않은 돈의 일부이고, 이월한 돈은 이월한 만큼만 쓸 수 "
        "있습니다. 마감한 뒤에는 "
        "결산 점검(E101)이 봅니다.",
    ),
    fix=Text(
        en="Correct what is recorded as left (`ledger carry`, `ledger lapse`), or the period of the execution: it is "
        "that "
        "of the budget that paid.",
        ko="이월·불용 기록(`ledger carry`, `ledger lapse`)을 바로잡거나, 집행의 연차가 돈이 나온 예산의 연차인지 "
        "확인하십시오.",
    ),
    example=Text(
        en="'23: 3 carried over into '24, 4 executed of it in 2024", ko="'23에서 이월한 3 가운데 2024년에 4를 집행"
    ),
)


def check(books: Books) -> Iterator[Finding]:
    """Per budget and closing that is still to come."""
    unit = unit_named(books.book.unit)
    for line in lines_of(books):
        if is_closed(line.year, books.as_of) or line.rest >= 0 or not (line.left or line.is_carried):
            continue
        yield RULE.finding(
            where(line),
            Text(en="{arithmetic}: {over} too much", ko="{arithmetic}: {over} 초과").format(
                arithmetic=arithmetic(line, unit), over=stated(-line.rest, unit)
            ),
            stated=line.used,
            computed=line.budget or 0,
            unit=unit.label,
        )
