"""`python -m benchmarks.bench [QUESTION...]`: the table, each line beside its peer of the same run.

Exit code 1 where a goal is missed.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.bench.measure import Answer
from ledger.discover import module_named, names_in

QUESTIONS = "benchmarks.bench.questions"
HEAD = ("question", "beside", "figure", "quartiles", "goal", "aim", "", "seconds")
WIDTHS = (58, 46, 11, 15, 9, 8, 6, 9)


def _cells(answer: Answer) -> tuple[str, ...]:
    bound = ">=" if answer.more else "<="
    return (
        answer.question,
        answer.peer,
        f"{_figure(answer.figure)} {answer.unit}",
        f"{_figure(answer.low)}-{_figure(answer.high)}",
        f"{bound} {answer.goal:g}" if answer.goal is not None else "",
        f"{bound} {answer.aim:g}" if answer.aim is not None else "",
        "" if answer.goal is None else "met" if answer.is_met else "MISSED",
        f"{answer.seconds:.2f}" if answer.seconds is not None else "",
    )


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _line(cells: tuple[str, ...]) -> str:
    return " ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def main() -> int:
    """Print the lines of the questions named, or of all."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("questions", nargs="*", choices=[*names_in(QUESTIONS), []])
    asked = words.parse_args()
    print(_line(HEAD), flush=True)
    missed = 0
    for name in asked.questions or names_in(QUESTIONS):
        with tempfile.TemporaryDirectory() as folder:
            for answer in module_named(QUESTIONS, name).answers(Path(folder)):
                print(_line(_cells(answer)), flush=True)
                missed += not answer.is_met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
