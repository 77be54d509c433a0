"""Faults to plant, one of each kind of slip, and an oracle that knows which printed totals they break.

The oracle adds up by itself: it shares nothing with the checks but the tables.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from benchmarks.clean import Clean
from ledger.model.finding import Suggestion
from ledger.model.relation import Operation, Part, Place, Relation
from ledger.model.table import column_letters

Spot = tuple[int, int]


@dataclass(frozen=True)
class Fault:
    """A table with one fault; `broken` are the cells of the totals that no longer hold.

    `cells` are those to blame; or `kind` says what the right suggestion is called, with `words` that it must hold.
    """

    table: Clean
    said: str
    broken: frozenset[str]
    is_crossed: bool
    cells: frozenset[str] = frozenset()
    kind: str = ""
    words: tuple[str, ...] = ()

    def is_named_by(self, suggestion: Suggestion) -> bool:
        if self.kind and suggestion.kind != self.kind:
            return False
        if self.cells and suggestion.cell not in self.cells:
            return False
        return all(word in suggestion.text.ko for word in self.words)


def address(spot: Spot) -> str:
    """`B3`"""
    return f"{column_letters(spot[1] + 1)}{spot[0] + 1}"


# --- the oracle -----------------------------------------------------------------------------------------------------


def broken(table: Clean) -> list[Relation]:
    """The relations that do not hold."""
    return [relation for relation in table.relations if not _holds(table, relation)]


def _value(table: Clean, place: Place) -> Fraction:
    figures = table.figures(place.row, place.column)
    if place.figure >= len(figures):
        return Fraction(0)
    figure = figures[place.figure]
    return Fraction(figure.value) * Fraction(10) ** figure.exponent


def _holds(table: Clean, relation: Relation) -> bool:
    stated = _value(table, relation.total)
    parts = [sign * _value(table, place) for place, sign in relation.parts]
    if relation.operation is Operation.SHARE:  # a blank share states nothing
        return not parts[1] or not stated or abs(stated - 100 * parts[0] / parts[1]) <= Fraction(1, 20)
    slack = Fraction(len(parts), 20) if relation.scope == "share-sum" else 0
    return abs(stated - sum(parts)) <= slack


# --- planting -------------------------------------------------------------------------------------------------------


def _made(clean: Clean, changed: Clean, said: str, *, cells: set[Spot] = frozenset(), **named: object) -> Fault:  # type: ignore[assignment]
    lost = broken(changed)
    scopes = [
        {"row" if relation.total.row == spot[0] and all(p.row == spot[0] for p, _ in relation.parts) else "column"
         for relation in lost if relation.operation is Operation.SUM
         and spot in [(p.row, p.column) for p in (relation.total, *(part.place for part in relation.parts))]}
        for spot in cells
    ]  # fmt: skip
    where = frozenset(address((relation.total.row, relation.total.column)) for relation in lost)
    is_crossed = bool(scopes) and all(len(each) == 2 for each in scopes)
    return Fault(changed, said, where, is_crossed, frozenset(map(address, cells)), **named)  # type: ignore[arg-type]


def _spots(clean: Clean) -> list[Place]:
    """Figures in relations that are not nothing."""
    places = dict.fromkeys(p for r in clean.relations for p in (r.total, *(part.place for part in r.parts)))
    return [place for place in places if _value(clean, place)]


def _with(clean: Clean, texts: dict[Spot, str]) -> Clean:
    rows = [list(row) for row in clean.rows]
    for (row, column), text in texts.items():
        rows[row][column] = text
    return replace(clean, rows=rows)


def _figure_changed(clean: Clean, place: Place, change: Callable[[str], str | None]) -> tuple[Clean, str] | None:
    """Rewrite the digits of one figure in its cell; the points between thousands follow."""
    text = clean.rows[place.row][place.column]
    start, end = clean.figures(place.row, place.column)[place.figure].span
    inner = text[start:end]
    digits = inner.strip("()△").replace(",", "")
    whole, dot, decimals = digits.partition(".")
    new = change(whole + decimals)
    if new is None:
        return None
    new = new.lstrip("0").rjust(len(decimals) + 1, "0")
    body = f"{int(new[: len(new) - len(decimals)]):,}{dot}{new[len(new) - len(decimals) :]}"
    body = body if dot else f"{int(new):,}"
    signed = ("△" if "△" in inner else "") + body
    printed = f"({signed})" if inner.startswith("(") else signed
    if printed == inner:
        return None
    spot = (place.row, place.column)
    return _with(clean, {spot: text[:start] + printed + text[end:]}), f"{address(spot)} {inner} -> {printed}"


def _editing(change: Callable[[str, random.Random], str | None]) -> Callable[[Clean, random.Random], Fault | None]:
    def plant(clean: Clean, draw: random.Random) -> Fault | None:
        for place in draw.sample(spots := _spots(clean), len(spots)):
            if made := _figure_changed(clean, place, lambda digits: change(digits, draw)):
                return _made(clean, *made, cells={(place.row, place.column)})
        return None

    return plant


def _digit(digits: str, draw: random.Random) -> str:
    at = draw.randrange(len(digits))
    new = draw.choice([d for d in "0123456789" if d != digits[at] and not (d == "0" and at == 0)])
    return digits[:at] + new + digits[at + 1 :]


def _digits_swapped(digits: str, draw: random.Random) -> str | None:
    places = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1] and (i or digits[1] != "0")]
    if not places:
        return None
    at = draw.choice(places)
    return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def _signed(clean: Clean, draw: random.Random) -> Fault | None:
    places = [place for place in _spots(clean) if len(clean.figures(place.row, place.column)) == 1]
    if not places:
        return None
    place = draw.choice(places)
    text = clean.rows[place.row][place.column]
    new = text[1:] if text.startswith("△") else "△" + text
    spot = (place.row, place.column)
    return _made(clean, _with(clean, {spot: new}), f"{address(spot)} {text} -> {new}", cells={spot})


def _cells_swapped(clean: Clean, draw: random.Random) -> Fault | None:
    spots = list(dict.fromkeys((place.row, place.column) for place in _spots(clean)))
    pairs = [(a, b) for a in spots for b in spots if a < b and (a[0] == b[0] or a[1] == b[1])]
    if not pairs:
        return None
    one, other = draw.choice(pairs)
    texts = {one: clean.rows[other[0]][other[1]], other: clean.rows[one[0]][one[1]]}
    return _made(clean, _with(clean, texts), f"{address(one)} <-> {address(other)}", cells={one, other})


def _total_mistyped(clean: Clean, draw: random.Random) -> Fault | None:
    totals = list(
        dict.fromkeys(r.total for r in clean.relations if r.operation is Operation.SUM and r.scope != "change")
    )
    for place in draw.sample(totals, len(totals)):
        if _value(clean, place):
            change = draw.choice((_digit, _digits_swapped))
            if made := _figure_changed(clean, place, lambda digits, change=change: change(digits, draw)):  # type: ignore[misc]
                return _made(clean, *made, cells={(place.row, place.column)})
    return None


def _blank(clean: Clean, draw: random.Random) -> Fault | None:
    place = draw.choice(_spots(clean))
    spot = (place.row, place.column)
    return _made(clean, _with(clean, {spot: ""}), f"{address(spot)} blank", cells={spot})


def _shifted(clean: Clean, draw: random.Random) -> Fault | None:
    """All figures of a row one column to the right; the last falls off the table."""
    totals = {relation.total.row for relation in clean.relations if _is_down(relation)}
    rows = sorted({p.row for p in _spots(clean)} - totals)
    if not rows or len(clean.rows[0]) - clean.labels < 3:
        return None
    row = draw.choice(rows)
    line = clean.rows[row]
    start = draw.randrange(clean.labels, len(line) - 1)
    texts = {(row, c): "" if c == start else line[c - 1] for c in range(start, len(line))}
    changed = _with(clean, texts)
    if sum(new != old for new, old in zip(changed.rows[row], line, strict=True)) < 2:
        return None  # among equal figures only the first goes blank: that is another kind
    cells = {(row, c) for c in range(clean.labels, len(line))}
    return replace(_made(clean, changed, f"row {row + 1} from {address((row, start))}", cells=cells),
                   kind="column-shift", is_crossed=False)  # fmt: skip


def _is_down(relation: Relation) -> bool:
    return relation.operation is Operation.SUM and any(part.place.row != relation.total.row for part in relation.parts)


def _plain_rows(clean: Clean) -> list[int]:
    """Rows that are part of a sum down a column and total of none."""
    parts = {part.place.row for r in clean.relations if _is_down(r) for part in r.parts}
    return sorted(parts - {r.total.row for r in clean.relations if _is_down(r)})


def _row_dropped(clean: Clean, draw: random.Random) -> Fault | None:
    rows = _plain_rows(clean)
    if not rows:
        return None
    row = draw.choice(rows)
    if row + 1 < len(clean.rows) and clean.labels > 1 and clean.rows[row][0] and not clean.rows[row + 1][0]:
        return None  # its label counts for the rows below
    amounts = tuple(text for text in clean.rows[row][clean.labels :] if text and text != "-" and "(" not in text)
    kept = [number for number in range(len(clean.rows)) if number != row]
    changed = _rearranged(clean, kept)
    fault = _made(clean, changed, f"row {row + 1} dropped: {clean.rows[row]}")
    shares = {column - clean.labels for column in clean.shares}
    words = tuple(a for n, a in enumerate(clean.rows[row][clean.labels :]) if a in amounts and n not in shares)
    return replace(fault, kind="missing-row", words=words[:3])


def _row_moved(clean: Clean, draw: random.Random) -> Fault | None:
    """A row at the end of one group is printed in the middle of another group of the same level."""
    groups: dict[int, list[int]] = {}
    for relation in clean.relations:
        if relation.scope == "subtotal" and _is_down(relation):
            groups[relation.total.row] = sorted({part.place.row for part in relation.parts})
    plain = set(_plain_rows(clean))
    leaves = {total: rows for total, rows in groups.items() if set(rows) <= plain and len(rows) > 1}
    if len(leaves) < 2:
        return None
    giver, taker = draw.sample(sorted(leaves), 2)
    row, after = draw.choice(leaves[giver]), draw.choice(leaves[taker])
    order = [number for number in range(len(clean.rows)) if number != row]
    order.insert(order.index(after) + 1, row)
    moved = [_rejoined(relation, row, giver, taker) for relation in clean.relations]
    changed = _rearranged(replace(clean, relations=moved), order)
    cells = {(order.index(row), c) for c in range(len(clean.rows[0]))}
    fault = _made(clean, changed, f"row {row + 1} moved behind row {after + 1}", cells=cells)
    return replace(fault, kind="wrong-parent", is_crossed=False)


def _rejoined(relation: Relation, row: int, giver: int, taker: int) -> Relation:
    """A sum down a column as a reader of the faulty table takes it."""
    if not _is_down(relation):
        return relation
    column = relation.parts[0].place.column
    if relation.total.row == giver:
        return replace(relation, parts=tuple(part for part in relation.parts if part.place.row != row))
    if relation.total.row == taker:
        return replace(relation, parts=(*relation.parts, Part(Place(row, column))))
    return relation


def _rearranged(clean: Clean, order: list[int]) -> Clean:
    """The rows in another order; relations follow their rows and lose those that are gone."""
    new = {old: number for number, old in enumerate(order)}

    def followed() -> Iterator[Relation]:
        for relation in clean.relations:
            parts = tuple(Part(p._replace(row=new[p.row]), sign) for p, sign in relation.parts if p.row in new)
            is_whole = relation.operation is Operation.SUM or len(parts) == len(relation.parts)
            if relation.total.row in new and parts and is_whole:
                yield replace(relation, total=relation.total._replace(row=new[relation.total.row]), parts=parts)

    return replace(clean, rows=[clean.rows[old] for old in order], relations=list(followed()))


KINDS: dict[str, Callable[[Clean, random.Random], Fault | None]] = {
    "digit changed": _editing(_digit),
    "digits swapped": _editing(_digits_swapped),
    "x10": _editing(lambda digits, _: digits + "0"),
    "x100": _editing(lambda digits, _: digits + "00"),
    "x1000": _editing(lambda digits, _: digits + "000"),
    "sign": _signed,
    "two cells swapped": _cells_swapped,
    "row dropped": _row_dropped,
    "row moved": _row_moved,
    "column shifted": _shifted,
    "total mistyped": _total_mistyped,
    "blank for value": _blank,
}
