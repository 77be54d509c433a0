from collections.abc import Iterator

from ledger.checks.rule import Rule, at
from ledger.cube.books import Books
from ledger.cube.closing import is_closed
from ledger.cube.settling import unabsorbed
from ledger.model.event import DEEMED
from ledger.model.finding import Finding, Severity
from ledger.model.money import stated, unit_named
from ledger.model.text import Text

RULE = Rule(
    id="E103",
    name="not-absorbed",
    severity=Severity.WARNING,
    since="0.1",
    title=Text(
        en="Money spent ahead of the vote is in no later supplementary budget",
        ko="성립전·간주처리 예산이 추경에 반영되지 않음",
    ),
    why=Text(
        en="Earmarked money may be spent before the council votes it, but it must enter the next supplementary budget "
        "of the same fiscal year. What comes in after the last one is deemed voted (간주처리), and a document tells "
        "the council. A warning until the year is closed, an error after.",
        ko="성립전 사용한 돈은 같은 회계연도의 다음 추경에 반영해야 합니다. 간주처리한 돈은 정리추경에 반영하고, "
        "추경이 더 없으면 근거 문서를 남깁니다. 출납폐쇄 전에는 주의, 그 뒤에는 오류입니다.",
    ),
    fix=Text(
        en="When the supplementary budget takes it in, say so with an amount of 0: `ledger secure CODE SOURCE "
        "PERIOD+=0 --basis 1회추경 --document NUMBER --on DATE`. Deemed voted after the last one: `... PERIOD+=0 "
        "--basis 간주처리 --document NUMBER`.",
        ko="추경에 반영되면 금액 0으로 기록합니다: `ledger secure 관리번호 재원 연차+=0 --basis 1회추경 --document "
        "문서번호 --on 의결일`. 마지막 추경 뒤의 간주처리는 근거 문서를 적습니다: `... 연차+=0 --basis 간주처리 "
        "--document 문서번호`.",
    ),
    example=Text(
        en="'23 국비 10 secured ahead of the vote in May, no supplementary budget on that cell by the end of 2023",
        ko="5월에 '23 국비 10 성립전, 2023년 말까지 그 칸에 추경 기록 없음",
    ),
)

_DEEMED = Text(
    en="--basis 정리추경, after the last one --basis 간주처리 --document NUMBER",
    ko="--basis 정리추경, 추경이 더 없으면 --basis 간주처리 --document 문서번호",
)


def check(books: Books) -> Iterator[Finding]:
    """Per cell of 확보."""
    unit = unit_named(books.book.unit)
    for each in unabsorbed(books):
        is_late = is_closed(each.year, books.as_of)
        said = (
            Text(
                en="{event} {won} {unit} on {since}: no supplementary budget of {year} took it in ({period}+=0 {way})",
                ko="{since} {event} {won} {unit}: {year}년 추경에 반영된 기록 없음 ({period}+=0 {way})",
            )
            if is_late
            else Text(
                en="{event} {won} {unit} on {since}: waits for a supplementary budget of {year} ({period}+=0 {way})",
                ko="{since} {event} {won} {unit}: {year}년 추경 반영 대기 (반영되면 {period}+=0 {way})",
            )
        )
        yield RULE.finding(
            at(each.cell),
            said.format(
                event=each.event.name,
                won=stated(each.won, unit),
                unit=unit,
                since=each.since.isoformat(),
                year=each.year,
                period=each.cell.period,
                way=_DEEMED if each.event is DEEMED else "--basis 1회추경",
            ),
            severity=Severity.ERROR if is_late else None,
            stated=each.won,
            unit=unit.label,
        )
