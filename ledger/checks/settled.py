"""A line of a closing in words: what the rules of the closing share."""

from ledger.cube.settling import Line
from ledger.model.finding import Where
from ledger.model.money import Unit, stated
from ledger.model.text import Text

_SECURED, _CARRIED = Text(en="secured", ko="확보"), Text(en="carried in", ko="이월받은 돈")


def where(line: Line) -> Where:
    """The place of a budget."""
    return Where(project=line.project, source=line.source, period=line.period)


def arithmetic(line: Line, unit: Unit) -> Text:
    """`확보 10, 집행 6 + 이월 3 + 불용 0 = 9 백만원`"""
    said = Text(
        en="{of} {budget}, executed {executed} + carried over {carried} + lapsed {lapsed} = {used} {unit}",
        ko="{of} {budget}, 집행 {executed} + 이월 {carried} + 불용 {lapsed} = {used} {unit}",
    )
    return said.format(
        of=_CARRIED if line.is_carried else _SECURED,
        budget=stated(line.budget or 0, unit),
        executed=stated(line.executed or 0, unit),
        carried=stated(line.carried, unit),
        lapsed=stated(line.lapsed, unit),
        used=stated(line.used, unit),
        unit=unit,
    )
