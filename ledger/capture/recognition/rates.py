"""Lines that compare other lines: changes (증감), shares (비중, 구성비) and ratios (c/a)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from ledger.capture.recognition.cells import ONE
from ledger.capture.recognition.layout import Block
from ledger.capture.recognition.lines import Lines, across, down
from ledger.capture.recognition.patterns import Pattern
from ledger.capture.recognition.sums import INFERRED, LABELLED
from ledger.capture.recognition.words import (
    is_change,
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
_RATES = Text(en="a rate of two lines", ko="두 줄의 비율")
# A rate's lines stand near it; looking at more would find accidents.
_REACH = 6


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
    order = [*range(line - 1, -1, -1), *range(line + 1, len(lines))]
    usable = [each for each in order if not lines.is_aside(each)]
    return usable[:_REACH]


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
    """The patterns of the rates of a block, and the columns whose shares are of one total and so add up."""

    patterns: list[Pattern]
    composition: frozenset[int]


def shares(block: Block) -> Shares:
    """비중(c/a) by its letters; 비중 as part of the total of the amounts before it; else a rate of two near columns."""
    columns = across(block)
    letters = _letters(columns)
    patterns: list[Pattern] = []
    composition = set()
    for column, label in enumerate(columns.labels):
        if not (label.own and is_share(label.own)) or is_change(label.own):
            continue
        if divided := letters_divided(label.own):
            patterns += _lettered(block, columns, column, divided, letters)
        elif found := _of_total(block, columns, column):
            patterns.append(found)
            composition.add(column)
        elif found := _of_two(block, columns, column):
            patterns.append(found)
    return Shares(patterns, frozenset(composition))


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


def _lettered(
    block: Block, columns: Lines, column: int, divided: tuple[str, str], letters: dict[str, int]
) -> Iterator[Pattern]:
    over, under = (letters.get(letter.casefold()) for letter in divided)
    if over is None or under is None:
        return
    operation = _operation(block, column, over, under)
    yield Pattern(
        column,
        ((over, 1), (under, 1)),
        _stated(block, column),
        columns.place,
        "share",
        _BY_LETTERS,
        LABELLED,
        operation,
    )


def _operation(block: Block, column: int, over: int, under: int) -> Operation:
    """Per cent, unless the plain ratio fits better: 배, 인당."""
    as_share = _closing(block, column, over, under, None, 100)
    return Operation.SHARE if as_share >= _closing(block, column, over, under, None, 1) else Operation.RATIO


def _stated(block: Block, column: int) -> list[int]:
    return [row for row, value in enumerate(block.values[column]) if value]


def _of_total(block: Block, columns: Lines, column: int) -> Pattern | None:
    """Each row's share of the total row, in the nearest column of amounts before it."""
    base = next((each for each in range(column - 1, -1, -1) if not columns.is_aside(each)), None)
    if base is None:
        return None
    for total in _whole_rows(block, base):
        stated = _stated(block, column)
        if _is_clear(_closing(block, column, base, base, total, 100), len(stated)):
            return _share_of(block, column, base, total, stated)
    return None


def _whole_rows(block: Block, base: int) -> list[int]:
    """Rows that may be the whole: the largest first or last one."""
    values = block.values[base]
    if not values:
        return []
    ends = [len(values) - 1, 0]
    return sorted((row for row in ends if values[row] > 0), key=lambda row: -values[row])


def _share_of(block: Block, column: int, base: int, total: int, rows: Sequence[int]) -> Pattern:
    """Lines of this pattern are cells (row, column), for its second part stays at the total row."""
    place = block.spots.place
    return Pattern(
        column,
        ((base, 1), (-1, 1)),
        rows,
        lambda row, line, figure: place(total, base, figure) if line < 0 else place(row, line, figure),
        "share",
        _SHARES,
        LABELLED,
        Operation.SHARE,
    )


def _of_two(block: Block, columns: Lines, column: int) -> Pattern | None:
    near = [each for each in _near(columns, column) if each < column or column == 0]
    stated = _stated(block, column)
    for over, under in permutations(near, 2):
        if len(stated) >= 2 and _is_clear(_closing(block, column, over, under, None, 100), len(stated)):
            parts = ((over, 1), (under, 1))
            return Pattern(column, parts, stated, columns.place, "share", _RATES, INFERRED, Operation.SHARE)
    return None


def _is_clear(closing: int, stated: int) -> bool:
    return closing >= 2 and 3 * closing >= 2 * stated


def _closing(block: Block, column: int, over: int, under: int, total: int | None, factor: int) -> int:
    """In how many rows the rate is right to its last printed digit."""
    found = 0
    for row, stated in enumerate(block.values[column]):
        whole = block.values[under][row if total is None else total]
        if stated and whole and is_rate(stated, block.values[over][row], whole, factor):
            found += 1
    return found


def is_rate(stated: int, part: int, whole: int, factor: int) -> bool:
    """Whether part / whole x factor, in billionths, is the stated rate within one unit of its last printed digit."""
    step = ONE
    while step > 1 and stated % step:
        step //= 10
    return abs(stated * whole - part * factor * ONE) <= step * abs(whole)
