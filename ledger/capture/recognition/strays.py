"""Lines printed in the group of another total: both totals keep the lines that their places give them.

Without this the total that gained a line would close by leaving the stranger out, and an outer total would get it:
one slip would be told as two, at the wrong places.
"""

from collections.abc import Mapping, Sequence

from ledger.capture.recognition.lines import Lines

# With more totals that do not close, their places say nothing about where a line belongs.
_FEW = 20


def moved(lines: Lines, places: Mapping[int, Sequence[int]]) -> set[int]:
    """Totals that do not close by their place, of which one does without a line and another one with that line."""
    failing = [total for total, parts in places.items() if not lines.fit(total, parts).is_clear]
    if not 2 <= len(failing) <= _FEW:
        return set()
    found = set()
    for taker in failing:
        for line in _strangers(lines, taker, places[taker]):
            givers = [each for each in failing if each != taker and lines.fit(each, [*places[each], line]).is_clear]
            if len(givers) == 1:
                found |= {taker, *givers}
    return found


def _strangers(lines: Lines, total: int, parts: Sequence[int]) -> list[int]:
    """The lines without which the total closes."""
    excess = [sum([cross[part] for part in parts]) - cross[total] for cross in lines.witnesses()]
    return [
        line
        for line in parts
        if any(cross[line] == over != 0 for cross, over in zip(lines.witnesses(), excess, strict=True))
        and lines.fit(total, [part for part in parts if part != line]).is_clear
    ]
