"""단수처리: amounts printed in a coarser unit, each on its own or so that every printed sum adds up (단수조정)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

Path = tuple[str, ...]


def half_up(won: int, unit_won: int) -> int:
    """반올림: the nearest whole number of units; a half goes away from zero."""
    return _signed(won, (2 * abs(won) + unit_won) // (2 * unit_won))


def truncated(won: int, unit_won: int) -> int:
    """절사: toward zero."""
    return _signed(won, abs(won) // unit_won)


def up(won: int, unit_won: int) -> int:
    """올림: away from zero."""
    return _signed(won, -(-abs(won) // unit_won))


def _signed(won: int, size: int) -> int:
    return size if won >= 0 else -size


class Spot(NamedTuple):
    """A printed number: a row or a node above rows (`()`: all of them), in one period or over all (None)."""

    path: Path
    period: str | None


@dataclass(frozen=True, slots=True)
class Rounded:
    """`printed[path, period]` in units, for every cell and every sum with a cell below it; blank spots are left out."""

    printed: Mapping[Spot, int]


def controlled(cells: Mapping[tuple[Path, str], int], unit_won: int) -> Rounded:
    """단수조정: 원 by (row, period) -> whole units, such that every printed sum is the sum of its printed parts.

    A row is a path (`("5-2/1", "국비")`); every beginning of a path is a node with sums, by period and over all.
    Each number is its floor or its ceiling, a whole one stays, the grand total is the nearest, and the rest is as
    near as the sums allow: a margin counts 100 times as much as a cell, a subtotal 10 times. The order of `cells`
    does not matter. ValueError when a row lies below another: money stands on leaves.
    """
    exact = _exact(cells)
    return Rounded(_Network(exact, frozenset(path for path, _ in cells), unit_won).solved())


def _exact(cells: Mapping[tuple[Path, str], int]) -> dict[Spot, int]:
    """원 of every spot, in an order that the order of the cells does not touch."""
    rows = {path for path, _ in cells}
    if any(above in rows for row in rows for above in _above(row)):
        raise ValueError("a row with amounts lies below another row with amounts")
    exact: dict[Spot, int] = {}
    for (row, period), won in cells.items():
        for path in (row, *_above(row)):
            for spot in (Spot(path, period), Spot(path, None)):
                exact[spot] = exact.get(spot, 0) + won
    return {spot: exact[spot] for spot in sorted(exact, key=lambda spot: (spot.path, spot.period or ""))}


def _above(path: Path) -> Iterable[Path]:
    return (path[:depth] for depth in range(len(path)))


# How much a unit of error weighs: a margin (all rows of a period, one row or project over all periods) is read before
# a subtotal, a subtotal before a cell.
_MARGIN, _SUBTOTAL, _CELL = 100, 10, 1

_TOP = Spot((), None)


class _Network:
    """The table as a flow: money runs from the grand total down the columns to the cells, and from the cells up the
    rows back to the grand total. A vertex is a sum; a spot is an edge; what enters a vertex leaves it.

    Every edge starts at its nearest whole number. Vertices where that does not balance are then joined, cheapest path
    first, and the edges of the path turned from floor to ceiling or back. That is the successive shortest path method
    of minimum cost flow; its first state is optimal for its imbalances, so its last is optimal. As both families of
    sums are nested, the whole numbers between floor and ceiling always hold a solution, with either value of the total.
    """

    def __init__(self, exact: Mapping[Spot, int], rows: frozenset[Path], unit: int) -> None:
        self.spots = list(exact)
        self.value = [half_up(won, unit) for won in exact.values()]
        self.vertices: dict[Path | Spot, int] = {}
        self.ends = [self._ends(spot, spot.path in rows) for spot in self.spots]
        self.excess = [0] * len(self.vertices)
        self.potential = [0] * len(self.vertices)
        # residual[v]: by edge, where it leads and what turning it costs now
        self.residual: list[dict[int, tuple[int, int]]] = [{} for _ in self.vertices]
        for edge, (spot, won) in enumerate(exact.items()):
            tail, head = self.ends[edge]
            self.excess[head] += self.value[edge]
            self.excess[tail] -= self.value[edge]
            if won % unit and spot != _TOP:
                cost = _weight(spot, spot.path in rows) * (unit - 2 * abs(won - self.value[edge] * unit))
                is_ceiling = self.value[edge] * unit > won
                here, there = (head, tail) if is_ceiling else (tail, head)
                self.residual[here][edge] = (there, cost)

    def _ends(self, spot: Spot, is_row: bool) -> tuple[int, int]:
        """The vertices between which the edge of a spot runs. A spot with a period names the vertex where the sum of
        a column is split up, a path the one where a row is summed up, `_TOP` the one above them all."""
        path, period = spot
        above = path[:-1]
        if period is None:
            return self._vertex(path), self._vertex(above if path else _TOP)
        return self._vertex(Spot(above, period) if path else _TOP), self._vertex(path if is_row else spot)

    def _vertex(self, name: Path | Spot) -> int:
        return self.vertices.setdefault(name, len(self.vertices))

    def solved(self) -> dict[Spot, int]:
        for vertex, excess in enumerate(self.excess):
            for _ in range(excess):
                self._turn(self._cheapest_path(vertex), vertex)
        return dict(zip(self.spots, self.value, strict=True))

    def _cheapest_path(self, start: int) -> list[int]:
        """Edges from a vertex with too much to the nearest with too little, last edge first (Dijkstra).

        The potentials keep every cost non-negative while edges turn; only vertices that were reached change theirs.
        """
        potential, residual = self.potential, self.residual
        distance, entered, done = {start: 0}, {start: -1}, set[int]()
        queue = [(0, start)]
        while queue:
            far, vertex = heappop(queue)
            if vertex in done:
                continue
            if self.excess[vertex] < 0:
                for settled in done:
                    potential[settled] += distance[settled] - far
                return self._edges_back(vertex, start, entered)
            done.add(vertex)
            base = far + potential[vertex]
            for edge, (there, cost) in residual[vertex].items():
                reach = base + cost - potential[there]
                if there not in distance or reach < distance[there]:
                    distance[there], entered[there] = reach, edge
                    heappush(queue, (reach, there))
        raise AssertionError("nested sums can always be rounded")

    def _edges_back(self, end: int, start: int, entered: Mapping[int, int]) -> list[int]:
        edges = []
        while end != start:
            edges.append(entered[end])
            tail, head = self.ends[entered[end]]
            end = tail if end == head else head
        return edges

    def _turn(self, edges: list[int], start: int) -> None:
        """Push one unit along the path: forward edges gain it, edges against the path lose it."""
        vertex = start
        for edge in reversed(edges):
            there, cost = self.residual[vertex].pop(edge)
            self.residual[there][edge] = (vertex, -cost)
            self.value[edge] += 1 if self.ends[edge] == (vertex, there) else -1
            vertex = there
        self.excess[start] -= 1
        self.excess[vertex] += 1


def _weight(spot: Spot, is_row: bool) -> int:
    if not spot.path or (spot.period is None and len(spot.path) == 1):
        return _MARGIN
    return _CELL if is_row and spot.period is not None else _SUBTOTAL
