"""The sums of a block as patterns of relations: where each holds, and of what kind it is."""

from collections.abc import Iterator, Sequence

from ledger.capture.recognition.layout import Block
from ledger.capture.recognition.lines import Lines, across, down
from ledger.capture.recognition.patterns import Pattern
from ledger.capture.recognition.rates import Shares
from ledger.capture.recognition.sums import BY_NUMBERS, DOUBTFUL, Sum, sums
from ledger.capture.recognition.words import Rank, is_apart, is_change, is_count, is_share


def totals(block: Block, rates: Shares, *, overlapping: bool) -> tuple[list[Pattern], frozenset[int]]:
    """The patterns of all sums, down and across, and the rows that are totals.

    `rates` knows the columns and rows of shares of one total, which add up to its share. `overlapping`: counts do not.
    """
    rows, columns = down(block), across(block)
    of_rows, of_columns = sums(rows), sums(columns)
    top_rows, top_columns = _tops(of_rows), _tops(of_columns)
    pairs = _paired(block)
    found = [
        *_spelled(rows, of_rows, columns, top_rows, top_columns, rates.composition, pairs, overlapping),
        *_spelled(columns, of_columns, rows, top_columns, top_rows, rates.composed_rows, pairs, is_overlapping=False),
    ]
    return found, frozenset(each.total for each in of_rows)


def _tops(found: Sequence[Sum]) -> frozenset[int]:
    """The totals that are nobody's part."""
    parts = {part for each in found for part in each.parts}
    return frozenset(each.total for each in found if each.total not in parts)


def _paired(block: Block) -> bool:
    """Whether the cells hold two figures each: 확보 (집행)."""
    return any(block.seconds)


def _spelled(
    lines: Lines,
    found: Sequence[Sum],
    others: Lines,
    tops: frozenset[int],
    other_tops: frozenset[int],
    composition: frozenset[int],
    is_paired: bool,
    is_overlapping: bool,
) -> Iterator[Pattern]:
    rates = {
        cross
        for cross, label in enumerate(others.labels)
        if label.own
        and (
            is_apart(label.own)
            or label.is_below_rate
            or (is_share(label.own) and cross not in composition)
            or (is_overlapping and is_count(label.own))
        )
    }
    # what two figures differ by is left over from their rounding as often as not
    differences = {cross for cross, label in enumerate(others.labels) if label.own and is_change(label.own)}
    for each in found:
        is_top = each.total in tops
        usual = ("column" if lines.is_down else "row") if is_top and each.rank != Rank.SUBTOTAL else "subtotal"
        kinds: dict[tuple[str, int], list[int]] = {}
        for cross, figures in enumerate(lines.crosses):
            if cross in rates or (each.because is BY_NUMBERS and cross in differences):
                continue
            if (confidence := _confidence(lines, each, cross, figures)) is None:
                continue
            scope = "share-sum" if cross in composition else "grand" if is_top and cross in other_tops else usual
            kinds.setdefault((scope, confidence), []).append(cross)
        for (scope, confidence), crosses in kinds.items():
            for figure in (0, 1) if is_paired else (0,):
                parts = tuple((part, 1) for part in each.parts)
                yield Pattern(
                    each.total,
                    parts,
                    crosses,
                    lines.place,
                    scope,
                    each.because,
                    confidence,
                    figure=figure,
                    closes=not is_paired and all(_closes(each, lines.crosses[cross]) for cross in crosses),
                )


def _closes(found: Sum, cross: Sequence[int]) -> bool:
    return cross[found.total] == sum([cross[part] for part in found.parts])


def _confidence(lines: Lines, found: Sum, cross: int, figures: Sequence[int]) -> int | None:
    """How sure the relation is where the sum crosses that line; None where nothing is stated.

    A total that is left out over parts that are stated is only doubtful: many tables total some columns only.
    """
    if figures[found.total] or not lines.blank(cross, found.total):
        return found.confidence
    if any(figures[part] for part in found.parts):
        return min(found.confidence, DOUBTFUL)
    return found.confidence if lines.is_down else None
