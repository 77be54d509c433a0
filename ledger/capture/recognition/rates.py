"""Lines that compare other lines: changes (증감), shares (비중, 구성비) and ratios (c/a)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, permutations

from ledger.capture.recognition.cells import ONE
from ledger.capture.recognition.layout import Block
from ledger.capture.recognition.lines import Lines, across, down
from ledger.capture.recognition.patterns import Pattern
from ledger.capture.recognition.sums import INFERRED, LABELLED
from ledger.capture.recognition.words import (
    is_aside,
    is_average,
    is_change,
    is_growth,
    is_share,
    letter_of,
    letters_divided,
    letters_summed,
)
from ledger.model.relation import Operation
from ledger.model.text import Text

_BY_LETTERS = Text(en="the label is a formula of letters", ko="이름이 기호로 쓴 산식임")
_CHANGES = Text(en="a change: one line less another", ko="증감: 한 줄에서 다른 줄을 뺀 값")
_SHARES = Text(en="a share of the total", ko="합계에 대한 비중")
_GROWTH = Text(en="a rate of change between two lines", ko="두 줄 사이의 증감률")
_RATES = Text(en="a rate of two lines", ko="두 줄의 비율")
# A rate's lines stand near it; looking at more would find accidents.
_REACH = 6
_FAR = 60
_WHOLE = 100 * ONE


def changes(block: Block) -> Iterator[Pattern]:
    """증감 columns and 현원-정원 rows, wherever a clear majority closes or letters say so."""
    for lines in (across(block), down(block)):
        letters = _letters(lines)
        for line, label in enumerate(lines.labels):
            if label.own and is_change(label.own):
                yield from _change(lines, line, letters)
            elif named := lines.difference(line):
                parts = ((named[0], 1), (named[1], -1))
                yield Pattern(line, parts, _printed(lines, line), lines.place, "change", _CHANGES, LABELLED)


def _change(lines: Lines, line: int, letters: dict[str, int]) -> Iterator[Pattern]:
    said = letters_summed(lines.labels[line].own)
    crosses = _printed(lines, line)
    if said and all(letter.casefold() in letters for letter, _ in said):
        parts = tuple((letters[letter.casefold()], sign) for letter, sign in said)
        yield Pattern(line, parts, crosses, lines.place, "change", _BY_LETTERS, LABELLED)
        return
    best: tuple[int, int, tuple[tuple[int, int], ...]] = (0, 0, ())
    for new, old in permutations(_near(lines, line), 2):
        closing, failing = _difference(lines, line, new, old)
        if closing >= 2 * failing and closing > best[0]:
            best = (closing, failing, ((new, 1), (old, -1)))
    if best[2]:
        yield Pattern(line, best[2], crosses, lines.place, "change", _CHANGES, LABELLED)


def _printed(lines: Lines, line: int) -> list[int]:
    return [cross for cross in range(len(lines.crosses)) if not lines.blank(cross, line)]


def _near(lines: Lines, line: int) -> list[int]:
    """The lines before this one in its group, nearest first, then those behind; rates and changes left out."""
    order = chain(_before(line), range(line + 1, min(line + _FAR, len(lines))))
    return list(islice((each for each in order if not lines.is_aside(each)), _REACH))


def _before(line: int) -> range:
    return range(line - 1, max(line - _FAR, -1), -1)


def _difference(lines: Lines, line: int, new: int, old: int) -> tuple[int, int]:
    """In how many crosses new - old is the line, and in how many it is not."""
    closing = failing = 0
    for cross in lines.crosses:
        if cross[line] or cross[new] != cross[old]:
            if cross[line] == cross[new] - cross[old]:
                closing += 1
            else:
                failing += 1
    return closing, failing


# --- shares ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shares:
    """The patterns of the rates of a block, and the columns and rows whose shares are of one total and so add up."""

    patterns: list[Pattern]
    composition: frozenset[int]
    composed_rows: frozenset[int]


def shares(block: Block) -> Shares:
    """비중(c/a) by its letters; 비중 as part of the total of the amounts before it; else a rate of two near lines."""
    patterns: list[Pattern] = []
    columns, rows = across(block), down(block)
    of_columns = _shares_along(columns, rows, patterns)
    return Shares(patterns, of_columns, _shares_along(rows, columns, patterns))


def _shares_along(lines: Lines, others: Lines, patterns: list[Pattern]) -> frozenset[int]:
    """Note the patterns; the lines of shares of one total. `others` are the lines that cross these."""
    letters: dict[str, int] | None = None
    composition = set()
    for line, label in enumerate(lines.labels):
        if not (label.own and is_aside(label.own) and is_share(label.own)):
            continue
        if is_change(label.own) or is_average(label.own):
            continue
        if divided := letters_divided(label.own):
            letters = letters if letters is not None else _letters(lines)
            patterns += _lettered(lines, line, divided, letters)
        elif is_growth(label.own):
            patterns += _of_growth(lines, line)
        elif found := _of_total(lines, others, line):
            patterns.append(found)
            composition.add(line)
        elif found := _of_two(lines, line):
            patterns.append(found)
    return frozenset(composition)


def _letters(lines: Lines) -> dict[str, int]:
    """letter -> the line it names, for lines that are themselves no formula"""
    return {
        letter.casefold(): line
        for line, label in enumerate(lines.labels)
        if (letter := letter_of(label.own)) and not letters_summed(label.own) and not letters_divided(label.own)
    } | {
        letter.casefold(): line
        for line, label in enumerate(lines.labels)
        if (letter := letter_of(label.own)) and letters_summed(label.own)
    }


def _lettered(lines: Lines, line: int, divided: tuple[str, str], letters: dict[str, int]) -> Iterator[Pattern]:
    over, under = (letters.get(letter.casefold()) for letter in divided)
    if over is None or under is None:
        return
    parts = ((over, 1), (under, 1))
    operation = _operation(lines, line, over, under)
    yield Pattern(line, parts, _stated(lines, line), lines.place, "share", _BY_LETTERS, LABELLED, operation)


def _operation(lines: Lines, line: int, over: int, under: int) -> Operation:
    """Per cent, unless the plain ratio fits better: 배, 인당."""
    as_share = _closing(lines, line, over, under, 100)
    return Operation.SHARE if as_share >= _closing(lines, line, over, under, 1) else Operation.RATIO


def _stated(lines: Lines, line: int) -> list[int]:
    return [index for index, cross in enumerate(lines.crosses) if cross[line] and index not in lines.means]


def _of_two(lines: Lines, line: int) -> Pattern | None:
    near = [each for each in _near(lines, line) if each < line or line == 0]
    stated = _stated(lines, line)
    for over, under in permutations(near, 2):
        if _is_rate_of(lines, line, over, under, stated):
            parts = ((over, 1), (under, 1))
            return Pattern(line, parts, stated, lines.place, "share", _RATES, INFERRED, Operation.SHARE)
    return None


def _of_growth(lines: Lines, line: int) -> Iterator[Pattern]:
    """증감률 of the first two near lines of which two in three rates, and two at least, are right."""
    stated = _stated(lines, line)
    for new, old in permutations(_near(lines, line), 2):
        compared = [index for index in stated if lines.crosses[index][old]]
        closing = sum(
            is_rate(cross[line], cross[new] - cross[old], cross[old], 100)
            for cross in map(lines.crosses.__getitem__, compared)
        )
        if closing >= 2 and 3 * closing >= 2 * len(stated):
            parts = ((new, 1), (old, 1))
            yield Pattern(line, parts, compared, lines.place, "growth", _GROWTH, INFERRED, Operation.GROWTH)
            return


def _is_rate_of(lines: Lines, line: int, over: int, under: int, stated: Sequence[int]) -> bool:
    """Two in three shares are right, and two at least; given up as soon as too many are not."""
    left = len(stated) // 3
    for cross in map(lines.crosses.__getitem__, stated):
        if not (cross[under] and is_rate(cross[line], cross[over], cross[under], 100)):
            left -= 1
            if left < 0:
                return False
    return len(stated) - len(stated) // 3 >= 2


def _closing(lines: Lines, line: int, over: int, under: int, factor: int) -> int:
    """In how many crosses the rate is right to its last printed digit."""
    return sum(
        is_rate(cross[line], cross[over], cross[under], factor)
        for cross in lines.crosses
        if cross[line] and cross[under]
    )


# --- shares of one total --------------------------------------------------------------------------------------------


def _of_total(lines: Lines, others: Lines, line: int) -> Pattern | None:
    """Each cross's share of the total cross, in the nearest line of amounts before it."""
    base = next((each for each in _before(line) if not lines.is_aside(each)), None)
    if base is None:
        return None
    stated = _stated(lines, line)
    for whole in _wholes(lines, others, line, base):
        is_said = lines.crosses[whole][line] == _WHOLE or bool(others.rank(whole))
        if _is_composed(lines, line, base, whole, stated, is_said):
            return _share_of(lines, line, base, whole, stated)
    return None


def _wholes(lines: Lines, others: Lines, line: int, base: int) -> list[int]:
    """Crosses that may be the whole, the first or the last one: a labelled total, one with 100%, then the larger."""
    crosses = lines.crosses
    ends = dict.fromkeys((len(crosses) - 1, 0)) if crosses else ()
    found = [each for each in ends if crosses[each][base] > 0]
    return sorted(found, key=lambda each: (-others.rank(each), crosses[each][line] != _WHOLE, -crosses[each][base]))


def _is_composed(lines: Lines, line: int, base: int, whole: int, stated: Sequence[int], is_said: bool) -> bool:
    """Two in three shares are right. Less will do where the table itself says what they are shares of.

    It says so by the label of the whole or by its share of 100: then a majority is enough, or, where the others add
    up to 100, two; for one slip makes two shares wrong, of few. A slip in the total itself must not hide it either.
    """
    closing = _closing_of(lines, line, base, lines.crosses[whole][base], stated)
    if closing >= 2 and 3 * closing >= 2 * len(stated):
        return True
    if not is_said or len(stated) < 3:
        return False
    largest = max(cross[base] for cross in lines.crosses)
    closing = max(closing, _closing_of(lines, line, base, largest, stated))
    rest = sum(lines.crosses[each][line] for each in stated) - 2 * _WHOLE
    return closing >= 2 and (2 * closing > len(stated) or 20 * abs(rest) <= len(stated) * ONE)


def _closing_of(lines: Lines, line: int, base: int, whole: int, stated: Sequence[int]) -> int:
    return sum(is_rate(lines.crosses[each][line], lines.crosses[each][base], whole, 100) for each in stated)


def _share_of(lines: Lines, line: int, base: int, whole: int, stated: Sequence[int]) -> Pattern:
    """The second part of this pattern is no line but one cell: it stays at the whole."""
    place = lines.place
    return Pattern(
        line,
        ((base, 1), (-1, 1)),
        stated,
        lambda cross, at, figure: place(whole, base, figure) if at < 0 else place(cross, at, figure),
        "share",
        _SHARES,
        LABELLED,
        Operation.SHARE,
    )


def is_rate(stated: int, part: int, whole: int, factor: int) -> bool:
    """Whether part / whole x factor, in billionths, is the stated rate within one unit of its last printed digit."""
    step = ONE
    while step > 1 and stated % step:
        step //= 10
    return abs(stated * whole - part * factor * ONE) <= step * abs(whole)
