from collections.abc import Iterator

from ledger.checks.rule import Rule
from ledger.cube.books import Books
from ledger.model.finding import Finding, Severity, Where
from ledger.model.text import Text

RULE = Rule(
    id="V104",
    name="changed-after-seal",
    severity=Severity.NOTE,
    since="0.4",
    title=Text(en="What was handed in was changed since", ko="확정본의 내용이 그 뒤에 바뀜"),
    why=Text(
        en="A report that was handed in stays as it was. When the book changes for the time that it is about, the next "
        "report will differ from it, and somebody will ask why.",
        ko="제출한 보고서는 그대로 남습니다. 그 기준일까지의 기록이 나중에 바뀌면 다음 보고서와 달라지므로, 무엇이 왜 "
        "바뀌었는지 답할 수 있어야 합니다.",
    ),
    fix=Text(
        en="See `ledger seal NAME --changes`, and what it does to the figures with `ledger diff`.",
        ko="`ledger seal 이름 --changes`로 전표와 사유를, `ledger diff`로 달라진 수치를 확인하십시오.",
    ),
    example=Text(
        en="a payment of 2023-12-20 recorded after the seal as of 2023-12-31",
        ko="기준일 2023. 12. 31.의 확정본 뒤에 기록한 2023. 12. 20. 집행",
    ),
)


def check(books: Books) -> Iterator[Finding]:
    """Per seal with changes."""
    for state, number, changes in books.seals:
        if not changes:
            continue
        listed = ", ".join(str(change.number) for change in changes[:5]) + (", ..." if len(changes) > 5 else "")
        yield RULE.finding(
            Where(transaction=number),
            Text(
                en="seal '{name}' ({on}): changed {count} times since (transactions {listed})",
                ko="확정본 '{name}'({on}): 그 뒤 변경 {count}건 (전표 {listed})",
            ).format(name=state.key, on=state.as_of, count=len(changes), listed=listed),
        )
