"""`python -m benchmarks.torture [FAULT...] [--short] [--seed N]`: fault, tried, survived, lost, partial, wrong message.

Exit code 1 where the last three columns are not zero.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.torture.suffered import Suffered
from ledger.discover import module_named, names_in

FAULTS = "benchmarks.torture.faults"


def _line(*cells: object) -> str:
    widths = (62, 8, 9, 6, 8, 14)
    return str(cells[0]).ljust(widths[0]) + "".join(
        str(each).rjust(width) for each, width in zip(cells[1:], widths[1:], strict=False)
    )


def _told(suffered: Suffered) -> str:
    counts = (suffered.tried, suffered.survived, suffered.lost, suffered.partial, suffered.wrong_message)
    more = [f"    {each}" for each in (*suffered.notes, *suffered.wrong)]
    return "\n".join([_line(suffered.fault, *counts), *more])


def main() -> int:
    """Inflict the faults named, or all."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("faults", nargs="*", choices=[*names_in(FAULTS), []])
    words.add_argument("--short", action="store_true", help="as often as the tests do")
    words.add_argument("--seed", type=int, default=7)
    asked = words.parse_args()
    print(_line("fault", "tried", "survived", "lost", "partial", "wrong message"), flush=True)
    harm = 0
    for name in asked.faults or names_in(FAULTS):
        fault, start = module_named(FAULTS, name), time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            times = fault.SHORT if asked.short else fault.TIMES
            for suffered in fault.inflict(Path(folder), times, random.Random(asked.seed)):
                print(_told(suffered), flush=True)
                harm += not suffered.is_clean
        print(f"{name}: seed {asked.seed}, {time.monotonic() - start:.0f} s", file=sys.stderr)
    return 1 if harm else 0


if __name__ == "__main__":
    sys.exit(main())
