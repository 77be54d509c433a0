from collections.abc import Iterator

from ledger.checks.rule import Rule, at
from ledger.cube.books import Books
from ledger.cube.closing import is_closed
from ledger.model.entry import Measure
from ledger.model.finding import Finding, Severity
from ledger.model.money import stated, unit_named
from ledger.model.text import Text

RULE = Rule(
    id="B205",
    name="execution-missing",
    severity=Severity.NOTE,
    since="0.1",
    title=Text(
        en="A closed year has secured money but no executed amount", ko="마감된 연도에 확보액만 있고 집행액이 없음"
    ),
    why=Text(
        en="The accounts of a year are settled by 10 February of the next. After that a blank executed amount is "
        "either forgotten or should be a 0.",
        ko="출납사무는 다음 해 2월 10일에 완결됩니다. 그 뒤에도 집행액이 빈칸이면 빠뜨린 것이거나 0을 적어야 합니다.",
    ),
    fix=Text(
        en="Record what was executed; 0 if nothing was (`ledger execute CODE SOURCE PERIOD=0`).",
        ko="집행액을 기록하십시오. 집행이 없었으면 0을 기록합니다(`ledger execute 관리번호 재원 연차=0`).",
    ),
    example=Text(en="'22: secured 18, executed blank, as of 2023-03", ko="2023년 3월에 '22 확보 18, 집행 빈칸"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per cell whose year was settled by the as-of date."""
    unit = unit_named(books.book.unit)
    years = {period.key: period.year for period in books.periods}
    for cell, balance in books.cube.cells.items():
        year = years.get(cell.period)
        if cell.measure is not Measure.SECURED or not balance.won or year is None or not is_closed(year, books.as_of):
            continue
        if cell._replace(measure=Measure.EXECUTED) not in books.cube.cells:
            yield RULE.finding(
                at(cell),
                Text(
                    en="{won} {unit} is secured, nothing is recorded as executed, and the year is settled",
                    ko="{won} {unit}, 집행 기록 없음(마감된 연도)",
                ).format(won=stated(balance.won, unit), unit=unit),
                stated=balance.won,
                unit=unit.label,
            )
