"""Rows nested under parents that no label calls totals: 사회복지 500 over 노인 300 and 아동 200."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledger.capture.recognition.lines import Lines
from ledger.capture.recognition.words import NUMBERING

# Longer runs are lists, whose figures close by accident somewhere.
_LONG = 200
_STATES = 32
# One accident in a thousand: the label of the total says already that there is a sum.
_UNLIKELY = 3
_CUTS = re.compile(r"[-./]")
_MARKERS = tuple(
    map(
        re.compile,
        (
            rf"[{NUMBERING}]\.",
            rf"[{NUMBERING}]\)",
            r"[0-9]{1,2}\.(?![0-9])",
            r"[0-9]{1,2}\)",
            r"\([0-9]{1,2}\)",
            rf"\([{NUMBERING}]\)",
            r"[Ⅰ-Ⅻ]",
            r"[①-⑳]",
            r"[-–−]\s*[^0-9\s]",
            r"[□■]",
            r"[○◦●ㅇ]\s*[^\s]",
            r"[·ㆍ•∙]",
            r"[└ㄴ]\s*[^\s]",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Tree:
    """Heads with the lines below each that it is the sum of, and the lines that are nobody's."""

    groups: tuple[tuple[int, tuple[int, ...]], ...] = ()
    roots: tuple[int, ...] = ()


def marked(lines: Lines, order: Sequence[int]) -> Tree | None:
    """The tree that the markers in front of the labels show, if a clear majority of its groups close.

    Half of them will do where the others nearly close: of two groups one may hold the wrong figure.
    """
    if not lines.is_down:
        return None
    tree = _outline(lines, order)
    failing = [each for each in tree.groups if not lines.fit(*each).is_clear]
    is_clear = 3 * len(failing) <= len(tree.groups)
    is_likely = 2 * len(failing) <= len(tree.groups) and all(_is_near(lines, *each) for each in failing)
    return tree if tree.groups and (is_clear or is_likely) else None


def coded(lines: Lines, order: Sequence[int]) -> Tree | None:
    """The tree of hierarchical numbers, if most of its groups close, but for what rounding leaves."""
    rows = {lines.codes[line]: line for line in order if lines.codes and lines.codes[line]}
    if len(rows) != len(order) or len(order) < 3:
        return None
    groups: dict[int, list[int]] = {}
    roots: list[int] = []
    for code, line in rows.items():
        heads = (rows.get(code[: cut.start()]) for cut in reversed([*_CUTS.finditer(code)]))
        head = next((each for each in heads if each is not None), None)
        (roots if head is None else groups.setdefault(head, [])).append(line)
    closing = sum(_is_near(lines, head, parts) for head, parts in groups.items())
    if not groups or 3 * closing < 2 * len(groups):
        return None
    return Tree(tuple((head, tuple(parts)) for head, parts in groups.items()), tuple(roots))


def marked_heads(lines: Lines, total: int, order: Sequence[int]) -> Tree | None:
    """The outermost lines by their markers, if the total is nearer to their sum than a fifth of it.

    What stands below them may be some of their details only, so that no group is a sum.
    """
    tree = _outline(lines, order) if lines.is_down else Tree()
    is_nested = tree.groups and len(tree.roots) > 1 and _is_near(lines, total, tree.roots)
    return Tree((), tree.roots) if is_nested else None


def _outline(lines: Lines, order: Sequence[int]) -> Tree:
    """The tree of the markers, whatever the figures say."""
    groups: dict[int, list[int]] = {}
    roots: list[int] = []
    open_: list[tuple[int, int]] = []  # marker and line, outermost first
    for line in order:
        marker = _marker(lines.labels[line].own)
        depth = next((at for at, (its, _) in enumerate(open_) if its == marker), len(open_))
        del open_[depth:]
        (groups.setdefault(open_[-1][1], []) if open_ else roots).append(line)
        open_.append((marker, line))
    return Tree(tuple((head, tuple(parts)) for head, parts in groups.items()), tuple(roots))


def _marker(label: str) -> int:
    return next((at for at, marker in enumerate(_MARKERS) if marker.match(label.strip())), -1)


def by_figures(lines: Lines, total: int, order: Sequence[int], done: set[int]) -> Tree | None:
    """The tree by which the total closes over heads; else one whose groups leave no line out, and two at least.

    Twice each amount is in such a table, so that the flat sum is no reading of it. A repeated figure alone is a row
    printed twice, and no group.
    """
    if not lines.is_down or not 2 < len(order) <= _LONG:
        return None
    best: tuple[int, int, Tree] | None = None
    for tree in _trees(lines, order, done):
        score = _score(lines, total, tree, done)
        if score > 0 and (best is None or (score, len(tree.groups)) > best[:2]):
            best = (score, len(tree.groups), tree)
    return best[2] if best else _repaired(lines, total, order, done)


def _repaired(lines: Lines, total: int, order: Sequence[int], done: set[int]) -> Tree | None:
    """The tree in which one group has a wrong figure: its lines stand together, their first near the others' sum.

    The other groups, two at least, must leave no further line out; the total then lies nearer to the heads' sum.
    """
    for tree in _trees(lines, order, done):
        heads = {head for head, _ in tree.groups} | done
        stray = [at for at, root in enumerate(tree.roots) if root not in heads]
        real = [head for head, parts in tree.groups if len(parts) > 1]
        if len(real) < 2 or len(stray) < 3 or stray != list(range(stray[0], stray[-1] + 1)):
            continue
        head, *parts = tree.roots[stray[0] : stray[-1] + 1]
        roots = (*tree.roots[: stray[0] + 1], *tree.roots[stray[-1] + 1 :])
        if _is_near(lines, head, parts) and _is_near(lines, total, roots):
            return Tree((*tree.groups, (head, tuple(parts))), roots)
    return None


def _is_near(lines: Lines, head: int, parts: Sequence[int]) -> bool:
    """Whether the parts' sum is nearer to the head than a fifth of it, in every cross."""
    return all(5 * abs(cross[head] - sum(cross[part] for part in parts)) <= abs(cross[head]) for cross in lines.crosses)


def _score(lines: Lines, total: int, tree: Tree, done: set[int]) -> int:
    """2: the total closes over the heads; 1: only the groups do, and they cover all; 0: no such tree."""
    real = [(head, parts) for head, parts in tree.groups if len(parts) > 1]
    heads = {head for head, _ in tree.groups} | done
    is_covered = len(tree.roots) > 1 and all(root in heads for root in tree.roots)
    if not (real or (is_covered and done.intersection(tree.roots))):
        return 0
    fit = lines.fit(total, tree.roots)
    digits = sum(lines.fit(head, parts).digits for head, parts in real)
    if fit.is_clear:
        return 2 if is_covered or fit.digits + digits >= _UNLIKELY else 0
    return int(is_covered and len(real) > 1 and digits >= _UNLIKELY)


def _trees(lines: Lines, order: Sequence[int], done: set[int]) -> Iterator[Tree]:
    """Trees of exact groups, built from the last line up; few survive, for few sums close by accident."""
    states = [Tree()]
    for line in reversed(order):
        states = [each for tree in states for each in _grown(lines, line, tree, line in done)][:_STATES]
    yield from states


def _grown(lines: Lines, line: int, tree: Tree, is_done: bool) -> Iterator[Tree]:
    """The tree with one line more, as head of the lines below it that it is the sum of, or as a line of its own."""
    for length in () if is_done else _lengths(lines, line, tree.roots):
        parts = tree.roots[:length]
        yield Tree(((line, parts), *tree.groups), (line, *tree.roots[length:]))
    yield Tree(tree.groups, (line, *tree.roots))


def _lengths(lines: Lines, line: int, roots: Sequence[int]) -> Iterator[int]:
    """How many roots make the line in some cross, and in a clear majority of all."""
    found = set()
    for cross in lines.witnesses():
        running = 0
        for length, root in enumerate(roots, 1):
            running += cross[root]
            if running == cross[line] != 0:
                found.add(length)
    yield from (length for length in sorted(found, reverse=True) if lines.fit(line, roots[:length]).is_clear)
