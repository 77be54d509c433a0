"""Which line of a block is the sum of which others: subtotals and totals to any depth, labelled or not.

A labelled total takes the run of lines that closes, or, where none does, the run that its place and label give it: a
wrong figure must not hide its own total. An unlabelled total must close in a clear majority of its crosses.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile

from ledger.capture.recognition.lines import Lines, Stack, rate_rows
from ledger.capture.recognition.lone import BY_LABEL_ALONE, is_lone
from ledger.capture.recognition.nesting import Tree, by_figures, coded, marked, marked_heads
from ledger.capture.recognition.rounded import Rounded
from ledger.capture.recognition.strays import moved
from ledger.capture.recognition.words import Rank, letter_of, letters_summed, name, rank_of
from ledger.model.text import Text

LABELLED, UNLABELLED, INFERRED, DOUBTFUL = 100, 95, 85, 60
# One accident in a million per line looked at.
_CERTAIN = 6
# One in a thousand is enough where a label says that there is a sum.
_UNLIKELY = 3
# Among more totals than this, one takes all that is left only where its place gives it nothing nearer.
_MANY = 200
# Rounding is looked for under so many totals of a rank.
_FEW = 20

_BY_LETTERS = Text(en="the label names its parts by letters", ko="이름에 더할 항목의 기호가 있음")
_BY_LABEL = Text(en="the label says that it is a total", ko="합계를 뜻하는 이름")
_NAMELESS = Text(en="a line without a label at the edge of the table", ko="표의 가장자리에 있는 이름 없는 줄")
_BY_FIGURES = Text(en="its figures are the sums of the lines beside it", ko="수치가 이웃한 줄들의 합과 같음")
_BY_DETAILS = Text(en="the total closes when its details are left out", ko="내역을 빼면 합계가 맞음")
_BY_NESTING = Text(en="it heads the lines below it, whose sum it is", ko="아래 세부 항목의 합인 상위 항목")
BY_NUMBERS = Text(en="its number heads those of the lines below it", ko="관리번호로 보아 아래 항목들의 상위 항목")
_BY_KEY = Text(en="a total for each label of the groups", ko="구분별 합계")


@dataclass(frozen=True, slots=True)
class Sum:
    """A line that is the sum of others. `is_top`: no other sum of this direction takes it as a part."""

    total: int
    parts: tuple[int, ...]
    rank: Rank
    confidence: int
    because: Text


def sums(lines: Lines) -> list[Sum]:
    """Every sum among the lines, parts before totals."""
    found: list[Sum] = []
    rates = rate_rows(lines)
    usable = [line for line in range(len(lines)) if not (line in rates or lines.is_aside(line))]
    for measure in dict.fromkeys(lines.measures) or ("",):
        of_measure = [line for line in usable if not lines.measures or lines.measures[line] == measure]
        for group in _keyed_apart(lines, of_measure, found):
            found += _Sums(lines, group).all()
    return found


class _Sums:
    """The sums among some lines: inner ones first, each pass leaving the lines that nobody has taken yet."""

    def __init__(self, lines: Lines, members: Sequence[int]) -> None:
        self.lines = lines
        self.roots = list(members)
        self.members = list(members)
        self.ranks = {line: lines.rank(line) for line in members}
        self.found: list[Sum] = []
        self.witnesses = lines.witnesses()
        self.counts = Counter(self.ranks.values())
        self.rounded: Rounded | None = None
        self.done: set[int] = set()
        self.kept: set[int] = set()  # totals that keep their place, though other lines would close
        self.late: set[int] = set()  # totals whose parts a total above them will tell
        for line in self._nameless_ends():
            self.ranks[line] = Rank.GRAND
        self.highest = max(self.ranks.values(), default=Rank.NONE)
        self.is_long = sum(map(bool, self.ranks.values())) > _MANY

    def all(self) -> list[Sum]:
        if len(self.members) < 2:
            return []
        self._letters()
        if not self._coded():
            self._marked()
        self._infer()
        for rank in (Rank.SUBTOTAL, Rank.TOTAL, Rank.GRAND):
            ranked = [line for line, its in self.ranks.items() if its == rank]
            depths = {len(self._group(line)) for line in ranked}
            for depth in sorted(depths, reverse=True):
                self._label_pass({each for each in ranked if len(self._group(each)) == depth})
            if depths and rank < Rank.GRAND:
                self._infer()
        return self.found

    # --- which way a total looks

    def _group(self, line: int) -> tuple[str, ...]:
        return self.lines.labels[line].group

    def _nameless_ends(self) -> list[int]:
        """A first or last line without any label beside labelled ones: a total of the whole, if it closes."""
        ends = [self.members[0], self.members[-1]] if len(self.members) > 2 else []
        nameless = [line for line in ends if not self.lines.labels[line].path and not self._is_empty(line)]
        labelled = sum(bool(self.lines.labels[line].path) for line in self.members)
        return nameless if labelled >= len(self.members) - len(nameless) and labelled > 1 else []

    def _is_empty(self, line: int) -> bool:
        return not any(cross[line] for cross in self.witnesses)

    def _opens(self, line: int) -> bool:
        """Whether a total stands before its parts: its group's first line of no higher rank is such a total."""
        rank, group = self.ranks[line], self._group(line)
        for other in self.members:
            if self.ranks[other] <= rank and self._group(other)[: len(group)] == group:
                return self.ranks[other] == rank and len(self._group(other)) == len(group)
        return False

    # --- letters: 계(A+B) says itself what it adds

    def _letters(self) -> None:
        if not any("+" in self.lines.labels[line].own for line in self.members):
            return
        named = {letter.casefold(): line for line in self.members if (letter := self._letter(line))}
        for line in self.members:
            said = letters_summed(self.lines.labels[line].own)
            parts = tuple(named[letter.casefold()] for letter, sign in said if sign > 0 and letter.casefold() in named)
            if len(said) >= 2 and len(parts) == len(said) and line not in parts:
                self._add(line, parts, LABELLED, _BY_LETTERS)
                self.roots = [root for root in self.roots if root not in parts]

    def _letter(self, line: int) -> str:
        own = self.lines.labels[line].own
        return "" if letters_summed(own) else letter_of(own)

    # --- rows nested under parents

    def _marked(self) -> None:
        """Groups that markers show: 가. over 1) and 2)."""
        ordinary = [line for line in self.members if not self.ranks[line]]
        if len(ordinary) > 2 and (tree := marked(self.lines, ordinary)):
            self._grow(tree)
            self.roots = [line for line in self.roots if self.ranks[line] or line in tree.roots]

    def _coded(self) -> bool:
        """Groups that numbers show: 1/2 over 1/2/1 and 1/2/2."""
        tree = coded(self.lines, [line for line in self.members if not self.ranks[line]])
        if tree is None:
            return False
        self._grow(tree, BY_NUMBERS)
        self.roots = [line for line in self.roots if self.ranks[line] or line in tree.roots]
        return True

    def _nested(self, line: int, stack: Stack, length: int) -> int:
        """A total that closes over the heads of a hierarchy, and not over all of its lines."""
        order = sorted(stack.lines[-length:])
        if any(map(self.ranks.get, order)):
            return 0
        tree = by_figures(self.lines, line, order, self.done) or marked_heads(self.lines, line, order)
        if tree is None:
            return 0
        self._grow(tree)
        self._add(line, tree.roots, LABELLED, _BY_LABEL)
        return length

    def _grow(self, tree: Tree, because: Text = _BY_NESTING) -> None:
        for head, parts in tree.groups:
            self._add(head, parts, INFERRED, because)

    # --- passes

    def _label_pass(self, totals: set[int]) -> None:
        openers = {line for line in totals if self._opens(line)}
        for order, members in ((self.roots, totals - openers), (self.roots[::-1], openers)):
            self.kept |= moved(self.lines, self._places(order, members - self.done))
        self.roots = self._sweep(self.roots, totals - openers)
        self.roots = self._sweep(self.roots[::-1], openers)[::-1]

    def _places(self, order: list[int], totals: set[int]) -> dict[int, list[int]]:
        """The lines that each total has by its place alone, of those that have any: its group, or back to its like."""
        found: dict[int, list[int]] = {}
        lines: list[int] = []
        for line in order if len(totals) > 1 else ():
            if line in totals and (length := next(filter(None, self._near_runs(line, lines)), 0)):
                found[line] = lines[-length:]
                del lines[-length:]
            lines.append(line)
        return found

    def _sweep(self, order: list[int], totals: set[int]) -> list[int]:
        if not totals - self.done:
            return order
        stack = Stack(self.witnesses)
        for line in order:
            if line in totals and line not in self.done:
                stack.pop(self._take(line, stack))
            stack.push(line)
        return stack.lines

    def _take(self, line: int, stack: Stack) -> int:
        """How many lines at the top of the stack the total takes; the sum is noted.

        The first run that closes clearly: by its place, then by the figures, then with details left out. A named
        total that nothing closes keeps the run of its place; a nameless one only if it is of the size of a total.
        """
        is_named = bool(self.lines.labels[line].path)
        placed = [length for length in dict.fromkeys(self._structural(line, stack)) if length]
        if line in self.kept and placed:
            return self._note(line, stack, placed[0], LABELLED)
        for length in placed:
            if self.lines.fit(line, stack.lines[-length:]).is_clear:
                return self._note(line, stack, length, LABELLED if is_named else UNLABELLED)
        if is_named and placed and self._round.holds(line, stack.lines[-placed[0] :]):
            return self._note(line, stack, placed[0], LABELLED)
        if is_named and placed and (taken := self._nested(line, stack, placed[-1])):
            return taken
        for length in stack.runs(line):
            fit = self.lines.fit(line, stack.lines[-length:])
            if fit.is_clear and fit.digits >= _UNLIKELY and is_named:
                return self._note(line, stack, length, LABELLED)
        if is_named and placed and self._is_rare(line) and (taken := self._rounded(line, stack, placed)):
            return taken
        return self._unclosed(line, stack, placed, is_named) if placed else 0

    @property
    def _round(self) -> Rounded:
        """Made once a total does not close exactly: few tables need it."""
        self.rounded = self.rounded or Rounded(self.lines)
        return self.rounded

    def _is_rare(self, line: int) -> bool:
        """Whether few totals are of the line's rank: the ends of many are told by their places."""
        return self.counts[self.ranks[line]] <= _FEW

    def _rounded(self, line: int, stack: Stack, placed: list[int]) -> int:
        """A total that closes but for the rounding of its parts."""
        rounded = self._round
        for length in placed:
            if rounded.fit(line, stack.lines[-length:]).is_clear:
                return self._note(line, stack, length, LABELLED)
        if found := rounded.without(line, stack.lines[-placed[0] :]):
            inner, parts = found
            if inner not in self.done:
                self._add(inner, parts, INFERRED, _BY_FIGURES)
            self._add(line, [each for each in stack.lines[-placed[0] :] if each != inner], LABELLED, _BY_LABEL)
            return placed[0]
        length = rounded.run(line, stack)
        return self._note(line, stack, length, LABELLED) if length else 0

    def _unclosed(self, line: int, stack: Stack, placed: list[int], is_named: bool) -> int:
        """A total that nothing closes clearly. Among columns it must close somewhere, for 합계 follows 단가 too.

        Unless there is but one row: then it has nowhere else to close, and what its parts are called must do.
        """
        if not is_named:
            return self._note(line, stack, placed[-1], INFERRED) if self._is_large(line, stack, placed[-1]) else 0
        if taken := self._details(line, stack, placed[-1]) or self._settled(line, stack, placed[-1]):
            return taken
        if not any(self._near_runs(line, stack.lines)) and self._is_outdone(line):
            self.late.add(line)
            return 0
        closing = {
            length: self.lines.closing(line, stack.lines[-length:])
            for length in placed
            if self._are_parts(line, stack.lines[-length:])
        }
        likely = max(closing, key=lambda length: closing[length], default=0)
        if not likely:
            return 0
        if not (self.lines.is_down or closing[likely]):
            if not is_lone(self.lines, line, stack.lines[-likely:]):
                return 0
            likely = next(stack.runs(line), likely)
            self._add(line, stack.lines[-likely:], LABELLED, BY_LABEL_ALONE)
            return likely
        return self._note(line, stack, likely, LABELLED)

    def _is_outdone(self, line: int) -> bool:
        """Whether a total above this one is still to come, which will tell where this one ends."""
        return self.highest > self.ranks[line]

    def _settled(self, line: int, stack: Stack, length: int) -> int:
        """A total over others that wait for it and whose ends it does not tell: the size of theirs does."""
        order = sorted(stack.lines[-length:])
        waiting = [each for each in order if each in self.late - self.done]
        taken: set[int] = set()
        for each in waiting:
            at = order.index(each)
            run = order[at + 1 :] if self._opens(each) else order[:at][::-1]
            free = list(takewhile(lambda other: other not in taken and other not in waiting, run))
            parts = free[: self._likeliest(each, free)]
            self._add(each, parts, LABELLED, _BY_LABEL)
            taken.update(parts)
        if waiting:
            self._add(line, [each for each in order if each not in taken], LABELLED, _BY_LABEL)
        return length if waiting else 0

    def _likeliest(self, line: int, run: Sequence[int]) -> int:
        """The length at which the run's sum is nearest to the line."""
        away = [0] * len(run)
        for cross in self.witnesses:
            for at, total in enumerate(accumulate(cross[part] for part in run)):
                away[at] += abs(cross[line] - total)
        return min(range(len(run)), key=away.__getitem__, default=-1) + 1

    def _are_parts(self, line: int, parts: Sequence[int]) -> bool:
        """Whether lines may be parts by their labels: no other total of the same rank whose own parts are unknown."""
        return all(self.ranks[part] < self.ranks[line] or part in self.done for part in parts)

    def _note(self, line: int, stack: Stack, length: int, confidence: int) -> int:
        because = _BY_LABEL if self.lines.labels[line].path else _NAMELESS
        self._add(line, stack.lines[-length:], confidence, because)
        return length

    def _structural(self, line: int, stack: Stack) -> Iterator[int]:
        """Run lengths that the total's place gives it, likeliest first: its group, back to its like, all."""
        near = [*self._near_runs(line, stack.lines)]
        yield from near
        if not self.is_long or not (any(near) or not self._are_parts(line, stack.lines)):
            yield len(stack.lines)

    def _near_runs(self, line: int, lines: list[int]) -> Iterator[int]:
        rank, group = self.ranks[line], self._group(line)
        if group:
            yield _run(lines, lambda other: self._group(other)[: len(group)] == group)
        yield _run(lines, lambda other: self.ranks[other] < rank)

    def _is_large(self, line: int, stack: Stack, length: int) -> bool:
        """A nameless total whose lines have lost one or gained one is still the largest in most crosses."""
        parts = stack.lines[-length:]
        largest = [
            cross[line] >= max([cross[part] for part in parts])
            for cross in self.lines.crosses
            if cross[line] or any(cross[part] for part in parts)
        ]
        return len(largest) >= 2 and 2 * sum(largest) > len(largest)

    def _details(self, line: int, stack: Stack, length: int) -> int:
        """A total that closes once a run of lines is left out: those are the details of the line beside the run.

        So a subtotal without a label is known from the total above it, even where its own details do not add up.
        """
        order = sorted(stack.lines[-length:])
        for start, end in self._left_out(line, order):
            kept = (*order[:start], *order[end:])
            fit = self.lines.fit(line, kept)
            head = self._nearest(order, start, end)
            if fit.is_clear and fit.closing >= 2 and fit.digits >= _CERTAIN and head is not None:
                is_named = bool(self.ranks[head])
                self._add(
                    head,
                    order[start:end],
                    LABELLED if is_named else INFERRED,
                    _BY_LABEL if is_named else _BY_DETAILS,
                )
                self._add(line, kept, LABELLED, _BY_LABEL)
                return length
        return 0

    def _left_out(self, line: int, order: list[int]) -> set[tuple[int, int]]:
        found = set()
        for cross in self.witnesses:
            running = list(accumulate((cross[other] for other in order), initial=0))
            excess = running[-1] - cross[line]
            ends = {total: index for index, total in enumerate(running)}
            found |= {
                (start, ends[total + excess])
                for start, total in enumerate(running)
                if excess and ends.get(total + excess, 0) > start + 1
            }
        return found

    def _nearest(self, order: list[int], start: int, end: int) -> int | None:
        """The line beside a run that waits for its parts, or whose figures are nearest to the run's sum, if like it."""
        beside = [order[index] for index in (start - 1, end) if 0 <= index < len(order)]
        if waiting := [each for each in beside if each in self.late - self.done]:
            return waiting[0]
        made = [sum([cross[part] for part in order[start:end]]) for cross in self.witnesses]

        def distance(head: int) -> int:
            return sum(abs(cross[head] - total) for cross, total in zip(self.witnesses, made, strict=True))

        nearest = min(beside, key=distance, default=None)
        is_like = nearest is not None and 2 * distance(nearest) <= sum(abs(cross[nearest]) for cross in self.witnesses)
        return nearest if is_like else None

    def _infer(self) -> None:
        """Sums that no label claims, first those that close a group, then those that open one."""
        self.roots = self._infer_sweep(self.roots)
        self.roots = self._infer_sweep(self.roots[::-1])[::-1]

    def _infer_sweep(self, order: list[int]) -> list[int]:
        if len(order) < 3:
            return order
        stack = Stack(self.witnesses)
        for line in order:
            if not self.ranks[line] and line not in self.done:
                stack.pop(self._inferred(line, stack))
            stack.push(line)
        return stack.lines

    def _inferred(self, line: int, stack: Stack) -> int:
        for length in stack.runs(line):
            parts = stack.lines[-length:]
            if any(self.ranks[part] and part not in self.done for part in parts):
                continue
            if sum(not self._is_empty(part) for part in parts) < 2:
                continue
            fit = self.lines.fit(line, parts)
            if fit.is_clear and fit.closing >= 2 and fit.digits >= _CERTAIN + len(str(len(self.members))):
                self._add(line, parts, INFERRED, _BY_FIGURES)
                return length
        return 0

    def _add(self, total: int, parts: Sequence[int], confidence: int, because: Text) -> None:
        self.done.add(total)
        self.found.append(Sum(total, tuple(sorted(parts)), self.ranks[total], confidence, because))


def _run(lines: list[int], belongs: Callable[[int], bool]) -> int:
    length = 0
    for line in reversed(lines):
        if not belongs(line):
            break
        length += 1
    return length


# --- totals by key --------------------------------------------------------------------------------------------------


def _keyed_apart(lines: Lines, usable: list[int], found: list[Sum]) -> list[list[int]]:
    """The lines by independent parts: a group 계 that repeats the labels of the other groups is their sum by label.

    계/국비 = 가/국비 + 나/국비. Its lines add, besides, only among themselves.
    """
    totals: dict[str, list[int]] = {}
    others: dict[tuple[str, ...], list[int]] = {}
    for line in usable:
        path = lines.labels[line].path
        if len(path) > 1 and rank_of(path[0]) > Rank.SUBTOTAL:
            totals.setdefault(path[0], []).append(line)
        else:
            others.setdefault(tuple(map(name, path[1:])), []).append(line)
    keyed = {head for head, members in totals.items() if _share_labels(lines, members, others)}
    for head in keyed:
        for line in totals[head]:
            parts = others.get(_key(lines, line), [])
            if len(parts) > 1:
                found.append(Sum(line, tuple(parts), Rank.GRAND, LABELLED, _BY_KEY))
    apart = [totals[head] for head in keyed]
    taken = {line for group in apart for line in group}
    return [[line for line in usable if line not in taken], *apart]


def _key(lines: Lines, line: int) -> tuple[str, ...]:
    return tuple(map(name, lines.labels[line].path[1:]))


def _share_labels(lines: Lines, members: list[int], others: dict[tuple[str, ...], list[int]]) -> bool:
    shared = [line for line in members if len(others.get(_key(lines, line), [])) > 1]
    return len(shared) > 1 and 3 * len(shared) >= 2 * len(members)
