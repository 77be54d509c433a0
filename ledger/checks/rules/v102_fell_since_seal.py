from collections.abc import Iterator

from ledger.checks.rule import Rule, at
from ledger.cube.books import Books
from ledger.model.entry import Measure
from ledger.model.finding import Finding, Severity
from ledger.model.money import stated, unit_named
from ledger.model.text import Text

RULE = Rule(
    id="V102",
    name="fell-since-seal",
    severity=Severity.WARNING,
    since="0.4",
    title=Text(en="Executed money fell since the last seal", ko="확정본보다 집행 누계가 줄어듦"),
    why=Text(
        en="Executed amounts add up: what was paid stays paid. They fall only by money that came back (반납), which is "
        "recorded as such, on its day.",
        ko="집행액은 누계이므로 줄지 않습니다. 줄어드는 것은 반납뿐이며, 반납은 그 날짜로 따로 기록합니다.",
    ),
    fix=Text(
        en="Look at the postings (`ledger trace`). Record a return with `ledger return`, or the correction with its "
        "reason, and waive this finding.",
        ko="기장을 확인하십시오(`ledger trace`). 반납이면 `ledger return`으로 기록하고, 정정이면 사유와 함께 기록한 뒤 "
        "예외승인을 받으십시오.",
    ),
    example=Text(en="sealed 5,322, now 5,222, no return recorded", ko="확정본 5,322, 지금 5,222, 반납 기록 없음"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per executed cell of the last seal by the date of the book."""
    if books.frozen is None:
        return
    unit = unit_named(books.book.unit)
    for cell, was in books.frozen.cube.cells.items():
        if cell.measure is not Measure.EXECUTED:
            continue
        now = books.cube.cells[cell].won if cell in books.cube.cells else 0
        explained = was.won + books.frozen.returned.get(cell, 0)
        if now < explained:
            yield RULE.finding(
                at(cell),
                Text(
                    en="{now} after {was} {unit} in the seal '{seal}': {less} less without a return",
                    ko="{now}, 확정본 '{seal}' {was} {unit}: 반납 없이 {less} 감소",
                ).format(
                    now=stated(now, unit),
                    was=stated(was.won, unit),
                    unit=unit,
                    seal=books.frozen.seal.state.key,
                    less=stated(explained - now, unit),
                ),
                stated=now,
                computed=explained,
                unit=unit.label,
            )
