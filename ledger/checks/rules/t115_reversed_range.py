from collections.abc import Iterator

from ledger.checks.documents import shown
from ledger.checks.examined import Examined
from ledger.checks.rule import About, Rule
from ledger.model.finding import Finding, Severity
from ledger.model.text import Text

RULE = Rule(
    id="T115",
    name="reversed-range",
    severity=Severity.ERROR,
    since="0.2",
    title=Text(en="A range ends before it begins", ko="범위의 끝이 시작보다 앞섬"),
    why=Text(
        en="The first figure of a range is greater than the second: one of the two, or its unit, is wrong.",
        ko="범위의 앞 수치가 뒤 수치보다 큽니다. 둘 가운데 하나나 그 단위가 틀린 것입니다.",
    ),
    fix=Text(
        en="Correct the range; often the second figure belongs to a greater unit (6개월~1년).",
        ko="범위를 바로잡으십시오. 뒤 수치의 단위가 더 큰 경우가 많습니다(6개월~1년).",
    ),
    example=Text(en="6개월~1개월", ko="6개월~1개월"),
    about=About.TABLES,
)

_SAID = Text(en="the range runs backwards: {first} to {last}{unit}", ko="거꾸로 된 범위: {first} ~ {last}{unit}")


def check(examined: Examined) -> Iterator[Finding]:
    """Ranges whose two figures are of one unit."""
    for number, judged in examined.of("range"):
        if judged.is_broken:
            place = judged.relation.parts[0].place
            unit = examined.captured[place].unit
            said = _SAID.format(first=shown(judged.stated, unit), last=shown(judged.computed, unit), unit=unit)
            yield examined.plain(RULE, number, said, at=place)
