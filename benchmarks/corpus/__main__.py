"""`python -m benchmarks.corpus [KIND...] [--all]`: what every command made of every odd file, a line each.

Without --all only what is wrong is printed line by line, and the rest by kind and command. Exit code 1 where anything
is wrong.
"""

import argparse
import sys
from collections import defaultdict

from benchmarks.corpus.case import Tried, tried
from ledger.discover import module_named, names_in

KINDS = "benchmarks.corpus.kinds"
QUICK = 1.0  # seconds, in which nine in ten should be done


def _line(done: Tried) -> str:
    outcome = done.outcome
    right = "refused" if outcome.exit == 2 else "read"
    return (
        f"{done.case.kind:10} {done.case.name:56} {done.command:8} {'WRONG' if done.wrong else right:8}"
        f"{outcome.seconds:7.2f} s {outcome.megabytes:5.0f} MB {done.wrong}"
    )


def main() -> int:
    """Try the kinds named, or all."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("kinds", nargs="*", choices=[*names_in(KINDS), []])
    words.add_argument("--all", action="store_true", help="a line for every case")
    asked = words.parse_args()
    groups: dict[tuple[str, str], list[Tried]] = defaultdict(list)
    for name in asked.kinds or names_in(KINDS):
        for case in module_named(KINDS, name).cases():
            done = tried(case)
            groups[done.case.kind, done.command].append(done)
            if asked.all or done.wrong:
                print(_line(done), flush=True)
    head = ("kind", "command", "files", "read", "refused", "wrong", "slowest s", "in 1 s", "most MB")
    print("".join(each.ljust(11) for each in head))
    for (kind, command), every in groups.items():
        outcomes = [done.outcome for done in every]
        refused = sum(outcome.exit == 2 for outcome in outcomes)
        quick = sum(outcome.seconds <= QUICK for outcome in outcomes)
        cells = (
            *(kind, command, len(every), len(every) - refused, refused, sum(bool(done.wrong) for done in every)),
            f"{max(outcome.seconds for outcome in outcomes):.2f}",
            f"{quick / len(every):.0%}",
            f"{max(outcome.megabytes for outcome in outcomes):.0f}",
        )
        print("".join(str(each).ljust(11) for each in cells))
    return 1 if any(done.wrong for every in groups.values() for done in every) else 0


if __name__ == "__main__":
    sys.exit(main())
