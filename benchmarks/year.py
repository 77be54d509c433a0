"""A year in a city of 30 departments and 100 pledges, lived through and told: `python -m benchmarks.year`.

Prints the story as Markdown, and on stderr how many commands each chapter took and how long.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.scenario.city import city
from tests.scenario.story import live


def main() -> None:
    """Live through one year."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--departments", type=int, default=30)
    words.add_argument("--pledges", type=int, default=100)
    words.add_argument("--seed", type=int, default=8)
    words.add_argument("--into", type=Path, help="keep the books, forms and reports in this folder")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as aside:
        folder = asked.into or Path(aside)
        folder.mkdir(parents=True, exist_ok=True)
        commands, seconds = 0, 0.0
        for chapter in live(folder, city(asked.departments, asked.pledges, asked.seed)):
            print(f"{chapter.told}\n", flush=True)
            print(f"{chapter.name}: {chapter.commands} commands, {chapter.seconds:.1f} s", file=sys.stderr)
            commands, seconds = commands + chapter.commands, seconds + chapter.seconds
        print(f"{commands} commands in {seconds:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
