"""One fault at a time in clean tables: is it detected, and is the faulty cell named?

    python -m benchmarks.mutations [--count N] [--seed S] [--through declared|recognition]

`declared` gives the relations along; `recognition` has them found in the bare text, which is what users get.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from benchmarks import faults
from benchmarks.clean import Clean, generated, of_documents
from benchmarks.faults import Fault
from ledger.checks.run import check_tables
from ledger.model.finding import Finding, Severity
from ledger.model.table import Table

Reader = Callable[[Clean], list[Table]]


@dataclass
class Tally:
    """Of one kind of fault. `hidden`: no printed total tells the faulty table from a right one."""

    tried: int = 0
    hidden: int = 0
    detected: int = 0
    crossed: int = 0
    crossed_first: int = 0
    crossed_top: int = 0
    first: int = 0
    top: int = 0
    false_alarms: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, fault: Fault, findings: list[Finding]) -> None:
        self.tried += 1
        if not fault.broken:
            self.hidden += 1
            return
        self.detected += bool(findings)
        rank = ranked(fault, findings)
        self.first += rank == 1
        self.top += 0 < rank <= 3
        if fault.is_crossed:
            self.crossed += 1
            self.crossed_first += rank == 1
            self.crossed_top += 0 < rank <= 3
        if not findings or rank != 1:
            first = [suggestion.text.ko for finding in findings[:1] for suggestion in finding.suggestions[:1]]
            self.missed.append(f"{fault.table.title}: {fault.said} (rank {rank}; {first})")


def ranked(fault: Fault, findings: Iterable[Finding]) -> int:
    """The place of the right suggestion in the gravest finding, from 1; 0 where it is not among them."""
    gravest = sorted(findings, key=lambda finding: (list(Severity).index(finding.severity), not finding.suggestions))
    for finding in gravest[:1]:
        for place, suggestion in enumerate(finding.suggestions, start=1):
            if fault.is_named_by(suggestion):
                return place
    return 0


def declared(clean: Clean) -> list[Table]:
    """The table with the relations that it was made of."""
    return [clean.table()]


def recognised(clean: Clean) -> list[Table]:
    """The table as a text file would hold it: title, unit, rows."""
    from ledger.capture.recognition import recognise
    from ledger.model.page import Page, PageGrid, Prose
    from ledger.model.table import Origin

    above = [(1, clean.title), *([(2, f"(단위 : {clean.unit})")] if clean.unit else [])]
    width = len(clean.rows[0])
    grid = PageGrid(texts=clean.rows, lines=range(1, len(clean.rows) + 1), columns=range(1, width + 1))
    return recognise([Page(Origin("table.txt", ""), (Prose(tuple(above)), grid))])


READERS: dict[str, Reader] = {"declared": declared, "recognition": recognised}


def tables(count: int, draw: random.Random) -> list[Clean]:
    """Those of the documents, and as many generated ones as it takes."""
    found = of_documents()
    return found + [generated(draw) for _ in range(count - len(found))]


def run(count: int, seed: int, reader: Reader = declared) -> tuple[dict[str, Tally], list[str]]:
    """Every kind of fault once in each table; also the findings, notes aside, on the clean ones."""
    draw = random.Random(seed)
    tallies = {kind: Tally() for kind in faults.KINDS}
    alarms: list[str] = []
    for clean in tables(count, draw):
        before = check_tables(reader(clean))
        alarms += [
            f"{clean.title}: {f.id} {f.where.cell} {f.message}" for f in before if f.severity is not Severity.NOTE
        ]
        known = Counter(_key(finding) for finding in before)
        for kind, plant in faults.KINDS.items():
            fault = plant(clean, draw)
            if fault is not None:
                after = check_tables(reader(fault.table))
                new = [f for f in after if f.severity is not Severity.NOTE or not known[_key(f)]]
                tallies[kind].add(fault, new)
                tallies[kind].false_alarms += sum(
                    f.severity is Severity.ERROR and f.where.cell not in fault.broken for f in after
                )
    return tallies, alarms


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.id, finding.where.cell, finding.difference


COLUMNS = ("tried", "hidden", "detected", "crossed", "crossed first", "crossed top 3", "first", "top 3", "false alarms")


def report(tallies: dict[str, Tally]) -> list[str]:
    """`first` and `top 3` of all that can be detected, `crossed` of cells in a row and a column total."""
    lines = [f"{'fault':22}" + "".join(f"{name:>14}" for name in COLUMNS)]
    whole = Tally()
    for kind, tally in [*tallies.items(), ("all", whole)]:
        numbers = (
            tally.tried,
            tally.hidden,
            tally.detected,
            tally.crossed,
            tally.crossed_first,
            tally.crossed_top,
            tally.first,
            tally.top,
            tally.false_alarms,
        )
        lines.append(f"{kind:22}" + "".join(f"{number:>14}" for number in numbers))
        for name in vars(whole):
            setattr(whole, name, getattr(whole, name) + getattr(tally, name))
    return lines


def main() -> int:
    """Plant, check, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300, help="tables")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--through", choices=READERS, default="declared")
    parser.add_argument("--missed", type=int, default=0, help="list so many misses of each kind")
    asked = parser.parse_args()
    tallies, alarms = run(asked.count, asked.seed, READERS[asked.through])
    print("\n".join(report(tallies)))
    print(f"findings on clean tables (notes aside): {len(alarms)}", *alarms[:20], sep="\n  ")
    for kind, tally in tallies.items():
        for line in tally.missed[: asked.missed]:
            print(f"{kind}: {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
