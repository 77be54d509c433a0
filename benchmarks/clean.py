"""Clean tables: those of the source documents, and generated ones of the same shapes."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ledger.model.figure import find, read
from ledger.model.relation import Part, Place, Relation
from ledger.model.table import Figure, Origin, Table, TableCell
from tests.checks.tables import relation

FOLDER = Path(__file__).parent / "tables"


@dataclass(frozen=True)
class Clean:
    """Texts in rows, and the relations that hold among them."""

    title: str
    rows: list[list[str]]
    relations: list[Relation]
    unit: str = ""
    heads: int = 1
    labels: int = 1
    measures: tuple[str, ...] = ()
    shares: frozenset[int] = field(default_factory=frozenset)

    def figures(self, row: int, column: int) -> tuple[Figure, ...]:
        if row < self.heads or column < self.labels:
            return ()
        return read(self.rows[row][column]).figures

    def table(self) -> Table:
        return Table(
            name=self.title,
            rows=[[self._cell(r, c) for c in range(len(row))] for r, row in enumerate(self.rows)],
            heads=self.heads,
            labels=self.labels,
            title=self.title,
            unit=self.unit,
            measures=self.measures,
            relations=tuple(self.relations),
            origin=Origin("table.txt", ""),
        )

    def _cell(self, row: int, column: int) -> TableCell:
        text = self.rows[row][column]
        if row < self.heads or column < self.labels:
            return TableCell(text, find(text))
        figures = read(text).figures
        if column in self.shares:
            figures = tuple(replace(each, unit="%") for each in figures)
        return TableCell(text, figures)


def of_documents() -> list[Clean]:
    """The clean tables of the source documents: labels, figures and what must hold."""
    return [_read(path) for path in sorted(FOLDER.glob("*.txt"))]


def _read(path: Path) -> Clean:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    rows = [line.split("\t") for line in body.rstrip("\n").split("\n")]
    width = max(map(len, rows))
    said: dict[str, list[list[str]]] = {}
    for line in head.split("\n"):
        name, *values = line.split("\t")
        said.setdefault(name, []).append(values)

    def first(name: str, otherwise: str) -> str:
        return said[name][0][0] if name in said else otherwise

    return Clean(
        title=first("title", path.stem),
        rows=[row + [""] * (width - len(row)) for row in rows],
        relations=[each for pattern, *reach in said["relations"] for each in _spread(pattern, "".join(reach))],
        unit=first("unit", ""),
        heads=int(first("heads", "1")),
        labels=int(first("labels", "1")),
        measures=tuple(said["measures"][0]) if "measures" in said else (),
        shares=frozenset(ord(letter) - 65 for letter in said["shares"][0]) if "shares" in said else frozenset(),
    )


def _spread(pattern: str, reach: str) -> Iterator[Relation]:
    """`row: C@ = D@:J@` over lines 2-14, `column: ^2 = ^3:^14` over columns C-J."""
    if lines := re.fullmatch(r"(\d+)-(\d+)", reach):
        for line in range(int(lines[1]), int(lines[2]) + 1):
            yield relation(pattern.replace("@", str(line)))
    elif letters := re.fullmatch("([A-Z])-([A-Z])", reach):
        for code in range(ord(letters[1]), ord(letters[2]) + 1):
            yield relation(pattern.replace("^", chr(code)))
    else:
        yield relation(pattern)


# --- generated ------------------------------------------------------------------------------------------------------


def generated(draw: random.Random) -> Clean:
    """A table of one of the shapes that budget documents have."""
    return draw.choice((_investment, _nested, _with_shares))(draw)


_PERIODS = ("기투자", "'22.7.", "'23", "'24", "'25", "'26.6.", "임기후")
_LETTERS = "가나다라마바사아자차카타파하"
_SOURCES = ("국비", "도비", "시비", "기타")


def _amount(draw: random.Random) -> int:
    return draw.randrange(1, 10 ** draw.choice((2, 3, 3, 4, 4, 5)))


def _printed(value: int | None) -> str:
    return "" if value is None else f"{value:,}" if value >= 0 else f"△{-value:,}"


def _investment(draw: random.Random) -> Clean:
    """Projects and sources down, periods across; the total row above or below, the total column first."""
    periods = _PERIODS[: draw.randrange(4, 8)]
    lines: list[list[int | None]] = []
    for _ in range(draw.randrange(2, 9) * len(_SOURCES)):
        steady = _amount(draw)
        is_empty = draw.random() < 0.35
        lines.append(
            [None if is_empty or draw.random() < 0.2 else draw.choice((steady, _amount(draw))) for _ in periods]
        )
    if not any(value for line in lines for value in line):
        lines[0] = [_amount(draw) for _ in periods]
    body = [
        [
            "" if index % 4 else f"사업 {_LETTERS[index // 4]}",
            _SOURCES[index % 4],
            *map(_printed, (_sum(line), *line)),
        ]
        for index, line in enumerate(lines)
    ]  # fmt: skip
    sums = [_sum(column) for column in zip(*lines, strict=True)]
    is_first = draw.random() < 0.5
    total = ["" if is_first else "계", "", _printed(_sum(sums)), *map(_printed, sums)]
    rows = [["단위사업", "구분", "계", *periods], *([total] if is_first else []), *body, *([] if is_first else [total])]
    top = 1 if is_first else len(rows) - 1
    parts = [row for row in range(1, len(rows)) if row != top]
    width = len(rows[0])
    relations = [_relation("row", (row, 2), [(row, c) for c in range(3, width)]) for row in range(1, len(rows))]
    relations += [_relation("column", (top, c), [(row, c) for row in parts]) for c in range(2, width)]
    return Clean("연도별 투자계획", rows, relations, unit="백만원", labels=2)


def _nested(draw: random.Random) -> Clean:
    """Two or three levels of subtotals above their rows; two years and their change."""
    depth = draw.choice((2, 3))
    rows: list[list[str]] = [["구 분", "2024년", "2023년", "증감"]]
    relations: list[Relation] = []

    def add(level: int, name: str) -> tuple[int, int, int]:
        row = len(rows)
        rows.append([])
        if level == depth:
            new, old = _amount(draw) + 1, _amount(draw)
        else:
            below = [add(level + 1, f"{name}{n}" if level else f"분야 {n}") for n in _LETTERS[: draw.randrange(2, 5)]]
            new, old = sum(each[1] for each in below), sum(each[2] for each in below)
            scope = "grand" if level == 0 else "subtotal"
            relations.extend(_relation(scope, (row, c), [(each[0], c) for each in below]) for c in (1, 2, 3))
        label = "총 계" if level == 0 else f"{name} 소계" if level < depth else f"사업 {name}"
        rows[row] = [label, _printed(new), _printed(old), _printed(new - old)]
        relations.append(Relation(Place(row, 3), (Part(Place(row, 1)), Part(Place(row, 2), -1)), scope="change"))
        return row, new, old

    add(0, "")
    return Clean("예산편성", rows, relations, unit="천원")


def _with_shares(draw: random.Random) -> Clean:
    """Counts with their shares of the total in one decimal."""
    counts = [draw.randrange(5, 900) for _ in range(draw.randrange(4, 12))]
    whole = sum(counts)
    shares = [(2000 * count + whole) // (2 * whole) for count in counts]
    rows = [["구분", "사업체", "비중"]]
    for name, count, share in zip(_LETTERS, counts, shares, strict=False):
        rows.append([f"지역 {name}", f"{count:,}", _tenths(share)])
    rows.append(["계", f"{whole:,}", "100.0"])
    last = len(rows) - 1
    relations = [
        _relation("column", (last, 1), [(row, 1) for row in range(1, last)]),
        _relation("share-sum", (last, 2), [(row, 2) for row in range(1, last)]),
        *(relation(f"share: C{row} = B{row} / B{last + 1}") for row in range(2, last + 2)),
    ]
    return Clean("지역별 분포", rows, relations, shares=frozenset({2}))


def _tenths(value: int) -> str:
    return f"{value // 10}.{value % 10}"


def _sum(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _relation(scope: str, total: tuple[int, int], parts: Sequence[tuple[int, int]]) -> Relation:
    return Relation(Place(*total), tuple(Part(Place(*part)) for part in parts), scope=scope)
