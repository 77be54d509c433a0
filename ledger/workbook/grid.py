"""Filled cells of a sheet, wherever they stand, laid into a grid without its empty reaches."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ledger.model.errors import Refused
from ledger.model.page import PageGrid, Spot
from ledger.model.table import column_letters
from ledger.model.text import Text

MOST_ROWS = 200_000
MOST_CELLS = 2_000_000
MOST_PLACES = 10_000_000
MOST_MERGES = 5_000
MOST_MERGED = 200_000

Area = tuple[int, int, int, int]  # top, left, bottom, right


@dataclass(slots=True)
class Cells:
    """What one sheet holds, in the order of reading: a row is its number, the columns that are filled, and texts.

    Formulas and stale cells stand at (row, column) of the sheet, from 1.
    """

    where: str
    numbers: list[int] = field(default_factory=list)
    rows: list[tuple[tuple[int, ...], tuple[str, ...]]] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    formulas: dict[Spot, str] = field(default_factory=dict)
    stale: set[Spot] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    _patterns: dict[tuple[int, ...], tuple[int, ...]] = field(default_factory=dict)

    def add(self, number: int, columns: Sequence[int], texts: list[str]) -> None:
        """The filled cells of a row. Refused: more than 200,000 rows."""
        if len(self.numbers) == MOST_ROWS:
            raise too_many(MOST_ROWS, Text(en="rows", ko="행"), self.where)
        pattern = tuple(columns)
        self.numbers.append(number)
        self.rows.append((self._patterns.setdefault(pattern, pattern), tuple(texts)))

    def laid_out(self) -> tuple[PageGrid | None, tuple[Spot, ...]]:
        """The grid from the first to the last filled row and column, and the cells whose values a merge covers.

        A run of empty rows, or of empty columns, is one. Refused: merges that overlap or cover too much.
        """
        if not self.rows:
            return None, ()
        lines = _closed_up(self.numbers)
        columns = _closed_up(sorted(set().union(*self._patterns)))
        if len(lines) * len(columns) > MOST_PLACES:
            raise too_many(MOST_PLACES, Text(en="places between its cells", ko="칸과 칸 사이 자리"), self.where)
        across = {number: place for place, number in enumerate(columns)}
        down = {number: place for place, number in enumerate(lines)}
        texts = list(self._texts(lines, columns, across))
        spans, covered = self._spans(lines, columns)
        buried = [spot for spot in sorted(covered) if texts[spot[0]][spot[1]]]
        for row, column in buried:
            texts[row] = (*texts[row][:column], "", *texts[row][column + 1 :])
        places = {spot: (down[spot[0]], across[spot[1]]) for spot in (*self.formulas, *self.stale)}
        return PageGrid(
            texts=texts,
            lines=lines,
            columns=columns,
            spans=spans,
            formulas={place: said for spot, said in self.formulas.items() if (place := places[spot]) not in covered},
            stale=frozenset(place for spot in self.stale if (place := places[spot]) not in covered),
            hidden_rows=frozenset(down[number] for number in self.hidden_rows if number in down),
            hidden_columns=frozenset(
                place
                for place, number in enumerate(columns)
                if any(first <= number <= last for first, last in self.hidden_columns)
            ),
        ), tuple((lines[row], columns[column]) for row, column in buried)

    def _texts(self, lines: Sequence[int], columns: Sequence[int], across: dict[int, int]) -> Iterator[tuple[str, ...]]:
        full, blank = tuple(columns), ("",) * len(columns)
        rows = iter(self.rows)
        filled = set(self.numbers)
        for number in lines:
            if number not in filled:
                yield blank
                continue
            pattern, texts = next(rows)
            if pattern == full:
                yield texts
                continue
            row = list(blank)
            for column, text in zip(pattern, texts, strict=True):
                row[across[column]] = text
            yield tuple(row)

    def _spans(self, lines: Sequence[int], columns: Sequence[int]) -> tuple[dict[Spot, tuple[int, int]], set[Spot]]:
        """Merges, cut to what the grid keeps; and every place that one covers."""
        if len(self.merges) > MOST_MERGES:
            raise too_many(MOST_MERGES, Text(en="merged ranges", ko="병합 범위"), self.where)
        if sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in self.merges) > MOST_MERGED:
            raise too_many(MOST_MERGED, Text(en="merged cells", ko="병합된 칸"), self.where)
        spans: dict[Spot, tuple[int, int]] = {}
        covered: set[Spot] = set()
        for top, left, bottom, right in self.merges:
            rows = range(bisect_left(lines, top), bisect_right(lines, bottom))
            across = range(bisect_left(columns, left), bisect_right(columns, right))
            if len(rows) * len(across) == 0:
                continue
            places = {(row, column) for row in rows for column in across}
            if not places.isdisjoint(covered) or not places.isdisjoint(spans):
                place = f"{self.where}!{column_letters(left)}{top}"
                raise Refused(Text(en="merged cells overlap", ko="병합된 칸이 서로 겹칩니다"), where=place)
            head = rows[0], across[0]
            if len(places) > 1:
                spans[head] = len(rows), len(across)
            # A merge whose own cell is empty hides what stands under it.
            covered |= places - {head} if (lines[head[0]], columns[head[1]]) == (top, left) else places
        return spans, covered


def too_many(limit: int, what: Text, where: str) -> Refused:
    """More of something than an honest table has."""
    return Refused(
        Text(en="more than {limit} {what}", ko="{what}: {limit}개를 넘습니다").format(limit=f"{limit:,}", what=what),
        where=where,
    )


def _closed_up(numbers: Iterable[int]) -> list[int]:
    """The numbers, with one in between for every run that is missing."""
    kept: list[int] = []
    before = None
    for number in numbers:
        if before is not None and number > before + 1:
            kept.append(before + 1)
        kept.append(number)
        before = number
    return kept
