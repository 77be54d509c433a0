from collections.abc import Callable, Iterator

from ledger.checks.indicators import at
from ledger.checks.rule import Rule
from ledger.cube.books import Books
from ledger.model.errors import Refused
from ledger.model.finding import Finding, Severity, Where
from ledger.model.quantity import Value
from ledger.model.registers.indicator import Actual, Indicator, Target
from ledger.model.text import Text

RULE = Rule(
    id="K107",
    name="unreadable-value",
    severity=Severity.ERROR,
    since="0.3",
    title=Text(en="A target or actual is no value of its indicator", ko="지표의 값으로 읽을 수 없는 목표·실적"),
    why=Text(
        en="`ledger kpi` refuses such a value, but a file may bring it in, or the indicator may have been changed or "
        "undone after it. The value is printed and counts nowhere.",
        ko="`ledger kpi`는 이런 값을 받지 않지만, 파일로 들어왔거나 나중에 지표를 고치거나 되돌리면 생깁니다. 출력만 "
        "되고 어떤 계산에도 들어가지 않습니다.",
    ),
    fix=Text(
        en="Record the value again, or register what is missing (`ledger kpi define`).",
        ko="값을 다시 기록하거나, 빠진 지표·사업·연차를 등록하십시오(`ledger kpi define`).",
    ),
    example=Text(en="actual '4,495명' of an indicator in 건", ko="단위가 건인 지표에 실적 '4,495명'"),
)


def check(books: Books) -> Iterator[Finding]:
    """Per indicator of an unknown project, and per value."""
    indicators = {each.key: each for each in books.records(Indicator)}
    for each in indicators.values():
        if each.project and each.project not in books.names.projects:
            yield RULE.finding(at(each), Text(en="its project is not registered", ko="등록되지 않은 사업의 지표"))
    values: list[tuple[Text, Target | Actual]] = [(_TARGET, each) for each in books.records(Target)]
    values += [(_ACTUAL, each) for each in books.records(Actual)]
    for what, value in values:
        indicator = indicators.get(value.indicator)
        if indicator is None:
            where = Where(indicator=value.indicator, period=value.period)
            yield RULE.finding(where, _said(what, value, Text(en="no such indicator", ko="등록되지 않은 지표")))
            continue
        reader = indicator.target if isinstance(value, Target) else indicator.actual
        if value.period not in books.names.periods:
            said = _said(what, value, Text(en="no such period", ko="장부에 없는 연차"))
            yield RULE.finding(at(indicator, value.period), said)
        elif (unread := _unread(reader, value.value)) is not None:
            said = Text(en="{what}: {reason}", ko="{what}: {reason}").format(what=what, reason=unread)
            yield RULE.finding(at(indicator, value.period), said)


_TARGET, _ACTUAL = Text(en="target", ko="목표"), Text(en="actual", ko="실적")


def _said(what: Text, value: Target | Actual, reason: Text) -> Text:
    said = Text(en="{what} {value}: {reason}", ko="{what} {value}: {reason}")
    return said.format(what=what, value=value.value, reason=reason)


def _unread(reader: Callable[[str], Value], text: str) -> Text | None:
    try:
        reader(text)
    except Refused as refusal:
        return refusal.what
    return None
