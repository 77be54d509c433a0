"""단수조정 on random nested tables: how many printed sums stay open, beside plain half-up.

`python -m benchmarks.rounding`

A table has projects over up to three levels, sources below, and periods; amounts of any size and sign in 원.
"""

import argparse
import random

from ledger.cube.rounding import Path, Spot, controlled, half_up

Cells = dict[tuple[Path, str], int]


def table(chance: random.Random) -> tuple[Cells, int]:
    """Cells of a random table, and the size of the unit it is printed in."""
    unit = chance.choice((1_000, 1_000_000, 100_000_000))
    rows: list[Path] = []
    for project in range(chance.randint(1, 6)):
        below = [str(part) for part in range(chance.randint(0, 3))]
        nodes = [(str(project), part) for part in below] or [(str(project),)]
        sources = ("국비", "도비", "시비", "기타")[: chance.randint(1, 4)]
        rows += [(*node, source) for node in nodes for source in sources]
    periods = [str(2022 + year) for year in range(chance.randint(1, 7))]
    size = unit * 10 ** chance.randint(0, 4)
    spots = [(row, period) for row in rows for period in periods if chance.random() < 0.7]
    cells = {spot: chance.randint(-size // 5, size) for spot in spots}
    return cells or {(rows[0], periods[0]): size}, unit


def sums(cells: Cells) -> dict[Spot, list[tuple[Path, str]]]:
    """Every sum that is printed, with its parts down to the cells."""
    parts: dict[Spot, list[tuple[Path, str]]] = {}
    for row, period in cells:
        for depth in range(len(row) + 1):
            for column in (period, None):
                if depth < len(row) or column is None:
                    parts.setdefault(Spot(row[:depth], column), []).append((row, period))
    return parts


def campaign(count: int, seed: int) -> dict[str, int]:
    """Tables, printed sums, those open under half-up and under 단수조정, and numbers moved by a unit or more."""
    chance = random.Random(seed)
    said = {"tables": count, "sums": 0, "open half-up": 0, "open controlled": 0, "moved": 0, "totals off": 0}
    for _ in range(count):
        cells, unit = table(chance)
        printed = controlled(cells, unit).printed
        for spot, parts in sums(cells).items():
            exact = sum(cells[cell] for cell in parts)
            said["sums"] += 1
            said["open half-up"] += half_up(exact, unit) != sum(half_up(cells[cell], unit) for cell in parts)
            said["open controlled"] += printed[spot] != sum(printed[Spot(*cell)] for cell in parts)
            said["moved"] += abs(printed[spot] * unit - exact) >= unit
            said["totals off"] += spot == Spot((), None) and printed[spot] != half_up(exact, unit)
        said["moved"] += sum(abs(printed[Spot(*cell)] * unit - won) >= unit for cell, won in cells.items())
    return said


def main() -> None:
    """Print the counts."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--count", type=int, default=10_000)
    words.add_argument("--seed", type=int, default=7)
    asked = words.parse_args()
    for name, value in campaign(asked.count, asked.seed).items():
        print(f"{name:16} {value:>10,}")


if __name__ == "__main__":
    main()
