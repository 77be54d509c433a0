"""Sums of rounded amounts: a printed total and the sum of its n printed parts may be n units apart, and close.

Only what the exact figures do not tell is asked here, and only where the amounts are so large beside their unit that
the nearness says something.
"""

from collections.abc import Iterator, Sequence
from math import log10

from ledger.capture.recognition.cells import ONE
from ledger.capture.recognition.lines import Fit, Lines, Stack

# A figure says nothing that is less than so many times what its rounding may come to.
_LARGE = 8
# Where nothing but the figures tells the parts: one accident in a thousand.
_UNLIKELY = 3
# Longer runs are lists, in whose sums rounding comes to as much as a line.
_LONG = 200
_WIDE = 20


class Rounded:
    """How well lines make a total if every figure of theirs has been rounded to the last digit that any prints."""

    def __init__(self, lines: Lines) -> None:
        self._lines, self._witnesses = lines, lines.witnesses()
        self._step = min((_step(value) for cross in lines.crosses for value in cross if value % ONE), default=ONE)

    def fit(self, total: int, parts: Sequence[int]) -> Fit:
        """Crosses in which the sum is as near as rounding leaves it, and where it is not; small amounts tell nothing.

        Rounding alone makes no total blank, nor any of one part.
        """
        closing = failing = digits = 0
        for cross in self._lines.crosses:
            stated = cross[total]
            figures = [cross[part] for part in parts if cross[part]]
            reach = (len(figures) + 1) * self._step
            if abs(stated - sum(figures)) > (reach if stated else 0):
                failing += bool(stated)
            elif abs(stated) >= _LARGE * reach:
                closing += 1
                digits += int(log10(abs(stated) // reach))
        return Fit(closing, failing, digits)

    def holds(self, total: int, parts: Sequence[int]) -> bool:
        """Whether no cross is further from its sum than rounding explains: then the run of its place is a total's own.

        A shorter run may close in more crosses, where a part is so small that the others' rounding hides it.
        """
        if len(parts) > _LONG or not self._is_near(total, parts):
            return False
        fit = self.fit(total, parts)
        return fit.closing > 0 and not fit.failing

    def _is_near(self, total: int, parts: Sequence[int]) -> bool:
        """A look at the crosses with most figures, before all are gone through."""
        return all(
            abs(cross[total] - sum([cross[part] for part in parts])) <= (len(parts) + 1) * self._step
            for cross in self._witnesses
        )

    def run(self, total: int, stack: Stack) -> int:
        """The length of the run at the top of the stack that makes the total; 0 where none clearly does.

        Of several the nearest; what adds nothing goes with it, as far as the next line that adds something.
        """
        order = stack.lines[::-1][:_LONG]
        best: tuple[int, int] | None = None
        for length in self._lengths(total, order):
            fit = self.fit(total, order[:length])
            if fit.is_clear and fit.digits >= _UNLIKELY:
                away = self._away(total, order[:length])
                best = min(best or (away, length), (away, length))
        return best[1] if best else 0

    def _lengths(self, total: int, order: Sequence[int]) -> Iterator[int]:
        """Lengths at which some cross with many figures is near."""
        found = set()
        for cross in self._witnesses:
            running, figures = 0, 0
            for length, line in enumerate(order, 1):
                running += cross[line]
                figures += bool(cross[line])
                if figures > 1 and abs(cross[total] - running) <= (figures + 1) * self._step:
                    found.add(length)
        yield from sorted(found)

    def without(self, total: int, run: Sequence[int]) -> tuple[int, list[int]] | None:
        """A line of the run that is itself the sum of lines next to it, and those; the total closes without it.

        계 = 기투자 + '23 + '24, with 임기내 = '23 + '24 between.
        """
        order = sorted(run)
        if not 3 < len(order) <= _LONG:
            return None
        for at, line in enumerate(order):
            others = [*order[:at], *order[at + 1 :]]
            fit = self.fit(total, others)
            if fit.is_clear and fit.digits >= _UNLIKELY and (parts := self._inner(line, others)):
                return line, parts
        return None

    def _inner(self, line: int, order: Sequence[int]) -> list[int]:
        """The longest run of neighbours that make the line."""
        for length in range(min(len(order) - 1, _WIDE), 1, -1):
            for start in range(len(order) - length + 1):
                parts = list(order[start : start + length])
                fit = self.fit(line, parts)
                if fit.is_clear and fit.digits >= _UNLIKELY:
                    return parts
        return []

    def _away(self, total: int, parts: Sequence[int]) -> int:
        return sum(abs(cross[total] - sum([cross[part] for part in parts])) for cross in self._lines.crosses)


def _step(value: int) -> int:
    """The size of the last digit of a figure in billionths."""
    step = ONE
    while value % step:
        step //= 10
    return step
