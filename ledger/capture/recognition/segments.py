"""The blocks of a page as a reader sees them: grids without their title rows, and lines of prose around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledger.capture.recognition.words import unit_line
from ledger.model.page import Page, PageGrid, Prose

_DIGITS = re.compile(r"[0-9]")
_NOTE = re.compile(r"\s*(?:※|\*|주\s*\d*\)|\d+\)|자료\s*:|출처\s*:|[(（]\s*단위)")
_HEADING = re.compile(r"\s*(?:[□■◇◆○●◎▣❍【〈<\[]|표\s*\d|[Ⅰ-Ⅻ]+\s*\.|[0-9]{1,2}\s*[.)]|[가-하]\s*[.)])")
_BULLET = re.compile(r"\s*(?:[-·ㆍ•▶✓※*→⇨]|자료\s*:)")
_ASIDE = re.compile(r"\s*[(（][^()（）]*(?:기준|현재|말)[)）]\s*$|\s*!\[|\s*<[^>]+>\s*$")
_MARKS = re.compile(r"^[\s□■◇◆○●◎▣❍【〈<]+|[\s】〉>]+$")
_UNIT = re.compile(r"\s*단\s*위\s*|\s*unit\s*", re.IGNORECASE)
_WORDS = re.compile(r"[가-힣]{2,}")
_LISTED = re.compile(r"\s*(?:[-–·ㆍ•○]\s*\S|\d{1,2}\s*[.)])")
_SENTENCE = re.compile(r".{8,}[가-힣a-z]\.\s*$")
# A title stands within so many printed lines of its table.
_NEAR = 4


@dataclass(frozen=True, slots=True)
class GridPart:
    """A grid with the prose that may name it: `above` ends and `below` starts next to it."""

    grid: PageGrid
    above: tuple[tuple[int, str], ...]
    below: tuple[tuple[int, str], ...]


Part = GridPart | Prose


def parts(page: Page) -> list[Part]:
    """The page's grids and prose in reading order."""
    flow: list[PageGrid | Prose] = []
    for block in page.blocks:
        for piece in _pieces(block) if isinstance(block, PageGrid) else (block,):
            if isinstance(piece, Prose) and flow and isinstance(flow[-1], Prose):
                flow[-1] = Prose(flow[-1].lines + piece.lines)
            else:
                flow.append(piece)
    return [_with_neighbours(flow, index) for index in range(len(flow))]


def _with_neighbours(flow: Sequence[PageGrid | Prose], index: int) -> Part:
    piece = flow[index]
    if isinstance(piece, Prose):
        return piece
    above = flow[index - 1] if index else None
    below = flow[index + 1] if index + 1 < len(flow) else None
    return GridPart(
        piece,
        _printed(above.lines)[-_NEAR - 2 :] if isinstance(above, Prose) else (),
        _printed(below.lines)[:2] if isinstance(below, Prose) else (),
    )


def _printed(lines: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    return tuple((number, text) for number, text in lines if text.strip())


# --- title and unit -------------------------------------------------------------------------------------------------


def title(part: GridPart) -> str:
    """The heading nearest above the grid; a caption below it where there is none above."""
    for _, text in reversed(part.above[-_NEAR:]):
        if unit_line(text) is not None or _ASIDE.match(text):
            continue
        if _HEADING.match(text) or not (_BULLET.match(text) or len(text.strip()) > 50):
            return _MARKS.sub("", text).strip()
    return ""


def unit(part: GridPart, heads: int) -> str:
    """The unit stated above the grid, in its heads, or below it; empty where none is."""
    nearest_first = [text for _, text in reversed(part.above[-3:])]
    in_heads = [text for row in part.grid.texts[:heads] for text in row if "단" in text]
    for text in (*nearest_first, *in_heads, *(text for _, text in part.below[:1])):
        if (said := unit_line(text)) is not None:
            return said
    return ""


# --- grids of a sheet: titles, units and several tables in one ------------------------------------------------------


def _pieces(grid: PageGrid) -> Iterator[PageGrid | Prose]:
    """A sheet's grid in its tables, and as prose the rows that hold one text only above, between and below them."""
    filled = [sum(map(bool, row)) for row in grid.texts]
    start = 0
    for end in [*_breaks(grid, filled), len(filled)]:
        yield from _piece(grid, filled, start, end)
        start = end


def _breaks(grid: PageGrid, filled: list[int]) -> Iterator[int]:
    """Rows at which another table begins: after a blank row, one that holds a single text, or heads without figures."""
    for row in range(1, len(filled)):
        if filled[row] and not filled[row - 1]:
            texts = [text for text in grid.texts[row] if text]
            if not _has_figures(texts) or (len(texts) == 1 and _is_sentence(texts[0])):
                yield row


def _has_figures(row: Sequence[str]) -> bool:
    return any(_DIGITS.match(text.lstrip("△▲-( ")) for text in row if text)


def _piece(grid: PageGrid, filled: list[int], start: int, end: int) -> Iterator[PageGrid | Prose]:
    is_wide = max(filled[start:end], default=0) > 1
    top = start
    while top < end and (filled[top] == 0 or (is_wide and _is_alone([text for text in grid.texts[top] if text]))):
        top += 1
    bottom = end
    while bottom > top and (filled[bottom - 1] == 0 or (filled[bottom - 1] == 1 and _is_note(grid.texts[bottom - 1]))):
        bottom -= 1
    for piece in (range(start, top), range(top, bottom), range(bottom, end)):
        if piece == range(top, bottom) and piece:
            yield cut(grid, piece.start, piece.stop)
        elif piece:
            yield Prose(tuple((grid.lines[row], _said([text for text in grid.texts[row] if text])) for row in piece))


def _said(texts: Sequence[str]) -> str:
    """A row of prose; a unit in two fields as one writes it in one."""
    return f"({texts[0]}: {texts[1]})" if _is_unit(texts) else " ".join(texts)


def _is_unit(texts: Sequence[str]) -> bool:
    """단위 | 백만원, as tables of plain values state it."""
    return len(texts) == 2 and _UNIT.fullmatch(texts[0]) is not None and not _has_figures(texts)


def _is_alone(texts: Sequence[str]) -> bool:
    """Whether a row holds a title or a unit, or both, and no outer label of a table."""
    if len(texts) == 1:
        return not _has_figures(texts) or unit_line(texts[0]) is not None or _is_sentence(texts[0])
    return _is_unit(texts) or (
        len(texts) == 2 and unit_line(texts[1]) is not None and _HEADING.match(texts[0]) is not None
    )


def _is_sentence(text: str) -> bool:
    """Words that only begin with digits, `2023 행정사무감사 총괄`, and no line of a list below a table."""
    return len(_WORDS.findall(text)) > 1 and not _LISTED.match(text)


def _is_note(row: Sequence[str]) -> bool:
    text = next(filter(None, row))
    return _NOTE.match(text) is not None or _SENTENCE.search(text) is not None


def cut(grid: PageGrid, start: int, end: int) -> PageGrid:
    """Some rows of a grid as a grid."""
    if start == 0 and end == len(grid.texts):
        return grid
    inside = range(start, end)
    return PageGrid(
        texts=grid.texts[start:end],
        lines=grid.lines[start:end],
        columns=grid.columns,
        spans={(row - start, column): size for (row, column), size in grid.spans.items() if row in inside},
        formulas={(row - start, column): text for (row, column), text in grid.formulas.items() if row in inside},
        stale=frozenset((row - start, column) for row, column in grid.stale if row in inside),
        hidden_rows=frozenset(row - start for row in grid.hidden_rows if row in inside),
        hidden_columns=grid.hidden_columns,
    )
