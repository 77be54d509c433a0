"""Where the heads, the labels and the figures of a grid are: rows of labels against columns of figures."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ledger.capture.recognition.cells import FIGURES, ONE, WHOLE, Readings, Scan, Sort
from ledger.capture.recognition.heads import heads as heads_of
from ledger.capture.recognition.ordinals import labels_rows
from ledger.capture.recognition.stacked import stacked
from ledger.capture.recognition.words import is_aside, is_rate, is_serial, name, rank_of
from ledger.model.page import PageGrid
from ledger.model.relation import Place

_LEVEL = " / "  # between an outer head and an inner one, in files without merged cells


class Label(NamedTuple):
    """The labels of a line from the outermost group to its own; `own` is empty where the line prints none."""

    path: tuple[str, ...]
    own: str

    @property
    def group(self) -> tuple[str, ...]:
        """The labels it shares with the other lines of its group."""
        return self.path[:-1] if self.own else self.path

    @property
    def is_below_rate(self) -> bool:
        """Whether it stands below a head like 집행률: 총계, 임기내."""
        return any(map(is_rate, self.path[:-1]))


def scan(grid: PageGrid, readings: Readings) -> Scan:
    """One pass over the cells."""
    height, width = len(grid.texts), len(grid.texts[0]) if grid.texts else 0
    found = Scan(
        grid,
        [bytearray(height) for _ in range(width)],
        [[0] * height for _ in range(width)],
        [{} for _ in range(width)],
        [],
    )
    is_whole = WHOLE.fullmatch
    for row, texts in enumerate(grid.texts):
        for column, text in enumerate(texts):
            if not text:
                continue
            if is_whole(text):  # most cells by far: the shortest way
                found.sorts[column][row] = Sort.NUMBER
                found.firsts[column][row] = int(text.replace(",", "")) * ONE
            else:
                value = readings.value(text)
                found.sorts[column][row] = value.sort
                if value.first:
                    found.firsts[column][row] = value.first
                if value.second is not None:
                    found.seconds[column][row] = value.second
                if value.is_ambiguous:
                    found.ambiguous.append((row, column))
    for row, column in grid.stale:
        found.sorts[column][row] = Sort.BROKEN
    return found


@dataclass(frozen=True, slots=True)
class Spots:
    """Where a block's cells stand in its grid: relations keep this, and not the block with all its figures.

    `slips[r]` is how many columns to the left the r-th row is printed; in a block with `ragged`, which has one
    column, each row has its amount in a grid column of its own.
    """

    rows: range
    columns: Sequence[int]
    slips: Mapping[int, int] = field(default_factory=dict)
    ragged: Sequence[int] | None = None

    def place(self, row: int, column: int, figure: int = 0) -> Place:
        """The grid's place of the figure at the block's row and column."""
        if self.ragged is not None:
            return Place(self.rows[row], self.ragged[row], figure)
        return Place(self.rows[row], self.columns[column] - self.slips.get(row, 0), figure)

    def of_rows(self, cross: int, line: int, figure: int) -> Place:
        """As `place`, the line being a row."""
        return self.place(line, cross, figure)

    def of_columns(self, cross: int, line: int, figure: int) -> Place:
        """As `place`, the line being a column."""
        return self.place(cross, line, figure)


@dataclass(slots=True)
class Block:
    """One field of figures with its labels; a grid has two where tables stand side by side.

    `values[c][r]` is the first figure at the block's r-th row and c-th column, `seconds[c]` the second ones by row.
    `measures` has a word for every row where they are of several measures, which do not add to each other, and
    `codes` the hierarchical numbers of the rows where there are any: 1, 1/1, 1/1/2.
    """

    spots: Spots
    row_labels: list[Label]
    column_labels: list[Label]
    values: list[list[int]]
    seconds: list[dict[int, int]]
    sorts: list[bytearray]
    measures: Sequence[str] = ()
    codes: Sequence[str] = ()


@dataclass(slots=True)
class Layout:
    """What is where in a grid."""

    heads: int
    labels: int
    blocks: list[Block]


def layout(scanned: Scan) -> Layout:
    """The heads, the label columns and the blocks of a grid; no blocks where it holds no figures."""
    heads = heads_of(scanned)
    rows = range(heads, scanned.height)
    if (ragged := _ragged_columns(scanned, rows)) is not None:
        block = _ragged_block(scanned, rows, ragged)
        usual = max(set(ragged), key=ragged.count)
        return Layout(heads, usual, [block])
    figures = [column for column in range(scanned.width) if _holds_figures(scanned, column, rows)]
    if len(figures) > 1 and labels_rows(scanned, figures[0], rows):
        del figures[0]
    if not figures:
        return Layout(heads, 1, [])
    starts = _starts(scanned, heads, figures)
    holding = frozenset(figures)
    blocks = [
        _block(scanned, heads, labels, [c for c in range(labels.stop, end) if _may_hold(scanned, c, holding, heads)])
        for labels, end in starts
    ]
    return Layout(heads, starts[0][0].stop, blocks)


# --- columns --------------------------------------------------------------------------------------------------------


def _counts(scanned: Scan, column: int, rows: range) -> tuple[int, int]:
    """How many cells hold figures, and how many other text."""
    sorts = scanned.sorts[column][rows.start :]
    return sum(sorts.count(each) for each in FIGURES), sorts.count(Sort.TEXT)


def _holds_figures(scanned: Scan, column: int, rows: range) -> bool:
    figures, texts = _counts(scanned, column, rows)
    return figures > 0 and figures >= texts and not is_serial(_head_text(scanned, column, rows.start))


def _may_hold(scanned: Scan, column: int, figures: frozenset[int], heads: int) -> bool:
    """A column of figures, or an empty one with a head, which waits for figures."""
    if column in figures:
        return True
    is_empty = not any(scanned.sorts[column][heads:])
    return is_empty and bool(_head_text(scanned, column, heads))


def _head_text(scanned: Scan, column: int, heads: int) -> str:
    printed = [scanned.grid.texts[row][column] for row in range(heads)]
    return next((text for text in reversed(printed) if text.strip()), "")


def _starts(scanned: Scan, heads: int, figures: list[int]) -> list[tuple[range, int]]:
    """The label columns of each block, and where the block ends.

    A block begins where columns without figures stand between columns with figures under a head that repeats the
    first label's head: 구분 | 2024 | 2023 | 구분 | 2024 | 2023.
    """
    first = range(figures[0])
    title = name(_head_text(scanned, 0, heads)) if first else ""
    holding = frozenset(figures)
    again = [
        column
        for column in range(figures[0] + 1, scanned.width)
        if title and column not in holding and name(_head_text(scanned, column, heads)) == title
    ]
    found = []
    for start, end in zip([0, *again], [*again, scanned.width], strict=True):
        inside = bisect_left(figures, start)
        if inside < len(figures) and figures[inside] < end:
            found.append((range(start, figures[inside]), end))
    return found


def _block(scanned: Scan, heads: int, labels: range, columns: list[int]) -> Block:
    rows = range(heads, scanned.height)
    slips = _slips(scanned, rows, labels, columns)
    measures, said = stacked(scanned, rows, labels, columns)
    block = Block(
        spots=Spots(rows, columns, slips),
        row_labels=_labels_of_measures(_row_labels(scanned, rows, labels, said), measures),
        column_labels=_column_labels(scanned, heads, labels, columns),
        values=[scanned.firsts[column][heads:] for column in columns],
        seconds=[
            {row - heads: value for row, value in scanned.seconds[column].items() if row >= heads} for column in columns
        ],
        sorts=[scanned.sorts[column][heads:] for column in columns],
        measures=measures,
        codes=_codes(scanned, rows, labels),
    )
    for row, slip in slips.items():
        _straighten(block, scanned, row, slip)
    return block


def _slips(scanned: Scan, rows: range, labels: range, columns: list[int]) -> dict[int, int]:
    """Rows printed to the left of the others, because a label cell over several columns lost all but one of them."""
    slips: dict[int, int] = {}
    if len(labels) < 2 or not columns or columns != list(range(columns[0], columns[-1] + 1)):
        return slips
    for column in reversed(labels[1:]):
        slip = labels.stop - column
        for row, sort in enumerate(scanned.sorts[column][rows.start :]):
            ends = scanned.sorts[columns[-1] + 1 - slip : columns[-1] + 1]
            if sort in FIGURES and not any(end[rows[row]] for end in ends):
                slips[row] = slip
    return slips


def _straighten(block: Block, scanned: Scan, row: int, slip: int) -> None:
    printed = block.spots.rows[row]
    for index, column in enumerate(block.spots.columns):
        block.values[index][row] = scanned.firsts[column - slip][printed]
        block.sorts[index][row] = scanned.sorts[column - slip][printed]


# --- labels ---------------------------------------------------------------------------------------------------------


def _row_labels(scanned: Scan, rows: range, labels: range, but: int | None) -> list[Label]:
    """The labels of every row; an empty place repeats what stands above it, save in the last label column.

    A figure among the labels is one of a row printed too far to the left, and labels nothing; nor does the column
    `but`, of measures.
    """
    serial = _serial(scanned, rows, labels)
    columns = [column for column in labels if column not in serial and column != but] or serial[:1]
    above = [""] * len(columns)
    found = []
    for row in rows:
        printed = [
            "" if column > labels.start and scanned.sorts[column][row] in FIGURES else scanned.grid.texts[row][column]
            for column in columns
        ]
        if serial and columns and not any(printed):  # 계 in the column of numbers
            printed[0] = next((text for text in map(scanned.grid.texts[row].__getitem__, serial) if rank_of(text)), "")
        found.append(_label([text.strip() for text in printed], above))
    return found


def _serial(scanned: Scan, rows: range, labels: range) -> list[int]:
    return [column for column in labels if is_serial(_head_text(scanned, column, rows.start))]


def _labels_of_measures(labels: list[Label], measures: Sequence[str]) -> list[Label]:
    """A row of another measure has the label of the first one above it; a rate keeps its own name besides."""
    for row, measure in enumerate(measures):
        if row and measure != measures[0] and not labels[row].own:
            labels[row] = labels[row - 1]
    for row, measure in enumerate(measures):
        if is_aside(measure):
            labels[row] = Label((*labels[row].path, measure), measure)
    return labels


def _codes(scanned: Scan, rows: range, labels: range) -> list[str]:
    """What stands in the first column of numbers: 5-2, 5-2/1."""
    return [scanned.grid.texts[row][column].strip() for column in _serial(scanned, rows, labels)[:1] for row in rows]


def _label(printed: list[str], above: list[str]) -> Label:
    """A row's label; `above` is kept up to date. A new outer label ends the inner ones."""
    for index, text in enumerate(printed):
        if text:
            above[index] = text
            above[index + 1 :] = [""] * (len(above) - index - 1)
    own = next((text for text in reversed(printed) if text), "")
    if own and not printed[-1]:
        return Label(tuple(text for text in above if text), own)
    outer = tuple(text for text in above[:-1] if text)
    return Label((*outer, own) if own else outer, own)


def _column_labels(scanned: Scan, heads: int, labels: range, columns: list[int]) -> list[Label]:
    """The heads over every column, an outer head filled to the right over the columns that it spans."""
    printed_heads = [scanned.grid.texts[row] for row in range(heads)]
    slip = _head_slip(printed_heads, labels, columns)
    texts = _levels(printed_heads, columns)
    found = []
    outer = [""] * len(texts)
    for column in columns:
        printed = [row[column - slip].strip() for row in texts]
        for level, text in enumerate(printed):
            if text:
                outer[level] = text
                outer[level + 1 :] = [""] * (len(texts) - level - 1)
            elif not any(printed[level + 1 :]):
                outer[level] = ""
        path = tuple(text for text in outer if text)
        own = next((text for text in reversed(printed) if text), "")
        found.append(Label(path if own else (), own))
    return found


def _levels(texts: list[Sequence[str]], columns: list[int]) -> list[Sequence[str]]:
    """The head rows; where a file of one head row writes two levels as 확보 / 총계, two rows."""
    if not texts or sum(_LEVEL in texts[-1][column] for column in columns) < 2:
        return texts
    outer = [text.rpartition(_LEVEL)[0] or text for text in texts[-1]]
    inner = [text.rpartition(_LEVEL)[2] if _LEVEL in text else "" for text in texts[-1]]
    return [*texts[:-1], outer, inner]


def _head_slip(texts: Sequence[Sequence[str]], labels: range, columns: list[int]) -> int:
    """1 where the only head row is printed one column to the left: its first cell spans two label columns."""
    if len(texts) != 1 or len(labels) < 2:
        return 0
    row = texts[0]
    return int(bool(row[labels.stop - 1].strip()) and not row[columns[-1]].strip() and bool(row[labels[0]].strip()))


# --- rows with their one amount anywhere ----------------------------------------------------------------------------


def _ragged_columns(scanned: Scan, rows: range) -> list[int] | None:
    """Where each row has its one amount, if the amounts stand in several columns that hold labels too."""
    columns = [column for column in range(scanned.width) if Sort.NUMBER in scanned.sorts[column][rows.start :]]
    mixed = [column for column in columns if Sort.TEXT in scanned.sorts[column][rows.start :]]
    if len(columns) < 2 or not mixed or len(rows) > 2_000:
        return None
    places = [[column for column in columns if scanned.sorts[column][row] == Sort.NUMBER] for row in rows]
    single = [each[0] for each in places if len(each) == 1]
    if 10 * len(single) < 9 * len(rows) or len(set(single)) < 2:
        return None
    usual = max(set(single), key=single.count)
    return [each[-1] if each else usual for each in places]


def _ragged_block(scanned: Scan, rows: range, places: list[int]) -> Block:
    return Block(
        spots=Spots(rows, [0], ragged=places),
        row_labels=list(_ragged_labels(scanned, rows, places)),
        column_labels=[Label((), "")],
        values=[[scanned.firsts[place][row] for row, place in zip(rows, places, strict=True)]],
        seconds=[{}],
        sorts=[bytearray(scanned.sorts[place][row] for row, place in zip(rows, places, strict=True))],
    )


def _ragged_labels(scanned: Scan, rows: range, places: list[int]) -> Iterator[Label]:
    above = [""] * scanned.width
    for row, place in zip(rows, places, strict=True):
        printed = [text.strip() for text in scanned.grid.texts[row][:place]]
        for index, text in enumerate(printed):
            if text:
                above[index] = text
                above[index + 1 :] = [""] * (len(above) - index - 1)
        own = next((text for text in reversed(printed) if text), "")
        yield Label(tuple(text for text in above[:place] if text), own)
